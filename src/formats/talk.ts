/** @file A talk: a list of cues, each a state of the page with what to say and do there, and the edits that it can take. Pure. */
import type { Evaluation, RunInfo, StepReport } from '../engine/training/types.ts'
import { MOST_CUES, type REGIONS, type REVEALS } from './talk-limits.ts'
import type { Cue, CueAction } from './talk-schema.ts'
import type { Trace } from './trace.ts'

export type { Cue, CueAction }
export type Region = (typeof REGIONS)[number]
export type Reveal = (typeof REVEALS)[number]

/** A bet of the phones that is on no token: the cue's title asks, the room chooses. */
export type OptionBet = Omit<Extract<CueAction, { readonly answer: number | null }>, 'do'>

/** Some steps of training as they once went: the curves of a run, without its weights. */
export interface TrainingRecording {
  readonly info: RunInfo
  readonly reports: readonly StepReport[]
  readonly evaluations: readonly Evaluation[]
}

export type Recording =
  | { readonly kind: 'trace'; readonly trace: Trace }
  | { readonly kind: 'training'; readonly training: TrainingRecording }

export interface Talk {
  readonly title: string
  readonly cues: readonly Cue[]
  /** By name; several cues may show one. */
  readonly recordings: Readonly<Record<string, Recording>>
}

export const EMPTY_TALK: Talk = { title: '', cues: [], recordings: {} }

/** An id that no cue of the talk has: short, so that links stay short. */
export function freshCueId({ cues }: Talk): string {
  const taken = new Set(cues.map(({ id }) => id))
  let n = cues.length + 1
  while (taken.has(`c${n}`)) n++
  return `c${n}`
}

/** Puts a cue at a place, the end unless told otherwise; a full talk stays as it is. */
export function insertCue(talk: Talk, cue: Cue, at = talk.cues.length): Talk {
  if (talk.cues.length >= MOST_CUES) return talk
  return { ...talk, cues: talk.cues.toSpliced(at, 0, cue) }
}

export function editCue(talk: Talk, id: string, part: Partial<Omit<Cue, 'id'>>): Talk {
  return { ...talk, cues: talk.cues.map((cue) => (cue.id === id ? { ...cue, ...part } : cue)) }
}

/** Puts a cue at another place; places beyond the ends are the ends. */
export function moveCue(talk: Talk, id: string, to: number): Talk {
  const from = talk.cues.findIndex((cue) => cue.id === id)
  const cue = talk.cues[from]
  const place = Math.min(Math.max(to, 0), talk.cues.length - 1)
  if (!cue || place === from) return talk
  return { ...talk, cues: talk.cues.toSpliced(from, 1).toSpliced(place, 0, cue) }
}

export function removeCue(talk: Talk, id: string): Talk {
  return { ...talk, cues: talk.cues.filter((cue) => cue.id !== id) }
}

/** A copy right after the original. */
export function duplicateCue(talk: Talk, id: string): Talk {
  const at = talk.cues.findIndex((cue) => cue.id === id)
  const cue = talk.cues[at]
  return cue ? insertCue(talk, { ...cue, id: freshCueId(talk) }, at + 1) : talk
}

/** Without the recordings that no cue shows any more. */
export function tidied(talk: Talk): Talk {
  const used = new Set(talk.cues.flatMap(({ trace, training }) => [trace, training]))
  const kept = Object.entries(talk.recordings).filter(([name]) => used.has(name))
  return { ...talk, recordings: Object.fromEntries(kept) }
}

/** Without recordings: what a link can carry, and what still fits where storage is short. */
export function withoutRecordings(talk: Talk): Talk {
  return { ...talk, cues: talk.cues.map((cue) => ({ ...cue, trace: null, training: null })), recordings: {} }
}

/** The rollout that a cue brings, or null. */
export function traceOfCue(talk: Talk, { trace }: Cue): Trace | null {
  const found = trace === null ? undefined : talk.recordings[trace]
  return found?.kind === 'trace' ? found.trace : null
}

/** The training steps that a cue brings, or null. */
export function trainingOfCue(talk: Talk, { training }: Cue): TrainingRecording | null {
  const found = training === null ? undefined : talk.recordings[training]
  return found?.kind === 'training' ? found.training : null
}
