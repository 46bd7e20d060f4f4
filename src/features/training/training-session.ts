/**
 * @file The conductor of the training room. It drives the loop that the engine offers piecewise (open, measure, step), so
 * a pause is not asking for the next step. Nothing else on the page calls the engine for the run that learns.
 */

import { isCancelled, toEngineError } from '../../engine/errors.ts'
import type { StepReport, TrainedModel } from '../../engine/training/types.ts'
import type { Engine } from '../../engine/types.ts'
import { measurementDue, sameRun, trainingSetup } from '../../settings/run-setup.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { Loader } from '../../store/model-loader.ts'
import { notify } from '../../store/notices.ts'
import type { AppStore } from '../../store/state.ts'
import { IDLE_TRAINING, type LearningRun, type TrainingState, trainingBusy } from './state.ts'

/** How many earlier runs keep their curves. */
const PAST = 5

/** After these the engine holds the run no more. */
const LOST: ReadonlySet<string> = new Set(['worker-crashed', 'device-lost', 'bad-request'])

export interface TrainingSession {
  /** Steps until the run's end, a pause or a fault. A run that the settings no longer describe makes way for a new one. */
  train(): Promise<void>
  /** One step. */
  step(): Promise<void>
  /** The step in progress is the last; a measurement in progress is dropped. */
  pause(): void
  /** Pauses because nobody can see the page. */
  hide(): void
  /** Puts the run to the earlier ones and stands at the start again. */
  reset(): Promise<void>
  rewind(step: number): Promise<void>
  /** The weights as a file, or null when that failed. */
  save(): Promise<Uint8Array | null>
  /** Makes the weights as they are a model of the page. */
  adopt(name: string): Promise<TrainedModel | null>
  adoptFile(bytes: Uint8Array, name: string): Promise<TrainedModel | null>
  /** The engine is about to go away. */
  leave(): void
}

declare module '../../store/app.ts' {
  interface Services {
    readonly training: TrainingSession
  }
}

