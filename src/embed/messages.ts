/**
 * @file What a page and the embed in it say to each other, as schemas: types, the embed's reader and `public/embed/protocol.schema.json`
 * (`npm run schemas`) come of them. Version 1. The host's script takes only types from here, so that it stays small.
 */
import * as z from 'zod/mini'
import { PROTOCOL, PROTOCOL_VERSION, REQUEST_TYPES, type RequestType } from './protocol.ts'

// The page's content security policy forbids `new Function`, by which zod compiles its object parsers otherwise.
z.config({ jitless: true })

/** Longest text, list and id that a message may carry; a trace is checked by its own reader. */
export const LIMITS = { id: 100, query: 8000, keys: 200, list: 100 } as const

/** The same schema, with a sentence for whoever reads the published JSON Schema. */
function told<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), description })
  return schema
}
/** The same schema, under a name of its own in the published JSON Schema. */
function named<Schema extends z.ZodMiniType>(schema: Schema, id: string): Schema {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id })
  return schema
}

const text = () => z.string().check(z.maxLength(LIMITS.query))
const plain = () => z.union([text(), z.number()])
const index = () => z.int().check(z.gte(0))
const list = z.array(plain()).check(z.maxLength(LIMITS.list))

/** Values of a state by their names in the address: `{ problem: 17, divergence: 'jsd', privileged: true }`. */
const state = z
  .record(z.string(), z.union([text(), z.number(), z.boolean(), list]))
  .check(z.refine((values) => Object.keys(values).length <= LIMITS.keys))
z.globalRegistry.add(state, { maxProperties: LIMITS.keys })

/** A trace: its own reader looks into it. */
const anyObject: z.ZodMiniType<object> = z.looseObject({})

function request<T extends RequestType, Fields extends z.core.$ZodLooseShape>(
  type: T,
  description: string,
  fields: Fields,
) {
  return told(z.object({ type: z.literal(type), ...fields }), description)
}

/** What a host can ask for, and what it has to say with it. A field that is not listed is passed over: later versions may add some. */
const REQUESTS = {
  hello: request('hello', "Ties the embed to the host's origin. Until it has been said, nothing else is heard.", {}),
  'get-state': request('get-state', 'Where the embed stands.', {}),
  'set-state': request('set-state', 'Changes what is on view.', {
    state: told(
      z.union([text(), state]),
      'A query string (a link: what it does not name takes its usual value) or an object (what it does not name stays as it is). Names and values: state.schema.json.',
    ),
  }),
  load: request('load', 'Fetches the models now, whether or not the embed is in view.', {}),
  sample: request('sample', 'The student writes. Answered when it is done.', {}),
  stop: request('stop', 'Ends whatever runs.', {}),
  step: request(
    'step',
    "One step of what the view is about: of training, of the bench's descent, else to the next token.",
    {},
  ),
  'next-cue': request('next-cue', "To the next cue of the state's cue list.", {}),
  'previous-cue': request('previous-cue', 'To the cue before.', {}),
  'select-token': request('select-token', 'Pins a token, counted from 0; null lets go.', {
    index: z.nullable(index()),
  }),
  'set-divergence': request('set-divergence', 'Chooses the divergence, and its parameters.', {
    divergence: text(),
    params: z.optional(z.record(z.string(), z.number())),
  }),
  'toggle-context': request(
    'toggle-context',
    'Hands the privileged context over or takes it back; flips it when "on" is left out.',
    { on: z.optional(z.boolean()) },
  ),
  'set-theme': request('set-theme', 'auto, paper, night or projector.', { theme: text() }),
  'import-trace': request('import-trace', 'Shows a trace (trace.schema.json) as a replay.', { trace: anyObject }),
  'get-trace': request('get-trace', 'The finished rollout as a trace.', {}),
} as const satisfies Readonly<Record<RequestType, z.ZodMiniObject>>

type Read<T> = { readonly [K in keyof T]: Read<T[K]> }

export type StateObject = Read<z.infer<typeof state>>
export type Request = Read<z.infer<(typeof REQUESTS)[RequestType]>>

const id = told(
  z.union([z.string().check(z.maxLength(LIMITS.id)), z.number()]),
  'Chosen by the host; the reply repeats it.',
)
export type MessageId = z.infer<typeof id>

/** Where the embed stands: the answer to `get-state`, and the detail of `state` events. */
const stateReport = named(
  told(
    z.object({
      query: told(z.string(), 'Shows the same on the full page.'),
      view: z.string(),
      engine: z.enum(['idle', 'starting', 'loading', 'ready', 'cancelled', 'failed']),
      /** Something runs: the student writes, or learns, or the bench descends. */
      playing: z.boolean(),
      origin: told(z.nullable(z.enum(['recorded', 'live'])), 'Of the rollout on view.'),
      tokens: index(),
      token: told(z.nullable(index()), 'The token that is looked at.'),
    }),
    'Where the embed stands.',
  ),
  'state',
)
export type StateReport = Read<z.infer<typeof stateReport>>

export interface Welcome extends StateReport {
  readonly version: number
  /** Everything that can be asked for. */
  readonly requests: readonly RequestType[]
}

