/**
 * @file A teacher or a student on a server: requests with a time limit, retries with back-off, and errors that are told apart. The key is in the
 * header and nowhere else: what a server says is quoted without it.
 */
import { type Exchange, fetchExchange } from './exchange.ts'
import { RemoteError } from './remote-error.ts'
import {
  AS_MINUS_INFINITY,
  brokenAnswer,
  type Call,
  checkIds,
  type PositionScore,
  type Question,
  type ServerKind,
  WIRES,
} from './wire.ts'
import { WRITERS, type WritingQuestion, type Written } from './writing.ts'

export interface RemoteModel {
  /** What it is here, for what is said of it. */
  readonly role: 'teacher' | 'student'
  /** http or https; a trailing /v1 is the same server. */
  readonly url: string
  readonly model: string
  readonly kind: ServerKind
  /** null: no key. */
  readonly key: string | null
  /** Milliseconds for one request, its whole answer included. */
  readonly timeout: number
}

/** It reads. */
export interface RemoteTeacher extends RemoteModel {
  readonly role: 'teacher'
  readonly topK: number
}

/** It writes. */
export interface RemoteStudent extends RemoteModel {
  readonly role: 'student'
}

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

const keyOf = (role: RemoteModel['role']): string => `OPD_${role.toUpperCase()}_KEY`

/** The server's address without what does not belong to it. @throws RemoteError for an address that is none, or holds a key */
export function baseOf({ url, role }: Pick<RemoteModel, 'url' | 'role'>): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new RemoteError(
      'unreachable',
      `The ${role}'s address is no http address.`,
      'Give one such as http://127.0.0.1:8000.',
    )
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '')
    throw new RemoteError(
      'wrong-key',
      `The ${role}'s address holds a name, a password or a query.`,
      `Give the address alone, and the key in ${keyOf(role)}.`,
    )
  return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`
}

/**
 * Asks the server who it is, so that what would fail is told before the first text is sent. What a server does not answer is passed over.
 * @param longest tokens of the longest text that will be sent
 * @throws RemoteError
 */
export async function preflight(teacher: RemoteModel, longest: number, options: RemoteOptions = {}): Promise<void> {
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
  if (typeof limit === 'number' && longest > limit) throw tooLong(teacher, longest, limit)
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
    if (status !== 200) throw refusal(teacher, status, body, { tokens: question.ids.length, path: call.path })
    answers.push(json)
  }
  const scores = wire.read(answers, question)
  checkIds(scores, vocabulary)
  return scores
}

/**
 * What the student writes for a prompt.
 * @throws RemoteError
 */
export async function writeText(
  student: RemoteStudent,
  question: Omit<WritingQuestion, 'model'>,
  options: RemoteOptions = {},
): Promise<Written> {
  const writer = WRITERS[student.kind]
  const whole = { ...question, model: student.model }
  const call = writer.call(whole)
  const { status, json, text } = await send(student, call, options)
  if (status !== 200) throw refusal(student, status, text, { tokens: null, path: call.path })
  return writer.read(json, whole)
}

/**
 * Several texts for one prompt, some at a time, each with a seed of its own; the first that fails ends the others.
 * @throws RemoteError
 */
export function writeTexts(
  student: RemoteStudent,
  question: Omit<WritingQuestion, 'model'>,
  n: number,
  options: RemoteOptions = {},
): Promise<readonly Written[]> {
  const seeds = Array.from({ length: n }, (_, row) => question.sampling.seed + row)
  return together(seeds, options, (seed, each) =>
    writeText(student, { ...question, sampling: { ...question.sampling, seed } }, each),
  )
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
  let read = 0
  return together(texts, options, async (text, each) => {
    const scores = await scoreText(teacher, text, vocabulary, each)
    options.onRead?.(++read)
    return scores
  })
}

/** A task for each item, some at a time. */
async function together<T, R>(
  items: readonly T[],
  options: RemoteOptions,
  task: (item: T, options: RemoteOptions) => Promise<R>,
): Promise<readonly R[]> {
  const failed = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal
  const answers: R[] = new Array(items.length)
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++
      answers[at] = await task(items[at]!, { ...options, signal })
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
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
  teacher: RemoteModel,
  call: Call | typeof MODELS,
  { signal, wait = sleep, exchange = fetchExchange }: RemoteOptions,
  tries = TRIES,
): Promise<Answer> {
  const base = baseOf(teacher)
  let last: RemoteError | null = null
  for (let attempt = 0; attempt < tries; attempt++) {
    if (signal?.aborted) throw cancelled(teacher)
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
      if (!AGAIN.includes(answer.status)) return withJson(teacher, answer, call.body !== null)
      const asked = secondsAsked(answer.retryAfter)
      last = busy(teacher, answer.status, answer.text, asked)
      pause = asked === null ? pause : asked * 1000
    } catch (error) {
      last = error instanceof RemoteError ? error : trouble(teacher, base, error, signal)
      if (last.trouble === 'cancelled') throw last
    }
    // To ask earlier than the server wants would be answered alike, and nobody waits so long before a page.
    if (pause > LONGEST_WAIT) break
    if (attempt < tries - 1) await wait(pause)
  }
  throw last ?? cancelled(teacher)
}

/** Retry-After: seconds, or a date. null where it says neither. */
function secondsAsked(header: string | null): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (!Number.isNaN(seconds)) return Math.max(0, seconds)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

/** Words that Python's json writes for numbers that JSON does not have. */
const BARE_NUMBER = /(?<=[[,:]\s*)(?:NaN|-?Infinity)(?=\s*[\],}])/g

/** An answer that breaks off within its JSON is tried again. */
function withJson(of: RemoteModel, { status, text }: Omit<Answer, 'json'>, needed: boolean): Answer {
  try {
    const plain = text.replaceAll(BARE_NUMBER, (word) => (word === '-Infinity' ? String(AS_MINUS_INFINITY) : 'null'))
    return { status, text, json: JSON.parse(plain) }
  } catch {
    if (status === 200 && needed)
      throw broken(of, text.trimStart().startsWith('<') ? 'it is a web page and no JSON' : 'it is not whole JSON')
    return { status, text, json: null }
  }
}

const broken = ({ role }: RemoteModel, why: string): RemoteError =>
  role === 'teacher'
    ? brokenAnswer(why)
    : new RemoteError(
        'broken-answer',
        `The student's answer cannot be read: ${why}.`,
        'Check --student-kind and the address.',
      )

