/** @file What the museum shows: the exhibit that is looked at, what has been measured, and what is being measured. */
import type { ExhibitId, Measurement, SeriesPoint, Variant } from './types.ts'

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
  readonly results: Readonly<Partial<Record<ExhibitId, Readonly<Partial<Record<Variant, Measurement>>>>>>
  readonly failure: { readonly exhibit: ExhibitId; readonly message: string; readonly remedy: string } | null
  /** Query of what the page showed before the first exhibit; null where none was shown. */
  readonly home: string | null
}

export const CLOSED_MUSEUM: MuseumState = {
  exhibit: 'hot-sampling',
  fixed: false,
  busy: null,
  results: {},
  failure: null,
  home: null,
}
