/**
 * @file A divergence's value at every token of the run on the stage, on the support that is chosen. What the scores hold is
 * read from them; other supports and parameters are measured from the engine's kept logits.
 */

import { oneSample } from '../divergence/one-sample.ts'
import { divergenceById } from '../divergence/registry.ts'
import type { Support } from '../divergence/types.ts'
import type { DivergenceChoice, RolloutToken, ScoredRollout, TokenScore } from '../engine/types.ts'
import { conditionKey, divergenceChoices } from '../settings/scoring-keys.ts'
import type { Settings, SupportChoice } from '../settings/settings.ts'
import { viewOf } from './scoring.ts'
import type { AppState } from './state.ts'

/** The latest measurement of one divergence on one support. */
export interface Measurement {
  /** Parameters that it was made with (see `paramsOf`). */
  readonly params: string
  /** One for each token. */
  readonly values: readonly number[]
}

export interface Measured {
  /** The run, teacher and context that it is about (see `subjectOf`). */
  readonly subject: string
  /** By `DivergenceChoice.key`. */
  readonly values: Readonly<Record<string, Measurement>>
}

declare module './state.ts' {
  interface AppState {
    /** What was measured beyond the scores. */
    readonly measured: Measured
  }
}

export const NOTHING_MEASURED: Measured = { subject: '', values: {} }

export interface Reading {
  /** One for each token; null on an environment's tokens, and everywhere where the support has no such value. */
  readonly values: readonly (number | null)[]
  /** Not yet that of the parameters on view: the one before stands until it is measured. */
  readonly late: boolean
}

export type Readable = Pick<AppState, 'rollout' | 'settings' | 'measured'>

/** Names what is measured: numbers of one subject are never shown for another. */
export function subjectOf({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): string {
  return `${rollout?.id ?? ''}|${rollout?.student ?? ''}|${conditionKey(settings.teacher, viewOf({ rollout, settings }).context)}`
}

/** What to ask the engine for; the key names divergence and support and leaves the parameters out. */
export function choiceOf(id: string, settings: Settings, support: SupportChoice): DivergenceChoice {
  const params = divergenceChoices(settings.params).find((choice) => choice.id === id)?.params
  const reduction = divergenceById(id).kind === 'full' ? supportOf(support, settings) : undefined
  const name = reduction ? `${support} ${reduction.top_k} ${reduction.of}` : 'full'
  return { key: `${id} ${name}`, id, ...(params && { params }), ...(reduction && { support: reduction }) }
}

/** Equal exactly for equal parameters of one divergence. */
export function paramsOf({ id, params = {}, entryClip }: DivergenceChoice): string {
  const named = Object.entries({ ...params, ...(entryClip !== undefined && { entryClip }) })
  return named.map(([name, value]) => `${id}.${name}:${value}`).join(',')
}

function supportOf(choice: SupportChoice, { supportK, supportOf }: Settings): Support | undefined {
  return choice === 'top-k' || choice === 'top-k-tail'
    ? { top_k: supportK, of: supportOf, tail: choice === 'top-k-tail' }
    : undefined
}

/** The value at each token, or null while nothing is known of it. */
export function readingOf(state: Readable, id: string, support = state.settings.support): Reading | null {
  const { rollout, settings } = state
  const { shown } = viewOf({ rollout, settings })
  if (!rollout || !shown) return null
  const choice = choiceOf(id, settings, support)
  if (support === 'sampled') {
    const read = ({ logpStudent, logpTeacher }: TokenScore) =>
      oneSample(divergenceById(id), logpStudent, logpTeacher, choice.params)
    return {
      values: once(shown, `sampled ${id} ${paramsOf(choice)}`, () => perToken(rollout.tokens, shown, read)),
      late: false,
    }
  }
  const known = choice.support ? null : fromScore(state, shown, choice)
  if (known) return { values: known, late: false }
  const found = measuredOf(state, choice)
  if (found) return found
  const before = choice.support ? undefined : ofScore(shown, rollout.tokens, id)
  return before ? { values: before, late: true } : null
}

/** What the engine was asked for and has measured, be it with other parameters; null where it was not. */
export function measuredOf(state: Readable, choice: DivergenceChoice): Reading | null {
  const { rollout, settings, measured } = state
  const { shown } = viewOf({ rollout, settings })
  const found = measured.subject === subjectOf(state) ? measured.values[choice.key] : undefined
  if (!rollout || !shown || !found) return null
  const values = once(found, '', () => perToken(rollout.tokens, shown, (_, i) => found.values[i] ?? null))
  return { values, late: found.params !== paramsOf(choice) }
}

/** The score's own values where it was made with these parameters. */
function fromScore({ rollout, settings }: Readable, shown: ScoredRollout, choice: DivergenceChoice) {
  const made = rollout?.scores[conditionKey(settings.teacher, shown.context)]?.params.split(',') ?? []
  const wanted = paramsOf(choice)
  if (!rollout || (wanted !== '' && !wanted.split(',').every((part) => made.includes(part)))) return null
  return ofScore(shown, rollout.tokens, choice.id) ?? null
}

function ofScore(score: ScoredRollout, tokens: readonly RolloutToken[], id: string): Reading['values'] | undefined {
  if (score.tokens[0]?.divergences[id] === undefined) return undefined
  return once(score, id, () => perToken(tokens, score, ({ divergences }) => divergences[id] ?? null))
}

function perToken(
  tokens: readonly RolloutToken[],
  score: ScoredRollout,
  read: (token: TokenScore, index: number) => number | null,
): Reading['values'] {
  return tokens.map(({ source }, i) => {
    const token = score.tokens[i]
    return token === undefined || source === 'environment' ? null : read(token, i)
  })
}

const lists = new WeakMap<object, Map<string, Reading['values']>>()

/** Lists keep their identity for as long as their source lives, so that no chart is drawn twice for the same numbers. */
function once(source: object, key: string, make: () => Reading['values']): Reading['values'] {
  const known = lists.get(source) ?? new Map<string, Reading['values']>()
  lists.set(source, known)
  const values = known.get(key) ?? make()
  known.set(key, values)
  return values
}

/** Which of these divergences nobody has measured yet, on the chosen support and on the whole vocabulary, in the order of need. */
export function missingChoices(state: Readable, ids: readonly string[]): readonly DivergenceChoice[] {
  const { settings } = state
  const supports: readonly SupportChoice[] = settings.support === 'sampled' ? ['full'] : [settings.support, 'full']
  const wanted = supports.flatMap((support) => ids.map((id) => ({ support, choice: choiceOf(id, settings, support) })))
  const missing = wanted.filter(({ support, choice }) => readingOf(state, choice.id, support)?.late !== false)
  return [...new Map(missing.map(({ choice }) => [choice.key, choice])).values()]
}
