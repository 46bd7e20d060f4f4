import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine/errors.ts'
import { createFakeEngine, type FakeOptions } from '../engine/testing/fake-engine.ts'
import type { Settings } from '../settings/settings.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { viewOf } from './scoring.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

function createApp(settings: Partial<Settings> = {}, options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const engine = createFakeEngine(options)
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 123_456 })
  const settled = (): Promise<void> =>
    vi.waitFor(() => {
      const { activity, engine } = store.getState()
      if (activity !== 'idle' || engine.phase === 'loading' || engine.phase === 'starting')
        throw new Error('still busy')
    }, PATIENCE)
  const sample = async (): Promise<void> => {
    ACTIONS.sample.perform(app)
    await settled()
  }
  return { app, store, engine, calls: engine.calls, settled, sample, state: store.getState }
}

describe('sampling', () => {
  it('streams tokens, keeps the result and scores it under both conditions', async () => {
    const { app, store, calls, settled, state } = createApp()
    const lengths: number[] = []
    store.subscribe(({ rollout }) => lengths.push(rollout?.tokens.length ?? 0))
    ACTIONS.sample.perform(app)
    expect(state().activity).toBe('sampling')
    await settled()
    const { rollout } = state()
    expect(rollout?.origin).toBe('live')
    expect(rollout?.result?.tokens).toEqual(rollout?.tokens)
    expect(new Set(lengths)).toEqual(new Set(Array.from({ length: rollout!.tokens.length + 1 }, (_, i) => i)))
    expect(Object.keys(rollout?.scores ?? {})).toEqual(['teacher|', 'teacher|trace'])
    expect(calls.sampled).toHaveLength(1)
    expect(calls.scored.every((request) => request.rollout === rollout?.result)).toBe(true)
  })

  it('has the teacher read along while the student writes, once it is at hand', async () => {
    const { app, store, calls, sample, state } = createApp()
    await sample()
    const whole = calls.scored.length
    const read: number[] = []
    store.subscribe(({ rollout }) => {
      if (rollout?.reading && !rollout.result) read.push(rollout.reading.score.tokens.length)
    })
    ACTIONS.setTemperature.perform(app, 0.5)
    await sample()
    const { rollout } = state()
    // Eight tokens at a time, always from the first one on, and the whole text at its end as ever.
    expect(read[0]).toBe(8)
    expect(read).toEqual(read.toSorted((a, b) => a - b))
    expect(calls.scored.slice(whole).filter((request) => request.rollout === rollout?.result)).toHaveLength(2)
    expect(viewOf(state()).shown?.tokens).toHaveLength(rollout?.tokens.length ?? 0)
  })

  it('gives every divergence at once', async () => {
    const { sample, state } = createApp()
    await sample()
    const values = viewOf(state()).shown?.tokens[0]?.divergences ?? {}
    expect(Object.keys(values)).toEqual(expect.arrayContaining(['forward-kl', 'reverse-kl', 'jsd', 'tvd', 'k3']))
  })

  it('takes the seed as it stands, then the next one, unless the seed is typed or locked', async () => {
    const { app, calls, sample, state } = createApp({ seed: 7 })
    await sample()
    await sample()
    ACTIONS.setSeed.perform(app, 8)
    await sample()
    ACTIONS.toggleSeedLock.perform(app)
    await sample()
    expect(calls.sampled.map(({ sampling }) => sampling.seed)).toEqual([7, 8, 8, 8])
    expect(state().settings.seed).toBe(8)
  })

  it('does not advance the seed when something else was changed', async () => {
    const { app, calls, sample } = createApp({ seed: 7 })
    await sample()
    ACTIONS.setTemperature.perform(app, 0.5)
    await sample()
    expect(calls.sampled.map(({ sampling }) => [sampling.seed, sampling.temperature])).toEqual([
      [7, 1],
      [7, 0.5],
    ])
  })

  it('samples with the numbers that narrow the draw, kept in range', async () => {
    const { app, calls, sample, state } = createApp()
    ACTIONS.setTopK.perform(app, 12.4)
    ACTIONS.setTopP.perform(app, 0.904)
    ACTIONS.setMinP.perform(app, 0.05)
    ACTIONS.setTokenLimit.perform(app, 64)
    await sample()
    expect(calls.sampled[0]?.sampling).toMatchObject({ topK: 12, topP: 0.9, minP: 0.05, maxTokens: 64 })
    expect(state().rollout?.sampling).toEqual(calls.sampled[0]?.sampling)
    ACTIONS.setTopK.perform(app, -1)
    ACTIONS.setTopP.perform(app, 0)
    ACTIONS.setMinP.perform(app, 7)
    ACTIONS.setTokenLimit.perform(app, 1e9)
    expect(state().settings).toMatchObject({ topK: 0, topP: 0.01, minP: 1, maxTokens: 512 })
  })

  it('stops, keeps what is written and scores it', async () => {
    const { app, store, settled, state } = createApp({}, { pace: 4 })
    ACTIONS.sample.perform(app)
    const seen = await new Promise<number>((resolve) => {
      store.subscribe(({ rollout }) => {
        if (rollout?.tokens.length === 5) resolve(rollout.tokens.length)
      })
    })
    ACTIONS.stop.perform(app)
    expect(state().activity).toBe('stopping')
    await settled()
    expect(state().rollout?.result?.finish).toBe('stopped')
    expect(state().rollout!.tokens.length).toBeLessThanOrEqual(seen + 1)
    expect(Object.keys(state().rollout?.scores ?? {})).toHaveLength(2)
  })

  it('leaves the stage as it was when the engine fails, and says what to do', async () => {
    let broken = true
    const obstacle = (step: string): void => {
      if (step === 'sample' && broken) throw new EngineError('out-of-memory', 'No room.', 'Close a tab.')
    }
    const { sample, state } = createApp({}, { obstacle })
    await sample()
    expect(state().rollout).toBeNull()
    expect(state().past).toEqual([])
    expect(state().notices).toMatchObject([{ message: 'No room.', remedy: 'Close a tab.', retry: 'sample' }])
    broken = false
    await sample()
    expect(state().rollout?.result).not.toBeNull()
  })
})

