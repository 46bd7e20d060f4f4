/** @file How divergences order the tokens: how far their ranks part, and their correlation. Nulls take no part. */
import { mean, rankCorrelation, type SparseValues, sharedRanks } from '../../divergence/stats.ts'

const known = new WeakMap<SparseValues, WeakMap<SparseValues, number | null>>()

/**
 * `rankCorrelation`, remembered for as long as both lists live: all pairs of a rail's strips are asked for again at every change of view.
 */
export function spearman(a: SparseValues, b: SparseValues): number | null {
  const ofA = known.get(a) ?? new WeakMap<SparseValues, number | null>()
  known.set(a, ofA)
  const before = ofA.get(b)
  if (before !== undefined) return before
  const rho = rankCorrelation(a, b)
  ofA.set(b, rho)
  return rho
}

/** A token weighs when it holds this share of a strip or more: the order of those that hold next to nothing is noise. */
export const LEAST_WEIGHT = 0.01

/**
 * How many places, as a share of all, each token stands higher under `a` than under `b`: -1 to 1. Only tokens that weigh under one of
 * the two have a place; the others are null.
 */
export function rankShifts(a: SparseValues, b: SparseValues): SparseValues {
  const [heavyA, heavyB] = [weighing(a), weighing(b)]
  const kept = (values: SparseValues) => values.map((value, i) => (heavyA[i] || heavyB[i] ? value : null))
  const [ranksA, ranksB] = sharedRanks(kept(a), kept(b))
  const steps = Math.max(1, ranksA.filter((rank) => rank !== null).length - 1)
  return ranksA.map((rank, i) => (rank === null ? null : ((ranksB[i] ?? rank) - rank) / steps))
}

/** Which tokens hold `LEAST_WEIGHT` of all that the strip adds up to, signs aside. Beside an infinite one the finite hold nothing. */
function weighing(values: SparseValues): readonly boolean[] {
  const sizes = values.map((value) => Math.abs(value ?? 0))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size) => size > 0 && (size === Number.POSITIVE_INFINITY || size >= LEAST_WEIGHT * total))
}

/** The mean of those that have a value, or null where none has. */
export function meanOf(values: SparseValues): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : mean(present)
}

/** The mean of a - b over the tokens that both have a value for, or null where there is none; both infinite counts as equal. */
export function meanDifference(a: SparseValues, b: SparseValues): number | null {
  return meanOf(
    a.map((value, i) => {
      const other = b[i]
      return value === null || other == null ? null : value === other ? 0 : value - other
    }),
  )
}
