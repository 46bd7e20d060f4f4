/** @file Sample requests as rows of one batch, and rows as rollouts with text and verdict. */
import { renderPrompt } from '../world/prompt.ts'
import type { Problem } from '../world/types.ts'
import { groupRows } from './batch.ts'
import { checkPrefix, contextTextOf, problemOf } from './check-requests.ts'
import { EngineError, isCancelled } from './errors.ts'
import { generate } from './generate.ts'
import type { LoadedModel } from './loader.ts'
import { promptFor, readerOf } from './prompts.ts'
import type { GeneratedToken, RowPlan, RowResult } from './rows.ts'
import { findStop, stopper } from './stop-strings.ts'
import type { Backend, Rollout, RolloutToken, SampleEvent, SampleRequest } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Rows of one batch: more would not be faster on a few cores, and each costs memory. */
const MAX_ROWS = 64

export interface SampleManyOptions {
  readonly signal?: AbortSignal
  /** `request` is the index of the request that the event belongs to; as in `Engine.sample`, a promise holds back. */
  readonly onEvent?: (request: number, event: SampleEvent) => unknown
}

interface Row {
  readonly requestIndex: number
  readonly request: SampleRequest
  readonly problem: Problem
  readonly prompt: string
  readonly plan: RowPlan
}

/**
 * Writes every request's rollouts, all rows of all requests batched together.
 * @returns one list a request, `request.n` rollouts each
 */
export async function sampleRollouts(
  model: LoadedModel,
  backend: Backend,
  requests: readonly SampleRequest[],
  { signal, onEvent }: SampleManyOptions = {},
): Promise<readonly (readonly Rollout[])[]> {
  const { vocabulary, session } = model
  const rows = requests.flatMap((request, requestIndex) => rowsOf(request, requestIndex, model))
  const results: Rollout[][] = requests.map(() => [])
  const withText = (token: GeneratedToken): RolloutToken => ({ ...token, text: vocabulary.textOf(token.id) })
  const finish = (row: Row, result: RowResult) => {
    const text = vocabulary.decode(result.tokens.map(({ id }) => id))
    const rollout = rolloutOf(row, { tokens: result.tokens.map(withText), text, finish: result.finish }, backend)
    results[row.requestIndex]![row.plan.row] = rollout
    onEvent?.(row.requestIndex, { type: 'finished', rollout: row.plan.row, result: rollout })
  }
  const lengths = rows.map(({ plan }) => plan.prompt.length)
  for (const [start, end] of groupRows(lengths, session.shape.vocabulary, MAX_ROWS)) {
    const group = rows.slice(start, end)
    await generate(
      session,
      group.map(({ plan }) => plan),
      {
        signal,
        onFinish: (index, result) => finish(group[index]!, result),
        // Only a listener needs the tokens' texts while they are written.
        onToken:
          onEvent &&
          ((index, position, token) => {
            const { requestIndex, plan } = group[index]!
            return onEvent(requestIndex, {
              type: 'token',
              rollout: plan.row,
              index: position,
              token: withText(token),
            })
          }),
      },
    )
  }
  return results
}

/** A completion that is given: as text, or as its tokens. */
export type GivenText = { readonly text: string } | { readonly ids: readonly number[] }

/** A given text in the place of what the model would write. @throws EngineError 'bad-request' for a text without tokens */
export function rolloutOfText(model: LoadedModel, backend: Backend, request: SampleRequest, given: GivenText): Rollout {
  const { vocabulary, session } = model
  const problem = problemOf(request.problem)
  const ids = 'ids' in given ? given.ids : vocabulary.encode(given.text)
  if (ids.length === 0) throw new EngineError('bad-request', 'The text has no tokens.', 'Give a text to score.')
  const { text: prompt } = promptFor(readerOf(model), request.problem, problem, null)
  const tokens = ids.map((id) => ({
    id,
    text: vocabulary.textOf(id),
    logpStudent: Number.NaN,
    source: 'student' as const,
  }))
  const finish = session.shape.eosIds.includes(ids.at(-1) ?? -1) ? 'eos' : 'length'
  return rolloutOf({ request, problem, prompt }, { tokens, text: vocabulary.decode(ids), finish }, backend)
}

/** The rollouts of requests that were stopped before their model had been loaded: no tokens, finish 'stopped'. */
export function stoppedRollouts(requests: readonly SampleRequest[], backend: Backend): readonly (readonly Rollout[])[] {
  return requests.map((request) => {
    const problem = problemOf(request.problem)
    const prompt = renderPrompt(problem, contextTextOf(problem, request.context, request.attempt))
    return Array.from({ length: request.n }, () =>
      rolloutOf({ request, problem, prompt }, { tokens: [], text: '', finish: 'stopped' }, backend),
    )
  })
}

/** Runs `work`; when it was cancelled, the stopped rollouts take the place of the error. */
export async function orStopped<T>(work: () => Promise<T>, stopped: () => T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isCancelled(error)) return stopped()
    throw error
  }
}

function rowsOf(request: SampleRequest, requestIndex: number, model: LoadedModel): Row[] {
  const { vocabulary, session } = model
  const problem = problemOf(request.problem)
  const { shape } = session
  const { text, ids } = promptFor(readerOf(model), request.problem, problem, request.context, request.attempt)
  const { prefix, sampling } = request
  if (prefix) {
    const room = Math.min(sampling.maxTokens, shape.maxPositions - ids.length)
    checkPrefix(prefix, { ...shape, room, respond: environmentOf(problem, vocabulary) })
  }
  return Array.from({ length: request.n }, (_, row) => {
    const stops = sampling.stop?.length ? { stops: stopper(vocabulary, sampling.stop) } : {}
    const plan = { prompt: ids, sampling, row, prefix, respond: environmentOf(problem, vocabulary), ...stops }
    return { requestIndex, request, problem, prompt: text, plan }
  })
}

/** In multi-turn worlds every line of the student is an action, and the environment's answer is read before the next one. */
export function environmentOf(problem: Problem, vocabulary: Vocabulary): RowPlan['respond'] {
  const environment = problem.environment?.()
  if (!environment) return undefined
  let line = ''
  return (id) => {
    line += vocabulary.textOf(id)
    const end = line.indexOf('\n')
    if (end < 0) return []
    const observation = environment.step(line.slice(0, end))
    line = ''
    return observation === null ? 'over' : vocabulary.encode(observation)
  }
}

function rolloutOf(
  { request, problem, prompt }: Pick<Row, 'request' | 'problem' | 'prompt'>,
  written: Pick<Rollout, 'tokens' | 'text' | 'finish'>,
  backend: Backend,
): Rollout {
  const { sampling } = request
  const stop = written.finish === 'stop-string' ? findStop(written.text, sampling.stop ?? []) : null
  return {
    problem: request.problem,
    student: request.model,
    sampling,
    prompt,
    ...written,
    verdict: problem.verify(stop ? written.text.slice(0, stop.at) : written.text),
    backend,
  }
}
