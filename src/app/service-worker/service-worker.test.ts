/** @file The service worker between a fake browser's cache and a network that can be cut. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const SCOPE = 'https://example.org/a/b/'

type Listener = (event: Record<string, unknown>) => void

/** A cache storage as far as it is used; `match` ignores nothing, as in browsers. */
function fakeCaches() {
  /** Entries that fit into one cache. */
  const room = { entries: Number.POSITIVE_INFINITY }
  const all = new Map<string, Map<string, Response>>()
  const open = async (name: string) => {
    const entries = all.get(name) ?? new Map<string, Response>()
    all.set(name, entries)
    return {
      put: async (url: string, response: Response) => {
        if (entries.size >= room.entries) throw new DOMException('full', 'QuotaExceededError')
        entries.set(url, response.clone())
      },
      match: async (url: string) => entries.get(url)?.clone(),
    }
  }
  return {
    all,
    room,
    open,
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (url: string) => {
      for (const entries of all.values()) {
        const found = entries.get(url)
        if (found) return found.clone()
      }
      return undefined
    },
  }
}

async function start(
  version: string,
  shell: readonly { path: string; revision: string }[],
  caches: ReturnType<typeof fakeCaches>,
) {
  const listeners = new Map<string, Listener>()
  const network = vi.fn(async (request: string | Request) => {
    const url = typeof request === 'string' ? request : request.url
    return new Response(`${version} ${url}`, { headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } })
  })
  const scope = {
    registration: { scope: SCOPE },
    clients: { claim: vi.fn(async () => undefined) },
    skipWaiting: vi.fn(async () => undefined),
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  }
  vi.stubGlobal('self', scope)
  vi.stubGlobal('SHELL', shell)
  vi.stubGlobal('VERSION', version)
  vi.stubGlobal('caches', caches)
  vi.stubGlobal('fetch', network)
  vi.resetModules()
  await import('./service-worker.ts')
  const extend = async (type: string): Promise<void> => {
    let work: unknown
    listeners.get(type)?.({
      waitUntil(promise: unknown) {
        work = promise
      },
    })
    await work
  }
  const ask = async (path: string): Promise<Response | null> => {
    let answer: Promise<Response> | null = null
    const request = new Request(new URL(path, SCOPE))
    listeners.get('fetch')?.({
      request,
      respondWith(response: Promise<Response>) {
        answer = response
      },
    })
    return answer
  }
  return { network, scope, extend, ask, say: (data: unknown) => listeners.get('message')?.({ data }) }
}

const SHELL = [
  { path: './', revision: '1' },
  { path: 'assets/index-abc.js', revision: 'x' },
  { path: 'models/manifest.json', revision: '2' },
]

