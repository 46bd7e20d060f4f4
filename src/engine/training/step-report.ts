/** @file What a step reports of itself: means over its rows and completions, and what it has cost. */
import { mean } from '../../divergence/stats.ts'
import type { Batch, Columns } from '../../methods/batch.ts'
import type { PhaseProgram } from '../../methods/compile.ts'
import { keptShare } from '../../methods/weights/reduction.ts'
import { parameterCount } from '../../network/config.ts'
import type { GradientResult } from './gradient-step.ts'
import { nonFiniteReport } from './non-finite.ts'
import type { StepRollouts } from './rollout-sampler.ts'
import type { RunContext } from './run-context.ts'
import { type ScoredBatch, statisticsOf } from './score-batch.ts'
import type { Spent, StepMeasures, StepReport } from './types.ts'

/**
 * The report of one step, without its number and its times.
 * @param batch null where no completion was left to learn from
 * @param result null where no gradient step was tried
 */
export function reportOf(
  { student, setup }: RunContext,
  program: PhaseProgram,
  rollouts: StepRollouts,
  batch: Batch | null,
  result: GradientResult | null,
): Omit<StepReport, 'step' | 'milliseconds' | 'spent'> {
  const { completions } = rollouts
  const refused = result && !result.moved && batch
  return {
    phase: program.phase.name ?? '',
    loss: result?.loss ?? 0,
    terms: result?.terms ?? program.phase.loss.map(() => 0),
    gradientNorm: result?.gradientNorm ?? 0,
    texts: completions.length,
    rows: batch?.rows ?? 0,
    measures: {
      ...measuresOf(program, rollouts, batch, result),
      // A server says nothing of most words, so that no divergence over all of them is known.
      ...(setup.served && { forwardKl: null, reverseKl: null, tvd: null }),
    },
    fault: refused
      ? nonFiniteReport(
          result,
          batch,
          completions,
          statisticsOf(program.taught, program.voices).width,
          student.vocabulary,
        )
      : null,
  }
}

/** The run's cost so far and that of one more step. @param seconds of the step */
export function addCost(
  before: Spent,
  { setup, student, larger }: RunContext,
  { studentTokens, teacherTokens }: StepRollouts,
  scored: ScoredBatch | null,
  seconds: number,
): Spent {
  const studentSize = parameterCount(student.config)
  const isLarger = (setup.recipe.teacher?.kind ?? 'larger') === 'larger'
  // What a server computes is not computed here.
  const teacherSize = setup.served ? 0 : isLarger ? parameterCount(larger.network.config) : studentSize
  const read = scored?.tokensRead ?? { student: 0, teacher: 0, gradient: 0 }
  // 2N a token forward, 4N more where the gradient flows back (Kaplan et al., arXiv:2001.08361).
  const flops =
    2 * studentSize * (studentTokens + read.student) +
    4 * studentSize * read.gradient +
    2 * teacherSize * (teacherTokens + read.teacher)
  return {
    studentTokens: before.studentTokens + studentTokens,
    teacherTokens: before.teacherTokens + teacherTokens + read.teacher,
    flops: before.flops + flops,
    seconds: before.seconds + seconds,
  }
}

function measuresOf(
  program: PhaseProgram,
  { completions }: StepRollouts,
  batch: Batch | null,
  result: GradientResult | null,
): StepMeasures {
  const { names, width } = statisticsOf(program.taught, program.voices)
  const meanOf = (name: keyof Columns): number | null => {
    const column = names.indexOf(name)
    if (!result || column < 0) return null
    let sum = 0
    for (let at = column; at < result.statistics.length; at += width) sum += result.statistics[at]!
    return sum / Math.max(1, result.statistics.length / width)
  }
  const own = new Set(program.phase.rollouts.draws.filter(({ writer }) => writer === 'student').map(({ id }) => id))
  const student = completions.filter(({ draw }) => own.has(draw))
  const right = student.filter(({ verdict }) => verdict.status === 'right').length
  const shares = batch
    ? program.phase.loss.flatMap((term) => (term.kind === 'preference' ? [] : [keptShare(batch, term)]))
    : []
  const lengths = completions.map(({ tokens }) => tokens.length)
  return {
    forwardKl: meanOf('forwardKl'),
    reverseKl: meanOf('reverseKl'),
    tvd: meanOf('tvd'),
    studentEntropy: meanOf('studentEntropy') ?? 0,
    length: lengths.length > 0 ? mean(lengths) : 0,
    right: student.length > 0 ? right / student.length : null,
    kept: shares.length > 0 ? mean(shares) : 1,
  }
}
