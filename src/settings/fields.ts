/** @file How a setting is written in an address and read back. */
import { type Message, message, nested, type Sentence } from '../message/message.ts'

/**
 * What values a field takes, as data: what an error says should stand there and the field's part of public/embed/state.schema.json come
 * of it. The address is read before the first paint, so no library of schemas stands behind it (docs/architecture.md).
 */
export type Takes =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly whole: boolean }
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'flag' }
  /** Words with commas between them. */
  | { readonly kind: 'list'; readonly of: readonly string[]; readonly fewest: number; readonly most: number }
  /** Text of a form of its own. */
  | { readonly kind: 'text'; readonly expected: Sentence }

export interface Field<T> {
  /** Name in the address. */
  readonly key: string
  readonly takes: Takes
  /** Characters of the longest value that is looked at. Default `MAX_VALUE`. */
  readonly longest?: number
  /** undefined for text that means nothing here. */
  parse(text: string): T | undefined
  print(value: T): string
  /** Ids of the models that the value names, and the value with others in their places: a model may not be on this device. */
  models?(value: T): readonly string[]
  withModels?(value: T, models: readonly string[]): T
}

/** A notice is one sentence: of longer lists it names the beginning. */
const MOST_NAMED = 12
const named = (values: readonly (string | number)[]): string =>
  values.length > MOST_NAMED ? `${values.slice(0, MOST_NAMED).join(', ')}, …` : values.join(', ')

/** What should stand in the address for a field. */
export function expected(takes: Takes): Message {
  switch (takes.kind) {
    case 'number': {
      const { min, max, whole } = takes
      return whole
        ? message('a whole number from {min} to {max}', { min, max })
        : message('a number from {min} to {max}', { min, max })
    }
    case 'choice':
      return message('one of {choices}', { choices: named(takes.values) })
    case 'flag':
      return message('one of {choices}', { choices: '0, 1' })
    case 'list': {
      const { of, fewest, most } = takes
      return most > of.length
        ? message('some of {choices}, with commas', { choices: named(of) })
        : message('{fewest} to {most} of {choices}, with commas', { fewest, most, choices: named(of) })
    }
    case 'text':
      return nested(takes.expected)
  }
}

/** What a model or a race may be called: names are looked up later, here only their shape is checked. */
export const MODEL_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i

/** A name that is looked up later, where the list of names is here. */
export const identifier = (key: string): Field<string> => ({
  key,
  takes: { kind: 'text', expected: message('a name of letters, digits, dots and hyphens') },
  parse: (text) => (MODEL_NAME.test(text) ? text : undefined),
  print: String,
})

/** Longer values are not looked at: the longest that the page writes has a tenth of it. */
export const MAX_VALUE = 2048

export const number = (key: string, min: number, max: number, whole: boolean): Field<number> => ({
  key,
  takes: { kind: 'number', min, max, whole },
  parse(text) {
    // As many digits as a number has, small ones with an exponent: what JavaScript prints is read back.
    if (!/^\d{1,10}(\.\d{1,25})?(e-(?:[7-9]|\d{2,3}))?$/.test(text)) return undefined
    const value = Number(text)
    return value >= min && value <= max && (!whole || Number.isInteger(value)) ? value : undefined
  },
  print: String,
})

export const choice = <T extends string | number>(key: string, values: readonly T[]): Field<T> => ({
  key,
  takes: { kind: 'choice', values },
  parse: (text) => values.find((value) => String(value) === text),
  print: String,
})

export const flag = (key: string): Field<boolean> => ({
  key,
  takes: { kind: 'flag' },
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  print: (value) => (value ? '1' : '0'),
})

/** A place in a list, or none. */
export const optionalIndex = (key: string, max: number): Field<number | null> => {
  const { print, ...field } = number(key, 0, max, true)
  return { ...field, print: (value) => (value === null ? '' : print(value)) }
}

/** Some of the values, in the order given: `gkd,opsd`. */
export const several = (
  key: string,
  values: readonly string[],
  [fewest, most]: readonly [fewest: number, most: number],
): Field<readonly string[]> => ({
  key,
  takes: { kind: 'list', of: values, fewest, most },
  parse(text) {
    const found = text.split(',')
    const fit = found.length >= fewest && found.length <= most
    return fit && found.every((value) => values.includes(value)) ? found : undefined
  },
  print: (value) => value.join(','),
})

/** Some of the values, each once, in the order of the list whatever the order in the address. */
export const subset = (key: string, values: readonly string[], fewest: number): Field<readonly string[]> => ({
  key,
  takes: { kind: 'list', of: values, fewest, most: values.length },
  parse(text) {
    const asked = text.split(',')
    const found = values.filter((value) => asked.includes(value))
    return found.length === asked.length && found.length >= fewest ? found : undefined
  },
  print: (value) => value.join(','),
})
