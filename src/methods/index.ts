/**
 * Methods of distillation as data: a recipe says who teaches and what that teacher knows, who writes the texts, which divergence
 * on which support, with which weights, gates and rewards, in which phases. It compiles to one ONNX graph for each phase.
 *
 * ```ts
 * import { compile, judge, recipeById, recipeFormula } from 'opd-playground/methods'
 *
 * const recipe = recipeById('gkd')
 * const tex = recipeFormula(recipe)
 * const { sampling, supervision } = judge(recipe)
 * const { graph } = compile(recipe).phases[0].lossGraph(512)
 * ```
 * @module methods
 */
export type { DecoderConfig } from '../network/config.ts'
export type { OptimizerOptions } from '../network/training.ts'
export type { Batch, Columns, TextRows } from './batch.ts'
export { FAMILIES, type Family, RECIPES, recipeById } from './catalogue/registry.ts'
export { type BuiltGraph, compile, type GraphOptions, type PhaseProgram, type Program } from './compile.ts'
export { type Cost, costOf, type RunShape } from './cost.ts'
export type { Feed } from './feeds.ts'
export type { Segments } from './formula/segments.ts'
export { type FormulaDocument, formula, type PhaseFormula, recipeFormula, type Segment, texOf } from './formula.ts'
export { type Judgement, judge, type Verdict } from './judge.ts'
export type { Needs } from './needs.ts'
export { partsOf } from './parts.ts'
export type * from './recipe/recipe.ts'
export type * from './recipe/rollouts.ts'
export type * from './recipe/teacher.ts'
export type * from './recipe/terms.ts'
export type * from './recipe/weights.ts'
export { RECIPE_SCHEMA } from './schema/schema.ts'
export { RecipeError, validateRecipe } from './schema/validate.ts'
