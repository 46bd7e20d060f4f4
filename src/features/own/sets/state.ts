/** @file What the page knows of files of problems: the one that is looked at, the one that is being read, those that are kept. */
import type { AnswerCheck } from '../../../engine/types.ts'
import type { FileLine, ProblemFormat } from '../../../formats/problem-file.ts'
import type { ContextKind } from '../../../world/types.ts'

/** Which field of a file is what, as the visitor has it. */
export interface SetChoice {
  readonly prompt: string
  readonly answer: string | null
  readonly note: string | null
  /** A field that names the check, where there is one; or how every answer is checked; null: as each answer looks. */
  readonly check: { readonly field: string } | { readonly as: AnswerCheck['kind'] } | null
  /** What a note counts as. */
  readonly kind: ContextKind
  /** Of the whole, the last that are held out. */
  readonly heldOut: number
}

/** A file that was chosen, and what its first lines hold. */
export interface PickedProblems {
  readonly name: string
  readonly file: Blob
  readonly format: ProblemFormat
  readonly fields: readonly string[]
  readonly first: readonly FileLine[]
  readonly choice: SetChoice
}

/** How far a file has been read. */
export interface SetReading {
  readonly name: string
  readonly bytes: number
  readonly total: number
  readonly problems: number
}

export interface BrokenLine {
  readonly line: number
  readonly wrong: string
}

/** A file that lies in this browser. */
export interface KeptSet {
  readonly key: string
  readonly name: string
  readonly bytes: number
  readonly format: ProblemFormat
  readonly choice: SetChoice
}

export interface SetsState {
  readonly picked: PickedProblems | null
  readonly reading: SetReading | null
  readonly kept: readonly KeptSet[]
  /** Of the set in use: the first of its broken lines, and how many there are. */
  readonly broken: { readonly lines: readonly BrokenLine[]; readonly count: number }
}

export const NO_SETS: SetsState = {
  picked: null,
  reading: null,
  kept: [],
  broken: { lines: [], count: 0 },
}
