/**
 * @file The conductor of the training room. It drives the loop that the engine offers piecewise (open, measure, step), so
 * a pause is not asking for the next step. Nothing else on the page calls the engine for the run that learns.
 */

import { isCancelled, toEngineError } from '../../engine/errors.ts'
import type { CallOptions, Engine } from '../../engine/requests.ts'
import type { RunSetup, StepReport, TrainedModel } from '../../engine/training/types.ts'
import type { SamplingOptions } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { message, type Sentence } from '../../message/message.ts'
import { measurementDue, samePinned, sameRun, trainingSetup, withPinned } from '../../settings/run-setup.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { Loader } from '../../store/model-loader.ts'
import { notify, tell } from '../../store/notices.ts'
import { modelById } from '../../store/scoring.ts'
import { lineToTeacher, type TeacherLine } from '../../store/served-teacher.ts'
import type { AppStore } from '../../store/state.ts'
import type { RunKeeper, TakenRun } from './kept/keeper.ts'
import { snapshotOf } from './kept/kept-run.ts'
import { IDLE_TRAINING, type LearningRun, type TrainingState, trainingBusy } from './state.ts'

/** How many earlier runs keep their curves, here and on the shelf. */
const PAST = 5

/** After these the engine holds the run no more. */
const LOST: ReadonlySet<string> = new Set(['worker-crashed', 'device-lost', 'bad-request'])

export interface TeachingPlan {
  readonly steps: number
  /** Steps from one measurement to the next. */
  readonly every: number
  /** How the pinned problem is written at every measurement. */
  readonly sampling: SamplingOptions
}

export interface TrainingSession {
  /** Steps until the run's end, a pause or a fault. A run that the settings no longer describe makes way for a new one. */
  train(): Promise<void>
  /** One step. */
  step(): Promise<void>
  /** A few steps, measured on the way, with the rollout on the stage as the problem that is written again. Resolves at their end or at a pause. */
  teach(plan: TeachingPlan): Promise<void>
  /** The step in progress is the last; a measurement in progress is dropped. */
  pause(): void
  /** Pauses because nobody can see the page. */
  hide(): void
  /** Puts the run to the earlier ones and stands at the start again. */
  reset(): Promise<void>
  rewind(step: number): Promise<void>
  /** The weights as a file, or null when that failed. */
  save(): Promise<Uint8Array | null>
  /** The adapter of a run that trains one, as PEFT's file; null when that failed. */
  saveAdapter(): Promise<Uint8Array | null>
  /** Makes the weights as they are a model of the page. */
  adopt(name: string): Promise<TrainedModel | null>
  adoptFile(bytes: Uint8Array, name: string): Promise<TrainedModel | null>
  /** The engine is about to go away. */
  leave(): void
  /** From now on runs are kept as they go. */
  keepWith(keeper: RunKeeper): void
  /** What a kept run was, in the place of what is here; it can be trained on. Resolves with its setup, or null where it is gone. */
  takeUp(key: string): Promise<RunSetup | null>
  forgetKept(key: string): void
}

declare module '../../store/app.ts' {
  interface Services {
    readonly training: TrainingSession
  }
}

/** The training room of a store, tied to the engine that its loader starts. */
class TrainingRoom implements TrainingSession {
  /** Ends what can be dropped: loading, opening, measuring. */
  private pausing: AbortController | null = null
  /** While a server is asked. */
  private asking: AbortController | null = null
  /** Ends the step in progress too. */
  private leaving: AbortController | null = null
  private nextRun = 1
  private keeper: RunKeeper | null = null

  constructor(
    private readonly store: AppStore,
    private readonly loader: Loader,
  ) {}

  train(): Promise<void> {
    return this.drive({ looping: true })
  }

  step(): Promise<void> {
    return this.drive({ looping: false })
  }

  teach(teaching: TeachingPlan): Promise<void> {
    return this.drive({ looping: true, teaching })
  }

  pause(): void {
    const { activity } = this.state
    if (activity === 'idle') return
    this.set({ looping: false, activity: activity === 'stepping' ? 'pausing' : activity })
    // A server may take long over a step: nothing of it has been learned yet, so it is not waited for.
    this.asking?.abort()
    if (activity === 'opening' || activity === 'measuring') this.pausing?.abort()
  }

