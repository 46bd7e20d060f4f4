/** @file What the run that the settings describe will cost, from the recipe and from the length of the text on the stage. */

import { recipeById } from '../../methods/catalogue/registry.ts'
import { type Cost, costOf } from '../../methods/cost.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import type { AppState } from '../../store/state.ts'

/**
 * Tokens and floating point operations of the whole run; null before the models' sizes are known or without a text to go by. Prompts
 * are counted at the text's own characters a token.
 */
export function expectedCost({ settings, engine, run }: AppState): Cost | null {
  const parametersOf = (id: string): number | undefined => engine.models.find((model) => model.id === id)?.parameters
  const student = parametersOf(settings.student)
  const teacher = parametersOf(settings.teacher)
  const rollout = run?.rollout
  if (student === undefined || teacher === undefined || !rollout || rollout.text.length === 0) return null
  const perCharacter = rollout.tokens.length / rollout.text.length
  const told = run.scores[conditionKey(settings.teacher, settings.context)]?.score.contextText ?? ''
  return costOf(recipeById(settings.recipe), {
    student,
    teacher,
    rolloutsPerStep: settings.rolloutsPerStep,
    steps: settings.steps,
    meanPromptTokens: perCharacter * rollout.prompt.length,
    meanTextTokens: rollout.tokens.length,
    contextTokens: told === '' ? rollout.tokens.length : perCharacter * told.length,
  })
}
