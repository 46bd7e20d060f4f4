/**
 * @file The two questions of on-policy distillation, answered from the object alone. C1: the student learns from texts that
 * it samples itself, during training. C2: a teacher supervises those texts at every token.
 */
import { judgeSampling } from './judge/sampling.ts'
import { judgeSupervision } from './judge/supervision.ts'
import type { CriterionVerdict } from './judge/verdict.ts'
import type { Recipe } from './recipe/recipe.ts'

export type { CriterionVerdict }

export interface Judgement {
  readonly c1: CriterionVerdict
  readonly c2: CriterionVerdict
}

/**
 * On-policy distillation is 'yes' to both. The rules stand in judge/sampling.ts and judge/supervision.ts; a recipe is judged
 * by what it does, so one corner of a method (GKD without a data set) can be stricter than the method as a whole.
 */
export function judge(recipe: Recipe): Judgement {
  return { c1: judgeSampling(recipe), c2: judgeSupervision(recipe) }
}
