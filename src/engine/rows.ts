/** @file One row of a batch that a model writes: what it starts from, and what came of it. */
import type { Rollout, RolloutToken, SamplingOptions } from './types.ts'

export type GeneratedToken = Omit<RolloutToken, 'text'>

/** The beginning of a rollout. What an environment wrote in it is marked, for `respond` writes it again. */
export type RowPrefix = readonly Pick<RolloutToken, 'id' | 'source'>[]

/** What a row starts from and how it goes on. */
export interface RowPlan {
  /** Ids with BOS in front. */
  readonly prompt: readonly number[]
  readonly sampling: SamplingOptions
  /** Number of the row within its own request: part of its random numbers. */
  readonly row: number
  /** Tokens that are given instead of chosen, as `checkPrefix` lets them pass. They are not reported to a listener again. */
  readonly prefix?: RowPrefix
  /**
   * Multi-turn worlds only: what follows a token of the student. Ids of the environment's text (often none), or 'over' when
   * the episode has ended.
   */
  readonly respond?: (id: number) => readonly number[] | 'over'
  /** Is told each of the student's tokens in turn, and whether a stop string ends in it is what it tells. */
  readonly stops?: (id: number) => boolean
}

/** A finished row. */
export interface RowResult {
  readonly tokens: readonly GeneratedToken[]
  readonly finish: Rollout['finish']
}
