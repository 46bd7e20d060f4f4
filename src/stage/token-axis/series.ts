/** @file What the charts draw, from the scores on view: one entry a token, in the unit on view, scales included. */
import { divergenceInUnit } from '../../charts/divergence-unit.ts'
import type { EntropyPoint } from '../../charts/drawing/entropy-lines.ts'
import { inUnit, type Unit } from '../../charts/format.ts'
import { roundLimit } from '../../charts/scale.ts'
import type { RolloutToken, ScoredRollout, TokenScore } from '../../engine/types.ts'

export interface AxisSeries {
  /** Nats, whatever the unit on view: the gap's scale is chosen in nats. */
  readonly gaps: readonly (number | null)[]
  readonly ghostGaps: readonly (number | null)[] | null
  /** In the unit on view. */
  readonly divergences: readonly (number | null)[]
  readonly ghostDivergences: readonly (number | null)[] | null
  readonly divergenceLimit: number
  /** Only estimators can be negative. */
  readonly divergenceKind: 'signed' | 'size'
  readonly entropies: readonly EntropyPoint[]
  readonly entropyLimit: number
}

/** Nothing is scored yet: always the same, so that nothing is drawn anew while the student writes. */
const EMPTY: AxisSeries = {
  gaps: [],
  ghostGaps: null,
  divergences: [],
  ghostDivergences: null,
  divergenceLimit: 1,
  divergenceKind: 'size',
  entropies: [],
  entropyLimit: 1,
}

/** The end of a scale: round numbers stay round. */
export const tick = (value: number): string => String(Number(value.toPrecision(3)))

/** Scales hold both conditions, so that a flip moves bars and not axes. Environment tokens carry no marks. */
export function axisSeries(
  tokens: readonly RolloutToken[],
  shown: ScoredRollout | null,
  ghost: ScoredRollout | null,
  divergence: string,
  unit: Unit,
): AxisSeries {
  if (!shown && !ghost) return EMPTY
  const read = (score: ScoredRollout | null, value: (token: TokenScore) => number): (number | null)[] =>
    tokens.map(({ source }, i) => {
      const token = score?.tokens[i]
      return token === undefined || source === 'environment' ? null : value(token)
    })
  const divergenceOf = (token: TokenScore): number =>
    divergenceInUnit(divergence, token.divergences[divergence] ?? Number.NaN, unit)
  const divergences = read(shown, divergenceOf)
  const ghostDivergences = ghost ? read(ghost, divergenceOf) : null
  const all = [...divergences, ...(ghostDivergences ?? [])].filter((value) => value !== null)
  const students = read(shown ?? ghost, (token) => inUnit(token.entropyStudent, unit))
  const teachers = read(shown, (token) => inUnit(token.entropyTeacher, unit))
  const others = read(ghost, (token) => inUnit(token.entropyTeacher, unit))
  const entropies = tokens.map((_, i) => ({
    student: students[i] ?? null,
    teacher: teachers[i] ?? null,
    ghost: others[i] ?? null,
  }))
  return {
    gaps: read(shown, ({ gap }) => gap),
    ghostGaps: ghost ? read(ghost, ({ gap }) => gap) : null,
    divergences,
    ghostDivergences,
    divergenceLimit: roundLimit(all, 0.05),
    divergenceKind: all.some((value) => value < 0) ? 'signed' : 'size',
    entropies,
    entropyLimit: roundLimit(
      entropies.flatMap(({ student, teacher, ghost }) => [student ?? 0, teacher ?? 0, ghost ?? 0]),
      1,
    ),
  }
}
