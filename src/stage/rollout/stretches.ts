/**
 * @file A text in stretches of some tokens each, so that a change of view costs what is in view and not what is written: a stretch out of
 * sight is drawn a moment later, and one that did not change is not looked at again. Pure.
 */
import { type LineToken, textLines } from '../../charts/lines.ts'
import { breaksOf } from '../../charts/text/breaks.ts'

/** Tokens of a stretch. A screen holds two to four. */
export const STRETCH = 100

export interface StretchToken<T> {
  readonly token: T
  /** A line may begin with it. */
  readonly breakable: boolean
  /** Number of the step that begins with it, or null. */
  readonly step: number | null
}

export interface Stretch<T> {
  /** Index of its first token in the text. */
  readonly start: number
  readonly tokens: readonly StretchToken<T>[]
}

/** @param before the stretches of the same text a moment ago: those that stayed as they were are the same objects again */
export function stretchesOf<T extends LineToken>(
  tokens: readonly T[],
  before: readonly Stretch<T>[] = [],
): readonly Stretch<T>[] {
  const breaks = breaksOf(tokens)
  const steps = new Map(textLines(tokens).map(({ start, step }) => [start, step]))
  const stretches: Stretch<T>[] = []
  for (let start = 0; start < tokens.length; start += STRETCH) {
    const next: Stretch<T> = {
      start,
      tokens: tokens.slice(start, start + STRETCH).map((token, i) => ({
        token,
        breakable: breaks.has(start + i),
        step: steps.get(start + i) ?? null,
      })),
    }
    const last = before[stretches.length]
    stretches.push(last && same(last, next) ? last : next)
  }
  return stretches
}

function same<T>(a: Stretch<T>, b: Stretch<T>): boolean {
  return (
    a.tokens.length === b.tokens.length &&
    a.tokens.every((one, i) => {
      const other = b.tokens[i]
      return one.token === other?.token && one.breakable === other.breakable && one.step === other.step
    })
  )
}
