/** @file All pages of the dictionary. */

import { ACTION_NAMES } from './actions.ts'
import { BENCH } from './bench.ts'
import { DIVERGENCE_WORDS } from './divergences.ts'
import { EMBED } from './embed.ts'
import { ENGINE } from './engine.ts'
import { ERRORS } from './errors.ts'
import { ESTIMATORS } from './estimators.ts'
import { FORK } from './fork.ts'
import { INSPECTOR } from './inspector.ts'
import { MODELS } from './models.ts'
import { MORE_ERRORS } from './more-errors.ts'
import { OFFLINE } from './offline.ts'
import { PAGE } from './page.ts'
import { PARTS } from './parts.ts'
import { RACES } from './races.ts'
import { RECEIPT } from './receipt.ts'
import { RECIPE_NOTES } from './recipe-notes.ts'
import { RECIPES } from './recipes.ts'
import { SENTENCE } from './sentence.ts'
import { SHARE } from './share.ts'
import { SHOW } from './show.ts'
import { STAGE } from './stage.ts'
import { STAGE_ACTION_NAMES } from './stage-actions.ts'
import { TALK } from './talk.ts'
import { TRAINING } from './training.ts'
import type { Entries } from './types.ts'
import { VERDICTS } from './verdicts.ts'
import { WATERFALL } from './waterfall.ts'

export const ENTRIES: Entries = {
  ...STAGE_ACTION_NAMES,
  ...ACTION_NAMES,
  ...ENGINE,
  ...ESTIMATORS,
  ...WATERFALL,
  ...FORK,
  ...BENCH,
  ...PAGE,
  ...STAGE,
  ...INSPECTOR,
  ...RECEIPT,
  ...DIVERGENCE_WORDS,
  ...SENTENCE,
  ...SHARE,
  ...EMBED,
  ...RECIPES,
  ...RECIPE_NOTES,
  ...PARTS,
  ...OFFLINE,
  ...ERRORS,
  ...MORE_ERRORS,
  ...VERDICTS,
  ...RACES,
  ...TRAINING,
  ...MODELS,
  ...TALK,
  ...SHOW,
}
