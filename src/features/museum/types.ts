/** @file An exhibit of the failure museum: what goes wrong, why, the number that shows it, and the switch that mends it. */
import type { Engine } from '../../engine/requests.ts'
import type { Settings } from '../../settings/settings.ts'

export const EXHIBIT_IDS = [
  'swapped-direction',
  'mode-collapse',
  'length-collapse',
  'hint-leakage',
  'stale-rollouts',
  'hot-sampling',
  'top-k-bias',
  'vocabulary-mismatch',
] as const
export type ExhibitId = (typeof EXHIBIT_IDS)[number]

/** As it fails, and as it is mended. */
export type Variant = 'broken' | 'fixed'

/** How a number of the evidence is written. */
export type EvidenceUnit = 'nats' | 'share' | 'tokens' | 'solutions'

export interface Evidence {
  /** What is measured, on what. */
  readonly what: string
  readonly unit: EvidenceUnit
  /** Between the two: the failure lies on one side, the mended state on the other. */
  readonly threshold: number
  /** On which side the failure lies. */
  readonly fails: 'above' | 'below'
}

/** A point of what is measured on the way. */
export interface SeriesPoint {
  readonly x: number
  readonly y: number
}

export interface Measurement {
  /** The evidence. */
  readonly value: number
  /** What was seen on the way to it: by step, or by text. */
  readonly series: readonly SeriesPoint[]
  /** A text that shows it. */
  readonly sample: string
  /** The model that was trained for it, by id, where one was. */
  readonly model: string | null
}

export interface Hooks {
  readonly signal: AbortSignal
  /** @param done share of the work, 0 to 1 */
  readonly onProgress: (done: number, series: readonly SeriesPoint[]) => void
}

export interface Exhibit {
  readonly id: ExhibitId
  readonly title: string
  /** What goes wrong, one or two sentences. */
  readonly wrong: string
  readonly why: string
  /** What the switch does. */
  readonly fix: string
  /** What does not show with the shipped models, where something does not. */
  readonly honest?: string
  readonly evidence: Evidence
  /** What the series counts, and what it shows. */
  readonly series: { readonly over: string; readonly of: string; readonly unit: EvidenceUnit }
  /** Training for up to a minute, or reading for seconds. */
  readonly trains: boolean
  /** What the page shows beside it. */
  readonly settings: (variant: Variant) => Partial<Settings>
  /** Measures it with the real engine. Rejects with an EngineError. */
  readonly measure: (engine: Engine, variant: Variant, hooks: Hooks) => Promise<Measurement>
}

/** Does this number show the failure? */
export function fails({ threshold, fails: side }: Evidence, value: number): boolean {
  return side === 'above' ? value > threshold : value < threshold
}
