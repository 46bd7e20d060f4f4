/** @file What the museum shows: the exhibit that is looked at, what has been measured, and what is being measured. */
import type { Sentence } from '../../message/message.ts'
import type { Evidence, ExhibitId, Measurement, SeriesPoint, Variant } from './types.ts'

/** What was measured, beside what it is held against: exhibits are fetched late, and their results are read without them. */
export interface ExhibitResult extends Measurement {
  readonly evidence: Evidence
}

export interface MuseumState {
  readonly exhibit: ExhibitId
  /** The switch "Fix". */
  readonly fixed: boolean
  readonly busy: {
    readonly exhibit: ExhibitId
    readonly variant: Variant
    /** 0 to 1. */
    readonly done: number
    readonly series: readonly SeriesPoint[]
  } | null
  readonly results: Readonly<Partial<Record<ExhibitId, Readonly<Partial<Record<Variant, ExhibitResult>>>>>>
  readonly failure: { readonly exhibit: ExhibitId; readonly message: Sentence; readonly remedy: Sentence } | null
  /** Query of what the page showed before the first exhibit; null where none was shown. */
  readonly home: string | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly museum: MuseumState
  }
}

export const CLOSED_MUSEUM: MuseumState = {
  exhibit: 'hot-sampling',
  fixed: false,
  busy: null,
  results: {},
  failure: null,
  home: null,
}
