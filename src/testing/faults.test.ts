// @vitest-environment jsdom
/**
 * The table of faults and places (docs/faults.md): what fails, where, and what the page still has afterwards. What needs a test of its
 * own, or a browser, is named in that file beside these.
 */

import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { showRecordedTrace } from '../app/first-trace.ts'
import { EngineError } from '../engine/errors.ts'
import type { RequestName } from '../engine/requests.ts'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { bindLessons } from '../features/lessons/bind.ts'
import { createOfflineCopy } from '../features/offline/offline-copy.ts'
import { bindTalk } from '../features/talk/bind.ts'
import { bindKeptStage } from '../features/talk/kept-stage.ts'
import { createPresentation, type StageHands } from '../features/talk/presentation.ts'
import { bindTalkStorage } from '../features/talk/storage.ts'
import { english } from '../message/message.ts'
import { type App, act } from '../store/app.ts'
import type { AppStore } from '../store/state.ts'
import { holdWakeLock } from '../store/wake-lock.ts'
import { appOf, createAppStore, createSession, DEFAULTS, SCHEMA } from './app.ts'
import { noFiles } from './no-files.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const OUT_OF_REACH: StageHands = {
  fade: async (change) => change(),
  enterFullScreen: () => undefined,
  leaveFullScreen: () => undefined,
  // The browser blocks windows that nobody asked for.
  openNotes: () => false,
  closeNotes: () => undefined,
  picture: async () => null,
  countCharts: () => 0,
  readExample: () => Promise.reject(new TypeError('Failed to fetch')),
  now: () => 0,
}

interface Page {
  readonly app: App
  readonly store: AppStore
  /** What fails from now on. */
  readonly fail: (at: RequestName | null, error?: Error) => void
  readonly said: () => readonly string[]
}

function openPage(files: Partial<App['files']> = {}): Page {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 6 })
  let broken: { readonly at: RequestName; readonly error: Error } | null = null
  const obstacle = (name: RequestName): void => {
    if (broken?.at === name) throw broken.error
  }
  const session = createSession(store, () => createFakeEngine({ obstacle }))
  const app: App = appOf({
    ...{ store, session, files: { ...noFiles, ...files }, randomSeed: () => 1 },
    get presentation() {
      return presentation
    },
  })
  const presentation = createPresentation(app, OUT_OF_REACH)
  const fail: Page['fail'] = (at, error = new Error('broken')) => {
    broken = at && { at, error }
  }
  const said = () =>
    store.getState().notices.map(({ message, remedy }) => `${english(message)} ${remedy ? english(remedy) : ''}`.trim())
  return { app, store, fail, said }
}

const ENGINE_FAULTS: readonly (readonly [fault: string, error: Error])[] = [
  ['worker killed', new EngineError('worker-crashed', 'The worker stopped.', 'Try again: the engine starts anew.')],
  ['WebAssembly out of memory', new RangeError('WebAssembly.Memory(): could not allocate memory')],
  ['device lost', new Error('The device was lost.')],
]
const REQUESTS = ['start', 'load', 'sample', 'score'] as const

describe.each(ENGINE_FAULTS)('%s', (_, error) => {
  it.each(REQUESTS)(
    'at %s: what stood there stands, the reason is said with its remedy, and the next try works',
    async (at) => {
      const { app, store, fail, said } = openPage()
      // A start fails on a page that has not begun; the others on one that has a rollout.
      const begun = at !== 'start' && at !== 'load'
      if (begun) await app.session.sample()
      const { rollout } = store.getState()
      fail(at, error)
      if (at === 'score') act(app, 'setTeacher', 'student')
      await (at === 'score' ? app.session.rescore() : app.session.sample())
      await vi.waitFor(() => expect(store.getState().activity).toBe('idle'))
      if (at !== 'score') expect(store.getState().rollout).toEqual(rollout)
      expect(store.getState().rollout?.tokens).toEqual(rollout?.tokens)
      expect(said()).toHaveLength(1)
      expect(said()[0]?.split(/[.:] /).length).toBeGreaterThan(1)
      fail(null)
      await app.session.sample()
      expect(store.getState().rollout?.result).not.toBeNull()
      expect(store.getState().activity).toBe('idle')
    },
  )
})

type Answer = () => Promise<Response>
const BODY = readFileSync('public/recorded/first.json', 'utf8')
const FETCH_FAULTS: readonly (readonly [fault: string, answer: Answer])[] = [
  ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['gone from the server', async () => new Response('<!doctype html>', { status: 404 })],
  ['another page in its place', async () => new Response('<!doctype html><title>Sign in</title>')],
  ['cut short', async () => new Response(BODY.slice(0, BODY.length / 2))],
  ['corrupted', async () => new Response(BODY.replaceAll('"gap":', '"gap":7'))],
  ['an empty file', async () => new Response('')],
  ['another file of ours', async () => new Response('{"format":"opd-cues","version":1,"cues":[]}')],
]

