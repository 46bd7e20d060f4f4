/**
 * @file A teacher on a server: requests with a time limit, retries with back-off, and errors that are told apart. The key is in the
 * header and nowhere else: what a server says is quoted without it.
 */
import { RemoteError } from './remote-error.ts'
import { brokenAnswer, type Call, checkIds, type PositionScore, type Question, type ServerKind, WIRES } from './wire.ts'

export interface RemoteTeacher {
  /** http or https; a trailing /v1 is the same server. */
  readonly url: string
  readonly model: string
  readonly kind: ServerKind
  /** null: no key. */
  readonly key: string | null
  readonly topK: number
  /** Milliseconds for one request, its whole answer included. */
  readonly timeout: number
}

/** One request and the whole of its answer. */
export interface Exchanged {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
}

export interface ExchangeInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds, the whole answer included. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
}

/** Rejects with a TimeoutError after the time, with anything else where there is no connection. */
export type Exchange = (url: string, init: ExchangeInit) => Promise<Exchanged>

export interface RemoteOptions {
  readonly signal?: AbortSignal
  /** How a request is sent. Default: by `fetch`, from where this runs. */
  readonly exchange?: Exchange
  /** Waits between tries; for tests. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

const TRIES = 4
/** The most that the list of models may take, milliseconds. */
const PREFLIGHT = 10_000
const MODELS = { path: '/v1/models', body: null } as const
const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000
/** Of what a server says, so much is quoted. */
const QUOTED = 160

/** The server's address without what does not belong to it. @throws RemoteError for an address that is none, or holds a key */
export function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new RemoteError(
      'unreachable',
      "The teacher's address is no http address.",
      'Give one such as http://127.0.0.1:8000.',
    )
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '')
    throw new RemoteError(
      'wrong-key',
      "The teacher's address holds a name, a password or a query.",
      'Give the address alone, and the key in OPD_TEACHER_KEY.',
    )
  return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`
}

/**
 * Asks the server who it is, so that what would fail is told before the first text is sent. What a server does not answer is passed over.
 * @param longest tokens of the longest text that will be sent
 * @throws RemoteError
 */
export async function preflight(teacher: RemoteTeacher, longest: number, options: RemoteOptions = {}): Promise<void> {
  const answer = await send({ ...teacher, timeout: Math.min(teacher.timeout, PREFLIGHT) }, MODELS, options, 1).catch(
    passOver,
  )
  if (!answer) return
  if (answer.status === 401 || answer.status === 403) throw wrongKey(teacher, answer.status)
  const { data } = typeof answer.json === 'object' && answer.json !== null ? (answer.json as { data?: unknown }) : {}
  if (answer.status !== 200 || !Array.isArray(data)) return
  const models = data as readonly { readonly id?: unknown; readonly max_model_len?: unknown }[]
  const names = models.map(({ id }) => String(id))
  const found = models.find(({ id }) => id === teacher.model)
  // llama.cpp serves one model and takes any name for it.
  if (!found && names.length > 0 && teacher.kind !== 'llamacpp') throw unknownModel(teacher, names)
  const limit = found?.max_model_len
  if (typeof limit === 'number' && longest > limit) throw tooLong(longest, limit)
}

/** A list of models that is slow, broken or not to be had says nothing against the scores. */
function passOver(error: unknown): null {
  if (error instanceof RemoteError && ['too-slow', 'broken-answer', 'busy'].includes(error.trouble)) return null
  throw error
}

/**
 * What the teacher makes of the tokens of a text from `from` on.
 * @param vocabulary of the student, whose ids the answer must keep to
 * @throws RemoteError
 */
export async function scoreText(
  teacher: RemoteTeacher,
  text: Pick<Question, 'ids' | 'from'>,
  vocabulary: number,
  options: RemoteOptions = {},
): Promise<readonly PositionScore[]> {
  const wire = WIRES[teacher.kind]
  const question = { ...text, topK: teacher.topK, model: teacher.model }
  const answers: unknown[] = []
  for (const call of wire.calls(question)) {
    const { status, json, text: body } = await send(teacher, call, options)
    if (status !== 200) throw refusal(teacher, status, body, question.ids.length)
    answers.push(json)
  }
  const scores = wire.read(answers, question)
  checkIds(scores, vocabulary)
  return scores
}

/** Requests that are under way at once: servers put them into one batch by themselves. */
const AT_ONCE = 8

/**
 * Many texts, some at a time; the first that fails ends the others.
 * @param onRead told after each text how many have been read
 * @throws RemoteError
 */
export async function scoreTexts(
  teacher: RemoteTeacher,
  texts: readonly Pick<Question, 'ids' | 'from'>[],
  vocabulary: number,
  options: RemoteOptions & { readonly onRead?: (texts: number) => void } = {},
): Promise<readonly (readonly PositionScore[])[]> {
  const failed = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal
  const answers: (readonly PositionScore[])[] = new Array(texts.length)
  let next = 0
  let read = 0
  const reader = async (): Promise<void> => {
    while (next < texts.length) {
      const at = next++
      answers[at] = await scoreText(teacher, texts[at]!, vocabulary, { ...options, signal })
      options.onRead?.(++read)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, texts.length) }, reader))
  } catch (error) {
    failed.abort()
    throw error
  }
  return answers
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly json: unknown
}

const AGAIN = [408, 425, 429, 500, 502, 503, 504]

/** One request, repeated while the server is busy, silent or breaks off. */
async function send(
  teacher: RemoteTeacher,
  call: Call | typeof MODELS,
  { signal, wait = sleep, exchange = fetchExchange }: RemoteOptions,
  tries = TRIES,
): Promise<Answer> {
  const base = baseOf(teacher.url)
  let last: RemoteError | null = null
  for (let attempt = 0; attempt < tries; attempt++) {
    if (signal?.aborted) throw cancelled()
    let pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)
    try {
      const { key, timeout } = teacher
      const answer = await exchange(`${base}${call.path}`, {
        method: call.body === null ? 'GET' : 'POST',
        headers: {
          ...(call.body !== null && { 'Content-Type': 'application/json' }),
          ...(key !== null && { Authorization: `Bearer ${key}` }),
        },
        ...(call.body !== null && { body: JSON.stringify(call.body) }),
        timeout,
        signal,
      })
      if (!AGAIN.includes(answer.status)) return withJson(answer, call.body !== null)
      const asked = Number(answer.retryAfter)
      if (answer.retryAfter !== null && asked >= 0) pause = Math.min(LONGEST_WAIT, asked * 1000)
      last = busy(teacher, answer.status, answer.text)
    } catch (error) {
      last = error instanceof RemoteError ? error : trouble(teacher, base, error, signal)
      if (last.trouble === 'cancelled') throw last
    }
    if (attempt < tries - 1) await wait(pause)
  }
  throw last ?? cancelled()
}

/** A request by `fetch`. */
export const fetchExchange: Exchange = async (url, { method, headers, body, timeout, signal }) => {
  const limit = AbortSignal.timeout(timeout)
  const response = await fetch(url, {
    ...{ method, headers },
    ...(body !== undefined && { body }),
    redirect: 'error',
    credentials: 'omit',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  })
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') }
}

/** An answer that breaks off within its JSON is tried again. */
function withJson({ status, text }: Omit<Answer, 'json'>, needed: boolean): Answer {
  try {
    return { status, text, json: JSON.parse(text.replaceAll(/(?<=[[,:]\s*)(?:NaN|-?Infinity)(?=\s*[\],}])/g, 'null')) }
  } catch {
    if (status === 200 && needed) throw brokenAnswer('it is not whole JSON')
    return { status, text, json: null }
  }
}

function trouble(teacher: RemoteTeacher, base: string, error: unknown, signal: AbortSignal | undefined): RemoteError {
  if (signal?.aborted) return cancelled()
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = String((cause as { code?: unknown }).code ?? '')
  if (error instanceof Error && error.name === 'TimeoutError')
    return new RemoteError(
      'too-slow',
      `The teacher at ${base} did not answer within ${teacher.timeout / 1000} s.`,
      'Give it more time (--teacher-timeout SECONDS), or send shorter texts.',
    )
  if (/SOCKET|RESET|PIPE|HPE|ABORTED/.test(code) || /terminated|premature/i.test(String(error)))
    return brokenAnswer('the connection broke off')
  return new RemoteError(
    'unreachable',
    `The teacher at ${base} cannot be reached (${code || 'no connection'}).`,
    'Start the server, and check address and port.',
  )
}

const cancelled = (): RemoteError => new RemoteError('cancelled', 'The scoring was cancelled.', 'Start it again.')

/** What a server says, in a line and without the key. */
function quoted({ key }: RemoteTeacher, text: string): string {
  const plain = (key ? text.replaceAll(key, '***') : text).replaceAll(/\s+/g, ' ').trim()
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(plain)?.[1] ?? plain
  return message.length > QUOTED ? `${message.slice(0, QUOTED - 1)}…` : message
}

const busy = (teacher: RemoteTeacher, status: number, text: string): RemoteError =>
  status === 429
    ? new RemoteError(
        'busy',
        'The teacher lets no more requests through (HTTP 429).',
        'Wait a little, or raise the limit of the server.',
      )
    : new RemoteError(
        'busy',
        `The teacher failed (HTTP ${status}${text.trim() === '' ? '' : `: ${quoted(teacher, text)}`}).`,
        "See the server's own log, and try again.",
      )

const wrongKey = ({ key }: RemoteTeacher, status: number): RemoteError =>
  new RemoteError(
    'wrong-key',
    key === null
      ? `The teacher asks for a key (HTTP ${status}).`
      : `The teacher does not take the key (HTTP ${status}).`,
    'Put the right one into the environment variable OPD_TEACHER_KEY.',
  )

const unknownModel = ({ model }: RemoteTeacher, names: readonly string[]): RemoteError =>
  new RemoteError(
    'unknown-model',
    `The teacher's server has no model "${model}".`,
    names.length > 0
      ? `Give --teacher-model one of: ${names.slice(0, 5).join(', ')}.`
      : 'See its models at /v1/models.',
  )

