/** @file Intents about runs that are kept: take one up again, or forget it. */
import { fetchRecipeCodec, hasOwnRecipe } from '../../../settings/own-recipe.ts'
import { type App, actionOf } from '../../../store/app.ts'
import { applySettings } from '../../../store/apply-settings.ts'
import { trainingBusy } from '../state.ts'

/** The settings of the run, but for what is the reader's own: what it goes on as must be what the page says. */
async function takeUp(app: App, key: string): Promise<void> {
  const { store, registry, session } = app
  const offer = store.getState().keptRuns.find((each) => each.key === key)
  if (!offer) return
  if (offer.recipe !== null) {
    if (hasOwnRecipe(offer.query)) await fetchRecipeCodec()
    const { theme, language, backend, tab } = store.getState().settings
    const { settings } = registry.schema.restore(offer.query)
    applySettings(app, { settings: { ...settings, theme, language, backend, tab } })
  }
  const setup = await session.training.takeUp(key)
  if (!setup) return
  // Models that were made here have new names in a new engine.
  const { student, teacher } = setup
  const now = store.getState().settings
  if (now.student !== student || now.teacher !== teacher)
    store.setState(({ settings }) => ({ settings: { ...settings, student, teacher } }))
}

export const KEPT_ACTIONS = {
  takeUpRun: actionOf<string>({
    id: 'take-up-run',
    label: 'Take it up again',
    keys: [],
    available: ({ training, race }) => !trainingBusy(training) && race.activity === 'idle',
    perform: (app, key) => void takeUp(app, key),
  }),
  forgetKeptRun: actionOf<string>({
    id: 'forget-kept-run',
    label: 'Forget it',
    keys: [],
    perform: ({ store, session }, key) => {
      store.setState(({ keptRuns }) => ({ keptRuns: keptRuns.filter((offer) => offer.key !== key) }))
      session.training.forgetKept(key)
    },
  }),
} as const
