/** @file Which number a receipt is asked for: where on the page it stands. */
import type { PlainQuantity } from './quantities.ts'

/** A number of the table: in the column of the student, or of the teacher without or with its context. */
export interface ReadingAsk {
  readonly quantity: PlainQuantity | 'divergence'
  readonly reading: 'student' | 'without' | 'with'
}

/** A row of the lists of vocabulary entries, under one reading. */
interface RowAsk {
  readonly reading: 'without' | 'with'
  /** Id of the vocabulary entry, or null for all that are not listed. */
  readonly entry: number | null
  readonly listed: readonly number[]
}

/** A probability among both models' most likely tokens. */
export interface EntryAsk extends RowAsk {
  readonly quantity: 'entry'
  readonly side: 'student' | 'teacher'
}

/** What an entry adds to the divergence, or the push of a descent step on its logit. */
export interface PullAsk extends RowAsk {
  readonly quantity: 'contribution' | 'push'
}

/** A number of the next-step ghost; the first two are an entry's probabilities after the step. */
export interface GhostAsk {
  readonly quantity: 'ghost-predicted' | 'ghost-actual' | 'ghost-error' | 'ghost-norm'
  readonly reading: 'without' | 'with'
  /** Null for the error and the norm, which are of the whole vocabulary and of all weights. */
  readonly entry: number | null
}

/** A number that an instrument makes of the whole rollout: the instrument knows its name, its formula and its inputs. */
export interface HeadlineAsk {
  readonly quantity: 'headline'
  readonly reading: 'without' | 'with'
  readonly token: null
  readonly name: string
  readonly value: number
  readonly unit: 'nats' | null
  /** KaTeX. */
  readonly formula: string
  /** Names and values of what went into it, beyond the rollout itself. */
  readonly made: Readonly<Record<string, number | string>>
}

/** A number of one token. */
export type TokenAsk = { readonly token: number } & (ReadingAsk | EntryAsk | PullAsk | GhostAsk)

export type ReceiptAsk = TokenAsk | HeadlineAsk
