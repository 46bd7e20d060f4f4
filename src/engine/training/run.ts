/**
 * @file One training run: its weights, counters, stores and checkpoints, and the step that moves them. A step is a pure
 * function of the setup and the number of steps done, so a rewound run writes the same story again.
 */
import type { Batch } from '../../methods/batch.ts'
import { compile, type PhaseProgram, type Program } from '../../methods/compile.ts'
import { keptShare } from '../../methods/weights/reduction.ts'
import { parameterCount } from '../../network/config.ts'
import { EngineError, throwIfCancelled } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { createCopies } from './copies.ts'
import { type Written, writeTexts } from './draws.ts'
import { evaluate, type HeldOutSet, prepareHeldOut, validationLoss } from './evaluation.ts'
import { faultOf } from './fault.ts'
import { type GradientResult, type OpenPhase, openPhase, takeStep } from './gradient-step.ts'
import type { GraphSession } from './graph-session.ts'
import type { Network, Networks } from './networks.ts'
import { openMeasure, type ReadTexts, readTexts, statisticsOf } from './reading.ts'
import { type CheckpointRing, createCheckpoints, type Progress } from './ring.ts'
import type { Scene } from './scene.ts'
import type { Evaluation, EvaluationExtent, RunSetup, StepMeasures, StepReport } from './types.ts'
import { freshOptimizer, type Optimizer, releaseOptimizer, Weights } from './weights.ts'

/** An adaptive mix looks at its validation loss every so many steps, and takes less than this for no change. */
const PROBE_EVERY = 10
const PROBE_TOLERANCE = 0.01

export interface RunParts {
  readonly setup: RunSetup
  readonly runtime: Runtime
  readonly networks: Networks
  readonly student: Network
  readonly studentWeights: Float32Array
  readonly teacher: Network
  readonly teacherWeights: Float32Array
}

export interface TrainingRun {
  readonly buildMs: number
  readonly teacherParameters: number
  step(signal?: AbortSignal): Promise<StepReport>
  evaluate(extent?: EvaluationExtent, signal?: AbortSignal): Promise<Evaluation>
  checkpoints(): readonly number[]
  rewind(step: number): Promise<void>
  weights(): Promise<Float32Array>
  readonly network: Network
  close(): Promise<void>
}

