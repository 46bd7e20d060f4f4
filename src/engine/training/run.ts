/**
 * @file One training run: its weights, counters, buffers and checkpoints, and the step that moves them. A step is a pure
 * function of the setup and the number of steps done, so a rewound run takes the same steps again.
 */
import { message } from '../../message/message.ts'
import { compile, type PhaseProgram, type Program } from '../../methods/compile.ts'
import type { Teacher } from '../../methods/teachers.ts'
import { parameterCount, trainedCount } from '../../network/config.ts'
import { EngineError, throwIfCancelled } from '../errors.ts'
import { lazy } from '../lazy.ts'
import type { Runtime } from '../runtime.ts'
import { type Checkpoints, createCheckpoints, type RunState } from './checkpoints.ts'
import { promptOf } from './completions.ts'
import { evaluate, prepareHeldOut, validationLoss } from './evaluation.ts'
import { type GradientResult, type OpenPhase, openPhase, takeStep } from './gradient-step.ts'
import type { GraphSession } from './graph-session.ts'
import type { Network, Networks, TrainableModel } from './networks.ts'
import { sampleStep } from './rollout-sampler.ts'
import type { RunContext } from './run-context.ts'
import type { StateSnapshot } from './run-snapshot.ts'
import { readState, writeState } from './run-snapshot.ts'
import { openStudentScorer, type ScoredBatch, scoreBatch } from './score-batch.ts'
import { addCost, reportOf } from './step-report.ts'
import type { AskServer, Evaluation, EvaluationExtent, RunSetup, StepReport } from './types.ts'
import { createWeightSnapshots, keptName } from './weight-snapshots.ts'
import { freshOptimizer, releaseOptimizer, restartedOptimizer, shareOptimizer, Weights } from './weights.ts'

/** An adaptive mix looks at its validation loss every so many steps, and takes less than this for no change. */
const VALIDATE_EVERY = 10
const VALIDATION_TOLERANCE = 0.01

/** What a run is made of. */
export interface RunParts {
  readonly setup: RunSetup
  readonly runtime: Runtime
  readonly networks: Networks
  readonly student: Network
  readonly studentWeights: Float32Array
  readonly teacher: Network
  readonly teacherWeights: Float32Array
  /** Models of the manifest that the recipe names beside the larger one. */
  readonly others: ReadonlyMap<string, TrainableModel>
}

/** The decay of the moving average that a teacher is, or keeps; null for none. */
function decayOf(teacher: Teacher | null): number | null {
  if (teacher?.kind === 'ema') return teacher.decay
  return teacher?.kind === 'best-of' ? (teacher.decay ?? null) : null
}

/** A run with its graphs open. Calls must not overlap. */
export class TrainingRun {
  readonly teacherParameters: number
  /** Milliseconds that the first phase's training graph took to build and serialize. */
  #buildMs = 0
  readonly #context: RunContext
  readonly #program: Program
  readonly #state: RunState
  readonly #checkpoints: Checkpoints
  readonly #phases = new Map<PhaseProgram, OpenPhase>()
  /** The student's scoring graphs, by whether a teacher's logits go in. */
  readonly #scorers = new Map<boolean, GraphSession>()
  /** Of the step in progress. */
  #onTeach: AskServer | undefined
  readonly #heldOut = lazy(() => prepareHeldOut(this.#context))

  private constructor({
    setup,
    runtime,
    networks,
    student,
    studentWeights,
    teacher,
    teacherWeights,
    ...rest
  }: RunParts) {
    const state: RunState = {
      step: 0,
      optimizer: freshOptimizer(runtime, studentWeights),
      spent: { studentTokens: 0, teacherTokens: 0, flops: 0, seconds: 0 },
      buffers: { once: new Map(), replay: new Map(), adaptiveShare: 0 },
      validationLoss: null,
    }
    this.#state = state
    this.#program = compile(setup.recipe)
    this.#checkpoints = createCheckpoints(setup.checkpoints)
    this.teacherParameters = parameterCount(teacher.config)
    this.#context = {
      setup,
      runtime,
      networks,
      student,
      larger: { network: teacher, weights: Weights.from(runtime, teacherWeights) },
      others: new Map(
        [...rest.others].map(([name, { network, weights }]) => [
          name,
          { network, weights: Weights.from(runtime, weights) },
        ]),
      ),
      snapshots: createWeightSnapshots(runtime, trainedCount(student.config)),
      askServer: (texts) => {
        if (this.#onTeach) return this.#onTeach(texts)
        const { model } = setup.served ?? { model: '' }
        throw new EngineError(
          'bad-request',
          message('The run learns from "{model}" on a server, and no server was given.', { model }),
          'Give its address, and go on.',
        )
      },
      currentWeights: () => state.optimizer.params,
    }
  }

