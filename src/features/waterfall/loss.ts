/** @file The loss on view, token by token: the chosen divergence on the chosen support, with both entropies. */
import { divergenceInUnit } from '../../charts/divergence-unit.ts'
import { readingOf } from '../../store/divergence-values.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { cutReadingOf, massReadingOf } from './loss-terms.ts'
import type { LossToken } from './shares.ts'

export interface Loss {
  /** Values in the unit on view, entropies in nats; the student's tokens only. */
  readonly tokens: readonly LossToken[]
  readonly late: boolean
}

/** null while nothing is known of it. */
export function lossOf(state: Pick<AppState, 'rollout' | 'settings' | 'measured'>): Loss | null {
  const { divergence, units } = state.settings
  const reading = readingOf(state, divergence)
  const { shown } = viewOf(state)
  if (!reading || !shown) return null
  const clipped = cutReadingOf(state) ?? reading
  const mass = massReadingOf(state)
  const tokens = reading.values.flatMap((value, index) => {
    const token = shown.tokens[index]
    if (value === null || Number.isNaN(value) || !token) return []
    const { entropyStudent, entropyTeacher } = token
    return [
      {
        index,
        value: divergenceInUnit(divergence, value, units),
        cut: divergenceInUnit(divergence, clipped.values[index] ?? value, units),
        mass: mass.whole?.values[index] ?? Number.NaN,
        massCut: mass.cut?.values[index] ?? mass.whole?.values[index] ?? Number.NaN,
        entropyStudent,
        entropyTeacher,
      },
    ]
  })
  return { tokens, late: reading.late || clipped.late }
}
