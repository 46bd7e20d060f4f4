/** @file A number's receipt: its formula, what went into it, and which models, seed and backend it comes from. */

import type { Backend, ProblemRef, SamplingOptions, ScoredRollout, VocabularyEntry } from '../../../engine/types.ts'
import { hashesOf, type ModelHashes } from '../../../formats/trace.ts'
import { conditionKey, readParamsKey } from '../../../settings/scoring-keys.ts'
import { headlineNumber, type MeasuredNumber, measuredNumber } from '../../../store/provenance/measured-number.ts'
import type { ReadAs, ReceiptRequest, TokenNumber, TrainingNumber } from '../../../store/provenance/provenance.ts'
import { allRollouts } from '../../../store/rollout-history.ts'
import { viewOf } from '../../../store/scoring.ts'
import type { AppState, RolloutRecord, RolloutScore } from '../../../store/state.ts'
import { differenceOf, type MeasuredDifference } from '../backend-differences.ts'
import { inspectionsOf } from '../entry-contributions.ts'
import { nextStepOf, stepSizeOf } from '../next-step-prediction.ts'

/** Where a reading comes from: who wrote and who read, and on what. */
export interface Origin {
  readonly problem: ProblemRef
  readonly student: string
  readonly teacher: string
  readonly context: string | null
  readonly teacherPrompt: string | null
  readonly sampling: SamplingOptions
  /** SHA-256 of the weights, by model id. */
  readonly models: ModelHashes
  readonly backend: Backend
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
    /** Of the written token, or of the entry; null where neither is meant. */
    readonly logpStudent: number | null
    readonly logpTeacher: number | null
    readonly entry: VocabularyEntry | null
    /** Id of the divergence that the number is made of, or null, and its parameters. */
    readonly divergence: string | null
    readonly params: Readonly<Record<string, number>>
    /** What else it is made of, by name: a step size, a threshold, a count. */
    readonly made: Readonly<Record<string, number | string>>
    /** Lists of numbers that it is made of, by name. */
    readonly lists: Readonly<Record<string, readonly (number | null)[]>>
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
  /** Of a number that is made of two readings: where the second comes from. */
  readonly against: Origin | null
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

/** What receipts are read from. */
export type ReceiptSource = Pick<
  AppState,
  | 'rollout'
  | 'past'
  | 'future'
  | 'settings'
  | 'inspected'
  | 'nextStep'
  | 'pinned'
  | 'differences'
  | 'training'
  | 'engine'
>

/** The receipt of a number on view, or null where there is no such number. @param page the address's query at that time */
export function receiptOf(state: ReceiptSource, ask: ReceiptRequest, page: string): Receipt | null {
  if (ask.quantity === 'trained') return trainedReceipt(state, ask, page)
  const { settings } = state
  const source = 'source' in ask ? ask.source : undefined
  const rollout = source ? (allRollouts(state).find(({ id }) => id === source.run) ?? null) : state.rollout
  const written = ask.token === null ? null : rollout?.tokens[ask.token]
  if (!rollout || written === undefined) return null
  const own = ask.reading === 'student' || (ask.quantity === 'entry' && ask.side === 'student')
  const scored = source
    ? (rollout.scores[conditionKey(source.teacher, source.context)] ?? null)
    : onView(state, rollout, ask)
  const reading = scored?.score ?? null
  const score = (ask.token === null ? null : reading?.tokens[ask.token]) ?? null
  const found =
    ask.quantity === 'headline' ? headlineNumber(ask, score) : tokenNumber(state, rollout, ask, { own, reading, score })
  if (!found) return null
  const { name, value, unit, formula, logpStudent, logpTeacher, entry, divergence, made, lists } = found
  const sampled = own && found.sampled
  const teacher = source?.teacher ?? settings.teacher
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
      lists,
      top: score && found.summed ? score.top : [],
      tail: score && found.summed ? { student: score.tailStudent, teacher: score.tailTeacher } : null,
    },
    token: written && { position: (ask.token ?? 0) + 1, id: written.id, text: written.text },
    condition: {
      problem: rollout.problem,
      prompt: rollout.result?.prompt ?? null,
      teacher: own ? null : (reading?.teacher ?? null),
      context: own ? null : (reading?.context ?? null),
      teacherPrompt: own ? null : (reading?.teacherPrompt ?? null),
    },
    student: rollout.student,
    models: (sampled ? rollout.models : scored?.models) ?? {},
    sampling: rollout.sampling,
    backend: (sampled ? rollout.result?.backend : reading?.backend) ?? null,
    against: ask.quantity === 'headline' && ask.against ? originOf(state, ask.against) : null,
    replay: rollout.origin === 'recorded',
    backendDifference: backendNumber(differenceOf(state, rollout.student, teacher), rollout, ask.token),
    page,
  }
}

