/** @file Actions of the recipe workbench. */
import { oneLine } from '../../engine/errors.ts'
import { t } from '../../i18n/words.ts'
import { parseJson } from '../../json/parse.ts'
import { OWN_RACE } from '../../methods/race.ts'
import type { Phase, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { canRun, fetchRecipeCodec, OWN_RECIPE, recipeCalled } from '../../settings/own-recipe.ts'
import { chosenRecipe } from '../../settings/run-setup.ts'
import { type App, act, action, actionOf, available, change } from '../../store/app.ts'
import { tell } from '../../store/notices.ts'
import type { AppState } from '../../store/state.ts'
import { errorWords } from './error-words.ts'

interface RecipeFile {
  readonly name: string
  readonly text: string
}

/** From now on the recipe of the page is the visitor's own. */
function put(app: App, ownRecipe: Recipe): void {
  const { recipe, ownParent } = app.store.getState().settings
  change(app, { ownRecipe, recipe: OWN_RECIPE, ownParent: recipe === OWN_RECIPE ? ownParent : recipe })
}

/** The workbench is fetched with what it checks recipes by, and what writes them into the address. */
async function edits() {
  const [edit] = await Promise.all([import('./edits.ts'), fetchRecipeCodec()])
  return edit
}

async function open(app: App, { name, text }: RecipeFile): Promise<void> {
  try {
    const { attempt } = await edits()
    const { recipe, error } = attempt(parseJson(text))
    if (error) return tell(app.store, t('“{name}” is not a recipe: {why}', { name, why: errorWords(error.sentences) }))
    put(app, recipe)
    change(app, { tab: 'workbench' })
  } catch (error) {
    tell(app.store, t('“{name}” is not a recipe: {why}', { name, why: `${oneLine(error)}.` }))
  }
}

/** The reading on the stage that the recipe's teacher would make: the same note, and the loss's divergence where the stage has it. */
function ontoStage(app: App, { context, phases }: Recipe): void {
  const divergence = phases
    .flatMap((phase: Phase<Term>) => phase.loss)
    .flatMap((term) => (term.kind === 'divergence' ? [term.divergence.id] : []))
    .at(-1)
  const known = app.registry.schema.fields.divergence.parse(divergence ?? '')
  const [first] = context?.kinds ?? []
  change(app, {
    privileged: first !== undefined,
    ...(first !== undefined && { context: first }),
    ...(known !== undefined && { divergence: known }),
  })
}

const trainable = ({ settings }: AppState): boolean => canRun(chosenRecipe(settings))

export const WORKBENCH_ACTIONS = {
  startFromRecipe: actionOf<string>({
    id: 'start-from-recipe',
    label: 'Start from',
    keys: [],
    perform: (app, recipe) => {
      act(app, 'setRecipe', recipe)
      app.store.setState({ workbench: { phase: 0 } })
      change(app, { tab: 'workbench' })
    },
  }),
  changeRecipe: actionOf<Recipe>({
    id: 'change-recipe',
    label: 'Change the recipe',
    keys: [],
    perform: (app, recipe) => put(app, recipe),
  }),
  lookAtPhase: actionOf<number>({
    id: 'look-at-phase',
    label: 'Phase on the bench',
    keys: [],
    perform: ({ store }, phase) => store.setState({ workbench: { phase } }),
  }),
  trainRecipe: action({
    id: 'train-recipe',
    label: 'Train it',
    keys: [],
    available: trainable,
    perform: (app) => {
      ontoStage(app, chosenRecipe(app.store.getState().settings))
      change(app, { tab: 'training' })
      if (available(app, 'train', app.store.getState())) act(app, 'train')
    },
  }),
  raceRecipe: action({
    id: 'race-recipe',
    label: 'Race it',
    keys: [],
    available: (state) => state.settings.recipe === OWN_RECIPE && trainable(state),
    perform: (app) => {
      const { ownParent } = app.store.getState().settings
      change(app, { race: OWN_RACE, lanes: [OWN_RECIPE, ownParent], tab: 'training' })
    },
  }),
  saveRecipe: action({
    id: 'save-recipe',
    label: 'Save recipe',
    keys: [],
    perform: (app) => {
      const recipe = chosenRecipe(app.store.getState().settings)
      app.files.save(`${recipe.id}.recipe.json`, `${JSON.stringify(recipe, null, 2)}\n`, 'application/json')
    },
  }),
  openRecipe: actionOf<RecipeFile>({
    id: 'open-recipe',
    label: 'Open recipe',
    keys: [],
    perform: (app, file) => void open(app, file),
  }),
  backToParent: action({
    id: 'back-to-parent',
    label: 'Back to where it began',
    keys: [],
    available: ({ settings }) => settings.recipe === OWN_RECIPE,
    perform: (app) => {
      const { ownParent, ownRecipe } = app.store.getState().settings
      act(app, 'setRecipe', recipeCalled(ownParent, ownRecipe).id)
    },
  }),
} as const
