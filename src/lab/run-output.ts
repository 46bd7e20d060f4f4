/** @file What `lab train` and `lab race` write of a run: flat JSON records, and a readable line for each. */

import type { Evaluation, StepReport } from '../engine/training/types.ts'
import { english } from '../message/message.ts'

/** One line a step. Sums (seconds, tokens, FLOPs) since the run's start; nats a token; milliseconds of this step. */
export interface StepJson {
  readonly step: number
  readonly loss: number | null
  readonly seconds: number
  readonly phase: string
  readonly terms: readonly (number | null)[]
  readonly gradient_norm: number | null
  readonly forward_kl: number | null
  readonly reverse_kl: number | null
  readonly tvd: number | null
  readonly student_entropy: number | null
  readonly length: number
  readonly right: number | null
  readonly kept: number
  readonly texts: number
  readonly rows: number
  readonly student_tokens: number
  readonly teacher_tokens: number
  readonly flops: number
  readonly milliseconds: { readonly sample: number; readonly score: number; readonly step: number }
  /** Only on a step that was not applied. */
  readonly fault?: { readonly term: number | null; readonly token: string | null; readonly message: string }
}

export interface EvaluationJson {
  readonly step: number
  readonly accuracy: number
  readonly interval: readonly [number, number]
  readonly n: number
  /** At the run's temperature, on fewer problems. */
  readonly sampled_accuracy: number
  readonly sampled_interval: readonly [number, number]
  readonly sampled_n: number
  readonly length: number
  readonly forward_kl: number
  readonly reverse_kl: number
  readonly tvd: number
  readonly acceptance: number
  readonly student_entropy: number
  readonly gap_by_position: readonly number[]
  readonly distinct_right: number | null
  readonly movement: Readonly<Record<string, number>>
  readonly student_tokens: number
  readonly teacher_tokens: number
  readonly flops: number
  readonly seconds: number
}

export function stepJson({ measures, spent, milliseconds, fault, ...report }: StepReport): StepJson {
  const record = {
    step: report.step,
    loss: finite(report.loss),
    seconds: spent.seconds,
    phase: report.phase,
    terms: report.terms.map(finite),
    gradient_norm: finite(report.gradientNorm),
    forward_kl: finite(measures.forwardKl),
    reverse_kl: finite(measures.reverseKl),
    tvd: finite(measures.tvd),
    student_entropy: finite(measures.studentEntropy),
    length: measures.length,
    right: measures.right,
    kept: measures.kept,
    texts: report.texts,
    rows: report.rows,
    student_tokens: spent.studentTokens,
    teacher_tokens: spent.teacherTokens,
    flops: spent.flops,
    milliseconds,
  }
  if (!fault) return record
  return { ...record, fault: { term: fault.term, token: fault.token?.text ?? null, message: english(fault.message) } }
}

export function evaluationJson(evaluation: Evaluation): EvaluationJson {
  const { greedy, sampled, spent, movement } = evaluation
  return {
    step: evaluation.step,
    accuracy: greedy.share,
    interval: greedy.interval,
    n: greedy.n,
    sampled_accuracy: sampled.share,
    sampled_interval: sampled.interval,
    sampled_n: sampled.n,
    length: evaluation.length,
    forward_kl: evaluation.forwardKl,
    reverse_kl: evaluation.reverseKl,
    tvd: evaluation.tvd,
    acceptance: evaluation.acceptance,
    student_entropy: evaluation.studentEntropy,
    gap_by_position: evaluation.gapByPosition,
    distinct_right: evaluation.distinctRight,
    movement: Object.fromEntries(movement.map(({ layer, share }) => [layer, share])),
    student_tokens: spent.studentTokens,
    teacher_tokens: spent.teacherTokens,
    flops: spent.flops,
    seconds: spent.seconds,
  }
}

export function stepLine(step: StepJson): string {
  const { sample, score, step: gradient } = step.milliseconds
  return [
    `step ${String(step.step).padStart(4)}`,
    ...(step.phase === '' ? [] : [step.phase]),
    `loss ${figures(step.loss)}`,
    `|g| ${figures(step.gradient_norm)}`,
    `KL forward ${figures(step.forward_kl)} reverse ${figures(step.reverse_kl)}`,
    `entropy ${figures(step.student_entropy)}`,
    `length ${step.length.toFixed(1)}`,
    `right ${step.right === null ? '-' : percent(step.right)}`,
    ...(step.kept < 1 ? [`kept ${percent(step.kept)}`] : []),
    `${((sample + score + gradient) / 1000).toFixed(2)} s (${[sample, score, gradient].map((x) => x.toFixed(0)).join(' + ')} ms)`,
  ].join('  ')
}

export function evaluationLine(at: EvaluationJson): string {
  return [
    `after ${at.step} steps: ${accuracyWords(at.accuracy, at.interval, at.n)}`,
    `sampled ${percent(at.sampled_accuracy)}`,
    `KL forward ${figures(at.forward_kl)} reverse ${figures(at.reverse_kl)}`,
    `TV ${figures(at.tvd)}`,
    `entropy ${figures(at.student_entropy)}`,
    `length ${at.length.toFixed(1)}`,
  ].join('  ')
}

export function accuracyWords(share: number, [low, high]: readonly [number, number], n: number): string {
  return `${percent(share)} right (95 %: ${percent(low)} to ${percent(high)}, n = ${n})`
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

export function figures(value: number | null): string {
  return value === null ? '-' : value.toFixed(3)
}

/** JSON has no word for the others. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}
