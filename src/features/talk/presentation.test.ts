import { describe, expect, it, vi } from 'vitest'
import { cancelled, EngineError } from '../../engine/errors.ts'
import type { Engine } from '../../engine/requests.ts'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { createPresentation, type StageHands } from './presentation.ts'
import { pressPresentationKey } from './presentation-keys.ts'
import { revealedAt } from './reveal.ts'

const PATIENCE = { timeout: 20_000 }

function createStage(options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 24 })
  let clock = 1000
  let broken: 'fails' | 'hangs' | null = null
  const obstacle = (): void => {
    if (broken === 'fails') throw new EngineError('device-lost', 'The graphics device was lost.', 'Reload.')
  }
  const session = createSession(store, () => {
    const engine = createFakeEngine({ ...options, obstacle })
    // As the worker's client: what hangs is let go of when the engine is thrown away.
    const waiting: ((error: unknown) => void)[] = []
    const sample: Engine['sample'] = (...call) =>
      broken === 'hangs' ? new Promise((_, reject) => waiting.push(reject)) : engine.sample(...call)
    const dispose = async (): Promise<void> => {
      for (const reject of waiting) reject(cancelled())
    }
    return { ...engine, sample, dispose }
  })
  const hands: StageHands = {
    fade: async (change) => change(),
    enterFullScreen: vi.fn(),
    leaveFullScreen: vi.fn(),
    openNotes: vi.fn(() => false),
    closeNotes: vi.fn(),
    countCharts: () => 2,
    picture: async () => ({ svg: '<svg/>', width: 16, height: 9 }),
    readExample: async () => '',
    now: () => clock,
  }
  const app = appOf({
    ...{ store, session, files: noFiles, randomSeed: () => 1 },
    get presentation() {
      return show
    },
  })
  const show = createPresentation(app, hands)
  const talk = () => store.getState().talk
  const idle = (): Promise<void> =>
    vi.waitFor(() => {
      const { activity } = store.getState()
      if (activity !== 'idle' || talk().presentation?.busy || talk().rehearsal) throw new Error('still busy')
    }, PATIENCE)
  const breakDown = (how: typeof broken): void => {
    broken = how
  }
  const key = (name: string, holder: Parameters<typeof pressPresentationKey>[2] = 'none'): boolean =>
    pressPresentationKey(
      app,
      { key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false },
      holder,
    )
  /** A cue of a live rollout, with its recording. */
  const addLive = async (seed: number): Promise<void> => {
    ACTIONS.setSeed.perform(app, seed)
    await session.sample()
    ACTIONS.addCue.perform(app)
  }
  const pass = (milliseconds: number): void => {
    clock += milliseconds
  }
  return { app, store, show, hands, talk, idle, breakDown, key, addLive, pass }
}

describe('a cue of what is on screen', () => {
  it('keeps the state as a query, samples anew, and has its recording beside it', async () => {
    const { talk, addLive } = createStage()
    await addLive(5)
    const [cue] = talk().talk.cues
    expect(cue).toMatchObject({ action: { do: 'sample' }, limit: 8 })
    expect(new URLSearchParams(cue?.query).get('seed')).toBe('5')
    expect(cue?.query).not.toMatch(/run=|lang=|backend=/)
    expect(Object.keys(talk().talk.recordings)).toEqual([cue?.trace])
  })

  it('comes back with the state; Undo takes back a deletion', async () => {
    const { app, store, talk, addLive } = createStage()
    await addLive(5)
    const [cue] = talk().talk.cues
    ACTIONS.setProblem.perform(app, 99)
    ACTIONS.showCue.perform(app, cue!.id)
    expect(store.getState().settings).toMatchObject({ problemSeed: DEFAULTS.problemSeed, seed: 5 })
    expect(store.getState().rollout?.tokens.length).toBeGreaterThan(5)
    ACTIONS.removeCue.perform(app, cue!.id)
    expect(talk().talk.cues).toHaveLength(0)
    ACTIONS.undoTalk.perform(app)
    expect(talk().talk.cues).toEqual([cue])
  })
})

