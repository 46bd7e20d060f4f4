/**
 * @file The offline copy: a service worker keeps the page itself, the runtime and the models are kept from here, where their
 * progress can be shown. Models lie where the engine's own cache has them (see src/worker/fetch-files.ts), once.
 */

import { createStore } from 'zustand/vanilla'
import { message } from '../../message/message.ts'
import { keepText, localTexts, readText } from '../../store/kept/texts.ts'
import { modelFiles, type OfflineList, type RuntimeFile, runtimeBuilds } from '../../store/offline-files.ts'
import type { AppStore } from '../../store/state.ts'
import { fetchFiles, MODEL_CACHE, modelKey } from '../../worker/fetch-files.ts'
import { NO_COPY, type OfflineCopy, type OfflineState } from './state.ts'

/** src/app/service-worker/service-worker.ts looks into every cache. */
const RUNTIME_CACHE = 'runtime-v1'
/** The one thing that this page remembers between visits beside the copy itself: that someone wanted none. */
const REFUSED = 'offline-copy'

/** How often progress is told, in bytes: often enough to move. */
const STRIDE = 1 << 18

/** Milliseconds from the press until the old version is told to go. */
const LET_ANSWER = 1000

export function createOfflineCopy(store: AppStore, view: Window & typeof globalThis): OfflineCopy {
  const state = createStore<OfflineState>()(() => NO_COPY)
  const set = (part: Partial<OfflineState>): void => state.setState(part)
  const workers: ServiceWorkerContainer | undefined = view.navigator.serviceWorker
  const possible = workers !== undefined && 'caches' in view && view.isSecureContext
  const here = (path: string): string => new URL(path, view.document.baseURI).href
  let waiting: ServiceWorker | null = null
  let stop = new AbortController()

  async function register(container: ServiceWorkerContainer): Promise<void> {
    const registration = await container.register(here('service-worker.js'), {
      scope: here('./'),
      updateViaCache: 'none',
    })
    const offer = (worker: ServiceWorker | null): void => {
      // The first version of all takes its place at once; only a later one has something to replace.
      if (!worker || !registration.active) return
      waiting = worker
      set({ update: true })
    }
    offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const { installing } = registration
      installing?.addEventListener('statechange', () => installing.state === 'installed' && offer(registration.waiting))
    })
    await settled(container, registration)
  }

  /** Everything that is not kept yet, one file after the other, the chosen models first. */
  async function fill(signal: AbortSignal): Promise<void> {
    const { engine, settings } = store.getState()
    const list = (await json(here('offline.json'))) as OfflineList
    const builds = runtimeBuilds(engine.info, 'Suspending' in WebAssembly)
    const runtime = builds.flatMap((build) => list.runtimes[build])
    const models = modelFiles(await json(here('models/manifest.json')), [settings.student, settings.teacher])
    const sum = (files: readonly { readonly bytes: number }[]): number =>
      files.reduce((all, { bytes }) => all + bytes, 0)
    let kept = list.shellBytes
    const tell = (more: number): void => set({ kept: kept + more })
    set({ kept, total: list.shellBytes + sum(runtime) + sum(models) })

    const cache = await view.caches.open(RUNTIME_CACHE)
    await forgetOthers(cache, Object.values(list.runtimes).flat())
    for (const file of runtime) {
      signal.throwIfAborted()
      await keepRuntime(cache, file, signal, tell)
      kept += file.bytes
      tell(0)
    }
    const base = here('models/')
    const known = new Set((await (await view.caches.open(MODEL_CACHE)).keys()).map(({ url }) => url))
    const source = fetchFiles(base)
    for (const file of models) {
      signal.throwIfAborted()
      if (!known.has(modelKey(base, file))) {
        await source.read(file.path, { expected: file, signal, onBytes: strided(tell) })
        if (!(await view.caches.match(modelKey(base, file)))) throw new Error(message('The browser has no room.'))
      }
      kept += file.bytes
      tell(0)
    }
  }

  /** Runtimes of earlier versions. */
  async function forgetOthers(cache: Cache, current: readonly RuntimeFile[]): Promise<void> {
    const urls = new Set(current.map(({ path }) => here(path)))
    for (const request of await cache.keys()) if (!urls.has(request.url)) await cache.delete(request)
  }

  async function keepRuntime(
    cache: Cache,
    { path }: RuntimeFile,
    signal: AbortSignal,
    tell: (bytes: number) => void,
  ): Promise<void> {
    const url = here(path)
    if (await cache.match(url, { ignoreVary: true })) return
    const response = await view.fetch(url, { signal })
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} for ${path}`)
    let loaded = 0
    const told = strided(tell)
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          loaded += chunk.byteLength
          told(loaded)
          controller.enqueue(chunk)
        },
      }),
    )
    // Its headers stay: an isolated page takes a worker's script only with them.
    await cache.put(url, new Response(counted, { status: response.status, headers: response.headers }))
  }

  async function json(url: string): Promise<unknown> {
    const response = await view.fetch(url)
    if (!response.ok) throw new Error(`HTTP ${response.status} for ${url}`)
    return response.json()
  }

  async function keep(): Promise<void> {
    if (!possible || state.getState().phase === 'filling' || state.getState().phase === 'ready') return
    remember(view, null)
    stop = new AbortController()
    const { signal } = stop
    set({ phase: 'filling', kept: 0, total: 0 })
    try {
      await register(workers)
      await fill(signal)
      set({ phase: 'ready' })
      // Without a promise from the browser it may clear the copy when room is short; asking shows nothing in most of them.
      void view.navigator.storage?.persist?.().catch(() => false)
    } catch {
      if (!signal.aborted) set({ phase: 'failed' })
    }
  }

  return {
    state,
    keep,
    async remove() {
      if (!possible) return
      remember(view, 'none')
      stop.abort()
      const registrations = await workers.getRegistrations()
      for (const each of registrations) if (each.scope === here('./')) await each.unregister()
      const ours = (name: string): boolean =>
        name.startsWith('shell-') || name === RUNTIME_CACHE || name === MODEL_CACHE
      for (const name of await view.caches.keys()) if (ours(name)) await view.caches.delete(name)
      set({ phase: 'none', kept: 0, total: 0, update: false })
    },
    reload() {
      // The other tabs of this page stay as they are: their version is kept until they are closed.
      workers?.addEventListener('controllerchange', () => view.location.reload(), { once: true })
      // The press may have sent for a part of the page. What the old version still has to answer when it is told to go, Chromium keeps
      // without an answer, and the new one waiting, for minutes.
      view.setTimeout(() => waiting?.postMessage('skip-waiting'), LET_ANSWER)
    },
  }
}

/** Begins by itself, unless someone wanted no copy or asked their browser to save data. */
export function startOfflineCopy(copy: OfflineCopy, view: Window): void {
  const { navigator } = view
  if (navigator.serviceWorker === undefined || !view.isSecureContext) return
  const saves = 'connection' in navigator && (navigator.connection as { readonly saveData?: boolean }).saveData === true
  if (remembered(view) === 'none' || saves) copy.state.setState({ phase: 'none' })
  else void copy.keep()
}

/** Until a version of the page answers for it. @throws when the first one could not be kept */
function settled(container: ServiceWorkerContainer, { installing }: ServiceWorkerRegistration): Promise<unknown> {
  const failed = new Promise((_, reject) => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') reject(new Error(message('The page could not be kept.')))
    })
  })
  return Promise.race([container.ready, failed])
}

/** Calls on only when the number has moved by a stride. */
function strided(tell: (bytes: number) => void): (bytes: number) => void {
  let last = 0
  return (bytes) => {
    if (bytes - last < STRIDE) return
    last = bytes
    tell(bytes)
  }
}

/** Where nothing is kept, the next visit asks nobody and keeps a copy. */
function remember(view: Window, value: 'none' | null): void {
  keepText(localTexts(view), REFUSED, value)
}

function remembered(view: Window): string | null {
  return readText(localTexts(view), REFUSED)
}
