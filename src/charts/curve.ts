/** @file A curve and how it is told from others: by its tone and, for those who see no tones, by its dashes. */

export interface CurvePoint {
  readonly x: number
  readonly y: number
  /** Ends of its interval, where it has one. */
  readonly low?: number
  readonly high?: number
}

export const TONES = ['student', 'teacher', 'context', 'more', 'less', 'ink'] as const
export type Tone = (typeof TONES)[number]

export interface Curve {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  /** Which of the dash patterns, 0 for a solid line. */
  readonly dash: number
  /** An earlier run: thin, grey, and named by this at its end. */
  readonly tag?: string
  /** Its points have nothing to do with each other: no line joins them. */
  readonly apart?: boolean
  /** Ascending in x. */
  readonly points: readonly CurvePoint[]
}

const DASHES = ['none', '7 4', '2 3', '10 3 2 3', '1 4', '14 4'] as const

/** For stroke-dasharray, in pixels. */
export function dashOf(index: number): string {
  return DASHES[index % DASHES.length] ?? 'none'
}

/** The last point that is not beyond x, or null. */
export function pointAt({ points }: Pick<Curve, 'points'>, x: number): CurvePoint | null {
  return points.findLast((point) => point.x <= x) ?? null
}
