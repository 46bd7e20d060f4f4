/** @file Teachers that show a point each. */
import type { Gaussian, Mixture } from './density.ts'

export interface Preset {
  readonly id: string
  readonly name: string
  /** What to watch. */
  readonly lesson: string
  readonly teacher: Mixture
  /** The student's. Off the middle: exactly between two equal modes no side pulls. */
  readonly start: Gaussian
}

export const PRESETS: readonly [Preset, ...Preset[]] = [
  {
    id: 'two-modes',
    name: 'Two modes, one student',
    lesson: 'Forward KL spreads over both modes and the gap between them; reverse KL picks one and forgets the other.',
    teacher: [
      { mean: -2.2, width: 0.6, weight: 0.55 },
      { mean: 2.2, width: 0.6, weight: 0.45 },
    ],
    start: { mean: 1, width: 0.6 },
  },
  {
    id: 'narrow',
    name: 'A narrow teacher',
    lesson: 'A sure teacher with a little doubt: forward KL stretches to cover five per cent, reverse KL ignores them.',
    teacher: [
      { mean: 1.5, width: 0.4, weight: 0.95 },
      { mean: -2.5, width: 0.6, weight: 0.05 },
    ],
    start: { mean: -0.5, width: 1.6 },
  },
  {
    id: 'heavy-tail',
    name: 'A heavy tail',
    lesson: 'One peak on a broad foot: the more a divergence minds the tail, the wider its student.',
    teacher: [
      { mean: -1, width: 0.5, weight: 0.85 },
      { mean: 1.2, width: 2.4, weight: 0.15 },
    ],
    start: { mean: 2.5, width: 0.7 },
  },
]
