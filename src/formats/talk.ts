/** @file A talk: a list of cues, each a state of the page with what to say and do there, and the edits that it can take. Pure. */
import type { Evaluation, RunInfo, StepReport } from '../engine/training/types.ts'
import type { Trace } from './trace.ts'

/** What a speaker can light up while the rest is dimmed, in the order in which a key walks them. */
export const REGIONS = ['sentence', 'problem', 'text', 'instrument'] as const
export type Region = (typeof REGIONS)[number]

/**
 * What a cue can keep back: the teacher's marks, its note, the instrument, and one chart of it on the whole screen. The student's
 * text is there from the start.
 */
export const REVEALS = ['teacher', 'note', 'instrument', 'chart'] as const
export type Reveal = (typeof REVEALS)[number]

/** A bet of the phones that is on no token: the cue's title asks, the room chooses. */
export interface OptionBet {
  /** Two to `MOST_OPTIONS` of them. */
  readonly options: readonly string[]
  /** Index of the right one; null where none is. */
  readonly answer: number | null
}

/** What a cue does on its own once its state stands. 'bet' opens a round of bets, 'context' hands the note over (or takes it back). */
export type CueAction =
  | { readonly do: 'sample' }
  | { readonly do: 'train'; readonly steps: number }
  | { readonly do: 'context' }
  | ({ readonly do: 'bet' } & Partial<OptionBet>)

/** Some steps of training as they once went: the curves of a run, without its weights. */
export interface TrainingRecording {
  readonly info: RunInfo
  readonly reports: readonly StepReport[]
  readonly evaluations: readonly Evaluation[]
}

export type Recording =
  | { readonly kind: 'trace'; readonly trace: Trace }
  | { readonly kind: 'training'; readonly training: TrainingRecording }

export interface Cue {
  /** Within its talk. */
  readonly id: string
  readonly title: string
  readonly notes: string
  /** The state as the query of the page's address: what differs from the defaults. */
  readonly query: string
  readonly action: CueAction | null
  /** What the speaker's steps bring, one after another. */
  readonly reveal: readonly Reveal[]
  /** What stays away for the whole cue; what is in neither list is there when the cue comes up. */
  readonly without: readonly Reveal[]
  /** Which of the instrument's charts fills the screen, from 1; null for none. */
  readonly chart: number | null
  /** Seconds that the speaker means to take; null where nothing is planned. */
  readonly planned: number | null
  /** Seconds that the cue took when the talk was last rehearsed with the clock; null where it was not. */
  readonly used: number | null
  /** What is lit when the cue comes up; null for everything. */
  readonly focus: Region | null
  /** Seconds that the action may take before the recording stands in. */
  readonly limit: number
  /** A QR code of the exact state on the stage. */
  readonly qr: boolean
  /** Name of the rollout that stands on the stage when the cue comes up, or that stands in when the device fails. */
  readonly trace: string | null
  /** Name of the recorded training steps. */
  readonly training: string | null
}

export interface Talk {
  readonly title: string
  readonly cues: readonly Cue[]
  /** By name; several cues may show one. */
  readonly recordings: Readonly<Record<string, Recording>>
}

export const EMPTY_TALK: Talk = { title: '', cues: [], recordings: {} }

export const MOST_CUES = 100
export const MAX_TITLE = 120
export const MAX_NOTES = 5000
export const LIMITS = { min: 1, max: 120, usual: 8 } as const
export const MOST_STEPS = 200
export const MOST_OPTIONS = 8
export const MAX_OPTION = 80
export const MOST_CHARTS = 24
/** Seconds that a cue can be planned for, or be seen to take: an hour. */
export const MOST_SECONDS = 3600

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
