/** @file Recorded training steps out of JSON, field by field: a file of a stranger may hold anything. */
import type { Evaluation, PinnedRollout, Proportion, RunInfo, Spent, StepReport } from '../engine/training/types.ts'
import { each, integer, type Json, nullable, number, object, oneOf, text } from './json.ts'
import type { TrainingRecording } from './talk.ts'

/** More steps than anybody waits for on a stage. */
const MOST_REPORTS = 2000

/** @throws TypeError that names the first part which is not as the format says */
export function readTraining(json: Json, at: string): TrainingRecording {
  const it = object(json, at)
  const reports = each(it.reports, `${at}.reports`, readReport)
  const evaluations = each(it.evaluations, `${at}.evaluations`, readEvaluation)
  if (reports.length > MOST_REPORTS || evaluations.length > MOST_REPORTS) throw new TypeError(`${at}: too many steps`)
  return { info: readInfo(it.info, `${at}.info`), reports, evaluations }
}

function readInfo(json: Json, at: string): RunInfo {
  const it = object(json, at)
  return {
    run: text(it.run, `${at}.run`),
    parameters: number(it.parameters, `${at}.parameters`),
    teacherParameters: number(it.teacherParameters, `${at}.teacherParameters`),
    buildMs: number(it.buildMs, `${at}.buildMs`),
    openMs: number(it.openMs, `${at}.openMs`),
  }
}

function readReport(json: Json, at: string): StepReport {
  const it = object(json, at)
  const measures = object(it.measures, `${at}.measures`)
  const times = object(it.milliseconds, `${at}.milliseconds`)
  return {
    step: integer(it.step, `${at}.step`),
    phase: text(it.phase, `${at}.phase`),
    loss: number(it.loss, `${at}.loss`),
    terms: each(it.terms, `${at}.terms`, number),
    gradientNorm: number(it.gradientNorm, `${at}.gradientNorm`),
    texts: integer(it.texts, `${at}.texts`),
    rows: integer(it.rows, `${at}.rows`),
    measures: {
      forwardKl: nullable(measures.forwardKl, `${at}.measures.forwardKl`, number),
      reverseKl: nullable(measures.reverseKl, `${at}.measures.reverseKl`, number),
      tvd: nullable(measures.tvd, `${at}.measures.tvd`, number),
      studentEntropy: number(measures.studentEntropy, `${at}.measures.studentEntropy`),
      length: number(measures.length, `${at}.measures.length`),
      right: nullable(measures.right, `${at}.measures.right`, number),
      kept: number(measures.kept, `${at}.measures.kept`),
    },
    milliseconds: {
      sample: number(times.sample, `${at}.milliseconds.sample`),
      score: number(times.score, `${at}.milliseconds.score`),
      step: number(times.step, `${at}.milliseconds.step`),
    },
    spent: readSpent(it.spent, `${at}.spent`),
    // A step that was not applied is not among the reports of a run.
    fault: null,
  }
}

function readSpent(json: Json, at: string): Spent {
  const it = object(json, at)
  return {
    studentTokens: number(it.studentTokens, `${at}.studentTokens`),
    teacherTokens: number(it.teacherTokens, `${at}.teacherTokens`),
    flops: number(it.flops, `${at}.flops`),
    seconds: number(it.seconds, `${at}.seconds`),
  }
}

function readEvaluation(json: Json, at: string): Evaluation {
  const it = object(json, at)
  return {
    step: integer(it.step, `${at}.step`),
    greedy: readShare(it.greedy, `${at}.greedy`),
    sampled: readShare(it.sampled, `${at}.sampled`),
    length: number(it.length, `${at}.length`),
    forwardKl: number(it.forwardKl, `${at}.forwardKl`),
    reverseKl: number(it.reverseKl, `${at}.reverseKl`),
    tvd: number(it.tvd, `${at}.tvd`),
    acceptance: number(it.acceptance, `${at}.acceptance`),
    studentEntropy: number(it.studentEntropy, `${at}.studentEntropy`),
    gapByPosition: each(it.gapByPosition, `${at}.gapByPosition`, number),
    distinctRight: nullable(it.distinctRight, `${at}.distinctRight`, number),
    movement: each(it.movement, `${at}.movement`, (json, at) => {
      const layer = object(json, at)
      return { layer: text(layer.layer, `${at}.layer`), share: number(layer.share, `${at}.share`) }
    }),
    frame: readFrame(it.frame, `${at}.frame`),
    spent: readSpent(it.spent, `${at}.spent`),
  }
}

function readShare(json: Json, at: string): Proportion {
  const it = object(json, at)
  const [low, high] = each(it.interval, `${at}.interval`, number)
  if (low === undefined || high === undefined) throw new TypeError(`${at}.interval: expected two numbers`)
  return { share: number(it.share, `${at}.share`), interval: [low, high], n: integer(it.n, `${at}.n`) }
}

function readFrame(json: Json, at: string): PinnedRollout {
  const it = object(json, at)
  return {
    tokens: each(it.tokens, `${at}.tokens`, (json, at) => {
      const token = object(json, at)
      return {
        text: text(token.text, `${at}.text`),
        gap: nullable(token.gap, `${at}.gap`, number),
        logp: number(token.logp, `${at}.logp`),
      }
    }),
    status: oneOf(it.status, ['right', 'wrong', 'malformed'] as const, `${at}.status`),
  }
}
