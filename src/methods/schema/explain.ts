/** @file From what zod found to one line of what is wrong and one of what to do. */
import type * as z from 'zod'
import { shown } from '../../json/parse.ts'
import { type Path, pathText, RecipeError } from './recipe-error.ts'

type Issue = z.core.$ZodIssue

/** @param json the whole recipe, for the value at the issue's path */
export function explain(found: Issue, json: unknown): RecipeError {
  const issue = innermost(found)
  const path = pathText(issue.path)
  const value = valueAtPath(json, issue.path)
  const known = value === undefined ? 'missing' : shown(value)
  switch (issue.code) {
    case 'unrecognized_keys':
      return new RecipeError(
        `${path} has the unknown key ${issue.keys
          .slice(0, 3)
          .map((key) => shown(key))
          .join(', ')}.`,
        'Take it out, or correct its name.',
      )
    case 'invalid_value':
      return new RecipeError(`${path} is ${known}.`, `Give ${oneOf(issue.values)}.`)
    case 'invalid_union':
      return new RecipeError(`${path} is ${known}.`, `Give ${choices(issue)}.`)
    case 'too_small':
    case 'too_big':
      return new RecipeError(`${path} is ${known}.`, limit(issue))
    case 'custom':
      return sentences(`${path}: ${issue.message}`)
    case 'invalid_type':
      return new RecipeError(
        value === undefined ? `${path} is missing.` : `${path} is ${known}.`,
        `Give ${NOUNS[issue.expected] ?? issue.expected}.`,
      )
    default:
      return new RecipeError(`${path} is ${known}.`, 'Give one line of text.')
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'one line of text',
  boolean: 'true or false',
  object: 'an object',
  tuple: 'a list of at least one',
  array: 'a list',
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

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value))
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`
}

function choices(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options)
  return 'a number, or an object that says how it moves'
}

function limit(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  if (issue.origin === 'array' || issue.origin === 'string') return 'Give at least one.'
  if (issue.code === 'too_small') return `Give a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}.`
  return `Give a number ${issue.inclusive ? 'of at most' : 'below'} ${issue.maximum}.`
}

/** The schema's own messages: what is wrong, then the remedy. */
function sentences(text: string): RecipeError {
  const end = text.indexOf('. ') + 1
  return new RecipeError(text.slice(0, end), text.slice(end + 1))
}
