/** @file A number's receipt: its formula, what went into it, and which models, seed and backend it comes from. */
import type { Backend, ProblemRef, SamplingOptions, ScoredRollout, VocabularyEntry } from '../../engine/types.ts'
import { viewOf } from '../conditions.ts'
import { readParamsKey } from '../recorded.ts'
import type { AppState, ModelHashes, Run } from '../state.ts'
import { measuredNumber, type ReceiptAsk } from './measured-number.ts'

export interface Receipt {
  readonly format: 'opd-receipt'
  readonly version: 1
  readonly name: string
  /** In full, whatever the page rounds it to. */
  readonly value: number
  readonly unit: 'nats' | null
  /** KaTeX. */
  readonly formula: string
  readonly inputs: {
    /** Of the written token, or of the entry; null where neither is meant. */
    readonly logpStudent: number | null
    readonly logpTeacher: number | null
    readonly entry: VocabularyEntry | null
    readonly params: Readonly<Record<string, number>>
    /** Where the number is a sum over the vocabulary: its most likely entries, and the mass of all others. */
    readonly top: readonly VocabularyEntry[]
    readonly tail: { readonly student: number; readonly teacher: number } | null
  }
  readonly token: { readonly position: number; readonly id: number; readonly text: string }
  readonly condition: {
    readonly problem: ProblemRef
    readonly prompt: string | null
    readonly teacher: string | null
    readonly context: string | null
    readonly teacherPrompt: string | null
  }
  readonly student: string
  /** SHA-256 of the weights, by model id. */
  readonly models: ModelHashes
  readonly sampling: SamplingOptions
  readonly backend: Backend | null
  readonly replay: boolean
}

/** The receipt of a number on view, or null where there is no such number. */
export function receiptOf(state: Pick<AppState, 'run' | 'settings'>, ask: ReceiptAsk): Receipt | null {
  const { run, settings } = state
  const written = run?.tokens[ask.token]
  if (!run || !written) return null
  const view = viewOf(state)
  const own = ask.reading === 'student' || (ask.quantity === 'entry' && ask.side === 'student')
  const reading = ask.reading === 'student' ? (view.without ?? view.with) : view[ask.reading]
  const score = reading?.tokens[ask.token] ?? null
  const { divergence } = settings
  const found = measuredNumber(ask, { own, logpStudent: written.logpStudent, score, divergence })
  if (!found) return null
  const { name, value, unit, formula, logpStudent, logpTeacher, entry } = found
  const scored = entryOf(run, reading)
  const sampled = own && found.sampled
  const params = ask.quantity === 'divergence' ? readParamsKey(scored?.params ?? '')[divergence] : undefined
  return {
    format: 'opd-receipt',
    version: 1,
    name,
    value,
    unit,
    formula,
    inputs: {
      logpStudent,
      logpTeacher,
      entry,
      params: params ?? {},
      top: score && found.summed ? score.top : [],
      tail: score && found.summed ? { student: score.tailStudent, teacher: score.tailTeacher } : null,
    },
    token: { position: ask.token + 1, id: written.id, text: written.text },
    condition: {
      problem: run.problem,
      prompt: run.rollout?.prompt ?? null,
      teacher: own ? null : (reading?.teacher ?? null),
      context: own ? null : (reading?.context ?? null),
      teacherPrompt: own ? null : (reading?.teacherPrompt ?? null),
    },
    student: run.student,
    models: (sampled ? run.models : scored?.models) ?? {},
    sampling: run.sampling,
    backend: (sampled ? run.rollout?.backend : reading?.backend) ?? null,
    replay: run.origin === 'recorded',
  }
}

function entryOf(run: Run, reading: ScoredRollout | null) {
  return Object.values(run.scores).find(({ score }) => score === reading)
}

/** As it is copied: JSON with infinities in words. */
export function receiptJson(receipt: Receipt): string {
  const words = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  return JSON.stringify(receipt, words, 2)
}
