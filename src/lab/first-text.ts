/**
 * @file How much the eye finds on a rollout: the measure by which the page's first text was chosen. A first text should show what this is about before anything is explained: a step
 * that is wrong, tokens that the teacher finds less likely and tokens that it finds likelier, and a note that turns the page. Pure.
 */
import type { Rollout, ScoredRollout } from '../engine/types.ts'

/** Nats from which on a mark is seen without searching: a third of the scale of ±3. */
export const SEEN = 1
/** More of one kind add nothing to a first sight. */
const ENOUGH = 4
/** Tokens that fit beside the learning panel without scrolling: five lines. */
const LONGEST = 60

export interface FirstSight {
  /** Tokens that the teacher, not told, finds clearly less likely, and clearly likelier. */
  readonly less: number
  readonly more: number
  /** Tokens whose mark changes by at least `SEEN` on the scale when the note is handed over. */
  readonly turned: number
  readonly tokens: number
  readonly wrongStep: number | null
  /** The larger the better; 0 for a text that lacks one of the three. */
  readonly score: number
}

/**
 * @param limit end of the scale, nats: what changes beyond it changes no mark
 */
export function firstSight(rollout: Rollout, without: ScoredRollout, told: ScoredRollout, limit: number): FirstSight {
  const drawn = (gap: number): number => Math.min(limit, Math.max(-limit, gap))
  const gaps = without.tokens.map(({ gap }) => drawn(gap))
  const toldGaps = told.tokens.map(({ gap }) => drawn(gap))
  const less = gaps.filter((gap) => gap <= -SEEN).length
  const more = gaps.filter((gap) => gap >= SEEN).length
  const turned = gaps.filter((gap, i) => Math.abs((toldGaps[i] ?? gap) - gap) >= SEEN).length
  const tokens = rollout.tokens.length
  const wrongStep = rollout.verdict.firstWrongStep
  const whole =
    rollout.finish === 'eos' && rollout.verdict.status === 'wrong' && wrongStep !== null && tokens <= LONGEST
  const parts = [less, more, turned].map((count) => Math.min(count, ENOUGH))
  // A product: a text with many marks of one kind and none of another is no first sight.
  const score = whole ? parts.reduce((product, part) => product * part, 1) : 0
  return { less, more, turned, tokens, wrongStep, score }
}

/** Whether the eye finds marks in both directions before any note; without them no note makes a first text. */
export function bothWays(rollout: Rollout, without: ScoredRollout, limit: number): boolean {
  const { less, more } = firstSight(rollout, without, without, limit)
  return less > 0 && more > 0
}
