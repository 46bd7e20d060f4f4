/**
 * @file What a page and the embed in it say to each other through `postMessage`: names, shapes and how a message is read. Version 1.
 * No imports: the host's script and the embed share it. `public/embed/protocol.schema.json` says the same to other programs, and a
 * test holds the two together.
 */

export const PROTOCOL = 'opd-playground'
export const PROTOCOL_VERSION = 1

/** Values of a state by their names in the address: `{ problem: 17, divergence: 'jsd', privileged: true }`. */
export type StateObject = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

/** What a host can ask for, and what it has to say with it. */
export interface Requests {
  /** Ties the embed to the host's origin; answered with a `Welcome`. Nothing else is heard before. */
  readonly hello: object
  readonly 'get-state': object
  /** A query string (`problem=17&divergence=jsd`) or the same as an object. What is not named stays as it is. */
  readonly 'set-state': { readonly state: string | StateObject }
  /** Fetches the models now, whether or not the embed is in view. */
  readonly load: object
  /** Answered when the rollout is written, with a `RolloutReport`. */
  readonly sample: object
  readonly stop: object
  /** One step of what the view is about: of training, of the bench's descent, else to the next token. */
  readonly step: object
  readonly 'next-cue': object
  readonly 'previous-cue': object
  readonly 'select-token': { readonly index: number | null }
  readonly 'set-divergence': {
    readonly divergence: string
    readonly params?: Readonly<Record<string, number>>
  }
  /** Without `on` it flips. */
  readonly 'toggle-context': { readonly on?: boolean }
  readonly 'set-theme': { readonly theme: string }
  /** A trace as `public/trace.schema.json` says. */
  readonly 'import-trace': { readonly trace: object }
  readonly 'get-trace': object
}
export type RequestType = keyof Requests
export type Request = { [T in RequestType]: { readonly type: T } & Requests[T] }[RequestType]

/** Where the embed stands: the answer to `get-state`, and the detail of `state` events. */
export interface StateReport {
  /** The query that shows the same on the full page. */
  readonly query: string
  readonly view: string
  readonly engine: 'idle' | 'starting' | 'loading' | 'ready' | 'cancelled' | 'failed'
  /** Something runs: the student writes, or learns, or the bench descends. */
  readonly playing: boolean
  /** Of the rollout on view: replayed from a record, or written on this device. */
  readonly origin: 'recorded' | 'live' | null
  readonly tokens: number
  /** Index of the token that is looked at. */
  readonly token: number | null
}

export interface Welcome extends StateReport {
  readonly version: number
  /** Everything that can be asked for. */
  readonly requests: readonly RequestType[]
}

export interface TokenReport {
  /** Id of the rollout: the same for all its tokens and for what is said of it later. */
  readonly run: number
  readonly index: number
  readonly id: number
  readonly text: string
  readonly source: 'student' | 'environment'
  /** ln p_S of the token at temperature 1, nats. */
  readonly logpStudent: number
}

export interface RolloutReport {
  readonly run: number
  readonly origin: 'recorded' | 'live'
  readonly text: string
  readonly tokens: number
  readonly seed: number
  readonly verdict: { readonly status: string; readonly message: string }
}

export interface ScoreReport {
  readonly run: number
  readonly teacher: string
  /** The privileged context that the teacher had, or null. */
  readonly context: string | null
  readonly divergence: string
  /** Sum over the student's tokens of ln p_T - ln p_S, nats; may be infinite. */
  readonly totalGap: number
  /** Of every token, nats. */
  readonly gaps: readonly number[]
  /** The chosen divergence at every token, nats. */
  readonly values: readonly number[]
}

export type ErrorCode = 'bad-message' | 'unknown-type' | 'wrong-version' | 'bad-value' | 'not-available' | 'failed'

export interface ErrorReport {
  readonly code: ErrorCode
  readonly message: string
  /** What to do, or null. */
  readonly remedy: string | null
}

/** What the embed says by itself, once a host has said hello. */
export interface Events {
  readonly state: StateReport
  readonly token: TokenReport
  readonly rollout: RolloutReport
  readonly score: ScoreReport
  readonly error: ErrorReport
}
export type EventName = keyof Events

