/**
 * @file The contract of every task world. A world turns (seed, difficulty) into a problem that can render its text,
 * worked solutions by different writers, every privileged context that makes sense for it, and a verdict on an attempt.
 * Pure and deterministic: the same arguments give the same text on every machine.
 */
import type { Sentence } from '../message/message.ts'

export const WORLD_IDS = ['tally', 'tally-sw', 'ledger', 'quest', 'programs'] as const
export type WorldId = (typeof WORLD_IDS)[number]

export const CONTEXT_KINDS = [
  'answer',
  'trace',
  'hint',
  'demo',
  'concise',
  'document',
  'feedback',
  'revise',
  'translation',
  'short-context',
  'skill',
  'memory',
  'path',
  'reflection',
  'success',
] as const
/** What a teacher may be told that the student is not. */
export type ContextKind = (typeof CONTEXT_KINDS)[number]

/** Who writes: a base model imitates a mixture of these. Sloppy writers make systematic slips; terse ones omit words. */
export interface Writer {
  readonly care: 'careful' | 'sloppy'
  readonly style: 'verbose' | 'terse'
}

export interface Verdict {
  readonly status: 'right' | 'wrong' | 'malformed'
  /** 1-based index of the first step that is wrong, or null when none is (or none can be told). */
  readonly firstWrongStep: number | null
  /** The final answer found in the attempt, or null. */
  readonly answer: string | null
  /** One plain sentence for people. */
  readonly message: string
}

/** A verdict whose message still has its values beside it. */
export type Told<V extends Verdict> = Omit<V, 'message'> & { readonly message: Sentence }

/** What is said of an attempt where there is no answer to check against: texts of the visitor's own may have none. */
export interface Unchecked extends Omit<Verdict, 'status'> {
  readonly status: 'unchecked'
}

/** A multi-turn world's environment: the student writes one line (an action), the environment answers with text. */
export interface Environment {
  /** The observation that follows the action, ending in a newline; null when the episode is over. */
  step(action: string): string | null
}

export interface ContextOptions {
  /** An earlier attempt by the student (`feedback`, `revise`, `reflection`, `memory`). Default: a seeded sloppy attempt. */
  readonly attempt?: string
  /** Somebody's right attempt (`success`). Default: a careful writer's. */
  readonly sibling?: string
}

export interface Problem {
  readonly world: WorldId
  readonly seed: number
  readonly difficulty: number
  /** The text that the student sees; ends without a newline. */
  readonly question: string
  readonly answer: string
  /** The careful worked steps, one text each, without the final answer line. */
  readonly steps: readonly string[]
  /** Kinds that `context` accepts for this problem, in the order of CONTEXT_KINDS. */
  readonly contextKinds: readonly ContextKind[]
  /**
   * A complete solution in one writer's hand, ending with the answer line. `seed` picks among wordings and slips.
   * For `quest` it is the whole transcript that follows the question (actions and observations).
   */
  write(writer: Writer, seed: number): string
  /** The privileged text alone, without a trailing newline. Throws RangeError for a kind that is not in contextKinds. */
  context(kind: ContextKind, options?: ContextOptions): string
  verify(attempt: string): Verdict | Unchecked
  /** Only in worlds whose turns can be judged one by one: whether each turn of an attempt, in order, leads away from the goal. */
  wrongTurns?(attempt: string): readonly boolean[]
  /** The verdict's message before its values were put in, for other languages; absent where it has none. */
  explain?(attempt: string): Sentence
  /** Where things are, in worlds of rooms. */
  readonly rooms?: RoomMap
  /** A fresh environment, only for multi-turn worlds. */
  environment?(): Environment
}

/** A room by its place: column 1 is the western one, row 1 the southern one. */
export interface Room {
  readonly column: number
  readonly row: number
}

/** A square of rooms, some walled up. */
export interface RoomMap {
  /** Rooms along a side. */
  readonly size: number
  readonly start: Room
  readonly key: Room
  readonly door: Room
  readonly walls: readonly Room[]
}

export interface World {
  readonly id: WorldId
  readonly name: string
  /** One line for the page. */
  readonly description: string
  /** One line for the page: who knows what, and what is secret to whom. */
  readonly known: string
  readonly difficulty: { readonly min: number; readonly max: number; readonly default: number }
  /** Seeds are unsigned 32-bit integers; those with the top bit set (>= 2^31) are reserved for training data. */
  generate(seed: number, difficulty?: number): Problem
  /** Every word, punctuation sign and other piece that this world's texts contain, for the tokenizer's vocabulary. */
  words(): readonly string[]
}

/** @throws RangeError for a difficulty that the world does not have */
export function checkDifficulty({ id, difficulty: { min, max } }: World, difficulty: number): void {
  if (!Number.isInteger(difficulty) || difficulty < min || difficulty > max) {
    throw new RangeError(`${id}: difficulty must be ${min} to ${max}, got ${difficulty}`)
  }
}
