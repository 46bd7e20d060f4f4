/** @file The two sides of the comparison as numbers on one axis, and the difference between them. Pure. */

import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { inUnit, type Unit } from '../../charts/format.ts'
import { roundLimit } from '../../charts/scale.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { RolloutToken, TokenScore } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import { GAP_MEASURE } from '../../store/provenance/provenance.ts'
import type { SideNumbers } from '../../store/provenance/score-provenance.ts'
import { rolloutById } from '../../store/rollout-history.ts'
import { modelById, problemOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import type { Side, SideName } from './settings.ts'

export type Values = readonly (number | null)[]

/** One side as it can be shown: what its text has no context for, or no model, is replaced. */
export interface SideView extends Side {
  readonly side: SideName
  readonly run: RolloutRecord | null
  /** One for each token, in the unit on view; null on an environment's tokens. Empty until it is read. */
  readonly values: Values
  /** Over the student's tokens; null until it is read. */
  readonly total: number | null
  readonly unit: Unit | null
}

type Readable = Pick<AppState, 'rollout' | 'past' | 'future' | 'settings' | 'engine' | 'compared'>

export function sideView(state: Readable, side: SideName): SideView {
  const { settings, engine, compared } = state
  const { units } = settings
  const { teacher: asked, context: told, measure } = side === 'a' ? settings.compareA : settings.compareB
  const rollout = rolloutById(state, compared[side])
  // A link may name what this page does not have.
  const teacher = engine.models.length > 0 && !modelById(engine.models, asked) ? settings.teacher : asked
  const context = told !== null && rollout && !problemOf(rollout.problem).contextKinds.includes(told) ? null : told
  const score = rollout?.scores[conditionKey(teacher, context)]?.score
  const read = ({ gap, divergences }: TokenScore): number =>
    measure === GAP_MEASURE ? inUnit(gap, units) : divergenceInUnit(measure, divergences[measure] ?? Number.NaN, units)
  const valueAt = ({ source }: RolloutToken, i: number): number | null => {
    const token = score?.tokens[i]
    const value = token && source === 'student' ? read(token) : Number.NaN
    return Number.isNaN(value) ? null : value
  }
  const values = rollout && score ? rollout.tokens.map(valueAt) : []
  const unit = measure === GAP_MEASURE ? units : divergenceUnit(measure, units)
  return { side, run: rollout, teacher, context, measure, values, unit, total: score ? sum(values) : null }
}

/** A side as its receipts need it: in nats or the divergence's own measure, whatever is on view. Null until it is read. */
export function sideNumbers({ run: rollout, teacher, context, measure, values, unit }: SideView): SideNumbers | null {
  if (!rollout || values.length === 0) return null
  const one = unit === null ? 1 : inUnit(1, unit)
  return {
    source: { run: rollout.id, teacher, context },
    measure,
    values: values.map((value) => (value === null ? null : value / one)),
  }
}

export function measureName(measure: string): string {
  return measure === GAP_MEASURE ? mark('gap') : divergenceById(measure).shortName
}

export interface Scale {
  readonly limit: number
  readonly kind: 'gap' | 'signed' | 'size'
}

/** One scale for both, so that equal heights are equal numbers. The gap's hues mean the gap: both sides must show it. */
export function sharedScale(a: SideView, b: SideView, gapLimit: number): Scale {
  if (a.measure === GAP_MEASURE && b.measure === GAP_MEASURE) return { limit: gapLimit, kind: 'gap' }
  const all = [...a.values, ...b.values].filter((value) => value !== null)
  const signed = [a, b].some(({ measure }) => measure === GAP_MEASURE) || all.some((value) => value < 0)
  return { limit: roundLimit(all, 0.05), kind: signed ? 'signed' : 'size' }
}

export interface Difference {
  /** B less A; null where there is none. */
  readonly values: Values
  /** How many tokens the two texts have in common before they part. */
  readonly shared: number
  /** Over the shared tokens of the student; null until both sides are read. */
  readonly total: number | null
  /** The tokens that differ most, by index, the largest first. */
  readonly largest: readonly number[]
}

const MOST = 5

/** After the first different token the two read different texts, and a difference would mean nothing. */
export function differenceOf(a: SideView, b: SideView): Difference {
  const left = a.run?.tokens ?? []
  const right = b.run?.tokens ?? []
  const parted = left.findIndex(({ id }, i) => id !== right[i]?.id)
  const shared = Math.min(parted < 0 ? left.length : parted, right.length)
  const known = a.values.length > 0 && b.values.length > 0
  const values = left.slice(0, known ? shared : 0).map((_, i) => {
    const difference = (b.values[i] ?? Number.NaN) - (a.values[i] ?? Number.NaN)
    return Number.isNaN(difference) ? null : difference
  })
  const largest = values
    .map((value, index) => ({ index, size: Math.abs(value ?? 0) }))
    .filter(({ size }) => size > 0)
    .sort((x, y) => y.size - x.size)
    .slice(0, MOST)
    .map(({ index }) => index)
  return { values, shared, total: known ? sum(values) : null, largest }
}

function sum(values: Values): number {
  return values.reduce((total: number, value) => total + (value ?? 0), 0)
}
