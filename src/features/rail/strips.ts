/** @file What the rail draws: a strip for each chosen divergence, with its scale, its mean and the bias of the support. */
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import type { Unit } from '../../charts/format.ts'
import { roundLimit } from '../../charts/scale.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { SparseValues } from '../../divergence/stats.ts'
import { tokenValuesOf } from '../../store/divergence-values.ts'
import type { AppState } from '../../store/state.ts'
import { meanDifference, meanOf } from './ranks.ts'

export interface Strip {
  readonly id: string
  readonly name: string
  /** null where it has none: of probabilities, or relative to its own mean. */
  readonly unit: Unit | null
  /** As drawn: in the unit on view, or over the strip's own mean. */
  readonly values: SparseValues
  /** In nats, or in the divergence's own measure. */
  readonly raw: SparseValues
  readonly limit: number
  readonly kind: 'signed' | 'size'
  /** Nothing is known of it yet. */
  readonly missing: boolean
  /** It stands for the parameters before. */
  readonly late: boolean
  /** Mean over the student's tokens, in the unit on view. */
  readonly mean: number | null
  /** The mean over the whole vocabulary, same unit. */
  readonly fullMean: number | null
  /** Mean of what this support says less what the whole vocabulary says, same unit; null where one of them is not known. */
  readonly bias: number | null
}

const NO_VALUES: SparseValues = []
/** The lowest end of a scale. */
const LEAST = 0.05

export function stripsOf(state: Pick<AppState, 'rollout' | 'settings' | 'measured'>): readonly Strip[] {
  const { rail, railScale, units } = state.settings
  const relative = railScale === 'relative'
  const strips = rail.map((id) => {
    const reading = tokenValuesOf(state, id)
    const full = tokenValuesOf(state, id, 'full')
    const raw = reading?.values ?? NO_VALUES
    const scaled = (values: SparseValues): SparseValues =>
      units === 'nats' ? values : values.map((value) => value && divergenceInUnit(id, value, units))
    const inUnits = scaled(raw)
    const fullInUnits = scaled(full?.values ?? NO_VALUES)
    return {
      id,
      name: divergenceById(id).shortName,
      unit: relative ? null : divergenceUnit(id, units),
      values: relative ? overMean(inUnits) : inUnits,
      raw,
      missing: reading === null,
      late: reading?.late ?? false,
      mean: meanOf(inUnits),
      fullMean: meanOf(fullInUnits),
      bias: meanDifference(inUnits, fullInUnits),
      measure: relative ? 'relative' : (divergenceUnit(id, units) ?? 'none'),
    }
  })
  // What is measured alike shares a scale, so that heights can be compared across strips.
  return strips.map(({ measure, ...strip }) => {
    const alike = strips.filter((other) => other.measure === measure).flatMap(({ values }) => values)
    return {
      ...strip,
      limit: roundLimit(
        alike.map((value) => value ?? 0),
        LEAST,
      ),
      kind: strip.values.some((value) => value !== null && value < 0) ? ('signed' as const) : ('size' as const),
    }
  })
}

/** Every value over the mean size, so that strips of any measure share one scale; infinite ones stay infinite. */
function overMean(values: SparseValues): SparseValues {
  const finite = values.filter((value) => value !== null && Number.isFinite(value))
  const mean = meanOf(finite.map((value) => Math.abs(value ?? 0)))
  return mean === null || mean === 0 ? values : values.map((value) => value && value / mean)
}
