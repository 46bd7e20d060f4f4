/**
 * @file The JSON that `lab loss` reads: logits of both models at some positions, the texts that these belong to, and what the
 * step would know beside them. Every mistake is one line that names the place and the remedy.
 */
import { bad } from './option-values.ts'

/** One text of the case. Its rows are positions of the logits, in the order of its tokens. */
export interface CaseText {
  readonly draw: string
  readonly problem: number
  readonly rows: readonly number[]
  readonly right: boolean
  readonly reward: number
  readonly answer: string | null
  /** A position, one of its rows. */
  readonly firstWrongRow: number | null
  /** Which of several teachers reads it; null where the recipe's order decides. */
  readonly teacher: string | null
}

type Logits = readonly (readonly number[])[]

/** A case whose shapes fit each other; whether it fits a recipe is another question. */
export interface LossCase {
  /** [positions][vocabulary] */
  readonly student: Logits
  /** One teacher without a name, several by name, or none. */
  readonly teachers: Logits | ReadonlyMap<string, Logits> | null
  readonly tokens: readonly number[]
  readonly texts: readonly CaseText[]
  /** nats, one a position; null where the case leaves them out. */
  readonly behaviour: readonly number[] | null
  readonly reference: readonly number[] | null
  readonly special: readonly boolean[]
  /** Where a speculating teacher refused the student's token; null where the case leaves it out, and then everywhere. */
  readonly refused: readonly boolean[] | null
  /** In [0, 1), one a position: the draws of losses that sample a token of their own. */
  readonly uniform: readonly number[]
  readonly progress: number
  /** From 0; null: the phase at `progress`. */
  readonly phase: number | null
  readonly sizes: Readonly<Record<string, number>>
}

const FIELDS = [
  ...['student_logits', 'teacher_logits', 'tokens', 'texts', 'behaviour_logps', 'reference_logps', 'special'],
  ...['refused', 'uniform', 'progress', 'phase', 'sizes'],
]
const TEXT_FIELDS = ['draw', 'problem', 'rows', 'right', 'reward', 'answer', 'first_wrong_row', 'teacher']
const EXAMPLE =
  '{"student_logits": [[0, 1]], "teacher_logits": [[1, 0]], "tokens": [0], "texts": [{"draw": "student", "rows": [0]}]}'

/** The draw that stands for a row where the case gives none. */
const MIDDLE = 0.5

type Fields = Readonly<Record<string, unknown>>

/** @throws EngineError 'bad-request' for the first thing that is wrong */
export function readLossCase(text: string): LossCase {
  const json = parse(text)
  known(json, FIELDS, 'The case')
  const student = logits(json.student_logits, 'student_logits', null)
  const positions = student.length
  const perPosition = <T>(field: string, item: (value: unknown, where: string) => T): readonly T[] | null =>
    json[field] === undefined || json[field] === null ? null : column(json[field], field, positions, item)
  const vocabulary = student[0]!.length
  const tokens = column(json.tokens, 'tokens', positions, (value, where) => wholeIn(value, where, 0, vocabulary - 1))
  return {
    student,
    teachers: teachers(json.teacher_logits, student),
    tokens,
    texts: texts(json.texts, positions),
    behaviour: perPosition('behaviour_logps', logProb),
    reference: perPosition('reference_logps', logProb),
    special: perPosition('special', flag) ?? tokens.map(() => false),
    refused: perPosition('refused', flag),
    uniform: perPosition('uniform', fractionOf) ?? tokens.map(() => MIDDLE),
    progress: optional(json.progress, 0, (value) => {
      const share = finite(value, 'progress')
      if (share < 0 || share > 1) throw bad(`progress is ${share}.`, 'Give the share of the run, from 0 to 1.')
      return share
    }),
    phase: optional(json.phase, null, (value) => wholeIn(value, 'phase', 0, Number.MAX_SAFE_INTEGER)),
    sizes: optional(json.sizes, {}, (value) => {
      const sizes = object(value, 'sizes', 'Give an object of numbers, such as {"topK": 2}.')
      return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, finite(size, `sizes.${name}`)]))
    }),
  }
}

function parse(text: string): Fields {
  if (text.trim() === '') throw bad('Standard input is empty.', `Give the case as JSON: ${EXAMPLE}.`)
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 120)
    throw bad(`The case is not JSON (${reason}).`, `Give one object like ${EXAMPLE}; numbers must be finite.`)
  }
  return object(json, 'the case', `Give one object like ${EXAMPLE}.`)
}

function logits(value: unknown, field: string, like: Logits | null): Logits {
  if (!Array.isArray(value) || value.length === 0 || !value.every(Array.isArray)) {
    const what = value === undefined ? 'is missing' : 'is no list of lists'
    throw bad(`${field} ${what}.`, 'Give one list of logits for each position: [[...], ...].')
  }
  const width = like ? like[0]!.length : (value as unknown[][])[0]!.length
  if (like && value.length !== like.length)
    throw bad(
      `${field} has ${value.length} positions, student_logits ${like.length}.`,
      'Give both models the same positions.',
    )
  if (width < 2) throw bad(`${field}[0] has ${width} logits.`, 'Give a vocabulary of at least 2 words.')
  return (value as unknown[][]).map((row, i) => {
    if (row.length !== width)
      throw bad(
        `${field}[${i}] has ${row.length} logits where ${width} are due.`,
        'Give every position the same words.',
      )
    return row.map((x, v) => finite(x, `${field}[${i}][${v}]`))
  })
}

