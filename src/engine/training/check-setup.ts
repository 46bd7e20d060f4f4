/** @file A run's setup comes from a page, a link or a file: checked here, once, so that a mistake is reported in words. */

import { message } from '../../message/message.ts'
import { missingParts } from '../../methods/parts.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import type { LoraConfig } from '../../network/config.ts'
import { LORA_MODULES } from '../../network/lora.ts'
import { checkSampling, positive, problemOf, whole, within } from '../check-requests.ts'
import { EngineError } from '../errors.ts'
import { contextsOf, unpackProblem } from '../own/problems.ts'
import { problemRef } from './run-context.ts'
import type { OwnProblems, RunSetup } from './types.ts'

const MAX_ROLLOUTS = 128
const MAX_STEPS = 100_000

/** @throws EngineError 'bad-request' naming what is out of range */
export function checkRunSetup(setup: RunSetup): void {
  const { recipe, world, heldOut } = setup
  checkParts(recipe)
  whole("the run's seed", setup.seed, 0, Number.MAX_SAFE_INTEGER)
  whole('the number of steps', setup.steps, 1, MAX_STEPS)
  whole('the number of rollouts per step', setup.rolloutsPerStep, 1, MAX_ROLLOUTS)
  within('the learning rate', setup.learningRate, 0, 1)
  positive("the rollouts' temperature", setup.temperature, 100)
  whole('the number of held-out problems', heldOut.problems, 1, 5000)
  whole('the first held-out problem seed', heldOut.firstSeed, 0, 2 ** 30 - 5001)
  whole('the number of steps between checkpoints', setup.checkpoints.every, 1, MAX_STEPS)
  whole('the number of checkpoints', setup.checkpoints.keep, 1, 1000)
  checkSampling(heldOut.pinned.sampling)
  checkSampling({ ...heldOut.pinned.sampling, maxTokens: setup.maxTokens })
  if (setup.lora) checkLora(setup.lora)
  if (setup.own)
    for (const part of ['train', 'heldOut'] as const)
      whole(`the number of ${part} problems`, setup.own[part].length, 1, 1e7)
  const problem = problemOf(problemRef(setup, heldOut.firstSeed, 'heldOut'))
  const kinds = contextsOf(recipe)
  const unknown = kinds.find((kind) => !problem.contextKinds.includes(kind) || (setup.own && lacksNotes(setup.own)))
  if (unknown !== undefined && setup.own)
    throw new EngineError(
      'bad-request',
      setup.own.train.length === 1
        ? message(
            'The recipe "{recipe}" shows its teacher more than the student sees, and your own words have no such text.',
            { recipe: recipe.id },
          )
        : message(
            'The recipe "{recipe}" shows its teacher more than the student sees, and some of your problems have no such text.',
            { recipe: recipe.id },
          ),
      'Write a privileged context text, or choose a recipe without one.',
    )
  if (unknown !== undefined) {
    throw new EngineError(
      'bad-request',
      message(
        'The recipe "{recipe}" shows its teacher a context of the kind "{kind}", which {world} problems do not have.',
        { recipe: recipe.id, kind: unknown, world },
      ),
      message('Choose another world{hint}, or a context among: {kinds}.', {
        hint: recipe.world ? ` (${recipe.world} suits it)` : '',
        kinds: problem.contextKinds.join(', '),
      }),
    )
  }
}

/** Whether any problem of a list has nothing that a teacher could be told. */
function lacksNotes({ train, heldOut }: OwnProblems): boolean {
  return [...train, ...heldOut].some((each) => Object.keys(unpackProblem(each).notes ?? {}).length === 0)
}

function checkLora({ rank, alpha, modules }: LoraConfig): void {
  whole("the adapter's rank", rank, 1, 512)
  positive("the adapter's alpha", alpha, 10_000)
  whole('the number of adapted modules', modules.length, 1, LORA_MODULES.length)
}

/** @throws EngineError 'bad-request' for a recipe that needs what nothing here runs yet */
export function checkParts(recipe: Recipe): void {
  const missing = missingParts(recipe)
  if (missing.length > 0) {
    throw new EngineError(
      'bad-request',
      message('The recipe "{recipe}" needs {parts}, which this playground does not have yet.', {
        recipe: recipe.id,
        parts: missing.join(', '),
      }),
      'Choose a recipe of the catalogue.',
    )
  }
}
