/**
 * @file What the marks on a text show, and how far their scale reaches. The gap, or the divergence that was chosen, with the gap's sign: so large it is, and that way the teacher
 * leans. Pure reading of the state.
 */
import type { RolloutToken, ScoredRollout } from '../engine/types.ts'
import { GAP_SCALES, type GapScale, type Settings } from '../settings/settings.ts'
import { rememberLast } from './remember-last.ts'
import { viewOf } from './scoring.ts'
import type { AppState } from './state.ts'

/** Nats, or what the divergence is measured in, for each token; null on an environment's tokens and where nothing is known. */
export type MarkValues = readonly (number | null)[] | null

export function markValues(
  score: ScoredRollout | null,
  tokens: readonly RolloutToken[],
  { marks, divergence }: Pick<Settings, 'marks' | 'divergence'>,
): MarkValues {
  if (!score) return null
  return tokens.map(({ source }, i) => {
    const token = score.tokens[i]
    if (!token || source === 'environment') return null
    if (marks === 'gap') return token.gap
    const value = token.divergences[divergence]
    return value === undefined ? null : Math.sign(token.gap) * Math.abs(value)
  })
}

export interface MarkScale {
  /** End of the scale, in the marks' own unit. */
  readonly limit: number
  /** The chosen scale, where it had to be widened; else null. */
  readonly widenedFrom: GapScale | null
}

/** The steps of a divergence's scale. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 3, 6, 12, 30] as const

/** A change of less than this share of the scale is no change to the eye. */
const VISIBLE = 1 / 12

/**
 * The scale of the marks on view. That of the gap is the chosen one, unless what the note changes most lies beyond it without the note and with it: then the switch would change
 * no mark that counts, so the scale follows. A divergence's scale holds its largest value.
 */
export function markScale({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): MarkScale {
  const { without, with: told } = viewOf({ rollout, settings })
  return scaleOnView(without, told, rollout?.tokens ?? NOTHING, settings.marks, settings.divergence, settings.gapScale)
}

/** End of the gap's scale wherever gaps are drawn over these tokens, nats. */
export function gapLimit({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): number {
  const { without, with: told } = viewOf({ rollout, settings })
  return scaleOfGaps(without, told, rollout?.tokens ?? NOTHING, 'gap', settings.divergence, settings.gapScale).limit
}

const NOTHING: readonly RolloutToken[] = []

function scaleOf(
  without: ScoredRollout | null,
  told: ScoredRollout | null,
  tokens: readonly RolloutToken[],
  marks: Settings['marks'],
  divergence: string,
  chosen: GapScale,
): MarkScale {
  const a = markValues(without, tokens, { marks, divergence }) ?? []
  const b = markValues(told, tokens, { marks, divergence }) ?? []
  if (marks === 'divergence') {
    const largest = Math.max(0, ...[...a, ...b].map((value) => Math.abs(value ?? 0)).filter(Number.isFinite))
    return { limit: STEPS.find((step) => step >= largest) ?? largest, widenedFrom: null }
  }
  const hides = (limit: number): boolean => {
    const changes = a.map((value, i) => changeOf(value, b[i] ?? null, limit))
    const seen = Math.max(0, ...changes.map(({ seen }) => seen))
    const hidden = Math.max(0, ...changes.map(({ hidden }) => hidden))
    return hidden >= VISIBLE * limit && hidden > seen
  }
  const limit = GAP_SCALES.filter((scale) => scale >= chosen).find((scale) => !hides(scale)) ?? GAP_SCALES[2]
  return { limit, widenedFrom: limit === chosen ? null : chosen }
}

/** How far a mark moves on a scale when the note is handed over, and how far its value moves beyond the scale, where no mark follows; nats. */
function changeOf(
  a: number | null,
  b: number | null,
  limit: number,
): { readonly seen: number; readonly hidden: number } {
  if (a === null || b === null || !Number.isFinite(a - b)) return { seen: 0, hidden: 0 }
  const at = (value: number): number => Math.min(limit, Math.max(-limit, value))
  const seen = Math.abs(at(a) - at(b))
  return { seen, hidden: seen === 0 ? Math.abs(a - b) : 0 }
}

/** One memory for each reader: they may ask for different things at every change. */
const scaleOnView = rememberLast(scaleOf)
const scaleOfGaps = rememberLast(scaleOf)
