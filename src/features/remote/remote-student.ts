/** @file A student on a server writes for the problem on the stage; what it wrote stands there, where a model of this page has its tokens. */
import { problemOf } from '../../engine/check-requests.ts'
import { findStop } from '../../engine/stop-strings.ts'
import type { Rollout, SamplingOptions } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { type RemoteStudent, writeText } from '../../remote/client.ts'
import { RemoteError } from '../../remote/remote-error.ts'
import { tokensOf, type WrittenTokens } from '../../remote/written.ts'
import { modelWords } from '../../store/model-words.ts'
import { idOfReplay } from '../../store/rollout-history.ts'
import { problemRef } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import { renderPrompt } from '../../world/prompt.ts'
import { type Asked, PATIENCE } from './asked.ts'
import { checkServer } from './check.ts'

/** What puts it on the stage; or a text whose tokens no model here has, and why. */
export type WrittenThere =
  | { readonly staged: (state: AppState) => Partial<AppState> }
  | { readonly foreign: string; readonly why: string }

/** @throws RemoteError for what is wrong with the server, or cannot be asked of one */
export async function writeRemotely({ parts: { store }, key, line, signal, onGood }: Asked): Promise<WrittenThere> {
  const state = store.getState()
  const { settings, remoteStudent } = state
  if (settings.own) throw new RemoteError('refused', 'A student on a server writes for the problems of the worlds.', '')
  const ref = problemRef(settings)
  const problem = problemOf(ref)
  if (problem.environment)
    throw new RemoteError(
      'refused',
      'In this world an environment answers every line, which a server does not wait for.',
      '',
    )
  const { seed, temperature, topK, topP, minP, maxTokens, stop } = settings
  const sampling: SamplingOptions = {
    ...{ seed, temperature, topK, topP, minP, maxTokens },
    ...(stop.length > 0 && { stop }),
  }
  const { words, positions } = await modelWords(settings.student, state)
  const prompt = renderPrompt(problem)
  const longest = 1 + words.encode(prompt).length + maxTokens
  const student: RemoteStudent = { ...remoteStudent.form, role: 'student', key, timeout: PATIENCE }
  await checkServer(line, { model: student, longest, page: location.href, signal })
  onGood()
  const written = await writeText(student, { prompt, sampling }, { signal, exchange: line.exchange })
  const read = tokensOf(written, words)
  if (read.tokenizer === 'other')
    return { foreign: read.text, why: `The student on the server has another tokenizer: ${read.why}.` }
  if (longest - maxTokens + read.tokens.length > positions)
    throw new RemoteError('too-long', 'The text is longer than the models of this page read.', '')
  const at = read.finish === 'stop-string' ? (findStop(read.text, stop)?.at ?? read.text.length) : read.text.length
  const result: Rollout = {
    ...{ problem: ref, student: settings.student, sampling, prompt },
    ...{ tokens: read.tokens, text: read.text, finish: read.finish },
    verdict: problem.verify(read.text.slice(0, at)),
    backend: state.engine.info?.backend ?? 'wasm',
  }
  return { staged: (now) => staged(now, result, read, student) }
}

function staged(
  state: AppState,
  result: Rollout,
  { tokens }: WrittenTokens,
  { model, url }: RemoteStudent,
): Partial<AppState> {
  const known = tokens.map(({ logpStudent }) => (Number.isFinite(logpStudent) ? logpStudent : null))
  const record: RolloutRecord = {
    ...{ id: idOfReplay(state), origin: 'live', problem: result.problem, student: result.student },
    ...{ sampling: result.sampling, tokens, scores: {}, result },
    imported: {
      ...{ file: url, trainer: model, step: null, reward: null, teacher: null, lacks: [], unread: null },
      student: known.some((value) => value !== null) ? known : null,
      server: true,
    },
  }
  return {
    rollout: record,
    past: state.rollout ? [...state.past, state.rollout] : state.past,
    ...{ future: [], hovered: null, pinned: null, seedTouched: false },
    announcement: t('{model} on a server wrote {n} tokens.', { model, n: tokens.length }),
  }
}