/** The scoring that the stage shows in the column that is meant. */
function onView(
  state: ReceiptSource,
  rollout: RolloutRecord,
  { reading }: Exclude<ReceiptRequest, TrainingNumber>,
): RolloutScore | null {
  const view = viewOf(state)
  const shown = reading === 'student' ? (view.without ?? view.with) : view[reading]
  return Object.values(rollout.scores).find(({ score }) => score === shown) ?? null
}

function originOf(state: ReceiptSource, { run: id, teacher, context }: ReadAs): Origin | null {
  const rollout = allRollouts(state).find((each) => each.id === id)
  const found = rollout?.scores[conditionKey(teacher, context)]
  if (!rollout || !found) return null
  const { problem, student, sampling } = rollout
  const { teacherPrompt, backend } = found.score
  return { problem, student, teacher, context, teacherPrompt, sampling, models: found.models ?? {}, backend }
}

/** A trained number's: the run's setup stands for the rollout, and its first held-out problem for the problem. */
function trainedReceipt(state: ReceiptSource, ask: TrainingNumber, page: string): Receipt {
  const { name, value, unit, formula, made, lists = {}, setup, temperature } = ask
  const { student, world, difficulty, seed, maxTokens, heldOut, recipe } = setup
  const { run, open } = state.training
  // Copies of the student teach with the student's network, behind a note.
  const named = recipe.teacher?.kind === 'larger' ? recipe.teacher.model : undefined
  const copied = recipe.teacher !== null && recipe.teacher.kind !== 'larger'
  const teacher = copied ? student : (named ?? setup.teacher)
  return {
    format: 'opd-receipt',
    version: 1,
    ...{ name, value, unit, formula },
    inputs: {
      ...{ logpStudent: null, logpTeacher: null, entry: null, divergence: null, params: {} },
      ...{ made, lists, top: [], tail: null },
    },
    token: null,
    condition: {
      problem: { world, difficulty, problemSeed: heldOut.firstSeed },
      ...{ prompt: null, teacher, context: recipe.context?.kinds.join(' + ') ?? null, teacherPrompt: null },
    },
    student,
    models: hashesOf(state.engine.models, [student, teacher]),
    sampling: { seed, temperature, maxTokens, topK: 0, topP: 1, minP: 0 },
    // Runs do not keep their backend: it is the engine's as long as that holds the run.
    backend: open && run?.id === ask.run ? (state.engine.info?.backend ?? null) : null,
    against: null,
    replay: false,
    backendDifference: backendNumber(differenceOf(state, student, teacher), null, null),
    page,
  }
}

interface Read {
  readonly own: boolean
  readonly reading: ScoredRollout | null
  readonly score: ScoredRollout['tokens'][number] | null
}

function tokenNumber(
  state: ReceiptSource,
  rollout: RolloutRecord,
  ask: TokenNumber,
  read: Read,
): MeasuredNumber | null {
  const { settings, pinned } = state
  const { own, reading, score } = read
  const inspected = ask.reading !== 'student' && reading && rollout === state.rollout
  const inspections = inspected ? inspectionsOf(state, reading.context) : null
  const known = pinned === ask.token ? nextStepOf(state) : null
  const rate = stepSizeOf(state)
  return measuredNumber(ask, {
    own,
    logpStudent: rollout.tokens[ask.token]?.logpStudent ?? Number.NaN,
    score,
    inspection: inspections?.[ask.token] ?? null,
    ghost: known?.prediction ?? null,
    rate,
    taken: known?.taken?.rate === rate ? known.taken.step : null,
    divergence: settings.divergence,
  })
}

/** Of one measurement, what a receipt says. */
function backendNumber(
  measured: MeasuredDifference | null,
  rollout: RolloutRecord | null,
  token: number | null,
): BackendNumber | null {
  if (!measured) return null
  const { backends, student, teacher, vocabulary, software, problem, seed, context } = measured
  const own = token !== null && measured.run === rollout?.id
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

/** As it is copied: JSON with infinities in words. */
export function receiptJson(receipt: Receipt): string {
  const words = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  return JSON.stringify(receipt, words, 2)
}