function trouble(teacher: RemoteModel, base: string, error: unknown, signal: AbortSignal | undefined): RemoteError {
  const { role } = teacher
  if (signal?.aborted) return cancelled(teacher)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = String((cause as { code?: unknown }).code ?? '')
  if (error instanceof Error && error.name === 'TimeoutError')
    return new RemoteError(
      'too-slow',
      `The ${role} at ${base} did not answer within ${teacher.timeout / 1000} s.`,
      `Give it more time (--${role}-timeout SECONDS), or ${role === 'teacher' ? 'send shorter texts' : 'ask for fewer tokens'}.`,
    )
  if (/SOCKET|RESET|PIPE|HPE|ABORTED/.test(code) || /terminated|premature/i.test(String(error)))
    return broken(teacher, 'the connection broke off')
  if (/redirect/i.test(String(cause)))
    return new RemoteError(
      'refused',
      `The ${role} at ${base} sends on to another address, where no key is sent.`,
      'Give the address that it sends to.',
    )
  return new RemoteError(
    'unreachable',
    `The ${role} at ${base} cannot be reached (${code || 'no connection'}).`,
    'Start the server, and check address and port.',
  )
}

const cancelled = ({ role }: RemoteModel): RemoteError =>
  new RemoteError('cancelled', `The ${role === 'teacher' ? 'scoring' : 'writing'} was cancelled.`, 'Start it again.')

/** What a server says, in a line and without the key. */
function quoted({ key }: RemoteModel, text: string): string {
  const plain = (key ? text.replaceAll(key, '***') : text).replaceAll(/\s+/g, ' ').trim()
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(plain)?.[1] ?? plain
  return message.length > QUOTED ? `${message.slice(0, QUOTED - 1)}…` : message
}

