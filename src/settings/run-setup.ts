/** @file From the page's settings to the setup of a training run, and when the run is to be measured. */
import { onlyProblem, systemOf } from '../engine/own/problems.ts'
import { loraOf } from '../engine/training/lora-choice.ts'
import type { Evaluation, OwnProblems, RunSetup } from '../engine/training/types.ts'
import type { OwnText, SamplingOptions } from '../engine/types.ts'
import type { Race } from '../methods/race.ts'
import { learningRateOf, type Recipe } from '../methods/recipe/recipe.ts'
import { worldById } from '../world/registry.ts'
import type { WorldId } from '../world/types.ts'
import { recipeCalled } from './own-recipe.ts'
import type { Settings } from './settings.ts'

/** Held-out problems: as the models' cards count them, from 10,000. */
const HELD_OUT = { firstSeed: 10_000, problems: 100 } as const

/** A measurement and a checkpoint every so many steps. */
export const MEASURE_EVERY = 10
const CHECKPOINTS = { every: MEASURE_EVERY, keep: 12 } as const

/** Greedy writing is not allowed in training: what is written must vary. */
const LEAST_TEMPERATURE = 0.1

/** Where a recipe is trained: in the page's world, unless another one shows it best. */
export function trainingWorld(recipe: Recipe, { world }: Pick<Settings, 'world'>): WorldId {
  return recipe.world ?? world
}

/** The recipe that the training room follows. */
export function chosenRecipe({ recipe, ownRecipe }: Pick<Settings, 'recipe' | 'ownRecipe'>): Recipe {
  return recipeCalled(recipe, ownRecipe)
}

/**
 * The run that the settings describe. The flipbook's problem is the one on the stage, written greedily.
 * @param problems a list of the visitor's own, of which the one on the stage may be one
 * @param served the teacher on a server that it learns from, which no setting names; null for one that runs here
 */
export function trainingSetup(
  settings: Settings,
  problems: OwnProblems | null = null,
  served: RunSetup['served'] | null = null,
): RunSetup {
  const setup = setupOf(chosenRecipe(settings), settings, settings.trainingSeed, problems)
  return served ? { ...setup, served } : setup
}

/** The same run, its pinned problem written otherwise: as the rollout on the stage was. */
export function withPinned(setup: RunSetup, sampling?: SamplingOptions): RunSetup {
  if (!sampling) return setup
  const { heldOut } = setup
  return { ...setup, heldOut: { ...heldOut, pinned: { ...heldOut.pinned, sampling } } }
}

/** Do both write the same problem in the same way at every measurement? */
export function samePinned(a: RunSetup, b: RunSetup): boolean {
  return JSON.stringify(a.heldOut.pinned) === JSON.stringify(b.heldOut.pinned)
}

/** Points on a race's curves, beside the start. */
const RACE_MEASUREMENTS = 6

/** How often a lane of a race is measured, its start included. */
export function measurementsOf({ steps }: Race): number {
  return 1 + Math.ceil(steps / Math.ceil(steps / RACE_MEASUREMENTS))
}

/**
 * One setup a lane: the page's models and world, the race's numbers, and each recipe's own learning rate.
 * @param list of the visitor's own, where their words stand on the stage: the lanes learn from it, wherever the race begins otherwise
 */
export function raceSetups(
  race: Race,
  settings: Settings,
  seed: number,
  list: OwnProblems | null = null,
): readonly RunSetup[] {
  const { steps, rolloutsPerStep, problems, start } = race
  return race.lanes.map(({ recipe }) => {
    const learningRate = learningRateOf(recipe)
    const own = setupOf(recipe, { ...settings, steps, rolloutsPerStep, learningRate }, seed, list)
    const setup = settings.own ? own : { ...own, ...start }
    return {
      ...setup,
      heldOut: { ...setup.heldOut, problems: Math.min(problems, setup.own?.heldOut.length ?? problems) },
      // Nobody rewinds a race: one checkpoint is the least that the engine keeps.
      checkpoints: { every: Math.ceil(steps / RACE_MEASUREMENTS), keep: 1 },
    }
  })
}

function setupOf(recipe: Recipe, settings: Settings, seed: number, problems: OwnProblems | null = null): RunSetup {
  const world = trainingWorld(recipe, settings)
  const difficulty = world === settings.world ? settings.difficulty : worldById(world).difficulty.default
  const { student, teacher, steps, rolloutsPerStep, learningRate, maxTokens, problemSeed, own, loraRank } = settings
  const list = own && (problems ? { ...problems, ...formOf(own) } : onlyProblem(own))
  return {
    recipe,
    student,
    teacher,
    world,
    difficulty,
    seed,
    steps,
    rolloutsPerStep,
    learningRate,
    temperature: Math.max(LEAST_TEMPERATURE, settings.temperature),
    maxTokens,
    ...(list && { own: list }),
    ...(loraRank > 0 && { lora: loraOf(loraRank) }),
    heldOut: {
      ...HELD_OUT,
      ...(list && { problems: Math.min(HELD_OUT.problems, list.heldOut.length) }),
      pinned: {
        problemSeed,
        ...(own && { own }),
        sampling: { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens },
      },
    },
    checkpoints: CHECKPOINTS,
  }
}

/** Would both write the same numbers? Which problem is pinned changes none of them. */
export function sameRun(a: RunSetup, b: RunSetup): boolean {
  return (
    sameRecipe(a.recipe, b.recipe) &&
    a.student === b.student &&
    a.teacher === b.teacher &&
    a.world === b.world &&
    a.difficulty === b.difficulty &&
    a.seed === b.seed &&
    a.steps === b.steps &&
    a.rolloutsPerStep === b.rolloutsPerStep &&
    a.learningRate === b.learningRate &&
    a.temperature === b.temperature &&
    a.maxTokens === b.maxTokens &&
    JSON.stringify([a.lora, a.served]) === JSON.stringify([b.lora, b.served]) &&
    sameProblems(a.own, b.own)
  )
}

/** Lists of a file may be long: they are the same ones, or they are compared only where as many stand in them. */
function sameProblems(a: OwnProblems | undefined, b: OwnProblems | undefined): boolean {
  if (!a || !b) return a === b
  const sameList = (part: 'train' | 'heldOut'): boolean =>
    a[part] === b[part] || (a[part].length === b[part].length && JSON.stringify(a[part]) === JSON.stringify(b[part]))
  return a.system === b.system && sameList('train') && sameList('heldOut')
}

/** A list is read in the form that the prompt on the stage has: as it stands, or as messages behind its system text. */
function formOf({ prompt }: OwnText): Pick<OwnProblems, 'system'> {
  return 'chat' in prompt ? { system: systemOf(prompt) } : {}
}

/** One that was kept is a copy. */
function sameRecipe(a: Recipe, b: Recipe): boolean {
  return a === b || (a.id === b.id && JSON.stringify(a) === JSON.stringify(b))
}

/** Is a measurement due at this step, given those that are there? */
export function measurementDue(
  step: number,
  { steps, checkpoints }: RunSetup,
  evaluations: readonly Evaluation[],
): boolean {
  const wanted = step % checkpoints.every === 0 || step === steps
  return wanted && !evaluations.some((evaluation) => evaluation.step === step)
}
