/** @file Which number a receipt is asked for: where on the page it stands. */
import type { RunSetup } from '../../engine/training/types.ts'
import type { ContextKind } from '../../world/types.ts'
import type { PlainQuantity } from './quantities.ts'

/** Stands for the gap where a divergence's id may stand: what a comparison measures. */
export const GAP_MEASURE = 'gap'

/** Another reading than the stage's two: of the rollout with this id, as this teacher reads it with this context. */
export interface ReadAs {
  readonly run: number
  readonly teacher: string
  readonly context: ContextKind | null
}

/** A number of the table: in the column of the student, or of the teacher without or with its context. */
export interface ScoreNumber {
  readonly quantity: PlainQuantity | 'divergence'
  readonly reading: 'student' | 'without' | 'with'
  /** Absent: the stage's rollout, read by the chosen teacher. */
  readonly source?: ReadAs
  /** Id of the divergence that is meant; absent: the one on view. */
  readonly divergence?: string
}

/** A row of the lists of vocabulary entries, under one reading. */
interface VocabularyRow {
  readonly reading: 'without' | 'with'
  /** Id of the vocabulary entry, or null for all that are not listed. */
  readonly entry: number | null
  readonly listed: readonly number[]
}

/** A probability among both models' most likely tokens. */
export interface EntryNumber extends VocabularyRow {
  readonly quantity: 'entry'
  readonly side: 'student' | 'teacher'
}

/** What an entry adds to the divergence, or the push of a descent step on its logit. */
export interface ContributionNumber extends VocabularyRow {
  readonly quantity: 'contribution' | 'push'
}

/** A number of the next-step ghost; the first two are an entry's probabilities after the step. */
export interface NextStepNumber {
  readonly quantity: 'ghost-predicted' | 'ghost-actual' | 'ghost-error' | 'ghost-norm'
  readonly reading: 'without' | 'with'
  /** Null for the error and the norm, which are of the whole vocabulary and of all weights. */
  readonly entry: number | null
}

/** A number that an instrument has made already, with all that it made it of. */
export interface MadeNumber {
  /** English, for the catalogues. */
  readonly name: string
  readonly value: number
  readonly unit: 'nats' | null
  /** KaTeX. */
  readonly formula: string
  /** Names and values of what went into it, beyond the rollout itself. */
  readonly made: Readonly<Record<string, number | string>>
  /** Names of lists of numbers that went into it, one a token, draw or text; null where one has none. */
  readonly lists?: Readonly<Record<string, readonly (number | null)[]>>
  /** Over the whole vocabulary at its token. */
  readonly summed?: boolean
}

/** A number that an instrument makes of a rollout, or of one of its tokens: the instrument knows its name, its formula and its inputs. */
export interface SummaryNumber extends MadeNumber {
  readonly quantity: 'headline'
  readonly reading: 'without' | 'with'
  /** Null for a number of the whole rollout. */
  readonly token: number | null
  /** Absent: the stage's rollout, read by the chosen teacher. */
  readonly source?: ReadAs
  /** The second reading, of a number that is made of two. */
  readonly against?: ReadAs
}

/** A number that a training run has measured: the stage may show anything meanwhile, or nothing. */
export interface TrainingNumber extends MadeNumber {
  readonly quantity: 'trained'
  readonly token: null
  /** Id of the learning run, and what it was set up with. */
  readonly run: number
  readonly setup: RunSetup
  /** At which the texts were written that it is about. */
  readonly temperature: number
}

/** A number of one token. */
export type TokenNumber = { readonly token: number } & (ScoreNumber | EntryNumber | ContributionNumber | NextStepNumber)

export type ReceiptRequest = TokenNumber | SummaryNumber | TrainingNumber
