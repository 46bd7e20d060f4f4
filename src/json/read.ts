/**
 * @file Unknown JSON, read by a schema. A format's schema is its only definition: types come of it by `z.infer`, values by `read`, and the
 * published JSON Schemas by `npm run schemas`. The small half of zod, and only where a file is read: the page fetches it with the reader.
 */
import * as z from 'zod/mini'
import { english, type Message, message, nested, type Sentence } from '../message/message.ts'
import { type Json, shown } from './parse.ts'

// The page's content security policy forbids `new Function`, by which zod compiles its object parsers otherwise.
z.config({ jitless: true })

/** The first part of a file that is not as its format says: where, what should stand there, what was found. */
export class FormatError extends TypeError {
  override readonly name = 'FormatError'
  /** The error's message, for a reader of another language. */
  readonly sentence: Message

  constructor(sentence: Message) {
    super(english(sentence))
    this.sentence = sentence
  }
}

/** What a schema reads. */
export type Read<Schema extends z.ZodMiniType> = Frozen<z.output<Schema>>
type Frozen<T> = { readonly [K in keyof T]: Frozen<T[K]> }

/** Past the first mistake nothing is looked at: a list of a million wrong entries is refused as fast as one. */
const FIRST_ONLY: z.core.ParseContextInternal<z.core.$ZodIssue> = { async: false, abortEarly: true }

/**
 * @param at what the value is called where the whole of it is wrong; paths begin with it only when it is `within` something larger
 * @throws FormatError for the first part which is not as the schema says
 */
export function read<Schema extends z.ZodMiniType>(
  schema: Schema,
  json: Json,
  at: string,
  { within = false } = {},
): z.output<Schema> {
  const found = z.safeParse(schema, json, FIRST_ONLY)
  if (found.success) return found.data
  const issue = deepest(found.error.issues[0]!)
  const path = pathText(issue.path)
  const place = path === '' ? at : within ? `${at}${path.startsWith('[') ? '' : '.'}${path}` : path
  const value = issue.path.reduce<unknown>((inside, key) => (Object(inside) as Record<PropertyKey, unknown>)[key], json)
  throw new FormatError(
    message('{place}: expected {what}, found {found}', { place, what: expected(issue), found: told(value) }),
  )
}

type Issue = z.core.$ZodIssue

/** Of a choice between forms: what is wrong with the form that the value comes nearest to. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const [nearest] = issue.errors.flatMap(([first]) => first ?? []).toSorted((a, b) => b.path.length - a.path.length)
  return nearest ? deepest({ ...nearest, path: [...issue.path, ...nearest.path] }) : issue
}

/** scores[1].tokens[3].gap */
function pathText(path: Issue['path']): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

/** Words for numbers that JSON does not have stand there as they do in the file. */
function told(value: unknown): string {
  if (value === undefined) return 'nothing'
  // No object is asked for its text: it may hold a `toString` of its own that is no function.
  return typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value) ? value : shown(value)
}

const NOUNS: Readonly<Record<string, Sentence>> = {
  string: message('text'),
  object: message('an object'),
  record: message('an object'),
  array: message('a list'),
  tuple: message('a list'),
  boolean: message('true or false'),
}

function expected(issue: Issue): Message {
  if (issue.code === 'custom' && issue.params) return nested((issue.params as unknown as Expected).expected)
  if (issue.code === 'invalid_type') return nested(NOUNS[issue.expected] ?? issue.expected)
  if (issue.code === 'invalid_value') {
    return issue.values.length > 1 ? oneOf(issue.values) : nested(JSON.stringify(issue.values[0]))
  }
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return nested(message('at most {n} entries', { n: Number(issue.maximum) }))
  }
  return nested(message('something else'))
}

/** What a check of ours says should have stood there. */
interface Expected {
  readonly expected: Sentence
}
const wanted = (expected: Sentence) => ({ params: { expected } satisfies Expected as Record<string, unknown> })

/** What a schema's check adds to its issues. @param path from the value that is checked */
export const refused = (input: Json, path: PropertyKey[], expected: Sentence): z.core.$ZodRawIssue => ({
  code: 'custom',
  input,
  path,
  ...wanted(expected),
})

