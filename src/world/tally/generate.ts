/** @file Draws tally stories from a seed. Both writers' running values stay positive integers within the difficulty's range. */
import { Random } from '../random.ts'
import {
  type Distractor,
  type DistractorKind,
  EVENT_RULES,
  type EventKind,
  FOODS,
  NAMES,
  type Name,
  type Story,
  type TallyEvent,
  THINGS,
  type Thing,
  workEvent,
} from './story.ts'

interface Level {
  readonly steps: readonly (readonly [count: number, weight: number])[]
  readonly start: readonly [lo: number, hi: number]
  readonly amount: readonly [lo: number, hi: number]
  /** Largest running value of either writer. */
  readonly limit: number
  readonly largestFactor: number
  /** Most halves, doubles and multiplications in one story. */
  readonly scalings: number
  readonly distractors: readonly (readonly [count: number, weight: number])[]
  readonly distractorKinds: readonly DistractorKind[]
  /** The hero is the subject of every event; others neither give nor buy, so nobody must be told apart by name. */
  readonly heroActs: boolean
}

const SIMPLE_DISTRACTORS: readonly DistractorKind[] = ['other-has', 'age', 'price']
const ALL_DISTRACTORS: readonly DistractorKind[] = [...SIMPLE_DISTRACTORS, 'other-buys', 'also-has', 'others-give']
/** "{hero} gets ... from {other}", in both languages' lists of forms. */
const GETS_FROM = 2

export const TALLY_DIFFICULTY = { min: 1, max: 5, default: 2 } as const

const LEVELS: Readonly<Record<number, Level>> = {
  1: {
    steps: [[2, 1]],
    start: [4, 20],
    amount: [2, 20],
    limit: 50,
    largestFactor: 3,
    scalings: 1,
    distractors: [[0, 1]],
    distractorKinds: SIMPLE_DISTRACTORS,
    heroActs: true,
  },
  2: {
    steps: [
      [2, 4],
      [3, 4],
      [4, 2],
    ],
    start: [10, 70],
    amount: [3, 70],
    limit: 199,
    largestFactor: 4,
    scalings: 1,
    distractors: [
      [0, 6],
      [1, 4],
    ],
    distractorKinds: SIMPLE_DISTRACTORS,
    heroActs: true,
  },
  3: {
    steps: [
      [3, 1],
      [4, 1],
      [5, 1],
    ],
    start: [20, 199],
    amount: [5, 199],
    limit: 499,
    largestFactor: 5,
    scalings: 2,
    distractors: [
      [0, 3],
      [1, 5],
      [2, 2],
    ],
    distractorKinds: ALL_DISTRACTORS,
    heroActs: false,
  },
  4: {
    steps: [
      [4, 2],
      [5, 2],
      [6, 1],
    ],
    start: [20, 499],
    amount: [8, 399],
    limit: 999,
    largestFactor: 9,
    scalings: 2,
    distractors: [
      [1, 1],
      [2, 1],
    ],
    distractorKinds: ALL_DISTRACTORS,
    heroActs: false,
  },
  5: {
    steps: [
      [5, 3],
      [6, 2],
    ],
    start: [100, 499],
    amount: [20, 499],
    limit: 999,
    largestFactor: 9,
    scalings: 2,
    distractors: [
      [2, 3],
      [3, 1],
    ],
    distractorKinds: ALL_DISTRACTORS,
    heroActs: false,
  },
}

/** Tuned so that a sloppy writer is right on 37 to 41 % of default-difficulty problems (`world.test.ts` measures it); the student, who imitates mostly them, is then right on 40 to 50 %. */
const EVENT_WEIGHTS: readonly (readonly [EventKind, number])[] = [
  ['given', 13],
  ['bought', 12],
  ['found', 9],
  ['given-away', 12],
  ['sold', 12],
  ['eaten', 12],
  ['lost', 6],
  ['half-given', 9],
  ['half-sold', 6],
  ['doubled', 9],
  ['multiplied', 5],
  ['night-half', 3],
  ['night-doubled', 3],
  ['night-multiplied', 1],
]

/**
 * The story of a seed. @param stream separates siblings (such as a demonstration) from the problem itself.
 * Throws RangeError for a difficulty outside 1..5.
 */
