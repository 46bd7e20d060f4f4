import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../engine/errors.ts'
import { problemFor } from '../../engine/own/problems.ts'
import type { Engine } from '../../engine/requests.ts'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import { english } from '../../message/message.ts'
import type { Settings } from '../../settings/settings.ts'
import { serveTeacher } from '../../store/served-teacher.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import type { TrainingState } from './state.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000, interval: 2 }

function createApp(settings: Partial<Settings> = {}, options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, steps: 20, ...settings })
  const engine = createFakeEngine(options)
  const saved: { readonly name: string; readonly data: Uint8Array | string }[] = []
  const links: string[] = []
  const session = createSession(store, () => engine)
  const files = {
    ...noFiles,
    save: (name: string, data: Uint8Array | string) => void saved.push({ name, data }),
    copyLink: async (query: string) => void links.push(query),
  }
  const app = appOf({ store, session, files, randomSeed: () => 123_456 })
  const state = (): TrainingState => store.getState().training
  const until = (holds: (state: TrainingState) => boolean): Promise<void> =>
    vi.waitFor(() => {
      if (!holds(state())) throw new Error('not yet')
    }, PATIENCE)
  const idle = (): Promise<void> => until(({ activity }) => activity === 'idle')
  return { app, store, session, engine, calls: engine.calls.training, saved, links, state, until, idle }
}

const stepsOf = ({ run }: TrainingState): readonly number[] => run?.reports.map(({ step }) => step) ?? []
const measuredAt = ({ run }: TrainingState): readonly number[] => run?.evaluations.map(({ step }) => step) ?? []
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)

describe('Train', () => {
  it('opens a run, measures the start, and steps to the end with measurements on the way', async () => {
    const { app, session, calls, state } = createApp()
    await session.training.train()
    expect(calls.slice(0, 3)).toEqual(['openRun', 'evaluateRun', 'stepRun'])
    expect(stepsOf(state())).toEqual(upTo(20))
    expect(measuredAt(state())).toEqual([0, 10, 20])
    expect(state()).toMatchObject({ at: 20, checkpoints: [0, 10, 20], activity: 'idle', looping: false })
    expect(english(app.store.getState().announcement)).toMatch(/^Step 20: \d+ %/)
  })

  it('goes on for as many steps again when it is pressed at the end', async () => {
    const { session, calls, state } = createApp({ steps: 3 })
    await session.training.train()
    await session.training.train()
    expect(stepsOf(state())).toEqual(upTo(6))
    expect(calls.filter((call) => call === 'openRun')).toHaveLength(1)
  })

  it('stops within the step in progress, and goes on from there', async () => {
    const { app, session, state, until, idle } = createApp({ steps: 30 }, { pace: 3 })
    ACTIONS.train.perform(app)
    await until((now) => stepsOf(now).length === 4)
    ACTIONS.pauseTraining.perform(app)
    const { at } = state()
    await idle()
    expect(state().at).toBeLessThanOrEqual(at + 1)
    const paused = state().at
    await session.training.train()
    expect(stepsOf(state())).toEqual(upTo(30))
    expect(paused).toBeLessThan(30)
  })

  it('drops a measurement that is in progress, and takes it up again later', async () => {
    const { app, session, state, until, idle } = createApp({ steps: 2 }, { pace: 5 })
    ACTIONS.train.perform(app)
    await until(({ activity }) => activity === 'measuring')
    ACTIONS.pauseTraining.perform(app)
    await idle()
    expect(measuredAt(state())).toEqual([])
    expect(app.store.getState().notices).toEqual([])
    await session.training.train()
    expect(measuredAt(state())).toEqual([0, 2])
  })

  it('pauses when the page is hidden, and says so until it goes on', async () => {
    const { app, session, state, until, idle } = createApp({ steps: 30 }, { pace: 3 })
    ACTIONS.train.perform(app)
    await until((now) => stepsOf(now).length === 2)
    session.training.hide()
    await idle()
    expect(state().halted).toBe('hidden')
    expect(stepsOf(state()).length).toBeLessThan(5)
    await session.training.step()
    expect(state().halted).toBeNull()
  })

  it('is not disturbed by a hidden page that does not train', () => {
    const { session, state } = createApp()
    session.training.hide()
    expect(state().halted).toBeNull()
  })
})

