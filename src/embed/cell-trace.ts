/**
 * @file What a notebook cell reads of a trace (`opd-trace` version 2, see public/trace.schema.json). The page's own reader knows every
 * world and divergence; this one takes what it draws and nothing else, so that the script stays small.
 */

export interface CellToken {
  readonly text: string
  readonly byStudent: boolean
}

export interface CellEntry {
  readonly text: string
  readonly logpStudent: number
  readonly logpTeacher: number
}

export interface CellScore {
  readonly logpStudent: number
  readonly logpTeacher: number
  /** ln p_T - ln p_S, nats. */
  readonly gap: number
  readonly entropyStudent: number
  readonly entropyTeacher: number
  readonly rankStudent: number
  readonly rankTeacher: number
  readonly top: readonly CellEntry[]
  readonly divergences: Readonly<Record<string, number>>
}

export interface CellReading {
  readonly teacher: string
  readonly context: string | null
  /** One for each token. */
  readonly tokens: readonly CellScore[]
}

export interface CellTrace {
  readonly prompt: string
  readonly student: string
  readonly seed: number
  readonly verdict: { readonly status: string; readonly message: string }
  readonly tokens: readonly CellToken[]
  readonly readings: readonly CellReading[]
}

type Json = Readonly<Record<string, unknown>>

/** @param json the parsed trace, or its text. @throws TypeError that names what is not as the format says */
export function readCellTrace(json: unknown): CellTrace {
  const root = object(typeof json === 'string' ? parse(json) : json, 'the trace')
  if (root.format !== 'opd-trace' || root.version !== 2) throw new TypeError('it is not an opd-trace of version 2')
  const rollout = object(root.rollout, 'rollout')
  const verdict = object(rollout.verdict, 'verdict')
  const tokens = list(rollout.tokens, 'rollout.tokens').map((each) => {
    const { text, source } = object(each, 'a token')
    return { text: String(text), byStudent: source === 'student' }
  })
  const readings = list(root.scores, 'scores').map((each) => {
    const { teacher, context, tokens: scores } = object(each, 'a reading')
    const read = list(scores, 'a reading’s tokens').map(readScore)
    if (read.length !== tokens.length) throw new TypeError('a reading has another number of tokens than the rollout')
    return { teacher: String(teacher), context: context === null ? null : String(context), tokens: read }
  })
  return {
    prompt: String(rollout.prompt),
    student: String(rollout.student),
    seed: Number(object(rollout.sampling, 'sampling').seed),
    verdict: { status: String(verdict.status), message: String(verdict.message) },
    tokens,
    readings,
  }
}

function readScore(json: unknown): CellScore {
  const it = object(json, 'a token’s score')
  // Infinite numbers are written as words, which Number reads back.
  const number = (name: string): number => Number(it[name])
  return {
    logpStudent: number('logpStudent'),
    logpTeacher: number('logpTeacher'),
    gap: number('gap'),
    entropyStudent: number('entropyStudent'),
    entropyTeacher: number('entropyTeacher'),
    rankStudent: number('rankStudent'),
    rankTeacher: number('rankTeacher'),
    top: list(it.top, 'top').map((each) => {
      const { text, logpStudent, logpTeacher } = object(each, 'an entry')
      return { text: String(text), logpStudent: Number(logpStudent), logpTeacher: Number(logpTeacher) }
    }),
    divergences: Object.fromEntries(
      Object.entries(object(it.divergences, 'divergences')).map(([id, value]) => [id, Number(value)]),
    ),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TypeError('it is not JSON')
  }
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${what} is no object`)
  return value as Json
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${what} is no list`)
  return value
}
