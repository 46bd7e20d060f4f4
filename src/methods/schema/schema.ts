/** @file The JSON schema of a recipe, for editors and for people who write one. */
import * as z from 'zod'
import { anyRecipe } from './recipe.ts'

/** JSON Schema (draft 2020-12) of a recipe's shape and ranges; `validateRecipe` also checks its meaning. */
export const RECIPE_SCHEMA = z.toJSONSchema(anyRecipe, { reused: 'ref' })
