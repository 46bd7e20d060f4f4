/** @file The matrix of the X-ray: the gaps of one text under every pinned context, and their totals. */

import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import { contextName } from '../../stage/names.ts'
import { totalGap } from '../../store/gap-summary.ts'
import type { RolloutRecord } from '../../store/state.ts'
import type { ContextKind } from '../../world/types.ts'

export interface XrayRow {
  readonly context: ContextKind | null
  readonly name: string
  /** Gap at each token, nats; null on an environment's tokens, empty until it is read. */
  readonly gaps: readonly (number | null)[]
  /** Over the student's tokens, nats; null until it is read. */
  readonly total: number | null
}

const NOTHING: readonly (number | null)[] = []

/** "without" first, so that every note is seen against no note. */
export function xrayRows(
  rollout: RolloutRecord | null,
  teacher: string,
  kinds: readonly ContextKind[],
): readonly XrayRow[] {
  return [null, ...kinds].map((context) => {
    const score = rollout?.scores[conditionKey(teacher, context)]?.score ?? null
    return {
      context,
      name: contextName(context),
      gaps: rollout && score ? gapsOf(rollout.tokens, score) : NOTHING,
      total: rollout && score ? totalGap(score, rollout.tokens) : null,
    }
  })
}

const lists = new WeakMap<ScoredRollout, readonly (number | null)[]>()

/** Lists keep their identity for as long as their score lives, so that no row is drawn twice for the same numbers. */
export function gapsOf(tokens: readonly RolloutToken[], score: ScoredRollout): readonly (number | null)[] {
  const known = lists.get(score)
  if (known) return known
  const gaps = tokens.map(({ source }, i) => (source === 'environment' ? null : (score.tokens[i]?.gap ?? null)))
  lists.set(score, gaps)
  return gaps
}
