/** @file The gaps that are drawn on a rollout: those of the student's own tokens. */
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'

/** @returns nats for each token, null for one that the environment wrote; null where the teacher has not read */
export function gapsOf(
  score: ScoredRollout | null,
  tokens: readonly RolloutToken[],
): readonly (number | null)[] | null {
  return score && tokens.map(({ source }, i) => (source === 'environment' ? null : (score.tokens[i]?.gap ?? null)))
}
