/** @file What the note of the sentence changes, put together once for the ledger and the charts. */
import type { ScoredRollout } from '../../engine/types.ts'
import { changes, heaviest, type Turns, turns } from '../../store/gap-summary.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'

export interface Moved {
  readonly without: ScoredRollout
  readonly told: ScoredRollout
  /** Nats. */
  readonly changes: readonly (number | null)[]
  /** The fewest tokens that hold half of what moved. */
  readonly half: readonly number[]
  readonly turned: Turns
  /** For the marks under the tokens: 1 where it turned to agree, -1 where to disagree. */
  readonly marks: readonly (number | null)[]
}

/** null until both readings are there. */
export function movedOf(state: Pick<AppState, 'rollout' | 'settings'>): Moved | null {
  const { without, with: told } = viewOf(state)
  const tokens = state.rollout?.tokens
  if (!tokens || !without || !told) return null
  const moves = changes(without, told, tokens)
  const turned = turns(without, told, tokens)
  const marks = tokens.map((_, i) => (turned.toAgree.includes(i) ? 1 : turned.toDisagree.includes(i) ? -1 : null))
  return { without, told, changes: moves, half: heaviest(moves), turned, marks }
}