  hide(): void {
    if (!this.state.looping) return
    this.pause()
    this.set({ halted: 'hidden' })
  }

  async reset(): Promise<void> {
    this.pause()
    this.leaving?.abort()
    this.pausing?.abort()
    await this.idle()
    if (this.state.open) await this.work('rewinding', async (engine) => this.retire(engine))
    else await this.retire(null)
    // The curves of the earlier runs are all that is left to keep.
    if (this.state.past.length > 0) await this.keeper?.keep(null)
    else await this.keeper?.forgetOwn()
  }

  rewind(step: number): Promise<void> {
    return this.work('rewinding', async (engine) => {
      const { run } = this.state
      if (!run) return
      await engine.rewindRun(run.info.run, step)
      this.set({ at: step, checkpoints: await engine.checkpointsOf(run.info.run) })
      await this.keep(engine)
      this.announce(message('Back at step {step}.', { step }))
    })
  }

  async save(): Promise<Uint8Array | null> {
    let bytes: Uint8Array | null = null
    await this.work('saving', async (engine) => {
      const { run } = this.state
      if (run) bytes = await engine.saveRun(run.info.run)
    })
    return bytes
  }

  async saveAdapter(): Promise<Uint8Array | null> {
    let bytes: Uint8Array | null = null
    await this.work('saving', async (engine) => {
      const { run } = this.state
      if (run) bytes = await engine.saveAdapter(run.info.run)
    })
    return bytes
  }

  async adopt(name: string): Promise<TrainedModel | null> {
    let model: TrainedModel | null = null
    await this.work('saving', async (engine) => {
      const { run } = this.state
      if (!run) return
      const adopted = await engine.adoptRun(run.info.run, name)
      model = adopted
      this.keeper?.became(adopted.model)
      await this.register(engine)
    })
    return model
  }

  async adoptFile(bytes: Uint8Array, name: string): Promise<TrainedModel | null> {
    let model: TrainedModel | null = null
    const like = this.store.getState().settings.student
    await this.work('saving', async (engine) => {
      model = await engine.adoptFile(bytes, name, like)
      await this.register(engine)
    })
    return model
  }

  keepWith(keeper: RunKeeper): void {
    this.keeper = keeper
  }

  forgetKept(key: string): void {
    void this.keeper?.forget(key)
  }

  async takeUp(key: string): Promise<RunSetup | null> {
    let setup: RunSetup | null = null
    await this.work('opening', async (engine, { pause }) => {
      const taken = await this.keeper?.take(key)
      if (taken) setup = await this.goOnWith(engine, key, taken, pause)
      else
        tell(this.store, t('That run is kept no more: another tab of this page has taken it up, or it was forgotten.'))
    })
    await this.keeper?.refresh()
    return setup
  }

  leave(): void {
    this.pausing?.abort()
    this.leaving?.abort()
    const { past, run, at } = this.state
    this.set({ ...IDLE_TRAINING, past, run, at })
  }

  private get state(): TrainingState {
    return this.store.getState().training
  }

  private set(part: Partial<TrainingState>): void {
    this.store.setState(({ training }) => ({ training: { ...training, ...part } }))
  }

  private changeRun(change: (run: LearningRun) => LearningRun): void {
    this.store.setState(({ training }) => ({ training: { ...training, run: training.run && change(training.run) } }))
  }

  private announce(announcement: Sentence): void {
    this.store.setState({ announcement })
  }

  /** One stretch of work for the engine; a second one does not begin before the first has ended. */
  private async work(
    activity: TrainingState['activity'],
    task: (engine: Engine, signals: { readonly pause: AbortSignal; readonly leave: AbortSignal }) => Promise<void>,
  ): Promise<void> {
    if (trainingBusy(this.state)) return
    this.pausing = new AbortController()
    this.leaving = new AbortController()
    const signals = { pause: this.pausing.signal, leave: this.leaving.signal }
    this.set({ activity, halted: null, fault: null })
    try {
      const { student, teacher } = this.store.getState().settings
      await task(await this.loader.ensure([student, teacher], signals.pause), signals)
    } catch (error) {
      if (!isCancelled(error)) {
        const { code } = toEngineError(error, { code: 'session-failed', message: '', remedy: '' })
        if (LOST.has(code)) this.set({ open: false })
        notify(this.store, error, null)
      }
    } finally {
      this.pausing = null
      this.leaving = null
      this.set({ activity: 'idle', looping: false })
    }
  }