/** Ties the training room of a store to the engine that `loader` starts. */
export function createTrainingSession(store: AppStore, loader: Loader): TrainingSession {
  /** Ends what can be dropped: loading, opening, measuring. */
  let pausing: AbortController | null = null
  /** Ends the step in progress too. */
  let leaving: AbortController | null = null
  let nextRun = 1

  const get = (): TrainingState => store.getState().training
  const set = (part: Partial<TrainingState>): void =>
    store.setState(({ training }) => ({ training: { ...training, ...part } }))
  const changeRun = (change: (run: LearningRun) => LearningRun): void =>
    store.setState(({ training }) => ({ training: { ...training, run: training.run && change(training.run) } }))

  /** One stretch of work for the engine; a second one does not begin before the first has ended. */
  async function work(
    activity: TrainingState['activity'],
    task: (engine: Engine, signals: { readonly pause: AbortSignal; readonly leave: AbortSignal }) => Promise<void>,
  ): Promise<void> {
    if (trainingBusy(get())) return
    pausing = new AbortController()
    leaving = new AbortController()
    const signals = { pause: pausing.signal, leave: leaving.signal }
    set({ activity, halted: null, fault: null })
    try {
      const { student, teacher } = store.getState().settings
      await task(await loader.ensure([student, teacher], signals.pause), signals)
    } catch (error) {
      if (!isCancelled(error)) {
        const { code } = toEngineError(error, { code: 'session-failed', message: '', remedy: '' })
        if (LOST.has(code)) set({ open: false })
        notify(store, error, null)
      }
    } finally {
      pausing = null
      leaving = null
      set({ activity: 'idle', looping: false })
    }
  }

  function drive(looping: boolean): Promise<void> {
    return work('opening', async (engine, signals) => {
      set({ looping })
      await readyRun(engine, signals.pause)
      await measureIfDue(engine, signals.pause)
      do {
        const report = await stepOnce(engine, signals.leave)
        if (report.fault) return
        await measureIfDue(engine, signals.pause)
      } while (get().looping && !atEnd())
    })
  }

  /** The run that the settings describe is open when this resolves. */
  async function readyRun(engine: Engine, signal: AbortSignal): Promise<void> {
    const { settings } = store.getState()
    const setup = trainingSetup(settings)
    const { run, open } = get()
    if (run && open && sameRun(run.setup, setup)) return
    await retire(engine)
    const info = await engine.openRun(setup, { signal })
    const id = nextRun++
    const fresh: LearningRun = { id, name: `Run ${id}`, setup, settings, info, reports: [], evaluations: [] }
    set({ run: fresh, open: true, at: 0, checkpoints: await engine.checkpointsOf(info.run), frame: null })
  }

  /** The present run, if any, becomes an earlier one; its weights are given back. */
  async function retire(engine: Engine | null): Promise<void> {
    const { run, open, past } = get()
    if (!run) return
    const kept = run.reports.length > 0 ? [...past, run].slice(-PAST) : past
    set({ run: null, open: false, at: 0, checkpoints: [], fault: null, past: kept, frame: null })
    if (open && engine) await engine.closeRun(run.info.run)
  }

  async function measureIfDue(engine: Engine, signal: AbortSignal): Promise<void> {
    const { run, at, activity } = get()
    if (!run || activity === 'pausing' || !measurementDue(at, run.setup, run.evaluations)) return
    set({ activity: 'measuring' })
    const evaluation = await engine.evaluateRun(run.info.run, { signal })
    changeRun((current) => ({ ...current, evaluations: [...current.evaluations, evaluation] }))
    const percent = Math.round(evaluation.greedy.share * 100)
    store.setState({ announcement: `Step ${at}: ${percent} % of the held-out problems are right.` })
  }

  async function stepOnce(engine: Engine, signal: AbortSignal): Promise<StepReport> {
    const { run } = get()
    if (!run) throw new RangeError('a step needs a run')
    set({ activity: get().activity === 'pausing' ? 'pausing' : 'stepping' })
    const report = await engine.stepRun(run.info.run, { signal })
    if (report.fault) {
      set({ fault: report })
      store.setState({ announcement: report.fault.message })
      return report
    }
    changeRun((current) => ({
      ...current,
      reports: [...current.reports.filter(({ step }) => step < report.step), report],
      evaluations: current.evaluations.filter(({ step }) => step < report.step),
    }))
    set({ at: report.step })
    if (report.step % run.setup.checkpoints.every === 0) {
      set({ checkpoints: await engine.checkpointsOf(run.info.run) })
    }
    return report
  }

  /** Where schedules end. Train pressed here goes on for as many steps again. */
  function atEnd(): boolean {
    const { run, at } = get()
    return run !== null && at > 0 && at % run.setup.steps === 0
  }

  function pause(): void {
    const { activity } = get()
    if (!trainingBusy(get())) return
    set({ looping: false, activity: activity === 'stepping' ? 'pausing' : activity })
    if (activity === 'opening' || activity === 'measuring') pausing?.abort()
  }

  async function reset(): Promise<void> {
    pause()
    leaving?.abort()
    pausing?.abort()
    await idle()
    if (!get().open) return retire(null)
    await work('rewinding', async (engine) => retire(engine))
  }

  /** Resolves when the engine has nothing more to do for training. */
  function idle(): Promise<void> {
    return new Promise((resolve) => {
      if (!trainingBusy(get())) return resolve()
      const stop = store.subscribe(({ training }) => {
        if (trainingBusy(training)) return
        stop()
        resolve()
      })
    })
  }

  async function register(engine: Engine): Promise<void> {
    const models = await engine.models()
    store.setState((state) => ({ engine: { ...state.engine, models } }))
  }

  return {
    train: () => drive(true),
    step: () => drive(false),
    pause,
    hide() {
      if (!get().looping) return
      pause()
      set({ halted: 'hidden' })
    },
    reset,
    rewind: (step) =>
      work('rewinding', async (engine) => {
        const { run } = get()
        if (!run) return
        await engine.rewindRun(run.info.run, step)
        set({ at: step, checkpoints: await engine.checkpointsOf(run.info.run) })
        store.setState({ announcement: `Back at step ${step}.` })
      }),
    async save() {
      let bytes: Uint8Array | null = null
      await work('saving', async (engine) => {
        const { run } = get()
        if (run) bytes = await engine.saveRun(run.info.run)
      })
      return bytes
    },
    async adopt(name) {
      let model: TrainedModel | null = null
      await work('saving', async (engine) => {
        const { run } = get()
        if (!run) return
        model = await engine.adoptRun(run.info.run, name)
        await register(engine)
      })
      return model
    },
    async adoptFile(bytes, name) {
      let model: TrainedModel | null = null
      const like = store.getState().settings.student
      await work('saving', async (engine) => {
        model = await engine.adoptFile(bytes, name, like)
        await register(engine)
      })
      return model
    },
    leave() {
      pausing?.abort()
      leaving?.abort()
      set({ ...IDLE_TRAINING, past: get().past, run: get().run, at: get().at })
    },
  }
}

export const TRAINING_SERVICE: ServiceDefinition<TrainingSession> = {
  create: ({ store, loader }) => createTrainingSession(store, loader),
  release: (training) => training.leave(),
  dispose: (training) => training.leave(),
}