const tooLong = (tokens: number, limit: number | null): RemoteError =>
  new RemoteError(
    'too-long',
    `Prompt and rollout have ${tokens} tokens${limit === null ? ', more than the teacher reads' : `; the teacher reads at most ${limit}`}.`,
    'Choose a shorter context, a lower --max-tokens, or start the server with a larger --max-model-len.',
  )

/** An answer that is none, by what the server says of it. */
function refusal(teacher: RemoteTeacher, status: number, text: string, tokens: number): RemoteError {
  const said = quoted(teacher, text)
  if (status === 401 || status === 403) return wrongKey(teacher, status)
  if (/logprobs/i.test(said) && /max|greater|at most|exceed/i.test(said)) {
    const cap = /max(?:imum)? allowed:?\s*(\d+)/i.exec(said)?.[1]
    return new RemoteError(
      'logprob-cap',
      `The teacher gives at most ${cap ?? 'fewer'} log-probs a token, and ${teacher.topK} were asked for.`,
      `Give --teacher-top-k ${cap ?? 'a smaller number'}, or start vLLM with --max-logprobs ${teacher.topK}.`,
    )
  }
  if (/context length|max_model_len|too long|longer than|exceeds? .*(?:length|context)/i.test(said))
    return tooLong(tokens, null)
  if (/out of vocab|vocabulary|token id/i.test(said))
    return new RemoteError(
      'vocabulary',
      `The teacher does not take the student's tokens (${said}).`,
      'It reads another vocabulary: choose a teacher with the tokenizer of the student.',
    )
  if (/model/i.test(said) && /not (?:exist|found)|unknown|no such/i.test(said)) return unknownModel(teacher, [])
  if (status === 404)
    return new RemoteError(
      'refused',
      `The server has no ${WIRES[teacher.kind].calls({ ids: [0, 0], from: 1, topK: 1, model: '' })[0]?.path} (HTTP 404).`,
      'Check --teacher-kind and the address.',
    )
  return new RemoteError(
    'refused',
    `The teacher refused the request (HTTP ${status}: ${said}).`,
    'Check --teacher-kind and --teacher-model.',
  )
}

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
