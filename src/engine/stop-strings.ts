/** @file Texts at which a model stops writing. They may begin in one token and end in the middle of another. */
import type { Vocabulary } from './vocabulary.ts'

/** More in a request are more likely a mistake. */
export const MOST_STOPS = 16
/** Characters of one. */
export const LONGEST_STOP = 256

/** A text's first stop string: the earliest to end in it, and where it begins. */
export interface StopFound {
  readonly stop: string
  readonly at: number
}

export function findStop(text: string, stops: readonly string[]): StopFound | null {
  const found = stops.map((stop) => ({ stop, at: text.indexOf(stop) })).filter(({ stop, at }) => stop !== '' && at >= 0)
  const end = ({ stop, at }: StopFound): number => at + stop.length
  return found.reduce<StopFound | null>((first, each) => (first && end(first) <= end(each) ? first : each), null)
}

/**
 * Follows one row's tokens. The function that it makes takes each of them in turn and tells whether a stop string ends in it; a stop
 * string that stood there before does not count again.
 */
export function stopper({ decode }: Pick<Vocabulary, 'decode'>, stops: readonly string[]): (id: number) => boolean {
  const longest = Math.max(...stops.map((stop) => new TextEncoder().encode(stop).length))
  // Every token but an empty one has a byte at least: behind so many, nothing of a stop string can begin.
  const window = longest + SPARE
  let ids: readonly number[] = []
  return (id) => {
    const before = ids.slice(-window)
    ids = [...before, id]
    const old = decode(before)
    const now = decode(ids)
    // What was no whole character before may have become one, which changes where the new text begins.
    const same = sharedLength(old, now)
    return stops.some((stop) => stop !== '' && now.indexOf(stop, Math.max(0, same - stop.length + 1)) >= 0)
  }
}

/** Tokens without a text of their own, and the place that a decoder strips at the beginning. */
const SPARE = 16

function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
