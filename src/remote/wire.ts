/**
 * @file The wire formats of servers that score a text: what is asked and how the answer is read, by kind of server. Answers are read
 * leniently in form (ids as text, a first entry left out, numbers in place of objects, one entry more than asked for) and strictly in
 * meaning (lengths, ids, log-probs that are none). Temperature never enters the log-probs of a prompt, on any of them.
 */
import { RemoteError } from './remote-error.ts'

export const SERVER_KINDS = ['vllm', 'sglang', 'llamacpp'] as const
export type ServerKind = (typeof SERVER_KINDS)[number]

/** What a server says of one token of a text. */
export interface PositionScore {
  /** Log-prob of the token that stands there, nats; null where the server does not say. May be -Infinity. */
  readonly own: number | null
  /** The likeliest tokens with their log-probs, at most k, likeliest first. */
  readonly top: readonly (readonly [id: number, logProb: number])[]
}

export interface Question {
  /** Ids of the whole text, the prompt first. */
  readonly ids: readonly number[]
  /** The first token that is to be scored. */
  readonly from: number
  readonly topK: number
  readonly model: string
}

export interface Call {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface Wire {
  /** The requests that answer a question, in order. */
  calls(question: Question): readonly Call[]
  /** One entry for each token from `from` on. @throws RemoteError */
  read(answers: readonly unknown[], question: Question): readonly PositionScore[]
}

/** vLLM sends -Infinity as this. */
export const AS_MINUS_INFINITY = -9999
/** Rounding may put a log-prob this far above 0, and the sum of probabilities above 1. */
export const ROUNDING = 1e-3

type Fields = Readonly<Record<string, unknown>>

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** null for what is no number. */
export function logProb(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof read !== 'number' || Number.isNaN(read)) return null
  return read <= AS_MINUS_INFINITY + 1 ? Number.NEGATIVE_INFINITY : read
}

/** 7, "7" and "token_id:7" are the same id. */
export function idOf(value: unknown): number | null {
  const text = typeof value === 'string' ? value.replace(/^token_id:/, '') : value
  const read = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text
  return typeof read === 'number' && Number.isSafeInteger(read) && read >= 0 ? read : null
}

export const brokenAnswer = (why: string): RemoteError =>
  new RemoteError(
    'broken-answer',
    `The teacher's answer cannot be read: ${why}.`,
    'Check the address and --teacher-kind, and that the server is of a version that gives prompt log-probs.',
  )

const noLogProbs = (): RemoteError =>
  new RemoteError(
    'no-logprobs',
    'The teacher answered without log-probs of the prompt.',
    'Use a server that gives them: vLLM (prompt_logprobs) or SGLang (return_logprob); check --teacher-kind.',
  )

interface Entry {
  readonly id: number
  readonly logProb: number
  readonly rank: number | null
}

/** The entries of a position: the k likeliest, and the realised token apart. */
function position(entries: readonly Entry[], own: number, topK: number): PositionScore {
  for (const { logProb } of entries) {
    if (logProb > ROUNDING)
      throw new RemoteError(
        'raw-logits',
        `The teacher gives raw logits in place of log-probs (${logProb.toFixed(2)} is above 0).`,
        'Start it without --logprobs-mode raw_logits or processed_logits.',
      )
  }
  const realised = entries.find(({ id }) => id === own)
  // The realised token stands beside the k likeliest where it is not among them, and its rank then says so.
  const likeliest = entries
    .filter(({ rank }) => rank === null || rank <= topK)
    .sort((a, b) => b.logProb - a.logProb || Number(b.id === own) - Number(a.id === own))
    .slice(0, topK)
  const mass = likeliest.reduce((sum, { logProb }) => sum + Math.exp(logProb), 0)
  if (mass > 1 + ROUNDING)
    throw new RemoteError(
      'raw-logits',
      `The teacher's log-probs are none: the probabilities of ${likeliest.length} words add up to ${mass.toFixed(2)}.`,
      'Start it without --logprobs-mode raw_logits or processed_logits.',
    )
  return {
    own: realised ? Math.min(0, realised.logProb) : null,
    top: likeliest.map(({ id, logProb }) => [id, Math.min(0, logProb)] as const),
  }
}