/** As what should have stood there. */
export const oneOf = (choices: readonly unknown[]): Message =>
  message('one of {choices}', { choices: choices.join(', ') })

type Shape = z.core.JSONSchema.BaseSchema

/** The same schema, with a sentence for whoever reads the published JSON Schema. */
export const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  shaped(schema, { description })

/** The same schema, with more of what the published JSON Schema says of it: what cannot be told from a function. */
export function shaped<Schema extends z.ZodMiniType>(schema: Schema, shape: Shape): Schema {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...(shape as z.core.GlobalMeta) })
  return schema
}

const NUMBER: Shape = { anyOf: [{ type: 'number' }, { enum: ['Infinity', '-Infinity'] }] }

/**
 * A value that one function looks at: a trace holds them by the ten thousand, and a chain of the library's checks takes three times as
 * long. One each time, so that each can be described.
 * @param shape the same in JSON Schema, which cannot be told from a function
 * @param expected what should stand there
 * @param take the value, or undefined for what is none
 */
export function leaf<T>(shape: Shape, expected: Sentence, take: (json: Json) => T | undefined) {
  const schema = z.transform((json: Json, { issues }): T => {
    const value = take(json)
    if (value === undefined) issues.push({ code: 'custom', input: json, ...wanted(expected) })
    return value as T
  })
  return shaped(schema, shape)
}

/** A number, or "Infinity" / "-Infinity" as text (JSON has no infinities). undefined for NaN and all else. */
export function numberOf(json: Json): number | undefined {
  if (typeof json === 'number') return Number.isNaN(json) ? undefined : json
  return json === 'Infinity' ? Infinity : json === '-Infinity' ? -Infinity : undefined
}

/** Numbers by name, which may be infinite. One step as well: a token has a dozen of them. */
export const reals = () => {
  const schema = z.transform((json: Json, { issues }): Readonly<Record<string, number>> => {
    const numbers: Record<string, number> = {}
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      issues.push({ code: 'custom', input: json, ...wanted(message('an object')) })
      return numbers
    }
    for (const [name, value] of Object.entries(json)) {
      const number = numberOf(value)
      if (number === undefined)
        issues.push({ code: 'custom', input: value, path: [name], ...wanted(message('a number')) })
      else if (name !== '__proto__') numbers[name] = number
    }
    return numbers
  })
  return shaped(schema, { type: 'object', additionalProperties: NUMBER })
}

export const texts = () => z.array(z.string())

/**
 * A number within limits.
 * @param plain what is wanted where there is no number
 * @param limited what is wanted where it is another one
 */
function numeric(shape: Shape, plain: Sentence, limited: Sentence, fits: (value: number) => boolean) {
  const schema = z.transform((json: Json, { issues }): number => {
    const value = numberOf(json)
    if (value !== undefined && fits(value)) return value
    issues.push({ code: 'custom', input: json, ...wanted(value === undefined ? plain : limited) })
    return Number.NaN
  })
  return shaped(schema, shape)
}

const limits = (min: number, max: number): Shape => ({
  ...(min > -Infinity && { minimum: min }),
  ...(max < Infinity && { maximum: max }),
})

/** A number that may be infinite. @param limited what is wanted where `fits` says that it is another one */
export const real = (limited: Sentence = message('a number'), fits: (value: number) => boolean = () => true) =>
  numeric(NUMBER, message('a number'), limited, fits)

/** A finite number from `min` to `max`, both included. */
export const finite = (min: number, max = Infinity) =>
  numeric(
    { type: 'number', ...limits(min, max) },
    message('a number'),
    max < Infinity
      ? message('a number from {min} to {max}', { min, max })
      : message('a number of at least {n}', { n: min }),
    (value) => Number.isFinite(value) && value >= min && value <= max,
  )

/** A whole number from `min` to `max`, both included. */
export const whole = (min = -Infinity, max = Infinity) =>
  numeric(
    { type: 'integer', ...limits(min, max) },
    message('a number'),
    max < Infinity
      ? message('a whole number from {min} to {max}', { min, max })
      : min > -Infinity
        ? message('a whole number of at least {n}', { n: min })
        : message('a whole number'),
    (value) => Number.isSafeInteger(value) && value >= min && value <= max,
  )
