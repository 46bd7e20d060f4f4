/** @file A teacher or a student on a server, as the lab's verbs are told of it. Keys come from OPD_TEACHER_KEY and OPD_STUDENT_KEY, so that no list of processes shows them. */
import { EngineError } from '../engine/errors.ts'
import { baseOf, type RemoteStudent, type RemoteTeacher } from '../remote/client.ts'
import { RemoteError, type Trouble } from '../remote/remote-error.ts'
import { SERVER_KINDS, type ServerKind } from '../remote/wire.ts'
import { aboveZero, bad, given, oneOf, whole } from './option-values.ts'

export interface RemoteModelOptions {
  readonly url: string
  readonly model: string
  readonly kind: ServerKind
  /** Seconds for one answer. */
  readonly timeout: number
}

export interface RemoteTeacherOptions extends RemoteModelOptions {
  /** null: as many as the verb needs. */
  readonly topK: number | null
}

export const SERVER_OPTIONS = {
  'teacher-url': { type: 'string' },
  'teacher-model': { type: 'string' },
  'teacher-kind': { type: 'string' },
  'teacher-top-k': { type: 'string' },
  'teacher-timeout': { type: 'string', default: '60' },
} as const

export const STUDENT_SERVER_OPTIONS = {
  'student-url': { type: 'string' },
  'student-model': { type: 'string' },
  'student-kind': { type: 'string' },
  'student-timeout': { type: 'string', default: '60' },
} as const

export interface StudentServerValues {
  readonly 'student-url'?: string
  readonly 'student-model'?: string
  readonly 'student-kind'?: string
  readonly 'student-timeout': string
}

export interface ServerValues {
  readonly 'teacher-url'?: string
  readonly 'teacher-model'?: string
  readonly 'teacher-kind'?: string
  readonly 'teacher-top-k'?: string
  readonly 'teacher-timeout': string
}

/** @throws EngineError 'bad-request' naming the option and its remedy */
export function serverOptions(values: ServerValues): RemoteTeacherOptions | null {
  const found = modelOptions('teacher', {
    ...{ url: values['teacher-url'], model: values['teacher-model'], kind: values['teacher-kind'] },
    timeout: values['teacher-timeout'],
  })
  return (
    found && { ...found, topK: given(values['teacher-top-k'], (text) => whole('--teacher-top-k', text, 1, 1_000_000)) }
  )
}

/** @throws EngineError 'bad-request' naming the option and its remedy */
export function studentOptions(values: StudentServerValues): RemoteModelOptions | null {
  return modelOptions('student', {
    ...{ url: values['student-url'], model: values['student-model'], kind: values['student-kind'] },
    timeout: values['student-timeout'],
  })
}

interface ModelValues {
  readonly url: string | undefined
  readonly model: string | undefined
  readonly kind: string | undefined
  readonly timeout: string
}

function modelOptions(
  role: 'teacher' | 'student',
  { url, model, kind, timeout }: ModelValues,
): RemoteModelOptions | null {
  if (url === undefined) {
    const alone = model !== undefined ? `--${role}-model` : kind !== undefined ? `--${role}-kind` : null
    if (alone !== null) throw bad(`${alone} belongs to a ${role} on a server.`, `Give --${role}-url with it.`)
    return null
  }
  if (model === undefined) throw bad(`--${role}-model is missing.`, "Give the model's name as the server knows it.")
  return {
    url,
    model,
    kind: oneOf(`--${role}-kind`, SERVER_KINDS, kind ?? ''),
    timeout: aboveZero(`--${role}-timeout`, timeout),
  }
}

/** @throws RemoteError for an address that is none */
export function remoteTeacher({ url, model, kind, timeout }: RemoteTeacherOptions, topK: number): RemoteTeacher {
  const role = 'teacher'
  return {
    ...{ role, url: baseOf({ url, role }), model, kind, topK, timeout: 1000 * timeout },
    key: process.env.OPD_TEACHER_KEY?.trim() || null,
  }
}

/** @throws RemoteError for an address that is none */
export function remoteStudent({ url, model, kind, timeout }: RemoteModelOptions): RemoteStudent {
  const role = 'student'
  return {
    ...{ role, url: baseOf({ url, role }), model, kind, timeout: 1000 * timeout },
    key: process.env.OPD_STUDENT_KEY?.trim() || null,
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