interface Envelope {
  readonly protocol: typeof PROTOCOL
  readonly version: typeof PROTOCOL_VERSION
}
export type MessageId = string | number
export type ReplyMessage = Envelope & { readonly type: 'reply'; readonly id: MessageId } & (
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: ErrorReport }
  )
export type EventMessage = Envelope & { readonly type: 'event' } & {
    [E in EventName]: { readonly event: E; readonly detail: Events[E] }
  }[EventName]
export type EmbedMessage = ReplyMessage | EventMessage

export const ENVELOPE = { protocol: PROTOCOL, version: PROTOCOL_VERSION } as const

/** What came: nothing of ours, a request, or one of ours that cannot be followed, with the reason. */
export type Heard =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'request'; readonly id: MessageId; readonly request: Request }
  | { readonly kind: 'bad'; readonly id: MessageId; readonly error: ErrorReport }

/** Longest text, list and id that a message may carry; a trace is checked by its own reader. */
export const LIMITS = { id: 100, query: 8000, keys: 200, list: 100 } as const

type Values = Readonly<Record<string, unknown>>
type Check = (value: unknown) => boolean

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LIMITS.query
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
const isPlain = (value: unknown): boolean => isText(value) || isNumber(value)
const isIndex = (value: unknown): boolean => value === null || (Number.isInteger(value) && Number(value) >= 0)
const isState = (value: unknown): boolean =>
  isText(value) ||
  (isObject(value) &&
    Object.keys(value).length <= LIMITS.keys &&
    Object.values(value).every(
      (each) =>
        typeof each === 'boolean' ||
        isPlain(each) ||
        (Array.isArray(each) && each.length <= LIMITS.list && each.every(isPlain)),
    ))
const isParams = (value: unknown): boolean =>
  value === undefined || (isObject(value) && Object.values(value).every(isNumber))
const isSwitch = (value: unknown): boolean => value === undefined || typeof value === 'boolean'

/** The checks of every request's own fields; a field that is not listed is not looked at, so that later versions may add some. */
const CHECKS: { readonly [T in RequestType]: Readonly<Record<string, Check>> } = {
  hello: {},
  'get-state': {},
  'set-state': { state: isState },
  load: {},
  sample: {},
  stop: {},
  step: {},
  'next-cue': {},
  'previous-cue': {},
  'select-token': { index: isIndex },
  'set-divergence': { divergence: isText, params: isParams },
  'toggle-context': { on: isSwitch },
  'set-theme': { theme: isText },
  'import-trace': { trace: isObject },
  'get-trace': {},
}

export const REQUEST_TYPES = Object.keys(CHECKS) as readonly RequestType[]

/** Reads whatever arrived. Never throws, whatever it is. */
export function hear(data: unknown): Heard {
  try {
    return read(data)
  } catch {
    // A proxy or a getter that throws cannot come through postMessage; should one ever do, it is none of ours.
    return { kind: 'foreign' }
  }
}

function read(data: unknown): Heard {
  if (!isObject(data) || data.protocol !== PROTOCOL) return { kind: 'foreign' }
  const { id, type, version } = data
  // Without an id nobody waits for an answer.
  if (!isId(id)) return { kind: 'foreign' }
  const bad = (code: ErrorCode, message: string, remedy: string | null = null): Heard => ({
    kind: 'bad',
    id,
    error: { code, message, remedy },
  })
  if (version !== PROTOCOL_VERSION) {
    return bad(
      'wrong-version',
      `This embed speaks version ${PROTOCOL_VERSION}.`,
      'Load opd-playground.js from the same place.',
    )
  }
  if (typeof type !== 'string') return bad('bad-message', 'A message needs a type.')
  if (!Object.hasOwn(CHECKS, type)) {
    return bad('unknown-type', `There is no request of this type.`, `Ask for one of: ${REQUEST_TYPES.join(', ')}.`)
  }
  const wrong = Object.entries(CHECKS[type as RequestType]).find(([name, check]) => !check(data[name]))
  if (wrong)
    return bad('bad-value', `“${wrong[0]}” of ${type} is not as the protocol says.`, 'See embed/protocol.schema.json.')
  // Every field that the type promises has just been checked.
  return { kind: 'request', id, request: data as unknown as Request }
}

function isId(id: unknown): id is MessageId {
  return (typeof id === 'string' && id.length <= LIMITS.id) || (typeof id === 'number' && Number.isFinite(id))
}