describe('the service worker', () => {
  let caches: ReturnType<typeof fakeCaches>
  beforeEach(() => {
    caches = fakeCaches()
  })
  afterEach(() => vi.unstubAllGlobals())

  it('answers for the page and its files without the network, headers and all', async () => {
    const worker = await start('v1', SHELL, caches)
    await worker.extend('install')
    expect(worker.network).toHaveBeenCalledTimes(SHELL.length)
    worker.network.mockRejectedValue(new TypeError('cut'))
    for (const path of ['./', './?problem=5&v=1', 'index.html', 'assets/index-abc.js', 'models/manifest.json']) {
      const response = await worker.ask(path)
      expect(response?.status).toBe(200)
      expect(response?.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
    }
    expect(await (await worker.ask('./?problem=5'))?.text()).toBe(`v1 ${SCOPE}`)
  })

  it('knows pages by their names without an ending, and folders without the slash', async () => {
    const pages = ['./', 'atlas.html', 'chapter/'].map((path) => ({ path, revision: '1' }))
    const worker = await start('v1', pages, caches)
    await worker.extend('install')
    worker.network.mockRejectedValue(new TypeError('cut'))
    expect(await (await worker.ask('atlas?card=gkd'))?.text()).toBe(`v1 ${SCOPE}atlas.html`)
    expect(await (await worker.ask('atlas.html'))?.text()).toBe(`v1 ${SCOPE}atlas.html`)
    const moved = await worker.ask('chapter?lang=es')
    expect([moved?.status, moved?.headers.get('Location')]).toEqual([302, `${SCOPE}chapter/?lang=es`])
    expect(await worker.ask('atlas/')).toBeNull()
  })

  it('leaves models, other folders and other hosts alone', async () => {
    const worker = await start('v1', SHELL, caches)
    await worker.extend('install')
    for (const path of ['models/student/onnx/model.onnx', '/a/', 'https://elsewhere.example/a/b/']) {
      expect(await worker.ask(path)).toBeNull()
    }
  })

  it('fetches only what changed, waits to be asked, and keeps the version before for the tabs that show it', async () => {
    await (await start('v1', SHELL, caches)).extend('install')
    const next = [SHELL[0]!, { path: 'assets/index-def.js', revision: 'y' }, SHELL[2]!]
    const worker = await start('v2', next, caches)
    await worker.extend('install')
    expect(worker.network).toHaveBeenCalledTimes(1)
    expect(worker.scope.skipWaiting).not.toHaveBeenCalled()
    worker.say('skip-waiting')
    expect(worker.scope.skipWaiting).toHaveBeenCalledOnce()
    await worker.extend('activate')
    worker.network.mockRejectedValue(new TypeError('cut'))
    expect(await (await worker.ask('assets/index-abc.js'))?.text()).toBe(`v1 ${SCOPE}assets/index-abc.js`)
    const third = await start('v3', next, caches)
    await third.extend('install')
    await third.extend('activate')
    expect(await caches.keys()).toEqual(['shell-v2', 'shell-v3'])
  })

  it('is not installed when a file is missing', async () => {
    const worker = await start('v1', SHELL, caches)
    worker.network.mockResolvedValue(new Response('', { status: 404 }))
    await expect(worker.extend('install')).rejects.toThrow(/HTTP 404/)
  })

  it('goes on where it was cut off', async () => {
    const cut = await start('v1', SHELL, caches)
    cut.network.mockImplementation(async (url) => {
      if (String(url).endsWith('manifest.json')) throw new TypeError('cut')
      return new Response(`v1 ${url}`)
    })
    await expect(cut.extend('install')).rejects.toThrow('cut')
    const again = await start('v1', SHELL, caches)
    await again.extend('install')
    expect(again.network.mock.calls.map(([url]) => url)).toEqual([`${SCOPE}models/manifest.json`])
  })

  it('keeps the version that tabs show, not a later one that never came whole', async () => {
    await (await start('v1', SHELL, caches)).extend('install')
    const broken = await start('v2', [...SHELL, { path: 'assets/new-1.js', revision: 'n' }], caches)
    broken.network.mockResolvedValue(new Response('', { status: 500 }))
    await expect(broken.extend('install')).rejects.toThrow(/HTTP 500/)
    const mended = await start('v3', [SHELL[0]!, { path: 'assets/new-2.js', revision: 'n' }], caches)
    await mended.extend('install')
    await mended.extend('activate')
    expect(await caches.keys()).toEqual(['shell-v1', 'shell-v3'])
    mended.network.mockRejectedValue(new TypeError('cut'))
    expect(await (await mended.ask('assets/index-abc.js'))?.text()).toBe(`v1 ${SCOPE}assets/index-abc.js`)
  })

  it('gives the room back where a whole version does not fit, and leaves the one that works', async () => {
    await (await start('v1', SHELL, caches)).extend('install')
    caches.room.entries = 2
    const large = await start('v2', [...SHELL, { path: 'assets/large.js', revision: 'l' }], caches)
    await expect(large.extend('install')).rejects.toThrow('full')
    expect(await caches.keys()).toEqual(['shell-v1'])
  })
})
