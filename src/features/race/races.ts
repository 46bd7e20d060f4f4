/** @file The races that can be chosen: the shipped ones, and the one that people put together from recipes. */

import type { TermId } from '../../controls/terms.ts'
import { t } from '../../i18n/words.ts'
import { message } from '../../message/message.ts'
import { OWN_RACE, type Race, type RaceLane, rank } from '../../methods/race.ts'
import { ACCURACY } from '../../methods/race-measures.ts'
import { RACES } from '../../methods/races.ts'
import { recipeCalled } from '../../settings/own-recipe.ts'
import type { Settings } from '../../settings/settings.ts'

/** Words of ours that a question or a claim may hold. */
export const RACE_WORDS: readonly TermId[] = [
  'sft',
  'grpo',
  'forward-kl',
  'reverse-kl',
  'divergence',
  'entropy',
  'gap',
  'exposure-bias',
  'verifier',
  'token',
]

const OWN = { name: 'Your own', seeds: [0], problems: 100 } as const

/** The race that the settings choose; the first shipped one where a link names one that is not there. */
export function raceOf(settings: Settings): Race {
  if (settings.race === OWN_RACE) return ownRace(settings)
  return RACES.find(({ id }) => id === settings.race) ?? RACES[0]!
}

/** Recipes side by side, at the training room's steps and rollouts, equal on the axis that the curves are drawn over. */
function ownRace({ lanes, ownRecipe, steps, rolloutsPerStep, xAxis }: Settings): Race {
  const recipes = lanes.map((id) => recipeCalled(id, ownRecipe))
  // Two lanes of one recipe still need two names.
  const named = recipes.map((recipe, i): RaceLane => {
    const twins = recipes.slice(0, i).filter(({ id }) => id === recipe.id).length
    return { label: twins === 0 ? recipe.name : `${recipe.name} (${twins + 1})`, recipe }
  })
  const [first, second, ...rest] = named
  if (!first || !second) throw new RangeError('a race needs two lanes')
  return {
    ...OWN,
    id: OWN_RACE,
    question: message('Recipes of your choice, from the same start, on the same problems.'),
    measure: ACCURACY,
    lanes: [first, second, ...rest],
    steps,
    rolloutsPerStep,
    budget: xAxis,
    claim: {
      text: t('“{name}” is ahead at the end.', { name: first.label }),
      check(result) {
        const { winner } = rank(ACCURACY, result)
        return { holds: winner === first.label, evidence: `ahead is “${winner}”` }
      },
    },
  }
}
