/**
 * @file Who writes the texts that a step learns from, how many, how they are decoded, stored and chosen (R.*).
 */
import type { Schedule } from './schedule.ts'

/**
 * - `student`: the live weights, from the student's own prompt. The only on-policy writer.
 * - `teacher`: the recipe's teacher, from its own prompt: text of a larger model, or rollouts under privilege (R.privroll).
 * - `start`, `snapshot`, `future`: copies of the student's weights, from the student's prompt.
 * - `data`: the data set, written by careful writers.
 */
export type DrawWriter = 'student' | 'teacher' | 'start' | 'snapshot' | 'future' | 'data'

/** Overrides of the run's own sampling (R.decode). A schedule of the token limit is a curriculum on length (R.curr). */
export interface Decoding {
  readonly temperature?: number
  readonly topK?: number
  readonly topP?: number
  readonly maxTokens?: Schedule
}

/**
 * - `once`: each problem's texts, and what the teacher said of them, are made once and kept (R.snap, R.cache).
 * - `replay`: texts go into a ring buffer; with chance `share` a text comes from it instead of from the writer (R.replay).
 */
export type Store =
  | { readonly kind: 'once'; readonly problems: number }
  | { readonly kind: 'replay'; readonly capacity: number; readonly share: number }

/** Texts of one kind in a step. */
export interface RolloutDraw {
  /** By which the terms name it. */
  readonly id: string
  readonly writer: DrawWriter
  /** Texts for each problem; more than one make a group (R.group). */
  readonly each: number
  readonly decoding?: Decoding
  readonly store?: Store
  /** Made only for problems whose student texts are all wrong. */
  readonly only?: 'all-wrong'
  /** What is kept of it: right texts, or wrong ones. Default all. */
  readonly keep?: 'right' | 'wrong'
  /** Takes the place of one wrong text in this draw instead of standing beside it (R.inject). */
  readonly replaces?: string
}

/**
 * Each step either takes the student's draws or the others (R.mix): a coin with chance `onPolicy` for the student.
 * 'adaptive' starts at 0 and rises by `step` whenever the validation loss gets worse (DistiLLM).
 */
export interface Mixing {
  readonly onPolicy: Schedule | { readonly kind: 'adaptive'; readonly step: number }
}

/** Token loops with two models and other writers that nothing here runs yet (R.interleave, R.switch, R.tmix, R.spec, R.env, ...). */
export type LaterRollout =
  | { readonly kind: 'interleave'; readonly topK: number }
  | { readonly kind: 'switch'; readonly window: number; readonly threshold: number }
  | { readonly kind: 'blend'; readonly teacherShare: number }
  | { readonly kind: 'speculative'; readonly length: number }
  | { readonly kind: 'environment' }
  | { readonly kind: 'edit' }
  | { readonly kind: 'probe' }
  | { readonly kind: 'self-play' }
  | { readonly kind: 'tree-search'; readonly width: number }

export interface Rollouts {
  readonly draws: readonly [RolloutDraw, ...RolloutDraw[]]
  readonly mixing?: Mixing
  /** Drops texts of the student's groups until right and wrong are as many (R.balance). */
  readonly balance?: 'right-wrong'
  /** Only problems that the teacher solves greedily (R.prompts). */
  readonly problems?: 'teacher-solves'
  /** Difficulty of the problems over the run (R.curr). Default: the run's own. */
  readonly difficulty?: Schedule
  readonly later?: LaterRollout
}

/** One text a problem from the live weights: on-policy, and nothing else. */
export const student: RolloutDraw = { id: 'student', writer: 'student', each: 1 }
