/** @file A recipe with other sizes, so that its limits bite in a small case. */
import type { Recipe } from './recipe.ts'

/**
 * The recipe with every number of a given name replaced in its losses, e.g. `{ topK: 3 }`; a name that it does not use changes
 * nothing. What comes out has the recipe's shape, and its ranges must be checked where the numbers come from outside.
 */
export function resized(recipe: Recipe, sizes: Readonly<Record<string, number>>): Recipe {
  const replace = (key: string, value: unknown) => (typeof value === 'number' ? (sizes[key] ?? value) : value)
  const phases = recipe.phases.map((phase) => ({ ...phase, loss: JSON.parse(JSON.stringify(phase.loss, replace)) }))
  return { ...recipe, phases } as unknown as Recipe
}