export async function openRun(parts: RunParts): Promise<TrainingRun> {
  const { setup, runtime, networks, student } = parts
  const program: Program = compile(setup.recipe)
  const teacherSize = parameterCount(parts.teacher.config)
  const studentSize = parameterCount(student.config)
  const larger = { network: parts.teacher, weights: Weights.from(runtime, parts.teacherWeights) }
  const copies = createCopies(runtime, studentSize)
  const at: Progress = {
    step: 0,
    optimizer: freshOptimizer(runtime, parts.studentWeights),
    spent: { studentTokens: 0, teacherTokens: 0, flops: 0, seconds: 0 },
    stores: { once: new Map(), replay: new Map(), adaptiveShare: 0 },
    probe: null,
  }
  const scene: Scene = {
    setup,
    runtime,
    networks,
    student,
    larger,
    copies,
    live: () => at.optimizer.params,
  }
  const ring: CheckpointRing = createCheckpoints(setup.checkpoints)
  const phases = new Map<PhaseProgram, OpenPhase>()
  const measures = new Map<boolean, GraphSession>()
  let heldOut: Promise<HeldOutSet> | null = null
  let buildMs = 0

  await copies.keep('start', at.optimizer.params)
  for (const phase of program.phases) {
    const opened = await openPhase(scene, phase)
    buildMs ||= opened.buildMs
    phases.set(phase, opened)
  }
  await ring.keep(at, copies)

  async function measureOf(taught: boolean): Promise<GraphSession> {
    const session = measures.get(taught) ?? (await openMeasure(scene, taught))
    measures.set(taught, session)
    return session
  }

  const heldOutSet = () => {
    heldOut ??= prepareHeldOut(scene)
    return heldOut
  }

  /** Copies that are due before the step, by the teacher and the draws that ask for them. */
  async function refreshCopies(phase: PhaseProgram, signal?: AbortSignal): Promise<void> {
    const { teacher, rounds } = setup.recipe
    const round = rounds ? Math.max(1, Math.round(setup.steps / rounds)) : null
    const snapshots =
      teacher?.kind === 'snapshot' || phase.phase.rollouts.draws.some(({ writer }) => writer === 'snapshot')
    const every = round ?? (teacher?.kind === 'snapshot' ? teacher.every : setup.steps)
    if (snapshots && at.step % every === 0) await copies.keep('snapshot', at.optimizer.params)
    // A new round has texts of its own.
    if (round !== null && at.step > 0 && at.step % round === 0) at.stores.once.clear()
    if (teacher?.kind === 'ema' && !copies.has('ema')) await copies.average(at.optimizer.params, teacher.decay)
    if (teacher?.kind === 'future' && at.step % teacher.lead === 0) await trainAhead(teacher.lead, signal)
  }

  /** The near future: the run without its injected texts, `lead` steps on; then everything but the copy is put back. */
  async function trainAhead(lead: number, signal?: AbortSignal): Promise<void> {
    const before = { ...at, optimizer: share(at.optimizer) }
    // Until the first future has come, the present stands for it.
    if (!copies.has('future')) await copies.keep('future', at.optimizer.params)
    try {
      for (let i = 0; i < lead; i++) {
        throwIfCancelled(signal)
        await advance(program.phaseAt(at.step / setup.steps), (writer) => writer !== 'future', signal)
      }
      await copies.keep('future', at.optimizer.params)
    } finally {
      const { spent } = at
      await releaseOptimizer(at.optimizer)
      Object.assign(at, before, { spent })
    }
  }

  /** One step with the draws of some writers; moves `at`. */
  async function advance(
    program: PhaseProgram,
    wanted: (writer: string) => boolean,
    signal?: AbortSignal,
  ): Promise<StepReport> {
    const start = performance.now()
    const { rollouts } = program.phase
    const [first, ...rest] = rollouts.draws.filter(({ writer }) => wanted(writer))
    if (!first) throw new EngineError('bad-request', 'No draw of this phase can be written.', 'Choose another recipe.')
    const written = await writeTexts(scene, { ...rollouts, draws: [first, ...rest] }, at.stores, at.step, signal)
    const sampled = performance.now()
    const read =
      written.texts.length > 0
        ? await readTexts(
            scene,
            program,
            written.tasks,
            written.texts,
            program.needs.studentStatistics ? await measureOf(program.taught) : null,
          )
        : null
    const scored = performance.now()
    const result = read && read.batch.rows > 0 ? await gradient(program, read) : null
    if (read?.teacherLogits) await runtime.mutex.run(() => read.teacherLogits?.dispose())
    const end = performance.now()
    spend(written, read, (end - start) / 1000)
    const report = reportOf(program, written, read?.batch ?? null, result)
    const milliseconds = { sample: sampled - start, score: scored - sampled, step: end - scored }
    if (!report.fault) at.step += 1
    return { ...report, step: report.fault ? at.step + 1 : at.step, milliseconds, spent: at.spent }
  }

  async function gradient(program: PhaseProgram, read: ReadTexts): Promise<GradientResult> {
    const phase = phases.get(program)
    if (!phase) throw new RangeError('the phase was not opened')
    const result = await takeStep(scene, phase, read, at.optimizer, at.step)
    if (result.moved) {
      const old = at.optimizer
      at.optimizer = result.moved
      await releaseOptimizer(old)
      const { teacher } = setup.recipe
      if (teacher?.kind === 'ema') await copies.average(at.optimizer.params, teacher.decay)
    }
    return result
  }

  function spend(written: Written, read: ReadTexts | null, seconds: number): void {
    const teacherForward = (setup.recipe.teacher?.kind ?? 'larger') === 'larger' ? teacherSize : studentSize
    // 2N a token forward, 4N more where the gradient flows back (Kaplan et al., arXiv:2001.08361).
    const flops =
      2 * studentSize * (written.studentTokens + (read?.read.student ?? 0)) +
      4 * studentSize * (read?.read.gradient ?? 0) +
      2 * teacherForward * (written.teacherTokens + (read?.read.teacher ?? 0))
    at.spent = {
      studentTokens: at.spent.studentTokens + written.studentTokens,
      teacherTokens: at.spent.teacherTokens + written.teacherTokens + (read?.read.teacher ?? 0),
      flops: at.spent.flops + flops,
      seconds: at.spent.seconds + seconds,
    }
  }

  function reportOf(
    program: PhaseProgram,
    written: Written,
    batch: Batch | null,
    result: GradientResult | null,
  ): Omit<StepReport, 'step' | 'milliseconds' | 'spent'> {
    const terms = program.phase.loss
    return {
      phase: program.phase.name ?? '',
      loss: result?.loss ?? 0,
      terms: result?.terms ?? terms.map(() => 0),
      gradientNorm: result?.gradientNorm ?? 0,
      texts: written.texts.length,
      rows: batch?.rows ?? 0,
      measures: measuresOf(program, written, batch, result),
      fault:
        result && !result.moved && batch
          ? faultOf(result, batch, written.texts, statisticsOf(program.taught), student.vocabulary)
          : null,
    }
  }

  /** Raises the student's share when the validation loss has got worse since the last look (DistiLLM). */
  async function probe(program: PhaseProgram): Promise<void> {
    const onPolicy = program.phase.rollouts.mixing?.onPolicy
    if (typeof onPolicy !== 'object' || !('kind' in onPolicy) || at.step % PROBE_EVERY !== 0) return
    const loss = await validationLoss(scene, await heldOutSet(), await measureOf(true))
    if (at.probe !== null && loss > at.probe - PROBE_TOLERANCE)
      at.stores.adaptiveShare = Math.min(1, at.stores.adaptiveShare + onPolicy.step)
    at.probe = loss
  }

  return {
    buildMs,
    teacherParameters: teacherSize,
    network: student,
    async step(signal) {
      throwIfCancelled(signal)
      const phase = program.phaseAt(at.step / setup.steps)
      await refreshCopies(phase, signal)
      await probe(phase)
      const report = await advance(phase, () => true, signal)
      if (!report.fault && at.step % setup.checkpoints.every === 0) await ring.keep(at, copies)
      return report
    },
    async evaluate(extent, signal) {
      const measured = await evaluate(scene, await heldOutSet(), await measureOf(true), extent, signal)
      return { step: at.step, ...measured, spent: at.spent }
    },
    checkpoints: () => ring.steps(),
    async rewind(step) {
      await ring.restore(step, at, copies)
    },
    weights: () => at.optimizer.params.read(),
    async close() {
      await ring.close()
      await copies.close()
      await releaseOptimizer(at.optimizer)
      await larger.weights.release()
      for (const { session } of phases.values()) await session.close()
      for (const session of measures.values()) await session.close()
    },
  }
}

