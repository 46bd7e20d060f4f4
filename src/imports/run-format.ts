/** @file What an import gives: rollouts and metrics of a run in one form, whichever trainer wrote them. */

export interface RunRollout {
  /** Which trainer's dump it comes from. */
  readonly source: string
  readonly file: string
  readonly step: number | null
  /** Texts of one prompt share it; null where the dump does not say. */
  readonly group: string | null
  /** null where the dump has no texts. */
  readonly prompt: string | null
  readonly completion: string | null
  readonly reward: number | null
  /** The right answer, where the dump says it. */
  readonly answer?: string
  readonly finish?: string
  /** Ids of the completion's tokens. */
  readonly token_ids?: readonly number[]
  readonly prompt_token_ids?: readonly number[]
  /** Nats, one for each of token_ids; null where there is none. */
  readonly student_logprobs?: readonly (number | null)[]
  readonly teacher_logprobs?: readonly (number | null)[]
  /** Further numbers and words of the line. */
  readonly extra?: Readonly<Record<string, string | number | boolean>>
}

export interface RunMetrics {
  readonly source: string
  readonly file: string
  readonly step: number | null
  readonly values: Readonly<Record<string, number>>
  /** What was NaN or infinite, as the word for it. */
  readonly not_finite?: Readonly<Record<string, string>>
}

/** A line that could not be read. */
export interface Skipped {
  readonly file: string
  readonly line: number
  readonly why: string
}

/** What a file was taken for. */
export interface Recognised {
  readonly file: string
  /** The trainer and what of it, in words. */
  readonly recognised: string
  /** What such a dump does not hold, in words. */
  readonly lacks: readonly string[]
}

/** Where a rollout stands in its file, so that it can be read again. */
export interface Place {
  /** 'line': a stretch of bytes; 'row': of a table, from 0; 'document': within the whole file. */
  readonly kind: 'line' | 'row' | 'document'
  /** First byte of a line, number of a row. */
  readonly start: number
  readonly end: number
  /** Which of the rollouts there, from 0. */
  readonly nth: number
}

export type RunItem =
  | { readonly kind: 'recognised'; readonly value: Recognised }
  | { readonly kind: 'rollout'; readonly value: RunRollout; readonly place: Place }
  | { readonly kind: 'metrics'; readonly value: RunMetrics }
  | { readonly kind: 'skipped'; readonly value: Skipped }

/** A file that cannot be imported at all, with what to do about it. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
  readonly remedy: string

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.remedy = remedy
  }
}
