import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fetchFiles } from './fetch-files.ts'

const BASE = 'https://example.org/app/models/'
const GOOD = new TextEncoder().encode('the right bytes')
const BAD = new TextEncoder().encode('the wrong bytes')
const EXPECTED = { bytes: GOOD.length, sha256: createHash('sha256').update(GOOD).digest('hex') }

/** A Cache API over a map, with the calls that are used. */
function fakeCaches() {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>()
  const cache = {
    match: async (key: string) => {
      const bytes = entries.get(key)
      return bytes && new Response(bytes)
    },
    put: async (key: string, response: Response) => {
      entries.set(key, new Uint8Array(await response.arrayBuffer()))
    },
    delete: async (key: string | Request) => entries.delete(typeof key === 'string' ? key : key.url),
    keys: async (key: string) =>
      [...entries.keys()].filter((other) => other.split('?')[0] === key.split('?')[0]).map((url) => new Request(url)),
  }
  return { entries, caches: { open: async () => cache } as unknown as CacheStorage }
}

function serve(bodies: readonly (Uint8Array<ArrayBuffer> | Response | Error)[]) {
  const requests: string[] = []
  const queue = [...bodies]
  const load: typeof fetch = async (input, init) => {
    requests.push(`${String(input)} ${init?.cache}`)
    const next = queue.shift()
    if (next instanceof Error) throw next
    if (next === undefined) throw new TypeError('Failed to fetch')
    return next instanceof Response ? next : new Response(next)
  }
  return { requests, load }
}

describe('fetchFiles', () => {
  it('fetches once, tells of the bytes, and answers from the cache afterwards', async () => {
    const { caches, entries } = fakeCaches()
    const { requests, load } = serve([GOOD])
    const files = fetchFiles(BASE, { fetch: load, caches })
    const progress: number[] = []
    const steps: string[] = []
    const read = () =>
      files.read('student/a.bin', {
        expected: EXPECTED,
        onBytes: (loaded) => progress.push(loaded),
        onVerify: () => steps.push('verify'),
      })
    expect(await read()).toEqual(GOOD)
    expect(await read()).toEqual(GOOD)
    expect(requests).toEqual([`${BASE}student/a.bin default`])
    expect(progress).toEqual([GOOD.length, GOOD.length])
    expect(steps).toEqual(['verify', 'verify'])
    expect([...entries.keys()]).toEqual([`${BASE}student/a.bin?sha256=${EXPECTED.sha256}`])
  })

  it('throws a damaged copy out of the cache and fetches it again', async () => {
    const { caches, entries } = fakeCaches()
    const key = `${BASE}a.bin?sha256=${EXPECTED.sha256}`
    entries.set(key, BAD)
    const { requests, load } = serve([GOOD])
    expect(await fetchFiles(BASE, { fetch: load, caches }).read('a.bin', { expected: EXPECTED })).toEqual(GOOD)
    expect(requests).toHaveLength(1)
    expect(entries.get(key)).toEqual(GOOD)
  })

  it('passes the HTTP cache when its copy is wrong, and gives up when the server is', async () => {
    const { caches, entries } = fakeCaches()
    const once = serve([BAD, GOOD])
    expect(await fetchFiles(BASE, { fetch: once.load, caches }).read('a.bin', { expected: EXPECTED })).toEqual(GOOD)
    expect(once.requests.map((request) => request.split(' ')[1])).toEqual(['default', 'reload'])
    entries.clear()
    const twice = serve([BAD, BAD])
    const reading = fetchFiles(BASE, { fetch: twice.load, caches }).read('a.bin', { expected: EXPECTED })
    await expect(reading).rejects.toMatchObject({ code: 'corrupt-file' })
    expect(entries.size).toBe(0)
  })

  it('keeps one version of a file', async () => {
    const { caches, entries } = fakeCaches()
    entries.set(`${BASE}a.bin?sha256=${'0'.repeat(64)}`, BAD)
    entries.set(`${BASE}b.bin?sha256=${'0'.repeat(64)}`, BAD)
    await fetchFiles(BASE, { fetch: serve([GOOD]).load, caches }).read('a.bin', { expected: EXPECTED })
    expect([...entries.keys()]).toEqual([
      `${BASE}b.bin?sha256=${'0'.repeat(64)}`,
      `${BASE}a.bin?sha256=${EXPECTED.sha256}`,
    ])
  })

  it('works without a cache, and asks the server each time for files without a hash', async () => {
    const { requests, load } = serve([GOOD, GOOD, GOOD])
    const files = fetchFiles(BASE, { fetch: load, caches: undefined })
    await files.read('a.bin', { expected: EXPECTED })
    await files.read('manifest.json')
    await files.read('manifest.json')
    expect(requests.map((request) => request.split(' ')[1])).toEqual(['default', 'no-cache', 'no-cache'])
  })

  it.each([
    ['a missing file', new Response('', { status: 404 }), /HTTP 404/],
    ['the page itself', new Response('<html>', { headers: { 'content-type': 'text/html' } }), /sent a page/],
    ['no network', new TypeError('Failed to fetch'), /Failed to fetch/],
  ])('tells of %s', async (_, body, message) => {
    const reading = fetchFiles(BASE, { fetch: serve([body]).load, caches: undefined }).read('a.bin')
    await expect(reading).rejects.toThrow(message)
    await expect(reading).rejects.toMatchObject({ code: 'missing-file' })
  })

  it('stops between two chunks', async () => {
    const controller = new AbortController()
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.enqueue(GOOD)
      },
    })
    const reading = fetchFiles(BASE, { fetch: serve([new Response(body)]).load, caches: undefined }).read('a.bin', {
      signal: controller.signal,
      onBytes: (loaded) => {
        if (loaded > 3 * GOOD.length) controller.abort()
      },
    })
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })
})