  private drive({ looping, teaching }: { readonly looping: boolean; readonly teaching?: TeachingPlan }): Promise<void> {
    return this.work('opening', async (engine, signals) => {
      this.set({ looping })
      await this.readyRun(engine, signals.pause, teaching?.sampling)
      const end = teaching && this.state.at + teaching.steps
      await this.measureIfDue(engine, signals.pause, teaching?.every)
      do {
        const report = await this.stepOnce(engine, signals.leave)
        if (report.fault) return
        await this.measureIfDue(engine, signals.pause, teaching?.every)
      } while (this.state.looping && !(end === undefined ? this.atEnd() : this.state.at >= end))
      // A page that stands still may be put away: what it stands at is kept, measured or not.
      if (this.keeper && !this.keeper.holds(this.state.at)) await this.keep(engine)
    })
  }

  /** The run that the settings describe is open when this resolves, writing its pinned problem with `sampling` where that is given. */
  private async readyRun(engine: Engine, signal: AbortSignal, sampling?: SamplingOptions): Promise<void> {
    const { settings, problemSet, servedTeacher } = this.store.getState()
    const setup = withPinned(trainingSetup(settings, problemSet?.problems ?? null, servedTeacher), sampling)
    const { run, open } = this.state
    if (run && sameRun(run.setup, setup) && (!sampling || samePinned(run.setup, setup))) {
      if (open) return
      // The engine that held it is gone: where it was kept it goes on from there.
      const own = this.keeper?.own
      const taken = own ? await this.keeper?.take(own) : null
      if (own && taken) return void (await this.goOnWith(engine, own, taken, signal))
    }
    await this.retire(engine)
    this.keeper?.begin()
    const info = await engine.openRun(setup, { signal })
    const id = this.nextRun++
    const fresh: LearningRun = { id, name: `Run ${id}`, setup, settings, info, reports: [], evaluations: [] }
    this.set({ run: fresh, open: true, at: 0, checkpoints: await engine.checkpointsOf(info.run), frame: null })
  }

  /** A kept run in the place of the present one, which becomes an earlier one unless it is the same. */
  private async goOnWith(engine: Engine, key: string, taken: TakenRun, signal: AbortSignal): Promise<RunSetup | null> {
    const { kept, vectors } = taken
    const { keeper } = this
    const from = snapshotOf(kept, vectors)
    if (!keeper) return null
    const same = key === keeper.own
    try {
      const resumed = kept.run && from ? await engine.resumeRun(kept.run.setup, from, { signal }) : null
      if (!same) await this.retire(engine)
      keeper.adopt(key, taken)
      const brought = same ? [] : kept.past.map((each) => keeper.restore(each, this.nextRun++))
      const past = [...brought, ...this.state.past].slice(-PAST)
      if (!kept.run || !resumed) {
        this.set({ past })
        return null
      }
      await this.register(engine)
      const id = same && this.state.run ? this.state.run.id : this.nextRun++
      const { student, teacher } = resumed.setup
      const restored = keeper.restore({ ...kept.run, info: resumed.info, setup: resumed.setup }, id)
      const run = { ...restored, settings: { ...restored.settings, student, teacher } }
      const checkpoints = await engine.checkpointsOf(resumed.info.run)
      this.set({ run, past, open: true, at: kept.at, checkpoints, fault: null, frame: null })
      this.announce(message('The run goes on from step {step}.', { step: kept.at }))
      return resumed.setup
    } catch (error) {
      keeper.giveBack(key)
      throw error
    }
  }

  /** Everything that the steps have changed goes on the shelf. Only the reading is waited for: the next step would change it. */
  private async keep(engine: Engine): Promise<void> {
    const { run } = this.state
    // Neither does it have the visitor's file of problems, nor the server.
    if (run && (this.isBrought(run) || run.setup.served || (run.setup.own?.train.length ?? 1) > 1)) return
    if (this.keeper && run) void this.keeper.keep(await engine.snapshotRun(run.info.run))
  }

