/** @file What lessons read off the page: the same numbers that it shows. Pure. */

import type { TokenScore } from '../../engine/types.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import { changes, heaviest } from '../../store/gap-summary.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'

/** A token of the student's with its score on view. */
export interface ReadToken {
  readonly index: number
  readonly text: string
  readonly score: TokenScore
}

/** The student's tokens that are scored as the page shows them; none while they are not. */
export function readTokens(state: AppState): readonly ReadToken[] {
  const { shown } = viewOf(state)
  const { rollout } = state
  if (!rollout || !shown) return []
  return rollout.tokens.flatMap(({ text, source }, index) => {
    const score = shown.tokens[index]
    return score && source === 'student' ? [{ index, text, score }] : []
  })
}

function largest(tokens: readonly ReadToken[], of: (token: ReadToken) => number): ReadToken | null {
  return tokens.reduce<ReadToken | null>((best, token) => (best === null || of(token) > of(best) ? token : best), null)
}

/** The token that the teacher finds least likely beside what the student found. */
export const worstToken = (state: AppState): ReadToken | null => largest(readTokens(state), ({ score }) => -score.gap)

/** Value of a divergence at a token, in its own unit. */
export const at = ({ score }: ReadToken, id: string): number => score.divergences[id] ?? Number.NaN

export const peakOf = (state: AppState, id: string): ReadToken | null =>
  largest(readTokens(state), (token) => at(token, id))

export function totalOf(state: AppState, id: string): number {
  return readTokens(state).reduce((sum, token) => sum + at(token, id), 0)
}

/** Nats, whichever way they point. */
export function totalGapSize(state: AppState): number {
  return readTokens(state).reduce((sum, { score }) => sum + Math.abs(score.gap), 0)
}

/** The fewest tokens that hold a part of a loss. */
export function carrying(values: readonly number[], part: number): number {
  const sorted = values.map(Math.abs).sort((a, b) => b - a)
  const wanted = part * sorted.reduce((sum, value) => sum + value, 0)
  let held = 0
  let count = 0
  while (count < sorted.length && held < wanted - 1e-9) held += sorted[count++] ?? 0
  return count
}

/** Nats with their signs: what the page calls the gap in total. */
export function netGap(state: AppState): number {
  return readTokens(state).reduce((sum, { score }) => sum + score.gap, 0)
}

export interface Kept {
  readonly tokens: number
  /** Tokens that the clip cuts. */
  readonly cut: number
  /** Does the token of this index still count? */
  readonly keeps: (index: number) => boolean
  /** Sum of what is left of the loss. */
  readonly value: number
  readonly carrying: number
}

/** What the waterfall's thresholds leave of the reverse KL of the text on the stage. */
export function keptLoss(state: AppState): Kept {
  const tokens = readTokens(state)
  const { clip, teacherGate, studentTop, prefix } = state.settings
  const most = Math.ceil(studentTop * tokens.length - 1e-9)
  const top = new Set([...tokens].sort((a, b) => b.score.entropyStudent - a.score.entropyStudent).slice(0, most))
  const counted = tokens.filter(
    (token) =>
      top.has(token) &&
      (teacherGate === 0 || token.score.entropyTeacher > teacherGate) &&
      (prefix === 0 || token.index < prefix),
  )
  const whole = counted.map((token) => at(token, 'reverse-kl'))
  const values = whole.map((value) => (clip > 0 ? Math.min(clip, value) : value))
  return {
    tokens: counted.length,
    cut: whole.filter((value) => clip > 0 && value > clip).length,
    keeps: (index) => counted.some((token) => token.index === index),
    value: values.reduce((sum, value) => sum + value, 0),
    carrying: carrying(values, 0.8),
  }
}

/** What the note on view moved: nats in all and net, on how many tokens half of it, and the token that moved most. */
export function moved(state: AppState) {
  const { rollout } = state
  const { without, with: told } = viewOf(state)
  if (!rollout || !without || !told) return null
  const moves = changes(without, told, rollout.tokens)
  const half = heaviest(moves)
  const index = half[0]
  if (index === undefined) return null
  return {
    total: moves.reduce<number>((sum, move) => sum + Math.abs(move ?? 0), 0),
    net: moves.reduce<number>((sum, move) => sum + (move ?? 0), 0),
    half: half.length,
    count: moves.filter((move) => move !== null).length,
    index,
    text: rollout.tokens[index]?.text ?? '',
    before: without.tokens[index]?.logpTeacher ?? Number.NaN,
    after: told.tokens[index]?.logpTeacher ?? Number.NaN,
  }
}

/** Sum of what another note moved, where it has been read; null where it has not. */
export function movedBy(state: AppState, context: 'trace' | 'answer'): number | null {
  const { rollout, settings } = state
  const without = rollout?.scores[conditionKey(settings.teacher, null)]?.score
  const told = rollout?.scores[conditionKey(settings.teacher, context)]?.score
  if (!rollout || !without || !told) return null
  return changes(without, told, rollout.tokens).reduce<number>((sum, move) => sum + Math.abs(move ?? 0), 0)
}

/** A rollout was written since then, and it has its scores. */
export function newRun(state: AppState, before: AppState): boolean {
  const { rollout, activity } = state
  const fresh = rollout !== null && rollout.id !== before.rollout?.id && rollout.result !== null
  // The student rests for a moment before the teacher reads.
  return fresh && activity === 'idle' && readTokens(state).length > 0
}
