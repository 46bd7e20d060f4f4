/** @file The teacher's red pen: what it would rather have written. */
import { tokenGlyph } from '../../charts/format.ts'
import type { RolloutToken, ScoredRollout, TokenScore } from '../../engine/types.ts'

/** A gap this far below zero is a correction rather than a matter of taste: the teacher is e times less convinced. */
const CLEARLY = -1

/** The teacher's most likely token where it clearly prefers another than the one that the student wrote, else null. */
export function correctionOf(score: TokenScore | undefined, written: RolloutToken): string | null {
  if (!score || written.source === 'environment' || !(score.gap < CLEARLY)) return null
  const [first, ...rest] = score.top
  if (!first) return null
  const best = rest.reduce((a, b) => (b.logpTeacher > a.logpTeacher ? b : a), first)
  // Outside the reported entries something could be likelier still; then nothing is claimed.
  return best.id === written.id || score.tailTeacher > Math.exp(best.logpTeacher) ? null : best.text
}

/** The words that stand over a rollout, as they are drawn; null over what the teacher lets stand, and for a text that it has not read. */
export function correctionsOf(
  score: ScoredRollout | null,
  tokens: readonly RolloutToken[],
): readonly (string | null)[] | null {
  return (
    score &&
    tokens.map((token, i) => {
      const word = correctionOf(score.tokens[i], token)
      return word === null ? null : tokenGlyph(word).text
    })
  )
}
