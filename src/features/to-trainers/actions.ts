/** @file Actions of the export to trainers. */
import { mark } from '../../i18n/words.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { action, actionOf } from '../../store/app.ts'

export const TO_TRAINER_ACTIONS = {
  /** Opens the dialog for a recipe of the catalogue or one of the visitor's own. */
  exportToTrainer: actionOf<Recipe>({
    id: 'export-to-trainer',
    label: mark('Export to trainer'),
    keys: [],
    perform: ({ store }, recipe) => store.setState({ toTrainer: recipe }),
  }),
  closeExport: action({
    id: 'close-export',
    label: mark('Close'),
    keys: [],
    available: ({ toTrainer }) => toTrainer !== null,
    perform: ({ store }) => store.setState({ toTrainer: null }),
  }),
} as const
