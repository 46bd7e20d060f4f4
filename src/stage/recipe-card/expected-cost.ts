/** @file What the run that the settings describe will cost, from the recipe and from the length of the text on the stage. */

import { type Cost, costOf } from '../../methods/cost.ts'
import { chosenRecipe } from '../../settings/run-setup.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import type { AppState } from '../../store/state.ts'

/**
 * Tokens and floating point operations of the whole run; null before the models' sizes are known or without a text to go by. Prompts
 * are counted at the text's own characters a token.
 */
export function expectedCost({ settings, engine, rollout }: AppState): Cost | null {
  const parametersOf = (id: string): number | undefined => engine.models.find((model) => model.id === id)?.parameters
  const student = parametersOf(settings.student)
  const teacher = parametersOf(settings.teacher)
  const result = rollout?.result
  if (student === undefined || teacher === undefined || !rollout || !result || result.text.length === 0) return null
  const perCharacter = result.tokens.length / result.text.length
  const told = rollout.scores[conditionKey(settings.teacher, settings.context)]?.score.contextText ?? ''
  return costOf(chosenRecipe(settings), {
    student,
    teacher,
    rolloutsPerStep: settings.rolloutsPerStep,
    steps: settings.steps,
    meanPromptTokens: perCharacter * result.prompt.length,
    meanTextTokens: result.tokens.length,
    contextTokens: told === '' ? result.tokens.length : perCharacter * told.length,
  })
}