/**
 * Entries of whole texts: as many as tokens; one fewer where the first, of which nothing is known, is left out.
 * @param names whether an entry names a token. One entry more may be the token that was written behind the text, and then all before it
 * stand at their tokens; or the server put a token of its own first, and then all are shifted by one.
 */
function aligned(
  list: readonly unknown[],
  { ids, from }: Question,
  names: (entry: unknown, token: number) => boolean,
): readonly unknown[] {
  const all = list.length === ids.length - 1 && list[0] !== null ? [null, ...list] : list
  const written = all.length === ids.length + 1 && ids.every((id, i) => i === 0 || names(all[i], id))
  if (all.length !== ids.length && !written)
    throw new RemoteError(
      'vocabulary',
      `The teacher scored ${list.length} tokens where ${ids.length} were sent.`,
      'It reads another tokenizer than the student: choose a teacher with the same one.',
    )
  return all.slice(from, ids.length)
}

const vllm: Wire = {
  calls: ({ ids, topK, model }) => [
    {
      path: '/v1/completions',
      body: { model, prompt: ids, max_tokens: 1, temperature: 1, prompt_logprobs: topK },
    },
  ],
  read([answer], question) {
    const top = fields(answer)
    const [choice] = Array.isArray(top.choices) ? top.choices : []
    const list = fields(choice).prompt_logprobs ?? top.prompt_logprobs
    if (!Array.isArray(list)) throw noLogProbs()
    checkRead(fields(choice).prompt_token_ids ?? top.prompt_token_ids, question.ids)
    const entries = list.map(namedEntries)
    if (entries.every(({ length }) => length === 0)) throw list.some(isFilled) ? noIds() : noLogProbs()
    const names = (entry: unknown, token: number): boolean => namedEntries(entry).some(({ id }) => id === token)
    return aligned(list, question, names).map((entry, i) =>
      position(namedEntries(entry), question.ids[question.from + i]!, question.topK),
    )
  },
}

const isFilled = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && Object.keys(entry).length > 0

/** What vLLM says of a token: a log-prob by id. Keys that are no ids are left out. */
function namedEntries(entry: unknown): readonly Entry[] {
  return Object.entries(fields(entry)).flatMap(([key, value]): readonly Entry[] => {
    const id = idOf(key)
    const details = fields(value)
    const found = logProb(typeof value === 'object' ? details.logprob : value)
    return id === null || found === null
      ? []
      : [{ id, logProb: found, rank: typeof details.rank === 'number' ? details.rank : null }]
  })
}

const noIds = (): RemoteError => brokenAnswer('its log-probs are not named by ids of tokens')

/** Servers that are asked by ids read them as they are; one that says it read others put tokens of its own in between. */
function checkRead(read: unknown, sent: readonly number[]): void {
  if (!Array.isArray(read)) return
  const at = sent.findIndex((id, i) => idOf(read[i]) !== id)
  if (at >= 0) throw otherTokens(sent[at]!, idOf(read[at]))
}

/** Rows that name their tokens: the prompt's too, for a teacher that read another prompt scored another text. */
function checkNamed(rows: readonly unknown[], sent: readonly number[]): void {
  // Too few of them are another trouble.
  if (rows.length < sent.length - 1) return
  const shift = rows.length === sent.length - 1 ? 1 : 0
  for (const [i, id] of sent.entries()) {
    const row = rows[i - shift]
    const named = Array.isArray(row) ? idOf(row[1]) : null
    if (named !== null && named !== id) throw otherTokens(id, named)
  }
}

