/**
 * @file The wire formats of servers that write: what is asked for one completion of a prompt and how the answer is read, by kind of
 * server. Read leniently in form, as in `wire.ts`. Log-probs are asked for as the model has them, before temperature and cuts.
 */
import { RemoteError } from './remote-error.ts'
import { type Call, fields, idOf, logProb, ROUNDING, type ServerKind } from './wire.ts'

/** As the engine has it; 0 switches topK and minP off. */
export interface WritingSampling {
  readonly seed: number
  readonly temperature: number
  readonly topK: number
  readonly topP: number
  readonly minP: number
  readonly maxTokens: number
  readonly stop?: readonly string[]
}

export interface WritingQuestion {
  readonly prompt: string
  readonly model: string
  readonly sampling: WritingSampling
}

/** What a server wrote, and what it says of its tokens. */
export interface Written {
  readonly text: string
  readonly finish: 'eos' | 'length' | 'stop-string'
  /** Ids of its own tokens; null where it does not say. */
  readonly ids: readonly number[] | null
  /** Texts of its own tokens; null where it does not say. */
  readonly pieces: readonly string[] | null
  /** Nats, one a token; null where it does not say. */
  readonly logProbs: readonly (number | null)[] | null
}

interface Writer {
  readonly call: (question: WritingQuestion) => Call
  /** @throws RemoteError */
  readonly read: (answer: unknown, question: WritingQuestion) => Written
}

const unreadable = (why: string): RemoteError =>
  new RemoteError(
    'broken-answer',
    `The student's answer cannot be read: ${why}.`,
    'Check --student-kind, and that the server completes texts (a chat-only server does not).',
  )

function listOf<T>(value: unknown, read: (item: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value)) return null
  const found = value.map(read)
  return found.some((item) => item === null) ? null : (found as readonly T[])
}

/** Log-probs of so many tokens, where there are as many. @throws RemoteError for values that are none */
function logProbsOf(values: readonly unknown[] | null, tokens: number | undefined): Written['logProbs'] {
  if (!values || values.length === 0 || (tokens !== undefined && values.length !== tokens)) return null
  const read = values.map(logProb)
  const wrong = read.find((value) => value !== null && value > ROUNDING)
  if (wrong !== undefined)
    throw new RemoteError(
      'raw-logits',
      `The student gives raw logits in place of log-probs (${wrong?.toFixed(2)} is above 0).`,
      'Start it without --logprobs-mode raw_logits or processed_logits.',
    )
  return read.map((value) => (value === null ? null : Math.min(0, value)))
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw unreadable('it holds no text')
  return value
}

const vllm: Writer = {
  call: ({ prompt, model, sampling }) => ({
    path: '/v1/completions',
    body: {
      ...{ model, prompt, n: 1, seed: sampling.seed, max_tokens: sampling.maxTokens, logprobs: 1 },
      ...{ temperature: sampling.temperature, top_p: sampling.topP, top_k: sampling.topK || -1, min_p: sampling.minP },
      ...{ return_token_ids: true, return_tokens_as_token_ids: true, skip_special_tokens: true },
      ...(sampling.stop?.length && { stop: sampling.stop, include_stop_str_in_output: true }),
    },
  }),
  read(answer) {
    const { choices } = fields(answer)
    const choice = fields(Array.isArray(choices) ? choices[0] : null)
    const { tokens, token_logprobs } = fields(choice.logprobs)
    const named = listOf(tokens, (token) =>
      typeof token === 'string' && /^token_id:\d+$/.test(token) ? idOf(token) : null,
    )
    const ids = listOf(choice.token_ids, idOf) ?? named
    const pieces = named ? null : listOf(tokens, (token) => (typeof token === 'string' ? token : null))
    return {
      text: text(choice.text),
      finish:
        choice.finish_reason === 'length' ? 'length' : typeof choice.stop_reason === 'string' ? 'stop-string' : 'eos',
      ids,
      pieces,
      logProbs: logProbsOf(Array.isArray(token_logprobs) ? token_logprobs : null, ids?.length),
    }
  },
}

const sglang: Writer = {
  call: ({ prompt, sampling }) => ({
    path: '/generate',
    body: {
      text: prompt,
      sampling_params: {
        ...{
          temperature: sampling.temperature,
          top_p: sampling.topP,
          top_k: sampling.topK || -1,
          min_p: sampling.minP,
        },
        ...{ max_new_tokens: sampling.maxTokens, skip_special_tokens: true, sampling_seed: sampling.seed },
        ...(sampling.stop?.length && { stop: sampling.stop, no_stop_trim: true }),
      },
      ...{ return_logprob: true, logprob_start_len: -1, return_text_in_logprobs: true },
    },
  }),
  read(answer) {
    const first = fields(Array.isArray(answer) ? answer[0] : answer)
    const meta = fields(first.meta_info)
    const rows = Array.isArray(meta.output_token_logprobs) ? (meta.output_token_logprobs as readonly unknown[]) : null
    const cell = (at: number) => rows?.map((row): unknown => (Array.isArray(row) ? row[at] : null)) ?? null
    const ids = listOf(first.output_ids, idOf) ?? listOf(cell(1), idOf)
    const { type, matched } = fields(meta.finish_reason)
    return {
      text: text(first.text),
      finish: type === 'length' ? 'length' : typeof matched === 'string' ? 'stop-string' : 'eos',
      ids,
      pieces: ids ? null : listOf(cell(2), (piece) => (typeof piece === 'string' ? piece : null)),
      logProbs: logProbsOf(cell(0), ids?.length),
    }
  },
}

const llamacpp: Writer = {
  call: ({ prompt, sampling }) => ({
    path: '/completion',
    body: {
      ...{ prompt, n_predict: sampling.maxTokens, seed: sampling.seed, temperature: sampling.temperature },
      ...{ top_k: sampling.topK, top_p: sampling.topP, min_p: sampling.minP, n_probs: 1, return_tokens: true },
      ...(sampling.stop?.length && { stop: sampling.stop }),
    },
  }),
  read(answer) {
    const said = fields(answer)
    const rows = Array.isArray(said.completion_probabilities) ? said.completion_probabilities : null
    const inRows = (name: string) => rows?.map((row: unknown): unknown => fields(row)[name]) ?? null
    const given = listOf(said.tokens, idOf)
    const ids = given?.length ? given : listOf(inRows('id'), idOf)
    return {
      text: text(said.content),
      finish:
        said.stop_type === 'limit' || said.stopped_limit === true
          ? 'length'
          : said.stop_type === 'word' || said.stopped_word === true
            ? 'stop-string'
            : 'eos',
      ids: ids?.length ? ids : null,
      pieces: ids?.length ? null : listOf(inRows('token'), (piece) => (typeof piece === 'string' ? piece : null)),
      logProbs: logProbsOf(inRows('logprob'), ids?.length),
    }
  },
}

export const WRITERS: Readonly<Record<ServerKind, Writer>> = { vllm, sglang, llamacpp }
