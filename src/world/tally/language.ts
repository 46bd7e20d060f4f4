/** @file The shape of a language's tables. All texts of the tally worlds are filled from them, so their words are known. */
import type { DistractorKind, EventKind, Thing } from './story.ts'

/** Ways in which an attempt can go wrong, in the words of critiques. */
const SLIP_KINDS = ['carry', 'lost', 'night', 'missed', 'extra', 'sum', 'answer'] as const
export type SlipKind = (typeof SLIP_KINDS)[number]

/**
 * Templates with the places {hero} {other} {third} {n} {things} {howMany} {equation} {got} {text} {plan}; a place is
 * filled with a word, a number or a text that other tables made.
 */
export interface Language {
  readonly things: Readonly<Record<Thing, string>>
  /** The interrogative "how many" in the agreement of each thing's noun class. */
  readonly howMany: Readonly<Record<Thing, string>>
  readonly start: string
  readonly question: string
  /** Sentence forms of each event. */
  readonly events: Readonly<Record<EventKind, readonly [string, ...string[]]>>
  readonly distractors: Readonly<Record<DistractorKind, string>>
  /** The first line of a verbose solution. */
  readonly opening: string
  /** What a verbose solution says in front of each event's equation. */
  readonly clauses: Readonly<Record<EventKind, string>>
  readonly answerLine: string
  readonly contexts: {
    readonly answer: string
    readonly trace: string
    readonly success: string
    readonly demo: string
    readonly concise: string
    readonly translation: string
    readonly shortContext: string
    readonly skill: string
    readonly hint: { readonly first: string; readonly next: string }
    readonly path: {
      readonly frame: string
      readonly start: string
      readonly add: string
      readonly take: string
      readonly double: string
      readonly halve: string
      readonly times: string
    }
    readonly feedback: {
      readonly right: string
      readonly wrong: string
      readonly wrongEquation: string
      readonly missing: string
      readonly extra: string
      readonly answer: string
      readonly malformed: string
    }
    readonly revise: { readonly right: string; readonly wrong: string; readonly malformed: string }
    readonly reflection: Readonly<Record<SlipKind | 'none', string>>
    readonly memory: Readonly<Record<SlipKind | 'none', string>>
  }
}

/** A template with its places filled. Throws when a place has no value: that is a mistake in a table. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place]
    if (value === undefined) throw new Error(`no value for {${place}} in "${template}"`)
    return String(value)
  })
}
