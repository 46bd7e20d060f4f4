/** @file A number's receipt: its formula, what went into it, and which models, seed and backend it comes from. */
import { divergenceById } from '../../divergence/registry.ts'
import type { Backend, ProblemRef, SamplingOptions, ScoredRollout, VocabularyEntry } from '../../engine/types.ts'
import { viewOf } from '../conditions.ts'
import { readParamsKey } from '../recorded.ts'
import type { AppState, ModelHashes, Run } from '../state.ts'
import { PLAIN_QUANTITIES, type PlainQuantity } from './quantities.ts'

/** Which number: of a token, in the column of the student or of the teacher without or with its context. */
export interface ReceiptAsk {
  readonly token: number
  readonly quantity: PlainQuantity | 'divergence'
  readonly reading: 'student' | 'without' | 'with'
}

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
    readonly logpStudent: number
    readonly logpTeacher: number | null
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
  const own = ask.reading === 'student'
  const reading = own ? (view.without ?? view.with) : view[ask.reading]
  const score = reading?.tokens[ask.token] ?? null
  const scored = entryOf(run, reading)
  const divergence = ask.quantity === 'divergence' ? divergenceById(settings.divergence) : null
  const plain = ask.quantity === 'divergence' ? null : PLAIN_QUANTITIES[ask.quantity]
  const value = divergence
    ? score?.divergences[divergence.id]
    : plain?.value({ own, logpStudent: written.logpStudent, score })
  if (value === undefined || value === null) return null
  const sampledOnly = own && plain?.sampled === true
  const summed = score !== null && (divergence?.kind === 'full' || plain?.summed === true)
  return {
    format: 'opd-receipt',
    version: 1,
    name: divergence?.name ?? plain?.name ?? '',
    value,
    unit: divergence ? (UNITLESS.has(divergence.id) ? null : 'nats') : (plain?.unit ?? null),
    formula: divergence?.formula ?? plain?.formula(own ? 'S' : 'T', !own && ask.reading === 'with') ?? '',
    inputs: {
      logpStudent: own ? written.logpStudent : (score?.logpStudent ?? written.logpStudent),
      logpTeacher: own ? null : (score?.logpTeacher ?? null),
      params: (divergence && readParamsKey(scored?.params ?? '')[divergence.id]) ?? {},
      top: summed ? score.top : [],
      tail: summed ? { student: score.tailStudent, teacher: score.tailTeacher } : null,
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
    models: (sampledOnly ? run.models : scored?.models) ?? {},
    sampling: run.sampling,
    backend: (sampledOnly ? run.rollout?.backend : reading?.backend) ?? null,
    replay: run.origin === 'recorded',
  }
}

/** Sums of probabilities, not of logarithms. */
const UNITLESS: ReadonlySet<string> = new Set(['tvd', 'squared-hellinger', 'alpha'])

function entryOf(run: Run, reading: ScoredRollout | null) {
  return Object.values(run.scores).find(({ score }) => score === reading)
}

/** As it is copied: JSON with infinities in words. */
export function receiptJson(receipt: Receipt): string {
  const words = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  return JSON.stringify(receipt, words, 2)
}
