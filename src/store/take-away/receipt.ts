/** @file A number's receipt: its formula, what went into it, and which models, seed and backend it comes from. */
import type { Backend, ProblemRef, SamplingOptions, ScoredRollout, VocabularyEntry } from '../../engine/types.ts'
import { viewOf } from '../conditions.ts'
import { ghostOf, ghostRateOf } from '../ghosting.ts'
import { inspectionsOf } from '../inspecting.ts'
import { differenceOf, type MeasuredDifference } from '../inspector-backends.ts'
import { readParamsKey } from '../recorded.ts'
import type { AppState, ModelHashes, Run } from '../state.ts'
import type { ReceiptAsk, TokenAsk } from './asks.ts'
import { headlineNumber, type MeasuredNumber, measuredNumber } from './measured-number.ts'

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
    /** Id of the divergence that the number is made of, or null, and its parameters. */
    readonly divergence: string | null
    readonly params: Readonly<Record<string, number>>
    /** What else it is made of, by name: a step size, a threshold, a count. */
    readonly made: Readonly<Record<string, number | string>>
    /** Where the number is a sum over the vocabulary: its most likely entries, and the mass of all others. */
    readonly top: readonly VocabularyEntry[]
    readonly tail: { readonly student: number; readonly teacher: number } | null
  }
  /** Null for a number of the whole rollout. */
  readonly token: { readonly position: number; readonly id: number; readonly text: string } | null
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
  /** How far WASM and WebGPU disagree on this device, or null where nobody has measured it. */
  readonly backendDifference: BackendNumber | null
  /** What was on view, as the query of the page's address: whoever opens it can replay the number. */
  readonly page: string
}

/** Largest |difference of a log-prob| over the full vocabulary, nats. */
export interface BackendNumber {
  readonly backends: readonly [Backend, Backend]
  /** Over all tokens that were compared. */
  readonly student: number
  readonly teacher: number
  /** At the receipt's own token, where it is one of those that were compared; else null. */
  readonly atToken: { readonly student: number; readonly teacher: number } | null
  readonly tokens: number
  readonly vocabulary: number
  /** The graphics card was played by the processor. */
  readonly software: boolean
  readonly measuredOn: { readonly problem: ProblemRef; readonly seed: number; readonly context: string | null }
}

type Subject = Pick<AppState, 'run' | 'settings' | 'inspected' | 'ghost' | 'pinned' | 'differences'>

/** The receipt of a number on view, or null where there is no such number. @param page the address's query at that time */
export function receiptOf(state: Subject, ask: ReceiptAsk, page: string): Receipt | null {
  const { run, settings } = state
  const written = ask.token === null ? null : run?.tokens[ask.token]
  if (!run || written === undefined) return null
  const view = viewOf(state)
  const own = ask.reading === 'student' || (ask.quantity === 'entry' && ask.side === 'student')
  const reading = ask.reading === 'student' ? (view.without ?? view.with) : view[ask.reading]
  const score = (ask.token === null ? null : reading?.tokens[ask.token]) ?? null
  const found = ask.quantity === 'headline' ? headlineNumber(ask) : tokenNumber(state, ask, { own, reading, score })
  if (!found) return null
  const { name, value, unit, formula, logpStudent, logpTeacher, entry, divergence, made } = found
  const scored = entryOf(run, reading)
  const sampled = own && found.sampled
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
      divergence,
      params: divergence === null ? {} : (readParamsKey(scored?.params ?? '')[divergence] ?? {}),
      made,
      top: score && found.summed ? score.top : [],
      tail: score && found.summed ? { student: score.tailStudent, teacher: score.tailTeacher } : null,
    },
    token: written && { position: (ask.token ?? 0) + 1, id: written.id, text: written.text },
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
    backendDifference: backendNumber(differenceOf(state, run.student, settings.teacher), run, ask.token),
    page,
  }
}

interface Read {
  readonly own: boolean
  readonly reading: ScoredRollout | null
  readonly score: ScoredRollout['tokens'][number] | null
}

function tokenNumber(state: Subject, ask: TokenAsk, { own, reading, score }: Read): MeasuredNumber | null {
  const { run, settings, pinned } = state
  const inspections = ask.reading === 'student' || !reading ? null : inspectionsOf(state, reading.context)
  const known = pinned === ask.token ? ghostOf(state) : null
  const rate = ghostRateOf(state)
  return measuredNumber(ask, {
    own,
    logpStudent: run?.tokens[ask.token]?.logpStudent ?? Number.NaN,
    score,
    inspection: inspections?.[ask.token] ?? null,
    ghost: known?.ghost ?? null,
    rate,
    taken: known?.taken?.rate === rate ? known.taken.ghost : null,
    divergence: settings.divergence,
  })
}

/** Of one measurement, what a receipt says. */
function backendNumber(measured: MeasuredDifference | null, run: Run, token: number | null): BackendNumber | null {
  if (!measured) return null
  const { backends, student, teacher, vocabulary, software, problem, seed, context } = measured
  const own = token !== null && measured.run === run.id
  return {
    backends,
    student: Math.max(...student),
    teacher: Math.max(...teacher),
    atToken: own ? { student: student[token] ?? Number.NaN, teacher: teacher[token] ?? Number.NaN } : null,
    tokens: student.length,
    vocabulary,
    software,
    measuredOn: { problem, seed, context },
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
