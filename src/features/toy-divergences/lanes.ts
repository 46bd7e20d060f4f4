/** @file How the bench's students are drawn: one look for each divergence, whichever others are there. */
import type { Curve, CurvePoint, Tone } from '../../charts/curve.ts'
import type { Domain } from '../../charts/domain.ts'
import { divergenceById } from '../../divergence/registry.ts'
import { type Gaussian, GRID, type Mixture, probabilities, SPACING } from '../../divergence/toy/density.ts'
import type { DescentLane } from '../../divergence/toy/descent.ts'
import { studentLogits } from '../../divergence/toy/student.ts'
import { t } from '../../i18n/words.ts'
import { TOY_IDS } from './settings.ts'

export interface Look {
  readonly tone: Tone
  readonly dash: number
}

/** Amber is the teacher's alone. Neighbours in the list differ in both tone and dashes. */
const TONES: readonly Tone[] = ['more', 'less', 'context', 'student', 'ink']

export function lookOf(id: string): Look {
  const at = TOY_IDS.indexOf(id)
  return { tone: TONES[at % TONES.length] ?? 'ink', dash: at % 6 }
}

/** Over the grid, as a density. */
export function densityPoints(logits: Float64Array): readonly CurvePoint[] {
  const p = probabilities(logits)
  return GRID.map((x, i) => ({ x, y: (p[i] ?? 0) / SPACING }))
}

export function laneCurve({ id, student }: DescentLane): Curve {
  return { id, label: t(divergenceById(id).shortName), ...lookOf(id), points: densityPoints(studentLogits(student)) }
}

const peakOf = ({ width }: Gaussian): number => 1 / (width * Math.sqrt(2 * Math.PI))

/** Room for a student that takes up the narrowest mode alone: the axis stands still while students move. */
export function densityDomain(teacher: Mixture, start: Gaussian): Domain {
  const highest = Math.max(...teacher.map(peakOf), peakOf(start))
  return [0, Math.ceil(highest * 1.12 * 10) / 10]
}

/** Values per step, thinned so that a long run costs no more to draw than a short one. */
export function valuePoints(values: readonly number[]): readonly CurvePoint[] {
  const stride = Math.max(1, Math.ceil(values.length / 160))
  return values.map((y, x) => ({ x, y })).filter(({ x }) => x % stride === 0 || x === values.length - 1)
}