describe('reading the same rollout anew', () => {
  it('flips the context without sampling and without scoring again', async () => {
    const { app, calls, sample, settled, state } = createApp()
    await sample()
    const before = viewOf(state())
    ACTIONS.togglePrivileged.perform(app)
    await settled()
    const after = viewOf(state())
    expect(calls.sampled).toHaveLength(1)
    expect(calls.scored).toHaveLength(2)
    expect(after.shown).toBe(before.other)
    expect(after.other).toBe(before.shown)
    expect(after.shown?.context).toBe('trace')
  })

  it('scores the same rollout for another teacher, another context, other parameters; and keeps every score', async () => {
    const { app, calls, sample, settled, state } = createApp()
    await sample()
    ACTIONS.setTeacher.perform(app, 'specialist-ledger')
    await settled()
    ACTIONS.setContext.perform(app, 'answer')
    await settled()
    ACTIONS.setTeacher.perform(app, 'teacher')
    await settled()
    expect(Object.keys(state().rollout?.scores ?? {}).sort()).toEqual([
      'specialist-ledger|',
      'specialist-ledger|answer',
      'specialist-ledger|trace',
      'teacher|',
      'teacher|answer',
      'teacher|trace',
    ])
    const asked = calls.scored.length
    ACTIONS.setDivergence.perform(app, 'jsd')
    await settled()
    expect(calls.scored).toHaveLength(asked)
    ACTIONS.setDivergenceParam.perform(app, { id: 'jsd', param: 'beta', value: 0.2 })
    await settled()
    expect(
      calls.scored.slice(asked).map(({ divergences }) => divergences.find(({ id }) => id === 'jsd')?.params),
    ).toEqual([{ beta: 0.2 }, { beta: 0.2 }])
    expect(calls.sampled).toHaveLength(1)
  })

  it('scores what is visible first', async () => {
    const { calls, sample } = createApp({ privileged: true })
    await sample()
    expect(calls.scored.map(({ context }) => context)).toEqual(['trace', null])
  })

  it('lets a student that teaches itself follow the student', () => {
    const { app, state } = createApp({ teacher: 'student' })
    ACTIONS.setStudent.perform(app, 'student-strong')
    expect(state().settings.teacher).toBe('student-strong')
  })
})

describe('the history', () => {
  it('clears the stage for another problem and brings the rollout back with its settings', async () => {
    const { app, calls, sample, settled, state } = createApp({ seed: 3 })
    await sample()
    const first = state().rollout
    ACTIONS.setWorld.perform(app, 'ledger')
    expect(state().rollout).toBeNull()
    await sample()
    const second = state().rollout
    ACTIONS.previousRun.perform(app)
    await settled()
    expect(state().rollout).toBe(first)
    expect(state().settings).toMatchObject({ world: 'tally', seed: 3 })
    ACTIONS.nextRun.perform(app)
    await settled()
    expect(state().rollout).toBe(second)
    expect(state().settings.world).toBe('ledger')
    expect(calls.sampled).toHaveLength(2)
  })

  it('ignores a problem that is already there', async () => {
    const { app, sample, state } = createApp()
    await sample()
    ACTIONS.setProblem.perform(app, DEFAULTS.problemSeed)
    expect(state().rollout).not.toBeNull()
  })
})

describe('loading', () => {
  it('loads student, then teacher, once', async () => {
    const { app, calls, settled, sample, state } = createApp()
    ACTIONS.loadModels.perform(app)
    await settled()
    expect(state().engine.phase).toBe('ready')
    await sample()
    expect(calls.loaded).toEqual(['student', 'teacher'])
  })

  it('can be cancelled and taken up again', async () => {
    const { app, store, calls, settled, state } = createApp({}, { pace: 3 })
    const downloading = new Promise<void>((resolve) => {
      store.subscribe(({ engine }) => engine.progress.student?.phase === 'download' && resolve())
    })
    ACTIONS.loadModels.perform(app)
    await downloading
    ACTIONS.cancelLoading.perform(app)
    expect(state().engine.phase).toBe('cancelled')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(calls.loaded).toEqual([])
    expect(state().notices).toEqual([])
    ACTIONS.loadModels.perform(app)
    await settled()
    expect(state().engine.phase).toBe('ready')
  })

  it('reports a failure once, with its remedy, and tries again when asked', async () => {
    let failures = 0
    const obstacle = (step: string): void => {
      if (step === 'load' && failures++ === 0) throw new EngineError('missing-file', 'Gone.', 'Train the models.')
    }
    const { app, settled, state } = createApp({}, { obstacle })
    ACTIONS.loadModels.perform(app)
    await vi.waitFor(() => expect(state().notices).toHaveLength(1), PATIENCE)
    await settled()
    expect(state().notices[0]).toMatchObject({ message: 'Gone.', retry: 'load' })
    ACTIONS.loadModels.perform(app)
    await settled()
    expect(state().engine.phase).toBe('ready')
    expect(state().notices).toEqual([])
  })

  it('starts a fresh engine for another backend', async () => {
    const { app, settled, state } = createApp()
    ACTIONS.loadModels.perform(app)
    await settled()
    ACTIONS.setBackend.perform(app, 'wasm')
    await vi.waitFor(() => expect(state().engine.info?.backend).toBe('wasm'), PATIENCE)
    expect(state().engine.info?.chosen).toBe('forced')
  })
})