describe.each(FETCH_FAULTS)('fetch: %s', (_, answer) => {
  const view = { fetch: answer as typeof fetch }

  it('the first text: the stage is empty, nobody is troubled, and the student writes', async () => {
    const { app, store, said } = openPage()
    await showRecordedTrace(store, view)
    expect([store.getState().rollout, said()]).toEqual([null, []])
    await app.session.sample()
    expect(store.getState().rollout?.result).not.toBeNull()
  })

  it('the recorded lesson: nothing plays, and teaching is live', async () => {
    const { app, store, said } = openPage()
    await app.session.teaching.fetch(view, SCHEMA)
    expect([store.getState().teach.recording, said()]).toEqual([null, []])
    act(app, 'teach')
    await vi.waitFor(() => expect(store.getState().training.at).toBe(10), { timeout: 20_000, interval: 5 })
  })

  it('the empty page and the example talk: said, and nothing is saved or changed', async () => {
    const saved: string[] = []
    const emptyPage = async (): Promise<string> => {
      const response = await answer()
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return response.text()
    }
    const { app, store, said } = openPage({ emptyPage, save: (name) => void saved.push(name) })
    await app.session.sample()
    act(app, 'savePage')
    await vi.waitFor(() => expect(said()).toMatchObject([expect.stringMatching(/could not be put together/)]))
    const { talk } = store.getState().talk
    act(app, 'openExample')
    await vi.waitFor(() => expect(said()).toHaveLength(2))
    expect([saved, store.getState().talk.talk]).toEqual([[], talk])
  })
})

/** Storage that holds what it held, and fails from now on. */
const STORAGE_FAULTS: readonly (readonly [fault: string, view: () => Window])[] = [
  [
    'forbidden',
    () =>
      viewWith(() => {
        throw new DOMException('denied', 'SecurityError')
      }),
  ],
  [
    'full',
    () =>
      viewWith(() =>
        storage({
          setItem: () => {
            throw new DOMException('full', 'QuotaExceededError')
          },
        }),
      ),
  ],
  [
    'failing at every word',
    () =>
      viewWith(() =>
        storage({
          getItem: () => {
            throw new DOMException('x', 'UnknownError')
          },
          setItem: () => {
            throw new DOMException('x', 'UnknownError')
          },
        }),
      ),
  ],
]

function storage(part: Partial<Storage> = {}): Storage {
  const held = new Map<string, string>()
  const whole = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  }
  return { ...whole, ...part } as Storage
}

function viewWith(read: () => Storage, navigation = 'reload'): Window {
  const target = new EventTarget()
  const view = {
    location: { search: '', href: 'https://example.org/', hash: '', pathname: '/' },
    history: { state: null, replaceState: () => undefined },
    performance: { getEntriesByType: () => [{ type: navigation }] },
    document: {},
    addEventListener: target.addEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
  }
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(view, name, { get: read })
  return view as unknown as Window
}

