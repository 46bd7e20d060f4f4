/** @file What a tally story is made of, before any language: people, things, events, distractors, and how they count. */
import { addWithoutCarries, type Equation, evaluate, type Operator } from '../arithmetic.ts'
import type { Writer } from '../types.ts'

/** Names that both languages use, so that a translation keeps them. */
export const NAMES = [
  'Ann',
  'Ben',
  'Cara',
  'Dan',
  'Eva',
  'Ali',
  'Asha',
  'Juma',
  'Neema',
  'Musa',
  'Tom',
  'Rosa',
] as const
export type Name = (typeof NAMES)[number]

export const FOODS = ['mangoes', 'oranges', 'eggs', 'bananas'] as const
export const THINGS = [...FOODS, 'flowers', 'stones', 'books', 'cups', 'chairs', 'pens'] as const
export type Thing = (typeof THINGS)[number]

export const EVENT_KINDS = [
  'given',
  'bought',
  'found',
  'given-away',
  'sold',
  'eaten',
  'lost',
  'half-given',
  'half-sold',
  'doubled',
  'multiplied',
  'night-half',
  'night-doubled',
  'night-multiplied',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

interface EventRule {
  readonly operator: Operator
  /** The habit of sloppy writers that leaves this event out, or null when they count it. */
  readonly ignoredAs: 'lost' | 'night' | null
}

export const EVENT_RULES: Readonly<Record<EventKind, EventRule>> = {
  given: { operator: '+', ignoredAs: null },
  bought: { operator: '+', ignoredAs: null },
  found: { operator: '+', ignoredAs: null },
  'given-away': { operator: '-', ignoredAs: null },
  sold: { operator: '-', ignoredAs: null },
  eaten: { operator: '-', ignoredAs: null },
  lost: { operator: '-', ignoredAs: 'lost' },
  'half-given': { operator: '/', ignoredAs: null },
  'half-sold': { operator: '/', ignoredAs: null },
  doubled: { operator: 'x', ignoredAs: null },
  multiplied: { operator: 'x', ignoredAs: null },
  'night-half': { operator: '/', ignoredAs: 'night' },
  'night-doubled': { operator: 'x', ignoredAs: 'night' },
  'night-multiplied': { operator: 'x', ignoredAs: 'night' },
}

export interface TallyEvent {
  readonly type: 'event'
  readonly kind: EventKind
  /** The operation's right operand; 2 for halves and doubles. */
  readonly amount: number
  readonly other: Name
  /** Which of the language's sentence forms, modulo their number. */
  readonly form: number
}

const DISTRACTOR_KINDS = ['other-has', 'other-buys', 'also-has', 'age', 'price', 'others-give'] as const
export type DistractorKind = (typeof DISTRACTOR_KINDS)[number]

export interface Distractor {
  readonly type: 'distractor'
  readonly kind: DistractorKind
  readonly amount: number
  readonly thing: Thing
  readonly person: Name
  readonly third: Name
}

export interface Story {
  readonly hero: Name
  readonly thing: Thing
  readonly start: number
  /** Events and distractors in the order of telling. */
  readonly sentences: readonly (TallyEvent | Distractor)[]
}

/** One counted event with its equation. */
export interface WorkedStep {
  readonly event: TallyEvent
  readonly equation: Equation
}

/** The story's events in order, without distractors. */
export function eventsOf(story: Story): TallyEvent[] {
  return story.sentences.filter((sentence) => sentence.type === 'event')
}

/** How a writer counts one event from the running value `left`; null when a sloppy writer leaves it out. */
export function workEvent(event: TallyEvent, left: number, care: Writer['care']): WorkedStep | null {
  const { operator, ignoredAs } = EVENT_RULES[event.kind]
  if (care === 'sloppy' && ignoredAs !== null) return null
  const right = event.amount
  const forgets = care === 'sloppy' && operator === '+'
  const result = forgets ? addWithoutCarries(left, right) : evaluate(left, operator, right)
  return { event, equation: { left, operator, right, result } }
}

/** All steps of a story as the writer counts them. */
export function workStory(story: Story, care: Writer['care']): WorkedStep[] {
  const steps: WorkedStep[] = []
  let value = story.start
  for (const event of eventsOf(story)) {
    const step = workEvent(event, value, care)
    if (step === null) continue
    steps.push(step)
    value = step.equation.result
  }
  return steps
}

/** The value after the last step, or the start when there is none. */
export function finalValue(story: Story, steps: readonly WorkedStep[]): number {
  return steps.at(-1)?.equation.result ?? story.start
}
