/** @file From what zod found to one line of what is wrong and one of what to do. */
import type * as z from 'zod'
import { shown } from '../../json/parse.ts'
import { type MessageValue, message, nested, type Sentence } from '../../message/message.ts'
import { SAFE_NAME } from './atoms.ts'
import { type Path, pathText, RecipeError, type Wrong, wrongAt } from './recipe-error.ts'

type Issue = z.core.$ZodIssue

/** @param json the whole recipe, for the value at the issue's path */
export function explain(found: Issue, json: unknown): RecipeError {
  const issue = innermost(found)
  const value = valueAtPath(json, issue.path)
  const wrong = wrongAt(
    issue.path,
    value === undefined ? message('is missing') : message('is {value}', { value: shown(value) }),
  )
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys
        .slice(0, 3)
        .map((name) => shown(name))
        .join(', ')
      return new RecipeError(
        wrongAt(issue.path, message('has the unknown key {key}', { key })),
        message('Take it out, or correct its name.'),
      )
    }
    case 'invalid_value':
      return new RecipeError(wrong, give(oneOf(issue.values)))
    case 'invalid_union':
      return new RecipeError(wrong, give(choices(issue)))
    case 'too_small':
    case 'too_big':
      return new RecipeError(wrong, limit(issue))
    case 'custom':
      return ofCheck(issue)
    case 'invalid_format':
      return new RecipeError(
        wrong,
        'pattern' in issue && issue.pattern === String(SAFE_NAME) ? give(nested(SAFE)) : give(nested(LINE)),
      )
    case 'invalid_type':
      return new RecipeError(wrong, give(nested(NOUNS[issue.expected] ?? issue.expected)))
    default:
      return new RecipeError(wrong, give(nested(LINE)))
  }
}

const give = (what: MessageValue): Sentence => message('Give {what}.', { what })

const LINE = message('one line of text')
const SAFE = message(
  'a name of at most 64 letters, digits, dots, hyphens and underscores that begins with a letter or a digit: files are called so',
)

const NOUNS: Readonly<Record<string, string>> = {
  number: message('a number'),
  int: message('a whole number'),
  string: LINE,
  boolean: message('true or false'),
  object: message('an object'),
  tuple: message('a list of at least one'),
  array: message('a list'),
  null: 'null',
}

/** Of a union of number and objects: the first issue of the branch that the value comes nearest to. */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const near = issue.errors.filter(([first]) => first && !(first.code === 'invalid_type' && first.path.length === 0))
  const [best] = near.toSorted((a, b) => a.length - b.length)
  const [first] = best ?? []
  return first ? innermost({ ...first, path: [...issue.path, ...first.path] }) : issue
}

function valueAtPath(json: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (Object(at) as Readonly<Record<PropertyKey, unknown>>)[key], json)
}

function oneOf(values: readonly unknown[]): MessageValue {
  const words = values.map((value) => JSON.stringify(value))
  return words.length === 1 ? (words[0] ?? '') : message('one of {values}', { values: words.join(', ') })
}

function choices(issue: Extract<Issue, { code: 'invalid_union' }>): MessageValue {
  if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options)
  return nested(message('a number, or an object that says how it moves'))
}

function limit(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): Sentence {
  if (issue.origin === 'string')
    return issue.code === 'too_small'
      ? message('Write something there.')
      : message('Write at most {n} characters.', { n: String(issue.maximum) })
  if (issue.origin === 'array')
    return issue.code === 'too_small'
      ? message('Give at least one.')
      : message('Give at most {n}.', { n: String(issue.maximum) })
  if (issue.code === 'too_small') {
    const n = String(issue.minimum)
    return give(issue.inclusive ? message('a number of at least {n}', { n }) : message('a number above {n}', { n }))
  }
  const n = String(issue.maximum)
  return give(issue.inclusive ? message('a number of at most {n}', { n }) : message('a number below {n}', { n }))
}

/** The schema's own checks say themselves what is wrong and what to do. */
export interface CheckParams {
  readonly wrong: Wrong
}

function ofCheck({ path, params }: Extract<Issue, { code: 'custom' }>): RecipeError {
  const { wrong } = params as unknown as CheckParams
  return new RecipeError(
    message('{place}: {what}', { place: pathText(path), what: nested(wrong.message) }),
    wrong.remedy,
  )
}
