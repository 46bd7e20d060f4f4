/** @file Which recipe is on its way to a trainer. */
import type { Recipe } from '../../methods/recipe/recipe.ts'

declare module '../../store/state.ts' {
  interface AppState {
    /** The recipe that the export's dialog is open for; null: it is closed. */
    readonly toTrainer: Recipe | null
  }
}
