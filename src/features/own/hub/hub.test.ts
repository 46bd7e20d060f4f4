/** @file Fetching from a hub, against a server on this machine: it hands files on to another port, knows ranges, and cuts lines. */
import { createHash } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { jsonBytes, TINY_CONFIGS, tinyFiles } from '../../../engine/outside/tiny-folder.test-helper.ts'
import { memoryCaches } from '../../../testing/memory-caches.ts'
import { readAddress } from './address.ts'
import { fetchModel } from './fetch-model.ts'
import { type HubPlan, planHub } from './plan.ts'
import { cacheShelf, type HubShelf } from './shelf.ts'

const COMMIT = 'a'.repeat(40)
const files = tinyFiles('llama')
const WEIGHTS = files.get('model.safetensors')!

/** What the servers were asked, and what they do wrong. */
let asked: string[] = []
let cutAfter: number[] = []
let knowsRanges = true
let broken: Uint8Array | null = null
let hub: Server
let store: Server
let base = ''

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

function answer(response: ServerResponse, json: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

beforeAll(async () => {
  store = createServer((request, response) => {
    const path = (request.url ?? '').split('/').at(-1) ?? ''
    const bytes = (path === 'model.safetensors' && broken) || files.get(path)!
    const from = knowsRanges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
    asked.push(`${path} from ${from}`)
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': bytes.length - from,
      'access-control-allow-origin': '*',
    })
    const cut = path === 'model.safetensors' ? cutAfter.shift() : undefined
    if (cut === undefined) response.end(bytes.subarray(from))
    else response.write(bytes.subarray(from, from + cut), () => setTimeout(() => response.destroy(), 20))
  })
  const storePort = await listen(store)
  hub = createServer((request, response) => {
    const url = request.url ?? ''
    if (url.includes('/gated/')) return void response.writeHead(401).end()
    if (url.includes('/none/')) return void response.writeHead(404).end()
    if (url.startsWith('/api/') && url.includes('/revision/'))
      return answer(response, { sha: COMMIT, cardData: { license: 'mit' } })
    if (url.startsWith('/api/'))
      return answer(
        response,
        [...files].map(([path, bytes]) => ({
          ...{ type: 'file', path, size: bytes.length },
          ...(path === 'model.safetensors' && {
            lfs: { oid: createHash('sha256').update(bytes).digest('hex'), size: bytes.length },
          }),
        })),
      )
    response.writeHead(302, { location: `http://127.0.0.1:${storePort}/${url.split('/').at(-1)}` }).end()
  })
  base = `http://127.0.0.1:${await listen(hub)}`
})
afterAll(() => {
  hub.close()
  store.close()
})

let shelf: HubShelf
let plan: HubPlan

beforeEach(async () => {
  asked = []
  cutAfter = []
  knowsRanges = true
  broken = null
  shelf = cacheShelf(memoryCaches(), 'https://page.example/hub/')
  plan = await planHub({ id: 'someone/tiny', revision: 'main' }, 'wasm', { base, fetch })
  asked = []
})

const get = (signal?: AbortSignal, onBytes?: (bytes: number) => void) =>
  fetchModel(plan, { base, fetch, shelf, ...(signal && { signal }), ...(onBytes && { onBytes }) })
const weightsAsked = () => asked.filter((each) => each.startsWith('model.safetensors'))
const bytesOf = async (blob: Blob | undefined) => new Uint8Array(await blob!.arrayBuffer())

describe('an address of the hub', () => {
  it('is owner and name, with a revision or as a page; anything else is none', () => {
    expect(readAddress(' HuggingFaceTB/SmolLM2-135M ')).toEqual({ id: 'HuggingFaceTB/SmolLM2-135M', revision: 'main' })
    expect(readAddress('a/b@refs/pr/1')).toEqual({ id: 'a/b', revision: 'refs/pr/1' })
    expect(readAddress('https://huggingface.co/a/b/tree/v1.0')).toEqual({ id: 'a/b', revision: 'v1.0' })
    for (const none of ['', 'gpt2', '../b', 'a/../b', 'a/b@../c', 'https://example.com/a/b', 'a/b?x=1', 'a/b/c'])
      expect(readAddress(none)).toBeNull()
  })
})