function busy(teacher: RemoteModel, status: number, text: string, seconds: number | null): RemoteError {
  const later = seconds !== null && seconds * 1000 > LONGEST_WAIT ? `, and asks to wait ${Math.ceil(seconds)} s` : ''
  return status === 429
    ? new RemoteError(
        'busy',
        `The ${teacher.role} lets no more requests through (HTTP 429)${later}.`,
        later === '' ? 'Wait a little, or raise the limit of the server.' : 'Wait so long, or raise its limit.',
      )
    : new RemoteError(
        'busy',
        `The ${teacher.role} failed (HTTP ${status}${text.trim() === '' ? '' : `: ${quoted(teacher, text)}`})${later}.`,
        "See the server's own log, and try again.",
      )
}

const wrongKey = ({ key, role }: RemoteModel, status: number): RemoteError =>
  new RemoteError(
    'wrong-key',
    key === null
      ? `The ${role} asks for a key (HTTP ${status}).`
      : `The ${role} does not take the key (HTTP ${status}).`,
    `Put the right one into the environment variable ${keyOf(role)}.`,
  )

const unknownModel = ({ model, role }: RemoteModel, names: readonly string[]): RemoteError =>
  new RemoteError(
    'unknown-model',
    `The ${role}'s server has no model "${model}".`,
    names.length > 0
      ? `Give --${role}-model one of: ${names.slice(0, 5).join(', ')}.`
      : 'See its models at /v1/models.',
  )

const tooLong = ({ role }: RemoteModel, tokens: number | null, limit: number | null): RemoteError =>
  new RemoteError(
    'too-long',
    tokens === null
      ? `Prompt and rollout are longer than the ${role} reads.`
      : `Prompt and rollout have ${tokens} tokens${limit === null ? `, more than the ${role} reads` : `; the ${role} reads at most ${limit}`}.`,
    'Choose a shorter context, a lower --max-tokens, or start the server with a larger --max-model-len.',
  )

/** An answer that is none, by what the server says of it. */
function refusal(
  teacher: RemoteModel,
  status: number,
  text: string,
  { tokens, path }: { readonly tokens: number | null; readonly path: string },
): RemoteError {
  const { role } = teacher
  const said = quoted(teacher, text)
  if (status === 401 || status === 403) return wrongKey(teacher, status)
  if (/logprobs/i.test(said) && /max|greater|at most|exceed/i.test(said)) {
    const cap = /max(?:imum)? allowed:?\s*(\d+)/i.exec(said)?.[1]
    const asked = 'topK' in teacher ? Number(teacher.topK) : 1
    return new RemoteError(
      'logprob-cap',
      `The ${role} gives at most ${cap ?? 'fewer'} log-probs a token, and ${asked} were asked for.`,
      role === 'teacher'
        ? `Give --teacher-top-k ${cap ?? 'a smaller number'}, or start vLLM with --max-logprobs ${asked}.`
        : `Start vLLM with --max-logprobs ${asked}.`,
    )
  }
  if (/context length|max_model_len|too long|longer than|exceeds? .*(?:length|context)/i.test(said))
    return tooLong(teacher, tokens, null)
  if (/out of vocab|vocabulary|token id/i.test(said))
    return new RemoteError(
      'vocabulary',
      `The teacher does not take the student's tokens (${said}).`,
      'It reads another vocabulary: choose a teacher with the tokenizer of the student.',
    )
  if (/model/i.test(said) && /not (?:exist|found)|unknown|no such/i.test(said)) return unknownModel(teacher, [])
  if (status === 413)
    return new RemoteError(
      'too-long',
      `The request is larger than the ${role}'s server takes (HTTP 413).`,
      'Send a shorter text, or raise the limit of the server or of what stands before it.',
    )
  if (status === 404)
    return new RemoteError('refused', `The server has no ${path} (HTTP 404).`, `Check --${role}-kind and the address.`)
  return new RemoteError(
    'refused',
    `The ${role} refused the request (HTTP ${status}: ${said}).`,
    `Check --${role}-kind and --${role}-model.`,
  )
}

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