/** [log-prob, id, text or null] */
function triples(list: unknown): readonly Entry[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item): readonly Entry[] => {
    const [value, token] = Array.isArray(item) ? item : []
    const [found, id] = [logProb(value), idOf(token)]
    return found === null || id === null ? [] : [{ id, logProb: found, rank: null }]
  })
}

const sglang: Wire = {
  calls: ({ ids, topK }) => [
    {
      path: '/generate',
      body: {
        input_ids: ids,
        sampling_params: { temperature: 1, max_new_tokens: 0, skip_special_tokens: false },
        return_logprob: true,
        logprob_start_len: 0,
        top_logprobs_num: topK,
        return_text_in_logprobs: false,
      },
    },
  ],
  read([answer], question) {
    const meta = fields(fields(Array.isArray(answer) ? answer[0] : answer).meta_info)
    const { input_token_logprobs: owns, input_top_logprobs: tops } = meta
    if (!Array.isArray(owns)) throw noLogProbs()
    checkNamed(owns, question.ids)
    const ownRows = aligned(owns, question, (row, token) => Array.isArray(row) && idOf(row[1]) === token)
    // Of tokens that the rows of the text have vouched for.
    const topRows = Array.isArray(tops) && tops.length > 0 ? aligned(tops, question, () => true) : []
    return ownRows.map((row, i) => {
      const expected = question.ids[question.from + i]!
      const named = Array.isArray(row) ? idOf(row[1]) : null
      if (named !== null && named !== expected) throw otherTokens(expected, named)
      const [own] = triples([row])
      const { top } = position(triples(topRows[i]), expected, question.topK)
      const realised = own?.logProb ?? null
      if (realised !== null) position([own!], expected, 1)
      return { own: realised === null ? null : Math.min(0, realised), top }
    })
  },
}

const otherTokens = (sent: number, read: number | null): RemoteError =>
  new RemoteError(
    'vocabulary',
    `The teacher read ${read === null ? 'nothing' : `token ${read}`} where ${sent} was sent.`,
    'It reads another tokenizer than the student: choose a teacher with the same one.',
  )

/** No prompt log-probs there: one request for each token, whose own log-prob is known only where it is among the k likeliest. */
const llamacpp: Wire = {
  calls: ({ ids, from, topK }) =>
    ids.slice(from).map((_, i) => ({
      path: '/completion',
      body: {
        prompt: ids.slice(0, from + i),
        n_predict: 1,
        n_probs: topK,
        temperature: 1,
        samplers: [],
        cache_prompt: true,
        return_tokens: true,
      },
    })),
  read(answers, question) {
    return answers.map((answer, i) => {
      const { completion_probabilities: list } = fields(answer)
      const [first] = Array.isArray(list) ? list : []
      const { top_logprobs: top } = fields(first)
      if (!Array.isArray(top)) throw noLogProbs()
      if (top.length > 0 && top.every((item) => logProb(fields(item).logprob) === null))
        throw brokenAnswer('its words have no log-probs (post_sampling_probs gives probabilities of another kind)')
      const entries = top.flatMap((item): readonly Entry[] => {
        const { id, logprob } = fields(item)
        const [token, found] = [idOf(id), logProb(logprob)]
        return token === null || found === null ? [] : [{ id: token, logProb: found, rank: null }]
      })
      return position(entries, question.ids[question.from + i]!, question.topK)
    })
  },
}

export const WIRES: Readonly<Record<ServerKind, Wire>> = { vllm, sglang, llamacpp }

/** @throws RemoteError for an id that the student does not have */
export function checkIds(scores: readonly PositionScore[], vocabulary: number): void {
  for (const { top } of scores) {
    const foreign = top.find(([id]) => id >= vocabulary)
    if (!foreign) continue
    throw new RemoteError(
      'vocabulary',
      `The teacher knows a token ${foreign[0]}; the student's vocabulary has ${vocabulary}.`,
      'It reads another vocabulary than the student: choose a teacher with the same one.',
    )
  }
}
