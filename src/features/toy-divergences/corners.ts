/** @file Three tokens of a scored token's list, and what both models leave to everything else. */
import { type Quad, type Shares, withinSimplex } from '../../divergence/toy/simplex.ts'
import type { VocabularyEntry } from '../../engine/types.ts'

export type Trio = readonly [VocabularyEntry, VocabularyEntry, VocabularyEntry]

/** Smaller masses of the rest are rounding, and an exact zero on one side only would make a divergence infinite. */
const LEAST_REST = 1e-9

/** The entries with these ids, or else the three that both models together think most of; null where there are fewer. */
export function trioOf(top: readonly VocabularyEntry[], ids: readonly number[] | null): Trio | null {
  const mass = ({ logpStudent, logpTeacher }: VocabularyEntry): number => Math.exp(logpStudent) + Math.exp(logpTeacher)
  const asked = (ids ?? []).map((id) => top.find((entry) => entry.id === id)).filter((entry) => entry !== undefined)
  const [a, b, c] = asked.length === 3 ? asked : [...top].sort((one, other) => mass(other) - mass(one))
  return a && b && c ? [a, b, c] : null
}

/** One model's distribution over three tokens and the rest. */
export function quadOf(trio: Trio, logp: 'logpStudent' | 'logpTeacher'): Quad {
  const [a, b, c] = trio.map((entry) => Math.exp(entry[logp])) as unknown as Shares
  const sum = a + b + c
  return { shares: withinSimplex([a / sum, b / sum, c / sum]), rest: Math.max(LEAST_REST, 1 - sum) }
}

/** Another token at a corner; the one that stood there takes the other's corner, if it had one. */
export function replaced(trio: Trio, corner: number, id: number): readonly number[] {
  const ids = trio.map((entry) => entry.id)
  const before = ids[corner]
  return ids.map((each, i) => (i === corner ? id : each === id ? (before ?? each) : each))
}

const ROWS = 9

/** Places for arrows: the middles of a triangular lattice. */
export const LATTICE: readonly Shares[] = Array.from({ length: ROWS }, (_, row) =>
  Array.from({ length: ROWS - row }, (_, column): Shares => {
    const upper = (row + 1 / 3) / ROWS
    const right = (column + 1 / 3) / ROWS
    return [1 - upper - right, right, upper]
  }),
).flat()
