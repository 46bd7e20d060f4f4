/** @file A teacher on a server, as the lab's verbs are told of it. The key comes from OPD_TEACHER_KEY, so that no list of processes shows it. */
import { EngineError } from '../engine/errors.ts'
import { baseOf, type RemoteTeacher } from '../remote/client.ts'
import { RemoteError, type Trouble } from '../remote/remote-error.ts'
import { SERVER_KINDS, type ServerKind } from '../remote/wire.ts'
import { aboveZero, bad, given, oneOf, whole } from './option-values.ts'

export interface RemoteTeacherOptions {
  readonly url: string
  readonly model: string
  readonly kind: ServerKind
  /** null: as many as the verb needs. */
  readonly topK: number | null
  /** Seconds for one answer. */
  readonly timeout: number
}

export const SERVER_OPTIONS = {
  'teacher-url': { type: 'string' },
  'teacher-model': { type: 'string' },
  'teacher-kind': { type: 'string' },
  'teacher-top-k': { type: 'string' },
  'teacher-timeout': { type: 'string', default: '60' },
} as const

export interface ServerValues {
  readonly 'teacher-url'?: string
  readonly 'teacher-model'?: string
  readonly 'teacher-kind'?: string
  readonly 'teacher-top-k'?: string
  readonly 'teacher-timeout': string
}

/** @throws EngineError 'bad-request' naming the option and its remedy */
export function serverOptions(values: ServerValues): RemoteTeacherOptions | null {
  const { 'teacher-url': url, 'teacher-model': model, 'teacher-kind': kind } = values
  if (url === undefined) {
    const alone = model !== undefined ? '--teacher-model' : kind !== undefined ? '--teacher-kind' : null
    if (alone !== null) throw bad(`${alone} belongs to a teacher on a server.`, 'Give --teacher-url with it.')
    return null
  }
  if (model === undefined) throw bad('--teacher-model is missing.', "Give the model's name as the server knows it.")
  return {
    url,
    model,
    kind: oneOf('--teacher-kind', SERVER_KINDS, kind ?? ''),
    topK: given(values['teacher-top-k'], (text) => whole('--teacher-top-k', text, 1, 1_000_000)),
    timeout: aboveZero('--teacher-timeout', values['teacher-timeout']),
  }
}

/** @throws RemoteError for an address that is none */
export function remoteTeacher({ url, model, kind, timeout }: RemoteTeacherOptions, topK: number): RemoteTeacher {
  return {
    ...{ url: baseOf(url), model, kind, topK, timeout: 1000 * timeout },
    key: process.env.OPD_TEACHER_KEY?.trim() || null,
  }
}

/** Mistakes of what was asked for; the others are failures of the machine. */
const ASKED: readonly Trouble[] = [
  ...(['wrong-key', 'unknown-model', 'logprob-cap', 'vocabulary', 'raw-logits'] as const),
  ...(['too-long', 'no-logprobs', 'refused'] as const),
]

/** What a server refused, with its remedy; any other error as it is. */
export function fromServer(error: unknown): unknown {
  if (!(error instanceof RemoteError)) return error
  const code =
    error.trouble === 'cancelled' ? 'cancelled' : ASKED.includes(error.trouble) ? 'bad-request' : 'session-failed'
  return new EngineError(code, error.message, error.remedy, { cause: error })
}
