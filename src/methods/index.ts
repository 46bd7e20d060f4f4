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
export type { Batch, Columns, Needs, TextRows } from './batch.ts'
export { FAMILIES, type Family, RECIPES, recipeById } from './catalogue/registry.ts'
export { type Variant, variantsOf } from './catalogue/variants.ts'
export { type BuiltGraph, compile, type GraphOptions, type PhaseProgram, type Program } from './compile.ts'
export { type Cost, costOf, type RunShape } from './cost.ts'
export type { DivergenceKind } from './divergences/registry.ts'
export type { Feed } from './feeds.ts'
export type { Segments } from './formula/segments.ts'
export { type FormulaDocument, formula, type PhaseFormula, recipeFormula, type Segment, texOf } from './formula.ts'
export type { TermSupport } from './graph/pair.ts'
export { type CriterionVerdict, type Judgement, judge } from './judge.ts'
export { partsOf } from './parts.ts'
export type * from './recipe/recipe.ts'
export type * from './recipe/rollouts.ts'
export type * from './recipe/schedule.ts'
export type * from './recipe/terms.ts'
export { RECIPE_SCHEMA } from './schema/recipe.ts'
export { RecipeError, validateRecipe } from './schema/validate.ts'
export type { OtherTeacher, SelfTeacher, Teacher } from './teachers.ts'
export type { TextWeight, TokenWeight, Weight } from './weights/weights.ts'