  /**
   * Compiles the recipe, opens the graphs of all its phases and keeps the start as checkpoint 0.
   * @param from where an earlier run stood; its start must be `studentWeights`
   */
  static async open(parts: RunParts, from?: StateSnapshot): Promise<TrainingRun> {
    const run = new TrainingRun(parts)
    try {
      await run.#open()
      if (from) await run.#goOnFrom(from)
      return run
    } catch (error) {
      await run.close()
      throw error
    }
  }

  get network(): Network {
    return this.#context.student
  }

  get buildMs(): number {
    return this.#buildMs
  }

  /** Steps of the checkpoints that are kept, ascending. */
  get checkpoints(): readonly number[] {
    return this.#checkpoints.steps()
  }

  /**
   * One step. When its loss or gradient is not finite, it is reported and not applied.
   * @param onTeach asks the teacher on a server, where the setup has one
   */
  async step(signal?: AbortSignal, onTeach?: AskServer): Promise<StepReport> {
    throwIfCancelled(signal)
    this.#onTeach = onTeach
    const phase = this.#program.phaseAt(this.#progress)
    await this.#beginPhase(phase)
    await this.#refreshSnapshots(phase, signal)
    await this.#adaptMix(phase)
    const report = await this.#advance(phase, () => true, signal)
    if (!report.fault && this.#state.step % this.#context.setup.checkpoints.every === 0) await this.#keepCheckpoint()
    return report
  }

  /** Measures the weights as they are on the held-out problems. */
  async evaluate(extent?: EvaluationExtent, signal?: AbortSignal): Promise<Evaluation> {
    const measures = await evaluate(this.#context, await this.#heldOut.get(), await this.#scorer(true), extent, signal)
    return { step: this.#state.step, ...measures, spent: this.#state.spent }
  }

  /** @throws EngineError 'bad-request' for a step that has no checkpoint */
  async rewind(step: number): Promise<void> {
    await this.#checkpoints.restore(step, this.#state, this.#context.snapshots)
  }

  /** All that the steps so far have changed, off the device. */
  snapshot(): Promise<StateSnapshot> {
    return readState(this.#state, this.#context.snapshots)
  }

  /** A copy of the weights as they are, float32 [parameters]. */
  weights(): Promise<Float32Array> {
    return this.#context.currentWeights().read()
  }

  async close(): Promise<void> {
    const { snapshots, larger, others } = this.#context
    await this.#checkpoints.close()
    await snapshots.close()
    await releaseOptimizer(this.#state.optimizer)
    await larger.weights.release()
    for (const { weights } of others.values()) await weights.release()
    for (const { session } of this.#phases.values()) await session.close()
    for (const session of this.#scorers.values()) await session.close()
  }

  /** Of the run's length, 0 to 1; beyond it for a run that goes on. */
  get #progress(): number {
    return this.#state.step / this.#context.setup.steps
  }

  async #open(): Promise<void> {
    await this.#context.snapshots.keep('start', this.#context.currentWeights())
    for (const phase of this.#program.phases) {
      const opened = await openPhase(this.#context, phase)
      this.#buildMs ||= opened.buildMs
      this.#phases.set(phase, opened)
    }
    await this.#keepCheckpoint()
  }

  async #goOnFrom(from: StateSnapshot): Promise<void> {
    const { runtime, snapshots, student } = this.#context
    await writeState(runtime, from, this.#state, snapshots, (ref) => promptOf(ref, student))
    await this.#keepCheckpoint()
  }

  #keepCheckpoint(): Promise<void> {
    return this.#checkpoints.keep(this.#state, this.#context.snapshots)
  }

  /** @param taught the graph takes the teacher's logits and gives divergences, too */
  async #scorer(taught: boolean): Promise<GraphSession> {
    const session = this.#scorers.get(taught) ?? (await openStudentScorer(this.#context, taught))
    this.#scorers.set(taught, session)
    return session
  }

  /** At a phase's first step: keeps what the phase before has made, and goes back to the weights that this one begins with. */
  async #beginPhase(program: PhaseProgram): Promise<void> {
    const state = this.#state
    const { setup, snapshots, currentWeights, runtime } = this.#context
    if (state.step === 0) return
    const before = this.#program.phaseAt((state.step - 1) / setup.steps)
    if (before === program) return
    const { keeps } = before.phase
    if (keeps !== undefined) await snapshots.keep(keptName(keeps), currentWeights())
    const { from } = program.phase
    if (from === undefined) return
    const kept = keptName(from)
    const weights = snapshots.of(snapshots.has(kept) ? kept : 'start')
    const old = state.optimizer
    state.optimizer = restartedOptimizer(runtime, weights, trainedCount(this.#context.student.config))
    await releaseOptimizer(old)
  }

  /** Takes the snapshots that are due before the step, for the teacher and the draws that ask for them. */
  async #refreshSnapshots({ phase }: PhaseProgram, signal?: AbortSignal): Promise<void> {
    const { setup, snapshots, currentWeights } = this.#context
    const { step, buffers } = this.#state
    const { teacher, rounds } = setup.recipe
    const round = rounds ? Math.max(1, Math.round(setup.steps / rounds)) : null
    const wanted = teacher?.kind === 'snapshot' || phase.rollouts.draws.some(({ writer }) => writer === 'snapshot')
    const every = round ?? (teacher?.kind === 'snapshot' ? teacher.every : setup.steps)
    if (wanted && step % every === 0) await snapshots.keep('snapshot', currentWeights())
    // A new round samples completions of its own.
    if (round !== null && step > 0 && step % round === 0) buffers.once.clear()
    const decay = decayOf(teacher)
    if (decay !== null && !snapshots.has('ema')) await snapshots.average(currentWeights(), decay)
    if (teacher?.kind === 'future' && step % teacher.lead === 0) await this.#trainAhead(teacher.lead, signal)
  }

  /**
   * Makes the snapshot 'future': the run without the completions that the future injects, `lead` steps on. Everything but
   * the snapshot and the cost is put back.
   */
  async #trainAhead(lead: number, signal?: AbortSignal): Promise<void> {
    const { snapshots, currentWeights } = this.#context
    const before = { ...this.#state, optimizer: shareOptimizer(this.#state.optimizer) }
    // Until there is a future, the present stands for it.
    if (!snapshots.has('future')) await snapshots.keep('future', currentWeights())
    try {
      for (let i = 0; i < lead; i++) {
        throwIfCancelled(signal)
        await this.#advance(this.#program.phaseAt(this.#progress), (writer) => writer !== 'future', signal)
      }
      await snapshots.keep('future', currentWeights())
    } finally {
      const { spent, optimizer } = this.#state
      await releaseOptimizer(optimizer)
      Object.assign(this.#state, before, { spent })
    }
  }

  /** Samples, scores and takes one gradient step, with the draws of some writers. */
  async #advance(
    program: PhaseProgram,
    isWanted: (writer: string) => boolean,
    signal?: AbortSignal,
  ): Promise<StepReport> {
    const state = this.#state
    const start = performance.now()
    const { rollouts } = program.phase
    const [first, ...rest] = rollouts.draws.filter(({ writer }) => isWanted(writer))
    if (!first) throw new EngineError('bad-request', 'No draw of this phase can be written.', 'Choose another recipe.')
    const draws = { ...rollouts, draws: [first, ...rest] as const }
    const sampled = await sampleStep(this.#context, draws, state.buffers, state.step, signal)
    const sampledAt = performance.now()
    const { prompts, completions } = sampled
    const scorer = program.needs.studentStatistics ? await this.#scorer(program.taught) : null
    const scored =
      completions.length > 0 ? await scoreBatch(this.#context, program, prompts, completions, scorer, signal) : null
    const scoredAt = performance.now()
    const result = scored && scored.batch.rows > 0 ? await this.#takeStep(program, scored) : null
    if (scored?.teacherLogits) await this.#context.runtime.mutex.run(() => scored.teacherLogits?.dispose())
    const end = performance.now()
    state.spent = addCost(state.spent, this.#context, sampled, scored, (end - start) / 1000)
    const report = reportOf(this.#context, program, sampled, scored?.batch ?? null, result)
    const step = state.step + 1
    if (!report.fault) state.step = step
    const milliseconds = { sample: sampledAt - start, score: scoredAt - sampledAt, step: end - scoredAt }
    return { ...report, step, milliseconds, spent: state.spent }
  }

  /** The gradient step; the run goes on with the weights that it moved, if all was finite. */
  async #takeStep(program: PhaseProgram, scored: ScoredBatch): Promise<GradientResult> {
    const phase = this.#phases.get(program)
    if (!phase) throw new RangeError('the phase was not opened')
    const state = this.#state
    const result = await takeStep(this.#context, phase, scored, state.optimizer, state.step)
    if (result.moved) {
      const old = state.optimizer
      state.optimizer = result.moved
      await releaseOptimizer(old)
      const { setup, snapshots, currentWeights } = this.#context
      const decay = decayOf(setup.recipe.teacher)
      if (decay !== null) await snapshots.average(currentWeights(), decay)
    }
    return result
  }

  /** Raises the student's share of an adaptive mix when the validation loss has got worse since the last look (DistiLLM). */
  async #adaptMix({ phase }: PhaseProgram): Promise<void> {
    const state = this.#state
    const onPolicy = phase.rollouts.mixing?.onPolicy
    if (typeof onPolicy !== 'object' || !('kind' in onPolicy) || state.step % VALIDATE_EVERY !== 0) return
    const loss = await validationLoss(this.#context, await this.#heldOut.get(), await this.#scorer(true))
    if (state.validationLoss !== null && loss > state.validationLoss - VALIDATION_TOLERANCE)
      state.buffers.adaptiveShare = Math.min(1, state.buffers.adaptiveShare + onPolicy.step)
    state.validationLoss = loss
  }
}