describe('a plan', () => {
  it('is made from list and configuration, without a byte of the weights', () => {
    expect(plan).toMatchObject({ id: 'someone/tiny', commit: COMMIT, licence: 'mit' })
    expect(plan.files.map(({ path }) => path)).toEqual([
      ...['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'],
    ])
    expect(plan.bytes).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0))
    // Four bytes each: the file holds float32, a header, and nothing else.
    expect(WEIGHTS.length - 4 * plan.parameters).toBeLessThan(4000)
    expect(weightsAsked()).toEqual([])
  })

  it('refuses in plain words what is gated, missing, of another kind, or not there at all', async () => {
    const of = (id: string, options = { base, fetch }) => planHub({ id, revision: 'main' }, 'wasm', options)
    await expect(of('gated/x')).rejects.toMatchObject({ message: /gated/, remedy: /no passwords/ })
    await expect(of('none/x')).rejects.toThrow(/has no “none\/x”/)
    await expect(of('a/b', { base: 'http://127.0.0.1:1', fetch })).rejects.toThrow(/cannot be reached/)
    const config = files.get('config.json')!
    files.set('config.json', jsonBytes({ ...TINY_CONFIGS.llama, model_type: 'gemma3_text' }))
    await expect(of('a/b')).rejects.toMatchObject({ code: 'unsupported-model' })
    files.set('config.json', jsonBytes({ ...TINY_CONFIGS.llama, vocab_size: 2 ** 23, hidden_size: 128 }))
    await expect(of('a/b')).rejects.toMatchObject({ code: 'out-of-memory' })
    files.set('config.json', config)
  })
})

describe('fetching', () => {
  it('comes by way of another host, whole, and the second time asks nobody', async () => {
    const told: number[] = []
    const got = await get(undefined, (bytes) => told.push(bytes))
    expect(await bytesOf(got.at(-1)?.data)).toEqual(new Uint8Array(WEIGHTS))
    expect(told.at(-1)).toBe(plan.bytes)
    asked = []
    await get()
    expect(asked).toEqual([])
    expect(await shelf.list()).toEqual([{ plan, bytes: plan.bytes }])
    await shelf.remove(plan)
    expect(await shelf.list()).toEqual([])
  })

  it('goes on by itself where the line was cut, and asks for the rest alone', async () => {
    cutAfter = [4000, 1000]
    const got = await get()
    expect(await bytesOf(got.at(-1)?.data)).toEqual(new Uint8Array(WEIGHTS))
    expect(weightsAsked()).toEqual([
      'model.safetensors from 0',
      'model.safetensors from 4000',
      'model.safetensors from 5000',
    ])
  })

  it('keeps what came when it is stopped, and goes on from there', async () => {
    const stop = new AbortController()
    // The line stands still after 40 %: nothing but the stop ends it.
    const share = Math.round(0.4 * WEIGHTS.length)
    const small = plan.bytes - WEIGHTS.length
    cutAfter = [share]
    await expect(
      get(stop.signal, (bytes) => {
        if (bytes >= small + share) stop.abort()
      }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect((await shelf.list())[0]?.bytes).toBe(small + share)
    asked = []
    await get()
    expect(asked).toEqual([`model.safetensors from ${share}`])
  })

  it('passes over what it has where a server knows no ranges', async () => {
    cutAfter = [4000]
    knowsRanges = false
    const got = await get()
    expect(await bytesOf(got.at(-1)?.data)).toEqual(new Uint8Array(WEIGHTS))
    expect(weightsAsked()).toHaveLength(2)
  })

  it('throws away what is not what the hub says, tells of it, and fetches it again', async () => {
    broken = WEIGHTS.map((byte, i) => (i === 5000 ? byte ^ 1 : byte))
    await expect(get()).rejects.toMatchObject({ code: 'corrupt-file' })
    broken = null
    asked = []
    const got = await get()
    expect(asked).toEqual(['model.safetensors from 0'])
    expect(await bytesOf(got.at(-1)?.data)).toEqual(new Uint8Array(WEIGHTS))
  })

  it('says that the disk is full, and keeps what came', async () => {
    let room = 2
    const full: HubShelf = {
      ...shelf,
      add: async (...given) => {
        if (room-- === 0) throw new DOMException('no room', 'QuotaExceededError')
        return shelf.add(...given)
      },
    }
    const work = fetchModel(plan, { base, fetch, shelf: full })
    await expect(work).rejects.toMatchObject({ code: 'out-of-memory', message: /no more room/ })
    expect((await shelf.list())[0]?.bytes).toBeGreaterThan(0)
  })
})