describe('Train with a teacher on a server', () => {
  it('tells how many of the texts have been read, and a pause ends the step meanwhile, which is not taken', async () => {
    const { store, engine, state, until, idle } = createApp()
    const slow: Engine = {
      ...engine,
      async stepRun(run, { onTeach, signal } = {}) {
        await onTeach?.([1, 2, 3].map(() => ({ ids: [1, 5], from: 1 })))
        if (signal?.aborted) throw new EngineError('cancelled', 'It was cancelled.', '')
        return engine.stepRun(run)
      },
    }
    const session = createSession(store, () => slow)
    let goOn = (): void => undefined
    serveTeacher(store, {
      about: { model: 'big', topK: 1 },
      line: (texts, signal, onRead) =>
        new Promise((done, failed) => {
          onRead?.(2)
          goOn = () => done(texts.map(() => []))
          signal.addEventListener('abort', () => failed(new EngineError('cancelled', 'It was cancelled.', '')))
        }),
    })
    const step = session.training.train()
    await until(({ serverReads }) => serverReads?.read === 2)
    expect(state().serverReads).toEqual({ read: 2, of: 3 })
    session.training.pause()
    await step
    await idle()
    expect(state()).toMatchObject({ at: 0, serverReads: null })
    expect(store.getState().notices).toEqual([])
    const again = session.training.step()
    await until(({ serverReads }) => serverReads?.read === 2)
    goOn()
    await again
    expect(state()).toMatchObject({ at: 1, serverReads: null })
  })
})

describe('Step and Reset', () => {
  it('takes one step at a time', async () => {
    const { session, state } = createApp()
    await session.training.step()
    await session.training.step()
    expect(stepsOf(state())).toEqual([1, 2])
    expect(measuredAt(state())).toEqual([0])
  })

  it('keeps the curves of a reset run, gives its weights back, and writes the same numbers again', async () => {
    const { session, calls, state } = createApp({ steps: 3 })
    await session.training.train()
    const first = state().run
    await session.training.reset()
    expect(state()).toMatchObject({ run: null, open: false, at: 0, past: [first] })
    expect(calls.at(-1)).toBe('closeRun')
    await session.training.train()
    expect(state().run?.reports).toEqual(first?.reports)
    expect(state().run?.name).not.toBe(first?.name)
  })

  it('resets while it trains', async () => {
    const { app, session, state, until } = createApp({ steps: 30 }, { pace: 3 })
    ACTIONS.train.perform(app)
    await until((now) => stepsOf(now).length === 2)
    await session.training.reset()
    expect(state()).toMatchObject({ run: null, activity: 'idle' })
  })

  it('begins a new run when the settings say something else', async () => {
    const { app, session, calls, state } = createApp({ steps: 2 })
    await session.training.train()
    ACTIONS.setLearningRate.perform(app, 0.001)
    await session.training.step()
    expect(state().past).toHaveLength(1)
    expect(state().run?.setup.learningRate).toBe(0.001)
    expect(stepsOf(state())).toEqual([1])
    expect(calls.filter((call) => call === 'closeRun')).toHaveLength(1)
  })

  it('goes on with the same run when another problem is pinned', async () => {
    const { app, session, state } = createApp({ steps: 4 })
    await session.training.step()
    ACTIONS.setProblem.perform(app, 99)
    await session.training.step()
    expect(stepsOf(state())).toEqual([1, 2])
  })
})

describe('rewinding', () => {
  it('goes back to a checkpoint and forgets the future only when it goes on', async () => {
    const { session, state } = createApp()
    await session.training.train()
    await session.training.rewind(10)
    expect(state()).toMatchObject({ at: 10, checkpoints: [0, 10] })
    expect(stepsOf(state())).toEqual(upTo(20))
    await session.training.step()
    expect(stepsOf(state())).toEqual(upTo(11))
    expect(measuredAt(state())).toEqual([0, 10])
  })

  it('pauses on a step that was not applied, says where, and restores the last good one', async () => {
    const { app, session, state, idle } = createApp({}, { faults: [13] })
    await session.training.train()
    expect(stepsOf(state())).toEqual(upTo(12))
    expect(state().fault).toMatchObject({ step: 13, fault: { term: 0, token: { text: '7' } } })
    expect(english(app.store.getState().announcement)).toContain('not a finite number')
    ACTIONS.restoreLastGood.perform(app)
    await idle()
    expect(state()).toMatchObject({ at: 10, fault: null })
  })
})

describe('trained weights', () => {
  it('become a model that the whole page can use', async () => {
    const { app, store, session } = createApp({ steps: 1 })
    await session.training.train()
    ACTIONS.useAsStudent.perform(app)
    await vi.waitFor(() => expect(store.getState().settings.student).toBe('trained-1'), PATIENCE)
    expect(store.getState().engine.models.find(({ id }) => id === 'trained-1')?.name).toBe('Run 1, step 1')
    ACTIONS.useAsTeacher.perform(app)
    await vi.waitFor(() => expect(store.getState().settings.teacher).toBe('trained-2'), PATIENCE)
  })

  it('are saved as a file and read from one', async () => {
    const { app, store, session, saved } = createApp({ steps: 1 })
    await session.training.train()
    ACTIONS.saveWeights.perform(app)
    await vi.waitFor(() => expect(saved).toHaveLength(1), PATIENCE)
    expect(saved[0]?.name).toBe('gkd-step-1.safetensors')
    ACTIONS.loadWeights.perform(app, new File([saved[0]?.data as Uint8Array<ArrayBuffer>], 'mine.safetensors'))
    await vi.waitFor(() => expect(store.getState().settings.student).toBe('trained-1'), PATIENCE)
    expect(store.getState().engine.models.at(-1)?.name).toBe('mine')
  })

  it('go with the engine that held them', async () => {
    const { app, store, session, state } = createApp({ steps: 2 })
    await session.training.train()
    ACTIONS.useAsStudent.perform(app)
    await vi.waitFor(() => expect(store.getState().settings.student).toBe('trained-1'), PATIENCE)
    ACTIONS.setBackend.perform(app, 'wasm')
    expect(store.getState().settings.student).toBe('student')
    expect(state()).toMatchObject({ open: false, at: 2 })
    expect(state().run?.reports).toHaveLength(2)
  })
})