export function drawStory(seed: number, difficulty: number, stream: string): Story {
  const level = LEVELS[difficulty]
  if (level === undefined) {
    const { min, max } = TALLY_DIFFICULTY
    throw new RangeError(`tally: difficulty ${difficulty} is not one of ${min} to ${max}`)
  }
  const random = new Random(seed, `${stream} ${difficulty}`)
  for (;;) {
    const story = tryStory(random, level)
    if (story !== null) return story
  }
}

function tryStory(random: Random, level: Level): Story | null {
  const [hero, ...others] = random.shuffle(NAMES)
  if (hero === undefined) return null
  const thing = random.pick(THINGS)
  const start = random.int(...level.start)
  const events = drawEvents(random, level, others.slice(0, 2), thing, start)
  if (events === null) return null
  const sentences: (TallyEvent | Distractor)[] = [...events]
  const distractors = random.weighted(level.distractors)
  for (let i = 0; i < distractors; i++) {
    sentences.splice(random.int(0, sentences.length), 0, drawDistractor(random, level, hero, others.slice(2), thing))
  }
  return { hero, thing, start, sentences }
}

function drawEvents(
  random: Random,
  level: Level,
  others: readonly Name[],
  thing: Thing,
  start: number,
): TallyEvent[] | null {
  const events: TallyEvent[] = []
  const wanted = random.weighted(level.steps)
  let right = start
  let sloppy = start
  for (let tries = 0; events.length < wanted; tries++) {
    if (tries > 100) return null
    const event = drawEvent(random, level, random.pick(others), thing, Math.min(right, sloppy))
    if (event === null) continue
    if (isScaling(event) && events.filter(isScaling).length >= level.scalings) continue
    const next = workEvent(event, right, 'careful')?.equation.result ?? right
    const slipped = workEvent(event, sloppy, 'sloppy')?.equation.result ?? sloppy
    // A sloppy writer must also be able to go on: no odd halves, no negative counts, no number out of range.
    if (![next, slipped].every((value) => Number.isInteger(value) && value >= 1 && value <= level.limit)) continue
    events.push(event)
    right = next
    sloppy = slipped
  }
  return events
}

/** Whether the event halves, doubles or multiplies. */
function isScaling({ kind }: TallyEvent): boolean {
  const { operator } = EVENT_RULES[kind]
  return operator === 'x' || operator === '/'
}

function drawEvent(random: Random, level: Level, other: Name, thing: Thing, least: number): TallyEvent | null {
  const kind = random.weighted(EVENT_WEIGHTS)
  if (kind === 'eaten' && !FOODS.some((food) => food === thing)) return null
  const amount = drawAmount(random, level, kind, least)
  if (amount === null) return null
  const form = random.int(0, 5)
  return { type: 'event', kind, amount, other, form: level.heroActs && kind === 'given' ? GETS_FROM : form }
}

function drawAmount(random: Random, level: Level, kind: EventKind, least: number): number | null {
  const [lo, hi] = level.amount
  if (kind === 'multiplied' || kind === 'night-multiplied') return random.int(3, level.largestFactor)
  switch (EVENT_RULES[kind].operator) {
    case '+':
      return random.int(lo, hi)
    case '-':
      return least - 1 < lo ? null : random.int(lo, Math.min(hi, least - 1))
    default:
      return 2
  }
}

function drawDistractor(random: Random, level: Level, hero: Name, others: readonly Name[], thing: Thing): Distractor {
  const kind = random.pick(level.distractorKinds)
  const [person, third] = random.shuffle(others) as [Name, Name]
  const foreign = random.pick(THINGS.filter((candidate) => candidate !== thing))
  // Only what belongs to somebody else may be the same kind of thing.
  const mayShare = kind !== 'also-has' && kind !== 'price'
  return {
    type: 'distractor',
    kind,
    amount: kind === 'age' ? random.int(5, 70) : random.int(...level.amount),
    thing: mayShare && random.chance(0.5) ? thing : kind === 'price' ? thing : foreign,
    person: kind === 'age' && random.chance(0.5) ? hero : person,
    third,
  }
}
