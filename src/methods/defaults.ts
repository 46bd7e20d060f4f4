/** @file What a run uses where neither its recipe nor its user says otherwise. */
import type { Recipe } from './recipe/recipe.ts'

/** AdamW's, constant. The best of a search from 1e-4 to 2e-3 for reverse KL and for OPSD: see models/README.md. */
const DEFAULT_LEARNING_RATE = 2e-4

export function learningRateOf(recipe: Recipe): number {
  return recipe.learningRate ?? DEFAULT_LEARNING_RATE
}