function share({ params, moment1, moment2, updates }: Optimizer): Optimizer {
  return { params: params.share(), moment1: moment1.share(), moment2: moment2.share(), updates }
}

function measuresOf(
  program: PhaseProgram,
  written: Written,
  batch: Batch | null,
  result: GradientResult | null,
): StepMeasures {
  const names: readonly string[] = statisticsOf(program.taught)
  const meanOf = (name: string): number | null => {
    const column = names.indexOf(name)
    if (!result || column < 0) return null
    let sum = 0
    for (let at = column; at < result.statistics.length; at += names.length) sum += result.statistics[at]!
    return sum / Math.max(1, result.statistics.length / names.length)
  }
  const own = new Set(program.phase.rollouts.draws.filter(({ writer }) => writer === 'student').map(({ id }) => id))
  const student = written.texts.filter(({ draw }) => own.has(draw))
  const right = student.filter(({ verdict }) => verdict.status === 'right').length
  const shares = batch
    ? program.phase.loss.flatMap((term) => (term.kind === 'preference' ? [] : [keptShare(batch, term)]))
    : []
  const lengths = written.texts.map(({ tokens }) => tokens.length)
  return {
    forwardKl: meanOf('forwardKl'),
    reverseKl: meanOf('reverseKl'),
    tvd: meanOf('tvd'),
    studentEntropy: meanOf('studentEntropy') ?? 0,
    length: lengths.reduce((sum, x) => sum + x, 0) / Math.max(1, lengths.length),
    right: student.length > 0 ? right / student.length : null,
    kept: shares.length > 0 ? shares.reduce((sum, x) => sum + x, 0) / shares.length : 1,
  }
}
