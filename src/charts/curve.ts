/** @file A curve and how it is told from others: by its tone and, for those who see no tones, by its dashes and signs. */
import { px } from './scale.ts'

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

/** Round, square, diamond, triangle, cross, triangle on its head: what stands on a curve's points when they are few. */
const SIGNS: readonly ((x: number, y: number, r: number) => string)[] = [
  (x, y, r) => `M${px(x - r)} ${px(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${px(x - 0.9 * r)} ${px(y - 0.9 * r)}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`,
  (x, y, r) =>
    `M${px(x)} ${px(y - 1.25 * r)}l${1.25 * r} ${1.25 * r}l${-1.25 * r} ${1.25 * r}l${-1.25 * r} ${-1.25 * r}z`,
  (x, y, r) => `M${px(x)} ${px(y - 1.2 * r)}l${1.15 * r} ${2.1 * r}h${-2.3 * r}z`,
  (x, y, r) =>
    `M${px(x - r)} ${px(y - 0.35 * r)}h${0.65 * r}v${-0.65 * r}h${0.7 * r}v${0.65 * r}h${0.65 * r}v${0.7 * r}h${-0.65 * r}v${0.65 * r}h${-0.7 * r}v${-0.65 * r}h${-0.65 * r}z`,
  (x, y, r) => `M${px(x)} ${px(y + 1.2 * r)}l${1.15 * r} ${-2.1 * r}h${-2.3 * r}z`,
]

/** The outline of a curve's sign about a point, for a path; the same index as its dashes. */
export function signOf(index: number, x: number, y: number, radius: number): string {
  return SIGNS[index % SIGNS.length]?.(x, y, radius) ?? ''
}

/** The last point that is not beyond x, or null. */
export function pointAt({ points }: Pick<Curve, 'points'>, x: number): CurvePoint | null {
  return points.findLast((point) => point.x <= x) ?? null
}
