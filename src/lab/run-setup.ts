/** @file From the options of a run to the engine's setup of it. */
import type { RunSetup } from '../engine/training/types.ts'
import { learningRateOf, type Recipe } from '../methods/recipe/recipe.ts'
import { worldById } from '../world/registry.ts'
import type { RunOptions } from './run-options.ts'

/** What the options leave open. */
export interface RunDefaults {
  readonly steps: number
  readonly rollouts: number
  /** Held-out problems. */
  readonly n: number
}

/**
 * @param options whose models are ids
 * @param seed of everything random in the run
 */
export function runSetup(recipe: Recipe, options: RunOptions, defaults: RunDefaults, seed: number): RunSetup {
  const world = options.world ?? recipe.world ?? 'tally'
  const steps = options.steps ?? defaults.steps
  const { temperature, maxTokens, problemSeed } = options
  return {
    recipe,
    student: options.model,
    teacher: options.teacher,
    world,
    difficulty: options.difficulty ?? worldById(world).difficulty.default,
    seed,
    steps,
    rolloutsPerStep: options.rollouts ?? defaults.rollouts,
    learningRate: options.learningRate ?? learningRateOf(recipe),
    temperature,
    maxTokens,
    heldOut: {
      firstSeed: problemSeed,
      problems: options.n ?? defaults.n,
      pinned: { problemSeed, sampling: { seed, temperature, topK: 0, topP: 1, minP: 0, maxTokens } },
    },
    // Nobody rewinds here: one checkpoint at the end is the least that the engine keeps.
    checkpoints: { every: steps, keep: 1 },
  }
}
