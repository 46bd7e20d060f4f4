/**
 * @file Who writes the texts that a step learns from, how many, how they are decoded, stored and chosen (R.*).
 */
import type { WorldId } from '../../world/types.ts'
import type { PrivilegedContext } from './context.ts'
import type { Schedule } from './schedule.ts'

/**
 * - `student`: the live weights, from the student's own prompt. The only on-policy writer.
 * - `teacher`: the recipe's teacher, from its own prompt: text of a larger model, or rollouts under privilege (R.privroll).
 * - `start`, `snapshot`, `ema`, `future`: copies of the student's weights, from the student's prompt.
 * - `data`: the data set, written by careful writers.
 */
export type DrawWriter = 'student' | 'teacher' | 'start' | 'snapshot' | 'ema' | 'future' | 'data'

/**
 * Two models at every token: the student, and the recipe's teacher behind its own prompt.
 * - `interleave`: a token of the student stands where it is among the teacher's `topK` likeliest, else the teacher draws one.
 * - `switch`: the student writes until its mean KL(p_T || p_S) over the last `window` tokens exceeds `factor` times that of all
 *   tokens before them; from there the teacher writes.
 * - `blend`: drawn from teacherShare p_T + (1 - teacherShare) p_S.
 * - `product`: drawn from p_S^(1 - l) p_T^l over its sum, with l = H(p_S) / log V: the less sure, the more of the teacher.
 * - `speculative`: the student drafts `length` tokens, the teacher accepts each with min(1, p_T / p_S), else one is drawn from the
 *   residual max(0, p_T - p_S) and the rest of the draft is dropped; after a whole draft the teacher adds one of its own. What
 *   comes out is distributed as the teacher's text.
 */
export type TokenLoop =
  | { readonly kind: 'interleave'; readonly topK: number }
  | { readonly kind: 'switch'; readonly window: number; readonly factor: number }
  | { readonly kind: 'blend'; readonly teacherShare: number }
  | { readonly kind: 'product' }
  | { readonly kind: 'speculative'; readonly length: number }

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
  /** The recipe's teacher has a hand in every token. For a draw by the student. */
  readonly loop?: TokenLoop
  /** Stands in the writer's prompt. Default: the recipe's context for the teacher, none for all others. */
  readonly context?: PrivilegedContext
  /** The draw whose text of the same problem that context speaks about. */
  readonly after?: string
  /** The student reads it behind the writer's prompt when it learns from it, context and all. Default: behind its own prompt. */
  readonly behind?: 'context'
  /**
   * Not written anew: the text of that draw is kept up to its first wrong step and continued, and dropped where less than
   * `overlap` of the longer of the two is common to both in order (R.edit).
   */
  readonly edits?: { readonly draw: string; readonly overlap: number }
  /**
   * Each text is written on so many times from before its last line; its reward rises by `bonus` times the share of those that
   * come to the same answer (R.probe).
   */
  readonly probes?: { readonly times: number; readonly bonus: number }
}

/**
 * Each step either takes the student's draws or the others (R.mix): a coin with chance `onPolicy` for the student.
 * 'adaptive' starts at 0 and rises by `step` whenever the validation loss gets worse (DistiLLM).
 */
export interface Mixing {
  readonly onPolicy: Schedule | { readonly kind: 'adaptive'; readonly step: number }
}

/** Other ways to write that nothing here runs yet (R.env, R.selfplay, R.mcts). */
export type LaterRollout =
  | { readonly kind: 'environment' }
  | { readonly kind: 'self-play' }
  | { readonly kind: 'tree-search'; readonly width: number }

export interface Rollouts {
  readonly draws: readonly [RolloutDraw, ...RolloutDraw[]]
  readonly mixing?: Mixing
  /** Drops texts of the student's groups until right and wrong are as many (R.balance). */
  readonly balance?: 'right-wrong'
  /** Only problems that the teacher solves greedily (R.prompts). */
  readonly problems?: 'teacher-solves'
  /** Worlds of the problems, in turn. Default: the run's own. */
  readonly worlds?: readonly [WorldId, ...WorldId[]]
  /** Difficulty of the problems over the run (R.curr). Default: the run's own. */
  readonly difficulty?: Schedule
  readonly later?: LaterRollout
}

/** One text a problem from the live weights: on-policy, and nothing else. */
export const student: RolloutDraw = { id: 'student', writer: 'student', each: 1 }