describe('a cue that builds up', () => {
  const build = { reveal: ['teacher', 'note', 'instrument'], action: null } as const

  it('steps through what it keeps back, then to the next cue, and back to the whole of the one before', async () => {
    const { app, show, store, talk, key, addLive } = createStage()
    for (const seed of [5, 6]) await addLive(seed)
    ACTIONS.editCue.perform(app, { id: talk().talk.cues[0]!.id, part: build })
    ACTIONS.editCue.perform(app, { id: talk().talk.cues[1]!.id, part: { action: null } })
    const now = () => [talk().presentation?.at, talk().presentation?.step, store.getState().settings.privileged]
    show.start()
    const walked = [now()]
    for (const name of ['PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageUp', 'PageUp', 'PageUp']) {
      key(name)
      walked.push(now())
    }
    expect(walked).toEqual([
      [0, 0, false],
      [0, 1, false],
      [0, 2, true],
      [0, 3, true],
      [1, 0, false],
      // The end is the end.
      [1, 0, false],
      [0, 3, true],
      [0, 2, true],
      [0, 1, false],
    ])
  })

  it('shows nothing of the teacher before its step, and nothing that the cue leaves out', () => {
    const { reveal } = build
    expect(revealedAt({ reveal, without: [] }, 0)).toEqual({
      teacher: false,
      note: false,
      instrument: false,
      chart: false,
    })
    expect(revealedAt({ reveal, without: [] }, 1)).toEqual({
      teacher: true,
      note: false,
      instrument: false,
      chart: false,
    })
    expect(revealedAt({ reveal, without: [] }, 3)).toEqual({ teacher: true, note: true, instrument: true, chart: true })
    // An instrument shows what the teacher thinks.
    expect(revealedAt({ reveal: [], without: ['teacher'] }, 9)).toMatchObject({ teacher: false, instrument: false })
    expect(revealedAt({ reveal: [], without: [] }, 0)).toEqual({
      teacher: true,
      note: true,
      instrument: true,
      chart: true,
    })
  })
})

describe('what belongs to the room', () => {
  it('stays as it is, whatever a cue says, and after the show', async () => {
    const { app, show, store, talk, addLive } = createStage()
    await addLive(5)
    const room = { theme: 'projector', language: 'es' } as const
    ACTIONS.editCue.perform(app, {
      id: talk().talk.cues[0]!.id,
      part: { query: 'v=1&theme=night&lang=zh', action: null },
    })
    store.setState(({ settings }) => ({ settings: { ...settings, ...room } }))
    show.start()
    expect(store.getState().settings).toMatchObject(room)
    show.leave()
    expect(store.getState().settings).toMatchObject(room)
    ACTIONS.addCue.perform(app)
    expect(talk().talk.cues.at(-1)?.query).not.toMatch(/theme|lang/)
  })

  it('does not keep a run that its cue has left behind', async () => {
    const { app, show, store, talk, addLive } = createStage()
    await addLive(5)
    ACTIONS.editCue.perform(app, {
      id: talk().talk.cues[0]!.id,
      part: { action: { do: 'train', steps: 150 }, limit: 100 },
    })
    ACTIONS.addCue.perform(app)
    show.start()
    // The sentence says what the cue does.
    expect(store.getState().settings.steps).toBe(150)
    await vi.waitFor(() => expect(store.getState().training.run?.reports.length ?? 0).toBeGreaterThan(0), PATIENCE)
    show.go(1)
    await vi.waitFor(() => expect(store.getState().training.activity).toBe('idle'), PATIENCE)
    const learned = store.getState().training.run?.reports.length ?? 0
    expect(learned).toBeLessThan(150)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(store.getState().training.run?.reports.length).toBe(learned)
  })
})

describe('the clock of a rehearsal', () => {
  it('keeps what each cue took, also when it came up twice; Undo takes it back', async () => {
    const { app, show, talk, addLive, pass } = createStage()
    for (const seed of [5, 6, 7]) await addLive(seed)
    for (const { id } of talk().talk.cues) ACTIONS.editCue.perform(app, { id, part: { action: null, planned: 60 } })
    const used = () => talk().talk.cues.map((cue) => cue.used)
    ACTIONS.rehearseTalk.perform(app)
    for (const [cue, seconds] of [
      [1, 5],
      [0, 20],
      [2, 4],
    ] as const) {
      pass(seconds * 1000)
      show.go(cue)
    }
    pass(1400)
    // Nothing is kept before the stage is left.
    expect(used()).toEqual([null, null, null])
    show.leave()
    expect(used()).toEqual([9, 20, 1])
    expect(talk().practice).toBe(null)
    show.start()
    pass(99_000)
    show.leave()
    expect(used()).toEqual([9, 20, 1])
    ACTIONS.undoTalk.perform(app)
    expect(used()).toEqual([null, null, null])
  })
})

describe('cues on paper', () => {
  it('are drawn one after another with all that they bring, and the page is as it was', async () => {
    const { app, store, show, talk, addLive } = createStage()
    for (const seed of [5, 6]) await addLive(seed)
    for (const { id } of talk().talk.cues) ACTIONS.editCue.perform(app, { id, part: { reveal: ['teacher', 'note'] } })
    const { settings } = store.getState()
    const drawn: unknown[] = []
    await show.drawAll(async ({ title }, n) => {
      drawn.push([title, n, talk().presentation?.step, store.getState().settings.privileged])
    })
    expect(drawn).toEqual(talk().talk.cues.map(({ title }, i) => [title, i + 1, 2, true]))
    expect(talk().presentation).toBe(null)
    expect(store.getState().settings).toEqual(settings)
  })
})

