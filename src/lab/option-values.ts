/** @file Values on the command line: each is checked here, and a mistake names the option and its remedy in one line. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { EngineError, oneLine } from '../engine/errors.ts'

/**
 * The options of a command and what stands beside them.
 * @throws EngineError 'bad-request' for an option that the command does not have
 */
export function splitArguments<T extends NonNullable<ParseArgsConfig['options']>>(argv: readonly string[], options: T) {
  try {
    return parseArgs({ args: joinNegatives(argv), allowPositionals: true, options })
  } catch (error) {
    throw bad(`${oneLine(error).replace(/\.?$/, '.')}`, 'See all options with: npm run --silent lab -- --help.')
  }
}

/** `--seed -1` as `--seed=-1`: parseArgs takes a negative number for an option, and then names no remedy. */
function joinNegatives(argv: readonly string[]): string[] {
  const joined: string[] = []
  for (const argument of argv) {
    const last = joined.at(-1)
    if (/^-\.?\d/.test(argument) && last?.startsWith('--') && !last.includes('='))
      joined.push(`${joined.pop()}=${argument}`)
    else joined.push(argument)
  }
  return joined
}

export function oneOf<T extends string>(option: string, known: readonly T[], value: string): T {
  const found = known.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw bad(
    value === '' ? `${option} is missing.` : `${option} is ${typed(value)}.`,
    `Choose one of: ${known.join(', ')}.`,
  )
}

export function number(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value)) return value
  const comma = /^-?\d+,\d+$/.test(text) ? `, with a point for the decimals: ${text.replace(',', '.')}` : ''
  throw bad(`${option} is ${typed(text)}.`, `Give ${option} a number${comma}.`)
}

export function aboveZero(option: string, text: string): number {
  const value = number(option, text)
  if (value > 0) return value
  throw bad(`${option} is ${typed(text)}.`, `Give ${option} a number above 0.`)
}

export function whole(option: string, text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value
  const range = max < Number.MAX_SAFE_INTEGER ? `from ${min} to ${max}` : `of at least ${min}`
  throw bad(`${option} is ${typed(text)}.`, `Give ${option} a whole number ${range}.`)
}

/** `undefined` stays what it is: the option was not given. */
export function given<T>(text: string | undefined, read: (text: string) => T): T | null {
  return text === undefined ? null : read(text)
}

/** What was typed, as an error quotes it: in one line, cut where it is long. */
export function typed(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return `"${line.length <= MOST_QUOTED ? line : `${line.slice(0, MOST_QUOTED - 1)}…`}"`
}

const MOST_QUOTED = 80

export function bad(message: string, remedy: string): EngineError {
  // What begins with the path of a field, such as texts[0].draw, keeps its spelling.
  const isPath = /^[\w-]+[[._]/.test(message)
  const capital = isPath ? message : message.charAt(0).toUpperCase() + message.slice(1)
  return new EngineError('bad-request', capital, remedy)
}