describe.each(STORAGE_FAULTS)('storage: %s', (_, view) => {
  it('a talk can be made and shown; that it is not kept is said once', async () => {
    vi.useFakeTimers()
    const { app, store, said } = openPage()
    bindTalkStorage(store, view())
    for (let i = 0; i < 3; i++) {
      act(app, 'addCue')
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(store.getState().talk.talk.cues).toHaveLength(3)
    expect(said().filter((each) => /does not keep the talk/.test(each))).toHaveLength(1)
  })

  it('lessons go on, and the stage stands', async () => {
    const { app, store, said } = openPage()
    bindLessons(app, view())
    act(app, 'beginLesson', { lesson: 1, step: 1 })
    await vi.waitFor(() => expect(store.getState().lessons.at).not.toBeNull())
    act(app, 'leaveLesson')
    act(app, 'addCue')
    bindKeptStage(store, view(), createPresentation(app, OUT_OF_REACH))
    act(app, 'present')
    expect(store.getState().talk.presentation).toMatchObject({ at: 0 })
    expect(said()).toEqual([])
  })
})

describe('what was made comes back', () => {
  it('a talk, with one line where the page was reloaded; another tab follows what is edited here', async () => {
    vi.useFakeTimers()
    const shared = storage()
    const [first, second] = [openPage(), openPage()]
    const other = viewWith(() => shared, 'navigate')
    bindTalkStorage(
      first.store,
      viewWith(() => shared, 'navigate'),
    )
    bindTalkStorage(second.store, other)
    act(first.app, 'addCue')
    await vi.advanceTimersByTimeAsync(1000)
    other.dispatchEvent(Object.assign(new Event('storage'), { key: 'opd-talk' }))
    await vi.waitFor(() => expect(second.store.getState().talk.talk.cues).toHaveLength(1))
    expect(second.said()).toEqual([])
    const third = openPage()
    await bindTalkStorage(
      third.store,
      viewWith(() => shared),
    )
    expect(third.store.getState().talk.talk.cues).toHaveLength(1)
    expect(third.said()).toEqual(['The talk that you were making is back: 1 cue.'])
  })

  it('the stage, its cue, its reveals and its watch, after a reload and not after a visit', () => {
    const tab = storage()
    const before = openPage()
    for (let i = 0; i < 3; i++) act(before.app, 'addCue')
    const { talk } = before.store.getState().talk
    const presentationOf = ({ app }: Page) => createPresentation(app, { ...OUT_OF_REACH, now: () => 1000 })
    const show = presentationOf(before)
    bindKeptStage(
      before.store,
      viewWith(() => tab),
      show,
    )
    show.start(1)
    for (const [navigation, at] of [
      ['reload', 1],
      ['navigate', null],
    ] as const) {
      const after = openPage()
      after.store.setState((state) => ({ talk: { ...state.talk, talk } }))
      bindKeptStage(
        after.store,
        viewWith(() => tab, navigation),
        presentationOf(after),
      )
      const { presentation, timer } = after.store.getState().talk
      expect(presentation?.at ?? null).toBe(at)
      if (at !== null) expect(timer).toEqual({ before: 0, since: 1000 })
    }
  })
})

describe('what the browser denies', () => {
  it('clipboard: the link is there to be copied by hand', async () => {
    const refuse = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
    const { app, store, said } = openPage({ copyText: refuse, copyLink: refuse })
    act(app, 'copyLink')
    await vi.waitFor(() =>
      expect(store.getState().sharing).toMatchObject({ sheet: 'link', copied: { how: 'refused' } }),
    )
    await app.session.training.step()
    act(app, 'copyRunLink', store.getState().training.run?.id ?? 0)
    await vi.waitFor(() => expect(said().join()).toMatch(/does not let the page copy/))
  })

  it('windows: the notes stand on the stage', () => {
    const { app, store } = openPage()
    act(app, 'addCue')
    act(app, 'present')
    act(app, 'openNotes')
    expect(store.getState().talk).toMatchObject({ notes: 'blocked', presentation: { at: 0 } })
  })

  it('full screen: the stage fills the window', async () => {
    const { app, store, said } = openPage()
    const requestFullscreen = vi.fn(() => Promise.reject(new TypeError('denied')))
    Object.assign(document.documentElement, { requestFullscreen })
    bindTalk(app, window).presentation.start()
    await vi.waitFor(() => expect(requestFullscreen).toHaveBeenCalled())
    expect(store.getState().talk.presentation).toMatchObject({ at: 0 })
    expect(said()).toEqual([])
  })

  it('wake lock: nothing depends on it', async () => {
    const { app, store, said } = openPage()
    const request = vi.fn(() => Promise.reject(new DOMException('battery', 'NotAllowedError')))
    const view = { navigator: { wakeLock: { request } }, document: new EventTarget() } as unknown as Window
    holdWakeLock(store, view, ({ training }) => training.looping)
    await app.session.training.train()
    expect(request).toHaveBeenCalled()
    expect(said()).toEqual([])
  })
})

/** A browser that installs the page's worker and keeps its files, unless told otherwise. */
function offlineView(part: {
  readonly register?: () => Promise<unknown>
  readonly fetch?: () => Promise<Response>
  readonly put?: () => Promise<void>
}) {
  const cache = { match: async () => undefined, keys: async () => [], put: part.put ?? (async () => undefined) }
  const registration = Object.assign(new EventTarget(), { installing: null, waiting: null, active: null })
  const file = { path: 'r.wasm', bytes: 7 }
  const list = { shellBytes: 5, runtimes: { wasm: [file], jspi: [file], asyncify: [file] } }
  return {
    document: { baseURI: 'https://example.org/' },
    isSecureContext: true,
    localStorage: storage(),
    caches: { open: async () => cache, keys: async () => [], match: async () => undefined },
    fetch: part.fetch ?? (async () => new Response(JSON.stringify({ ...list, version: 1, models: [] }))),
    navigator: {
      serviceWorker: { ready: Promise.resolve(), register: part.register ?? (async () => registration) },
    },
  } as unknown as Window & typeof globalThis
}

/** A worker whose installation is broken off: the browser throws it away. */
async function halfInstalled() {
  const installing = Object.assign(new EventTarget(), { state: 'installing' })
  setTimeout(() => {
    installing.state = 'redundant'
    installing.dispatchEvent(new Event('statechange'))
  })
  return Object.assign(new EventTarget(), { installing, waiting: null, active: null })
}

describe('the offline copy', () => {
  const quota = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  const faults = {
    'its worker is forbidden': offlineView({ register: () => Promise.reject(new DOMException('no', 'SecurityError')) }),
    'its worker is half installed': Object.assign(offlineView({ register: halfInstalled }), {
      navigator: { serviceWorker: { ready: new Promise(() => undefined), register: halfInstalled } },
    }),
    'the connection breaks': offlineView({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) }),
    'there is no room': offlineView({ put: quota }),
  }
  it.each(Object.entries(faults))('%s: it says that it is incomplete, and the page works', async (_, view) => {
    const { app, store, said } = openPage()
    const copy = createOfflineCopy(store, view)
    await copy.keep()
    expect(copy.state.getState().phase).toBe('failed')
    await app.session.sample()
    expect(store.getState().rollout?.result).not.toBeNull()
    expect(said()).toEqual([])
  })
})