describe('the net', () => {
  it('is not needed while the device works', async () => {
    const { show, store, talk, idle, addLive } = createStage()
    await addLive(5)
    show.start()
    await idle()
    expect(talk().presentation).toMatchObject({ replay: null, trouble: null })
    expect(store.getState().rollout?.origin).toBe('live')
  })

  it('catches a device that fails: the same text as recorded, the trouble told to the speaker alone', async () => {
    const { show, store, talk, idle, breakDown, addLive } = createStage()
    await addLive(5)
    const words = store.getState().rollout?.tokens.map(({ text }) => text)
    breakDown('fails')
    show.start()
    await idle()
    expect(talk().presentation).toMatchObject({ replay: 'failed', trouble: 'The graphics device was lost.' })
    expect(store.getState().rollout?.origin).toBe('recorded')
    expect(store.getState().rollout?.tokens.map(({ text }) => text)).toEqual(words)
    expect(store.getState().notices).toEqual([])
  })

  it('catches a device that hangs, and the next cue finds an engine again', async () => {
    const { app, show, store, talk, idle, breakDown, addLive } = createStage()
    await addLive(5)
    await addLive(6)
    ACTIONS.editCue.perform(app, { id: talk().talk.cues[0]!.id, part: { limit: 1 } })
    breakDown('hangs')
    show.start()
    await vi.waitFor(() => expect(talk().presentation?.replay).toBe('late'), PATIENCE)
    expect(store.getState().rollout).toMatchObject({ origin: 'recorded', sampling: { seed: 5 } })
    breakDown(null)
    await vi.waitFor(() => expect(store.getState().activity).toBe('idle'), PATIENCE)
    ACTIONS.nextCue.perform(app)
    await vi.waitFor(() => expect(store.getState().rollout?.sampling.seed).toBe(6), PATIENCE)
    await idle()
    expect(talk().presentation).toMatchObject({ at: 1, replay: null })
    expect(store.getState().rollout?.origin).toBe('live')
  })

  it('stands in for training with the recorded curve', async () => {
    const { app, show, store, talk, idle, breakDown, addLive } = createStage()
    await addLive(5)
    const [cue] = talk().talk.cues
    ACTIONS.editCue.perform(app, { id: cue!.id, part: { action: { do: 'train', steps: 2 } } })
    ACTIONS.recordAll.perform(app)
    await vi.waitFor(() => expect(talk().rehearsal).not.toBe(null), PATIENCE)
    await idle()
    expect(talk().talk.cues[0]?.training).toMatch(/^training-2-/)
    const losses = store.getState().training.run?.reports.map(({ loss }) => loss)
    await app.session.training.reset()
    vi.spyOn(app.session.training, 'step').mockRejectedValue(new Error('no device'))
    breakDown('fails')
    show.start()
    await idle()
    expect(talk().presentation?.replay).toBe('failed')
    expect(store.getState().training).toMatchObject({ open: false, at: 2 })
    expect(store.getState().training.run?.reports.map(({ loss }) => loss)).toEqual(losses)
  })
})

describe('the keys of the stage', () => {
  it('mean nothing off it', () => {
    const { key } = createStage()
    expect(key('PageDown')).toBe(false)
    expect(key('b')).toBe(false)
  })

  it('walk, jump, blacken and leave, with the clicker first and the page last', async () => {
    const { store, show, talk, key, addLive } = createStage()
    for (const seed of [5, 6, 7]) await addLive(seed)
    show.start()
    expect(key('PageDown')).toBe(true)
    expect(talk().presentation?.at).toBe(1)
    key('ArrowRight')
    key('PageDown')
    expect(talk().presentation?.at).toBe(2)
    key('Home')
    expect(talk().presentation?.at).toBe(0)
    key('3')
    key('Enter')
    expect(talk().presentation?.at).toBe(2)
    const { units } = store.getState().settings
    key('b')
    expect(talk().presentation?.black).toBe(true)
    key('.')
    expect(talk().presentation?.black).toBe(false)
    expect(store.getState().settings.units).toBe(units)
    key('f')
    expect(talk().presentation?.lit).toBe('sentence')
    expect(key('p')).toBe(false)
    key('Escape')
    expect(talk().presentation).toBe(null)
  })

  it('belong to the control in focus where it uses them', async () => {
    const { show, talk, key, addLive } = createStage()
    for (const seed of [5, 6]) await addLive(seed)
    show.start()
    expect(key('ArrowRight', 'arrows')).toBe(false)
    expect(key(' ', 'button')).toBe(false)
    expect(key('b', 'field')).toBe(false)
    expect(talk().presentation?.at).toBe(0)
    expect(key('PageDown', 'field')).toBe(true)
    expect(talk().presentation?.at).toBe(1)
  })
})
