/** @file An imported rollout on the stage: with tokens of this page's student where it can read the text, else with the tokens of the dump. */
import type { OwnText, Rollout, RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import type { RunRollout } from '../../imports/run-format.ts'
import type { App } from '../../store/app.ts'
import { modelWords } from '../../store/model-words.ts'
import { idOfReplay } from '../../store/rollout-history.ts'
import { modelById } from '../../store/scoring.ts'
import type { AppState, ImportedRollout, RolloutRecord, Unread } from '../../store/state.ts'
import { EOS_ID } from '../../world/prompt.ts'
import type { ModelWords } from '../../world/tokenizer/load.ts'
import { lacksOf } from './readings.ts'

/** 'dump': as it was written, its own tokens where they are known; 'text': its text, read by the models of this page. */
export type Staging = 'dump' | 'text'

type Numbers = readonly (number | null)[]

interface Tokens {
  readonly tokens: readonly RolloutToken[]
  readonly student: Numbers | null
  readonly teacher: Numbers | null
  readonly unread: Unread | null
}

const tokenOf = (id: number, text: string, logpStudent: number | null = null): RolloutToken => ({
  ...{ id, text, logpStudent: logpStudent ?? Number.NaN, source: 'student' },
})

/** Special tokens of other models' templates at the end of a text, which decoded ids may or may not bring. */
const bare = (text: string): string => text.replace(/(?:<\|[^|]*\|>|<\/s>|\s)+$/, '')

/** Are these ids of the text in this vocabulary? Any vocabulary has small ids, so the text decides. */
function sameWords({ words }: ModelWords, ids: readonly number[], text: string): boolean {
  if (ids.length === 0 || ids.some((id) => id < 0 || id >= words.size)) return false
  return bare(words.decode(ids)) === bare(text)
}

/**
 * @param own the student's words; null for a model that was brought, whose words are not at hand
 * @returns which tokens stand on the stage, what the dump says of them, and why no model reads them if none does
 */
export function tokensOf(rollout: RunRollout, own: ModelWords | null, as: Staging): Tokens {
  const { prompt, completion, token_ids: ids, student_logprobs, teacher_logprobs } = rollout
  const recorded = { student: student_logprobs ?? null, teacher: teacher_logprobs ?? null }
  const unread = whyUnread(rollout, own)
  const same = own !== null && ids !== undefined && completion !== null && sameWords(own, ids, completion)
  // Numbers of the dump belong to its tokens, so these go before a text that would be cut otherwise.
  const asDump = as === 'dump' && (recorded.student !== null || recorded.teacher !== null) && !same
  if (own && unread === null && !asDump) {
    const read = same ? ids : own.words.encode(completion ?? '')
    const tokens = read.map((id) => tokenOf(id, id === EOS_ID ? '' : own.words.tokenText(id)))
    if (1 + own.words.encode(prompt ?? '').length + tokens.length <= own.positions)
      return { tokens, unread: null, ...(same ? recorded : { student: null, teacher: null }) }
  }
  const why = unread ?? (asDump ? 'vocabulary' : 'too-long')
  const length = ids?.length ?? recorded.student?.length ?? recorded.teacher?.length ?? 0
  if (length > 0) {
    // A token of which only the number is known stands there as its number.
    const tokens = Array.from({ length }, (_, i) =>
      tokenOf(ids?.[i] ?? i, ` ${ids?.[i] ?? i + 1}`, recorded.student?.[i]),
    )
    return { tokens, ...recorded, unread: why === 'no-text' || why === 'no-prompt' ? 'vocabulary' : why }
  }
  // A text that nobody reads still stands there to be read by people: word by word, with nothing known of a word.
  const words = (completion ?? '').match(/\s*\S+|\s+$/g) ?? []
  return { tokens: words.map((word, i) => tokenOf(i, word)), student: null, teacher: null, unread: why }
}

function whyUnread({ prompt, completion }: RunRollout, own: ModelWords | null): Unread | null {
  if (completion === null || completion === '') return 'no-text'
  if (prompt === null) return 'no-prompt'
  return own === null ? 'brought' : null
}

/**
 * Puts it on the stage and has it scored. What stood there goes to the history.
 * @param opened told when it stands there
 * @throws Error where the student's tokenizer cannot be fetched
 */
export async function openOnStage(app: App, rollout: RunRollout, as: Staging, opened: () => void): Promise<void> {
  const state = app.store.getState()
  const { student } = state.settings
  const isBrought = modelById(state.engine.models, student)?.role === 'own'
  const own = isBrought ? null : await modelWords(student, state)
  const found = tokensOf(rollout, own, as)
  app.session.stop()
  app.store.setState((now) => staged(now, rollout, found, student))
  opened()
  if (found.unread === null) await app.session.rescore()
}

function staged(state: AppState, dump: RunRollout, found: Tokens, student: string): Partial<AppState> {
  const { tokens, unread } = found
  const { world, difficulty, problemSeed } = state.settings
  const own: OwnText = { prompt: { text: dump.prompt ?? '' } }
  const problem = { world, difficulty, problemSeed, own }
  const sampling = { seed: 0, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: Math.max(1, tokens.length) }
  const imported: ImportedRollout = {
    ...{ file: dump.file, trainer: dump.source, step: dump.step, reward: dump.reward },
    ...{ student: found.student, teacher: found.teacher, unread, lacks: lacksOf(dump) },
  }
  const result: Rollout = {
    ...{ problem, student, sampling, tokens, prompt: dump.prompt ?? '' },
    text: tokens.map(({ text }) => text).join(''),
    verdict: {
      ...{ status: 'unchecked', firstWrongStep: null, answer: null },
      message: 'The trainer judged it; nobody did so here.',
    },
    finish: dump.finish === 'length' ? 'length' : 'eos',
    backend: state.engine.info?.backend ?? 'wasm',
  }
  const record: RolloutRecord = {
    ...{ id: idOfReplay(state), origin: 'recorded', problem, student, sampling, tokens, scores: {}, imported },
    result: unread === null ? result : null,
  }
  return {
    settings: { ...state.settings, own },
    rollout: record,
    past: state.rollout ? [...state.past, state.rollout] : state.past,
    ...{ future: [], hovered: null, pinned: null, seedTouched: false },
    announcement: t('Imported from {file}: {n} tokens.', { file: dump.file, n: tokens.length }),
  }
}
