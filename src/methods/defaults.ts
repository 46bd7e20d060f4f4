/** @file What a run uses where neither its recipe nor its user says otherwise. */
import type { Recipe } from './recipe/recipe.ts'

/** AdamW's, constant. */
export const DEFAULT_LEARNING_RATE = 5e-4

export function learningRateOf(recipe: Recipe): number {
  return recipe.learningRate ?? DEFAULT_LEARNING_RATE
}
