/** @file All pages of the dictionary. */
import { DIVERGENCE_WORDS } from './divergences.ts'
import { EMBED } from './embed.ts'
import { ERRORS } from './errors.ts'
import { INSPECTOR } from './inspector.ts'
import { MORE_ERRORS } from './more-errors.ts'
import { OFFLINE } from './offline.ts'
import { PAGE } from './page.ts'
import { PARTS } from './parts.ts'
import { RACES } from './races.ts'
import { RECEIPT } from './receipt.ts'
import { RECIPE_NOTES } from './recipe-notes.ts'
import { RECIPES } from './recipes.ts'
import { SHARE } from './share.ts'
import { STAGE } from './stage.ts'
import { TRAINING } from './training.ts'
import type { Entries } from './types.ts'
import { VERDICTS } from './verdicts.ts'

export const ENTRIES: Entries = {
  ...PAGE,
  ...STAGE,
  ...INSPECTOR,
  ...RECEIPT,
  ...DIVERGENCE_WORDS,
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
}