const errorReport = named(
  z.object({
    code: z.enum(['bad-message', 'unknown-type', 'wrong-version', 'bad-value', 'not-available', 'failed']),
    message: z.string(),
    /** What to do, or null. */
    remedy: z.nullable(z.string()),
  }),
  'error',
)
export type ErrorReport = Read<z.infer<typeof errorReport>>
export type ErrorCode = ErrorReport['code']

/** A number, which postMessage carries where JSON does not: infinities and NaN. */
const real = () => z.custom<number>((value) => typeof value === 'number')

const EVENTS = {
  state: stateReport,
  token: z.object({
    /** Id of the rollout: the same for all its tokens and for what is said of it later. */
    run: z.int(),
    index: index(),
    id: z.int(),
    text: z.string(),
    source: z.enum(['student', 'environment']),
    logpStudent: told(z.number(), 'ln p_S at temperature 1, nats.'),
  }),
  rollout: z.object({
    run: z.int(),
    origin: z.enum(['recorded', 'live']),
    text: z.string(),
    tokens: index(),
    seed: z.int(),
    verdict: z.object({ status: z.string(), message: z.string() }),
  }),
  score: told(
    z.object({
      run: z.int(),
      teacher: z.string(),
      /** The privileged context that the teacher had, or null. */
      context: z.nullable(z.string()),
      divergence: z.string(),
      totalGap: told(real(), "Sum of ln p_T - ln p_S over the student's tokens, nats."),
      gaps: z.array(real()),
      values: told(z.array(real()), 'The divergence at every token, nats.'),
    }),
    'Numbers may be infinite: postMessage carries Infinity and NaN, JSON does not.',
  ),
  error: errorReport,
} as const

/** What the embed says by itself, once a host has said hello. */
export type Events = { readonly [E in keyof typeof EVENTS]: Read<z.infer<(typeof EVENTS)[E]>> }
export type EventName = keyof Events
export type TokenReport = Events['token']
export type RolloutReport = Events['rollout']
export type ScoreReport = Events['score']

const envelope = { protocol: z.literal(PROTOCOL), version: z.literal(PROTOCOL_VERSION) }

/** Every message, for the published schema: from the host, in answer to it, and by itself. */
export const MESSAGES = z.union([
  named(
    told(
      z.union(
        REQUEST_TYPES.map((type) =>
          told(
            z.object({ ...envelope, id, ...REQUESTS[type].def.shape }),
            z.globalRegistry.get(REQUESTS[type])?.description ?? '',
          ),
        ),
      ),
      'From the host to the embed.',
    ),
    'request',
  ),
  named(
    told(
      z.union([
        z.object({ ...envelope, type: z.literal('reply'), id, ok: z.literal(true), value: z.unknown() }),
        z.object({ ...envelope, type: z.literal('reply'), id, ok: z.literal(false), error: errorReport }),
      ]),
      'From the embed to the host: one for every request with an id.',
    ),
    'reply',
  ),
  named(
    told(
      z.union(
        (Object.keys(EVENTS) as EventName[]).map((event) =>
          z.object({ ...envelope, type: z.literal('event'), event: z.literal(event), detail: EVENTS[event] }),
        ),
      ),
      'From the embed to the host, by itself.',
    ),
    'event',
  ),
])

interface Envelope {
  readonly protocol: typeof PROTOCOL
  readonly version: typeof PROTOCOL_VERSION
}
export type ReplyMessage = Envelope & { readonly type: 'reply'; readonly id: MessageId } & (
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: ErrorReport }
  )
export type EventMessage = Envelope & { readonly type: 'event' } & {
    [E in EventName]: { readonly event: E; readonly detail: Events[E] }
  }[EventName]
export type EmbedMessage = ReplyMessage | EventMessage

/** What came: nothing of ours, a request, or one of ours that cannot be followed, with the reason. */
export type Heard =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'request'; readonly id: MessageId; readonly request: Request }
  | { readonly kind: 'bad'; readonly id: MessageId; readonly error: ErrorReport }

/** Reads whatever arrived. Never throws, whatever it is. */
export function hear(data: unknown): Heard {
  try {
    return read(data)
  } catch {
    // A proxy or a getter that throws cannot come through postMessage; should one ever do, it is none of ours.
    return { kind: 'foreign' }
  }
}

/** Without an id nobody waits for an answer. */
const ours = z.looseObject({ protocol: envelope.protocol, id })

function read(data: unknown): Heard {
  const found = z.safeParse(ours, data)
  if (!found.success) return { kind: 'foreign' }
  const { id, type, version } = found.data
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
  const known = REQUEST_TYPES.find((each) => each === type)
  if (!known) {
    return bad('unknown-type', `There is no request of this type.`, `Ask for one of: ${REQUEST_TYPES.join(', ')}.`)
  }
  const asked = z.safeParse(REQUESTS[known], data)
  if (asked.success) return { kind: 'request', id, request: asked.data }
  const wrong = String(asked.error.issues[0]?.path[0])
  return bad('bad-value', `“${wrong}” of ${type} is not as the protocol says.`, 'See embed/protocol.schema.json.')
}
