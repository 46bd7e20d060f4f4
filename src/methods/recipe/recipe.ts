/**
 * @file A method is a recipe: a small declarative object from which come the rollout plan, the training graph, the formula,
 * the C1/C2 verdict and the cost. Adding a method adds an object, never a code path.
 */
import type { WorldId } from '../../world/types.ts'
import type { OtherTeacher, SelfTeacher } from '../teachers.ts'
import type { PrivilegedContext } from './context.ts'
import type { Rollouts } from './rollouts.ts'
import type { BareTerm, TaughtTerm } from './terms.ts'

export type { PrivilegedContext }

/** A stretch of the run with one plan and one loss (S.sft, S.phase). The last phase ends at 1. */
export interface Phase<T> {
  /** One or two words for the page: "SFT", "distil". */
  readonly name?: string
  /** Share of the run at which it ends, 0 to 1. */
  readonly until: number
  /**
   * The weights that it begins with, and with them a fresh optimizer: `start`, or those that an earlier phase keeps. Default: as
   * the phase before left them.
   */
  readonly from?: string
  /** Its last weights are kept under this name, as a teacher or as a later phase's beginning. */
  readonly keeps?: string
  readonly rollouts: Rollouts
  readonly loss: readonly [T, ...T[]]
}

/**
 * What shapes the reward beside the verifier's 1 or 0. `length`: minus `cost` for each token over `free` (X.cost). `grade`: a
 * judge's grade in place of it, from 0 to 1 in so many levels: the verifier's share of steps before the first wrong one, the best
 * grade for a right answer alone (X.judge).
 */
export interface RewardShape {
  readonly grade?: { readonly levels: number }
  readonly length?: { readonly free: number; readonly cost: number }
}

/** Changes of the student's architecture, which nothing here runs yet (A.*). */
export type Architecture = 'extra-head' | 'feature-outputs' | 'several-heads' | 'layer-split' | 'encoder' | 'actions'

interface RecipeBase {
  /** The catalogue's id, or the file's own. */
  readonly id: string
  readonly name: string
  /** One plain line. */
  readonly description: string
  /** Paper or trainer. */
  readonly source: string
  /** The world that shows it best. Default tally. */
  readonly world?: WorldId
  readonly reward?: RewardShape
  /** Repeat in so many rounds; every snapshot is taken anew at a round's start (S.round). */
  readonly rounds?: number
  /** Learning rate that fits it here. Default: the trainer's. */
  readonly learningRate?: number
  readonly architecture?: readonly Architecture[]
  /** Where this object departs from the paper, and why. */
  readonly note?: string
}

/** Another model teaches; a context is possible and not needed. */
export interface OtherTaughtRecipe extends RecipeBase {
  readonly teacher: OtherTeacher
  readonly context: PrivilegedContext | null
  readonly phases: readonly [Phase<TaughtTerm>, ...Phase<TaughtTerm>[]]
}

/** The student itself teaches, so it must know something that it does not know when it writes. */
export interface SelfTaughtRecipe extends RecipeBase {
  readonly teacher: SelfTeacher
  readonly context: PrivilegedContext
  readonly phases: readonly [Phase<TaughtTerm>, ...Phase<TaughtTerm>[]]
}

/** Nobody teaches: rewards and data only. */
export interface UntaughtRecipe extends RecipeBase {
  readonly teacher: null
  readonly context: null
  readonly phases: readonly [Phase<BareTerm>, ...Phase<BareTerm>[]]
}

export type Recipe = OtherTaughtRecipe | SelfTaughtRecipe | UntaughtRecipe

/** AdamW's, constant. The best of a search from 1e-4 to 2e-3 for reverse KL and for OPSD: see models/README.md. */
const DEFAULT_LEARNING_RATE = 2e-4

/** The learning rate of a run whose user gives none. */
export function learningRateOf(recipe: Recipe): number {
  return recipe.learningRate ?? DEFAULT_LEARNING_RATE
}