function teachers(value: unknown, student: Logits): LossCase['teachers'] {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return logits(value, 'teacher_logits', student)
  const named = Object.entries(
    object(value, 'teacher_logits', 'Give a list of lists, or one such list a teacher by name.'),
  )
  if (named.length === 0) throw bad('teacher_logits names no teacher.', 'Give {"name": [[...]]}.')
  return new Map(named.map(([name, rows]) => [name, logits(rows, `teacher_logits.${name}`, student)]))
}

function texts(value: unknown, positions: number): readonly CaseText[] {
  if (!Array.isArray(value) || value.length === 0)
    throw bad('texts is missing or empty.', 'Give at least {"draw": "student", "rows": [0, 1, ...]}.')
  const owner = new Map<number, number>()
  return value.map((given: unknown, i) => {
    const where = `texts[${i}]`
    const text = object(given, where, 'Give an object with "draw" and "rows".')
    known(text, TEXT_FIELDS, where)
    if (typeof text.draw !== 'string' || text.draw === '')
      throw bad(`${where}.draw is ${shown(text.draw)}.`, 'Name the draw that the text belongs to, such as "student".')
    if (!Array.isArray(text.rows) || text.rows.length === 0)
      throw bad(`${where}.rows is ${shown(text.rows)}.`, 'Give the positions of its tokens, in order: [0, 1, ...].')
    const rows = text.rows.map((row: unknown, t) => wholeIn(row, `${where}.rows[${t}]`, 0, positions - 1))
    for (const row of rows) {
      const other = owner.get(row)
      if (other !== undefined)
        throw bad(
          `Position ${row} is in texts[${other}] and in ${where}.`,
          'Let every position belong to one text, once.',
        )
      owner.set(row, i)
    }
    const right = optional(text.right, false, (x) => flag(x, `${where}.right`))
    const firstWrongRow = optional(text.first_wrong_row, null, (x) =>
      wholeIn(x, `${where}.first_wrong_row`, 0, positions - 1),
    )
    if (firstWrongRow !== null && !rows.includes(firstWrongRow))
      throw bad(
        `${where}.first_wrong_row is ${firstWrongRow}, which is none of its rows.`,
        `Give one of ${rows.join(', ')}, or null.`,
      )
    return {
      draw: text.draw,
      problem: optional(text.problem, 0, (x) => wholeIn(x, `${where}.problem`, 0, Number.MAX_SAFE_INTEGER)),
      rows,
      right,
      reward: optional(text.reward, Number(right), (x) => finite(x, `${where}.reward`)),
      // Right texts agree on an answer; what a wrong one answers is known only where the case tells it.
      answer: optional(text.answer, right ? 'right' : null, (x) => word(x, `${where}.answer`)),
      firstWrongRow,
      teacher: optional(text.teacher, null, (x) => word(x, `${where}.teacher`)),
    }
  })
}

/** @throws for a field that nothing reads: a typing mistake would pass for a default otherwise */
function known(json: Fields, fields: readonly string[], what: string): void {
  const unknown = Object.keys(json).find((key) => !fields.includes(key))
  if (unknown !== undefined)
    throw bad(`${what} has the unknown field "${unknown}".`, `Take it out, or use one of: ${fields.join(', ')}.`)
}

function column<T>(
  value: unknown,
  field: string,
  positions: number,
  item: (value: unknown, where: string) => T,
): readonly T[] {
  if (!Array.isArray(value))
    throw bad(
      `${field} is ${value === undefined ? 'missing' : shown(value)}.`,
      `Give a list with one entry for each of the ${positions} positions.`,
    )
  if (value.length !== positions)
    throw bad(
      `${field} has ${value.length} entries, student_logits ${positions} positions.`,
      'Give one entry for each position.',
    )
  return value.map((x: unknown, i) => item(x, `${field}[${i}]`))
}

function optional<T, N>(value: unknown, without: N, read: (value: unknown) => T): T | N {
  return value === undefined || value === null ? without : read(value)
}

function object(value: unknown, where: string, remedy: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw bad(`${where} is ${shown(value)}.`, remedy)
}

function finite(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw bad(`${where} is ${shown(value)}.`, 'Give a finite number.')
}

function wholeIn(value: unknown, where: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`
  throw bad(`${where} is ${shown(value)}.`, `Give a whole number ${range}.`)
}

/** A log-probability: rounding may leave a little above 0. */
function logProb(value: unknown, where: string): number {
  const logp = finite(value, where)
  if (logp > 1e-6) throw bad(`${where} is ${logp}.`, 'Give log-probabilities: natural logarithms, at most 0.')
  return logp
}

function flag(value: unknown, where: string): boolean {
  if (value === true || value === 1) return true
  if (value === false || value === 0) return false
  throw bad(`${where} is ${shown(value)}.`, 'Give true or false.')
}

function fractionOf(value: unknown, where: string): number {
  const x = finite(value, where)
  if (x < 0 || x >= 1) throw bad(`${where} is ${x}.`, 'Give a number from 0 up to, and not including, 1.')
  return x
}

function word(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  throw bad(`${where} is ${shown(value)}.`, 'Give a text.')
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}
