/**
 * @file The JSON in which the outside asks for divergences (`lab divergence`), parsed, checked and answered. Every error
 * is one line that names the remedy.
 *
 * Input: {"student_logits": [[...]], "teacher_logits": [[...]], "divergence": id, "params"?: {...}, "temperature"?: 1,
 * "tokens"?: [...], "support"?: {"top_k", "of", "tail"}}. One row a position. `support` may stand in `params` as well.
 * A masked vocabulary entry is "-Infinity"; a bare -Infinity, which Python's json writes, is read too. null is refused:
 * JavaScript writes NaN so, and a NaN must not pass for a mask.
 * Output: {"per_token": [...], "grad_logits": [[...]]}; JSON has no infinity, so an infinite value is the string
 * "Infinity" or "-Infinity". Gradients are always finite.
 */

import { parseJson, shown } from '../json/parse.ts'
import { divergenceById } from './registry.ts'
import type { Support } from './types.ts'

interface DivergenceRequest {
  readonly student: number[][]
  readonly teacher: number[][]
  readonly divergence: string
  readonly params: Record<string, number>
  readonly temperature: number
  readonly tokens: number[] | undefined
  readonly support: Support | undefined
}

const FIELDS = ['student_logits', 'teacher_logits', 'divergence', 'params', 'temperature', 'tokens', 'support']
const EXAMPLE = '{"student_logits": [[0, 1]], "teacher_logits": [[1, 0]], "divergence": "forward-kl"}'

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseInput(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    const [, reason] = /^(?:it is not JSON \()?(.*?)\)?$/.exec(error instanceof Error ? error.message : '') ?? []
    throw new SyntaxError(`the input is not JSON (${reason}): pass one object like ${EXAMPLE}`)
  }
}

function parseLogit(value: unknown, where: string): number {
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new TypeError(`${where} is ${shown(value)}: write a finite number, or "-Infinity" for a masked entry`)
}

function parseRows(value: unknown, field: string): number[][] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(Array.isArray)) {
    throw new TypeError(`${field} is missing or no list of lists: give one list of V logits for each position, [[...]]`)
  }
  const width: number = value[0]?.length ?? 0
  return value.map((row: unknown[], t) => {
    if (row.length !== width || width === 0) {
      throw new RangeError(
        `${field}[${t}] has ${row.length} logits and ${field}[0] ${width}: give every position the same V >= 1 of them`,
      )
    }
    return row.map((logit, v) => parseLogit(logit, `${field}[${t}][${v}]`))
  })
}

function parseSupport(value: unknown): Support {
  const remedy = 'write {"top_k": 1..V, "of": "teacher" or "student", "tail": true or false}'
  if (!isObject(value)) throw new TypeError(`support is no object: ${remedy}`)
  const { top_k, of, tail, ...others } = value
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) throw new TypeError(`support has no field ${shown(unknown)}: ${remedy}`)
  if (typeof top_k !== 'number') throw new TypeError(`support.top_k is missing or no number: ${remedy}`)
  if (of !== 'teacher' && of !== 'student') throw new TypeError(`support.of is missing or unknown: ${remedy}`)
  if (typeof tail !== 'boolean') throw new TypeError(`support.tail is missing or no boolean: ${remedy}`)
  return { top_k, of, tail }
}

function parseParams(value: unknown): Record<string, number> {
  if (!isObject(value)) throw new TypeError('params is no object: write {"name": number}, or leave it out')
  const params: Record<string, number> = {}
  for (const [name, number] of Object.entries(value)) {
    if (typeof number !== 'number') throw new TypeError(`params.${name} is no number: write {"${name}": number}`)
    params[name] = number
  }
  return params
}

function parseTokens(value: unknown, positions: number): number[] {
  if (!Array.isArray(value) || value.length !== positions || !value.every((x) => typeof x === 'number')) {
    throw new TypeError(`tokens does not fit: give one vocabulary index for each of the ${positions} positions`)
  }
  return value
}

function parseRequest(text: string): DivergenceRequest {
  const input = parseInput(text)
  if (!isObject(input)) throw new TypeError(`the input is no JSON object: pass one like ${EXAMPLE}`)
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key))
  if (unknown !== undefined) {
    throw new TypeError(`there is no field ${shown(unknown)}: use ${FIELDS.join(', ')}`)
  }
  const student = parseRows(input.student_logits, 'student_logits')
  const teacher = parseRows(input.teacher_logits, 'teacher_logits')
  if (student.length !== teacher.length || student[0]?.length !== teacher[0]?.length) {
    throw new RangeError(
      `student_logits is ${student.length} x ${student[0]?.length} and teacher_logits ${teacher.length} x ${teacher[0]?.length}: give both the same shape`,
    )
  }
  const { divergence, temperature = 1 } = input
  if (typeof divergence !== 'string') {
    throw new TypeError('divergence is missing or no string: name one of the ids that --list prints')
  }
  if (typeof temperature !== 'number')
    throw new TypeError('temperature is no number: write one above 0, or leave it out')
  const { support: inParams, ...params } = isObject(input.params) ? input.params : {}
  const support = input.support ?? inParams
  return {
    student,
    teacher,
    divergence,
    params: parseParams(input.params === undefined || isObject(input.params) ? params : input.params),
    temperature,
    tokens: input.tokens === undefined ? undefined : parseTokens(input.tokens, student.length),
    support: support === undefined ? undefined : parseSupport(support),
  }
}

/**
 * Evaluates a request.
 * @param text the JSON described above.
 * @returns `per_token` in nats, one a position (or "Infinity", "-Infinity"), and `grad_logits`, the gradient of the sum
 *   over positions with respect to `student_logits`: as every position is on its own, row t is that of position t.
 * @throws Error whose message is one line naming the remedy.
 */
export function answerRequest(text: string): { per_token: (number | string)[]; grad_logits: number[][] } {
  const { student, teacher, divergence: id, params, temperature, tokens, support } = parseRequest(text)
  const divergence = divergenceById(id)
  if (divergence.kind === 'sampled' && tokens === undefined) {
    throw new TypeError(`${id} reads the sampled tokens: add "tokens", one vocabulary index for each position`)
  }
  const evaluations = student.map((studentLogits, t) =>
    divergence.evaluate(
      { studentLogits, teacherLogits: teacher[t]!, ...(tokens === undefined ? {} : { token: tokens[t]! }) },
      { params, temperature, ...(support === undefined ? {} : { support }) },
    ),
  )
  return {
    per_token: evaluations.map(({ value }) => (Number.isFinite(value) ? value : String(value))),
    grad_logits: evaluations.map(({ gradLogits }) => Array.from(gradLogits)),
  }
}
