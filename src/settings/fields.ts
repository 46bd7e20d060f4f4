/** @file How a setting is written in an address and read back. */

export interface Field<T> {
  /** Name in the address. */
  readonly key: string
  /** Characters of the longest value that is looked at. Default `MAX_VALUE`. */
  readonly longest?: number
  /** undefined for text that means nothing here. */
  parse(text: string): T | undefined
  print(value: T): string
  /** Ids of the models that the value names, and the value with others in their places: a model may not be on this device. */
  models?(value: T): readonly string[]
  withModels?(value: T, models: readonly string[]): T
}

/** What a model or a race may be called: names are looked up later, here only their shape is checked. */
export const MODEL_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i

/** A name that is looked up later, where the list of names is here. */
export const identifier = (key: string): Field<string> => ({
  key,
  parse: (text) => (MODEL_NAME.test(text) ? text : undefined),
  print: String,
})

/** Longer values are not looked at: the longest that the page writes has a tenth of it. */
export const MAX_VALUE = 2048

export const number = (key: string, min: number, max: number, whole: boolean): Field<number> => ({
  key,
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
  parse: (text) => values.find((value) => String(value) === text),
  print: String,
})

export const flag = (key: string): Field<boolean> => ({
  key,
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  print: (value) => (value ? '1' : '0'),
})

/** A place in a list, or none. */
export const optionalIndex = (key: string, max: number): Field<number | null> => {
  const { parse, print } = number(key, 0, max, true)
  return { key, parse, print: (value) => (value === null ? '' : print(value)) }
}

/** Some of the values, in the order given: `gkd,opsd`. */
export const several = (
  key: string,
  values: readonly string[],
  [fewest, most]: readonly [fewest: number, most: number],
): Field<readonly string[]> => ({
  key,
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
  parse(text) {
    const asked = text.split(',')
    const found = values.filter((value) => asked.includes(value))
    return found.length === asked.length && found.length >= fewest ? found : undefined
  },
  print: (value) => value.join(','),
})
