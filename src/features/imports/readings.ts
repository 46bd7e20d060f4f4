/** @file What a dump says of a rollout's tokens, and what is missing; and how the models of this page read the same text. */

import type { Rollout, ScoredRollout } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import type { RunRollout } from '../../imports/run-format.ts'
import { message } from '../../message/message.ts'
import type { ReadingRow } from '../../stage/reading-axis.tsx'
import type { App } from '../../store/app.ts'
import { modelWords } from '../../store/model-words.ts'
import type { DumpPart } from '../../store/state.ts'

type Numbers = readonly (number | null)[]

/** Rows of what models of this page make of it. */
export function measuredRows({ tokens }: Pick<ScoredRollout, 'tokens'>): readonly ReadingRow[] {
  const note = t('measured here')
  const row = (id: string, name: string, kind: ReadingRow['kind'], values: Numbers): ReadingRow => ({
    ...{ id, name, note, kind, values },
  })
  return [
    row(
      'gap',
      t('gap'),
      'gap',
      tokens.map(({ gap }) => gap),
    ),
    row(
      'student',
      t('student −log p'),
      'size',
      tokens.map(({ logpStudent }) => -logpStudent),
    ),
    row(
      'teacher',
      t('teacher −log p'),
      'size',
      tokens.map(({ logpTeacher }) => -logpTeacher),
    ),
    row(
      'entropy',
      t('student entropy'),
      'size',
      tokens.map(({ entropyStudent }) => entropyStudent),
    ),
    row(
      'kl',
      t('Reverse KL'),
      'size',
      tokens.map(({ divergences }) => divergences['reverse-kl'] ?? null),
    ),
  ]
}

/** What the page would show of a rollout of its own and cannot know of this one. */
export function lacksOf({
  token_ids,
  student_logprobs,
  teacher_logprobs,
  completion,
  prompt,
  reward,
}: RunRollout): readonly DumpPart[] {
  return [
    ...(prompt === null ? (['prompt'] as const) : []),
    ...(completion === null ? (['completion'] as const) : []),
    ...(reward === null ? (['reward'] as const) : []),
    ...(token_ids ? [] : (['ids'] as const)),
    ...(student_logprobs ? [] : (['student'] as const)),
    ...(teacher_logprobs ? [] : (['teacher'] as const)),
    'distributions',
  ]
}

/** Texts that are longer than the models of this page read. */
const MOST_CHARACTERS = 4000

export interface Measured {
  readonly tokens: readonly string[]
  readonly score: ScoredRollout
}

/** Whether the models of this page can read it at all. */
export const canMeasure = ({ prompt, completion }: RunRollout): boolean =>
  prompt !== null && completion !== null && completion !== '' && prompt.length + completion.length <= MOST_CHARACTERS

/**
 * The text as the page's student and teacher read it: with their own tokens, since a dump's ids are another vocabulary's.
 * @throws EngineError, or what fetching the tokenizer throws
 */
export async function measure(app: App, { prompt, completion }: RunRollout, signal: AbortSignal): Promise<Measured> {
  const state = app.store.getState()
  const { student, teacher, world, difficulty } = state.settings
  const { words } = await modelWords(student, state)
  const ids = words.encode(completion ?? '')
  const rollout: Rollout = {
    problem: { world, difficulty, problemSeed: 0, own: { prompt: { text: prompt ?? '' } } },
    student,
    sampling: { seed: 0, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: ids.length },
    prompt: prompt ?? '',
    text: completion ?? '',
    tokens: ids.map((id) => ({ id, text: words.tokenText(id), logpStudent: Number.NaN, source: 'student' })),
    verdict: { status: 'unchecked', firstWrongStep: null, answer: null, message: '' },
    finish: 'length',
    backend: 'wasm',
  }
  const divergences = [{ key: 'reverse-kl', id: 'reverse-kl' }]
  const score = await app.session.queries.ask(
    {
      key: `score|imported|${student}|${teacher}|${prompt}|${completion}`,
      models: [student, teacher],
      ask: (engine, of) => engine.score({ rollout, teacher, context: null, divergences, topK: 5 }, { signal: of }),
      keep: () => {},
      failed: message('The imported text could not be scored.'),
    },
    signal,
  )
  return { tokens: rollout.tokens.map(({ text }) => text), score }
}