describe('exports', () => {
  it('writes a line a step, with the held-out numbers where they were measured', async () => {
    const { app, session, saved, state } = createApp({ steps: 2 })
    await session.training.train()
    const id = state().run!.id
    ACTIONS.exportCsv.perform(app, id)
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    ACTIONS.exportJson.perform(app, id)
    await vi.waitFor(() => expect(saved).toHaveLength(2))
    const [csv, json] = saved
    expect(csv?.name).toBe('run-1.csv')
    const [header, ...lines] = String(csv?.data)
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    expect(lines.map(([step]) => step)).toEqual(['0', '1', '2'])
    const column = header!.indexOf('held_out_greedy')
    expect(lines.map((line) => line[column] !== '')).toEqual([true, false, true])
    expect(JSON.parse(String(json?.data))).toMatchObject({
      format: 'opd-run',
      version: 1,
      setup: { recipe: { id: 'gkd' } },
    })
  })

  it('copies a link that gives the same run', async () => {
    const { app, session, links, state } = createApp({ steps: 2, trainingSeed: 9 })
    await session.training.train()
    ACTIONS.setTrainingSeed.perform(app, 10)
    ACTIONS.copyRunLink.perform(app, state().run!.id)
    expect(links).toEqual(['v=1&steps=2&training-seed=9'])
  })

  it('renames runs and forgets old ones', async () => {
    const { app, session, state } = createApp({ steps: 1 })
    await session.training.train()
    ACTIONS.renameRun.perform(app, { id: 1, name: '  my run ' })
    ACTIONS.renameRun.perform(app, { id: 1, name: ' ' })
    expect(state().run?.name).toBe('my run')
    await session.training.reset()
    ACTIONS.forgetRun.perform(app, 1)
    expect(state().past).toEqual([])
  })
})

describe('failures', () => {
  it('are told with their remedy, and a lost engine leaves the curves', async () => {
    const { app, engine, session, state } = createApp({ steps: 5 })
    await session.training.step()
    await engine.closeRun(state().run!.info.run)
    await session.training.step()
    expect(app.store.getState().notices.map(({ tone, message }) => `${tone}: ${english(message)}`)).toEqual([
      'error: There is no run "run-1".',
    ])
    expect(state()).toMatchObject({ open: false, activity: 'idle' })
    expect(stepsOf(state())).toEqual([1])
    await session.training.step()
    expect(state().past).toHaveLength(1)
    expect(state().run?.name).toBe('Run 2')
  })
})

describe('words of one’s own', () => {
  const prompt = { text: '2 + 3?' }
  const note = { text: 'Five.', template: '{note} {prompt}', prompt: { text: 'Five. 2 + 3?' } }

  it('are learnt from by an adapter, with the note in the place of whatever the recipe shows; and it is saved as PEFT has it', async () => {
    const own = { prompt, notes: { document: note } }
    const { app, session, state, saved } = createApp({ steps: 1, recipe: 'opsd', loraRank: 4, own })
    await session.training.train()
    const { setup } = state().run ?? {}
    expect(setup?.lora).toMatchObject({ rank: 4, alpha: 8 })
    expect(setup?.own?.train.map((each) => problemFor(each, setup.recipe, undefined))).toEqual([
      { prompt, notes: { document: note, trace: note } },
    ])
    expect(setup?.heldOut.problems).toBe(1)
    ACTIONS.saveAdapter.perform(app)
    await vi.waitFor(() => expect(saved).toHaveLength(1), PATIENCE)
    const { unzipSync, strFromU8 } = await import('fflate')
    const files = unzipSync(saved[0]!.data as Uint8Array)
    expect([...files['adapter_model.safetensors']!]).toEqual([8, 16])
    expect(JSON.parse(strFromU8(files['adapter_config.json']!))).toMatchObject({
      ...{ peft_type: 'LORA', r: 4, lora_alpha: 8, base_model_name_or_path: 'Student' },
    })
  })

  it('make another run than the world’s, and than other words', async () => {
    const { session, calls, app } = createApp({ steps: 1 })
    await session.training.train()
    app.store.setState(({ settings }) => ({ settings: { ...settings, own: { prompt } } }))
    await session.training.train()
    app.store.setState(({ settings }) => ({ settings: { ...settings, own: { prompt: { text: 'else' } } } }))
    await session.training.train()
    expect(calls.filter((call) => call === 'openRun')).toHaveLength(3)
  })
})