  /** No later page has the visitor's model: what was learnt beside it would fit nothing there. */
  private isBrought({ setup: { student, teacher } }: LearningRun): boolean {
    const { models } = this.store.getState().engine
    return [student, teacher].some((id) => modelById(models, id)?.role === 'own')
  }

  /** The present run, if any, becomes an earlier one; its weights are given back. */
  private async retire(engine: Engine | null): Promise<void> {
    const { run, open, past } = this.state
    if (!run) return
    // A recording stood in for a run; it is none of this device's.
    const kept = run.id > 0 && run.reports.length > 0 ? [...past, run].slice(-PAST) : past
    this.set({ run: null, open: false, at: 0, checkpoints: [], fault: null, past: kept, frame: null })
    if (open && engine) await engine.closeRun(run.info.run)
  }

  private async measureIfDue(engine: Engine, signal: AbortSignal, every?: number): Promise<void> {
    const { run, at, activity } = this.state
    const wanted = run && every ? { ...run.setup, checkpoints: { ...run.setup.checkpoints, every } } : run?.setup
    if (!run || !wanted || activity === 'pausing' || !measurementDue(at, wanted, run.evaluations)) return
    this.set({ activity: 'measuring' })
    const evaluation = await engine.evaluateRun(run.info.run, {}, { signal })
    this.changeRun((current) => ({ ...current, evaluations: [...current.evaluations, evaluation] }))
    const percent = Math.round(evaluation.greedy.share * 100)
    this.announce(message('Step {step}: {percent} % of the held-out problems are right.', { step: at, percent }))
    await this.keep(engine)
  }

  /** A step whose teacher is on a server: what it has read is told, and a pause meanwhile ends the step, which is then not taken. */
  private taught(line: TeacherLine, leave: AbortSignal): Pick<CallOptions, 'signal' | 'onTeach'> {
    const asking = new AbortController()
    const signal = AbortSignal.any([leave, asking.signal])
    return {
      signal,
      onTeach: async (texts) => {
        const told = (read: number): void => this.set({ serverReads: { read, of: texts.length } })
        this.asking = asking
        if (this.state.activity === 'pausing') asking.abort()
        told(0)
        try {
          return await line(texts, signal, told)
        } finally {
          this.asking = null
          this.set({ serverReads: null })
        }
      },
    }
  }

  private async stepOnce(engine: Engine, signal: AbortSignal): Promise<StepReport> {
    const { run, activity } = this.state
    if (!run) throw new RangeError('a step needs a run')
    this.set({ activity: activity === 'pausing' ? 'pausing' : 'stepping' })
    const line = run.setup.served && lineToTeacher(this.store)
    const report = await engine.stepRun(run.info.run, line ? this.taught(line, signal) : { signal })
    if (report.fault) {
      this.set({ fault: report })
      this.announce(report.fault.message)
      return report
    }
    this.changeRun((current) => ({
      ...current,
      reports: [...current.reports.filter(({ step }) => step < report.step), report],
      evaluations: current.evaluations.filter(({ step }) => step < report.step),
    }))
    this.set({ at: report.step })
    if (report.step % run.setup.checkpoints.every === 0) {
      this.set({ checkpoints: await engine.checkpointsOf(run.info.run) })
    }
    return report
  }

  /** Where schedules end. Train pressed here goes on for as many steps again. */
  private atEnd(): boolean {
    const { run, at } = this.state
    return run !== null && at > 0 && at % run.setup.steps === 0
  }

  /** Resolves when the engine has nothing more to do for training. */
  private idle(): Promise<void> {
    return new Promise((resolve) => {
      if (!trainingBusy(this.state)) return resolve()
      const stop = this.store.subscribe(({ training }) => {
        if (trainingBusy(training)) return
        stop()
        resolve()
      })
    })
  }

  private async register(engine: Engine): Promise<void> {
    const models = await engine.models()
    this.store.setState((state) => ({ engine: { ...state.engine, models } }))
  }
}

export const TRAINING_SERVICE: ServiceDefinition<TrainingSession> = {
  create: ({ store, loader }) => new TrainingRoom(store, loader),
  release: (training) => training.leave(),
  dispose: (training) => training.leave(),
}
