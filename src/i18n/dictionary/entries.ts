/** @file All pages of the dictionary. */

import { ABOUT_WORDS } from './about.ts'
import { ACTION_NAMES } from './actions.ts'
import { ATLAS_WORDS } from './atlas.ts'
import { AXIS } from './axis.ts'
import { BENCH } from './bench.ts'
import { CHART_WORDS } from './charts.ts'
import { DIVERGENCE_WORDS } from './divergences.ts'
import { EMBED } from './embed.ts'
import { ENGINE } from './engine.ts'
import { ERRORS } from './errors.ts'
import { ESTIMATORS } from './estimators.ts'
import { FAULTS } from './faults.ts'
import { FIRST } from './first.ts'
import { FORK } from './fork.ts'
import { GLOSSARY_WORDS } from './glossary.ts'
import { HALL } from './hall.ts'
import { IMPORT_WORDS } from './imports.ts'
import { INSPECTOR } from './inspector.ts'
import { KEPT } from './kept.ts'
import { LESSONS } from './lessons.ts'
import { LESSONS_KL } from './lessons-kl.ts'
import { LESSONS_MEASURED } from './lessons-measured.ts'
import { LESSONS_TRAIN } from './lessons-train.ts'
import { LOOP_RECIPES } from './loop-recipes.ts'
import { MEASURED } from './measured.ts'
import { MODELS } from './models.ts'
import { MORE_ERRORS } from './more-errors.ts'
import { MUSEUM } from './museum.ts'
import { OFFLINE } from './offline.ts'
import { OUTSIDE_WORDS } from './outside.ts'
import { OWN_WORDS } from './own.ts'
import { PAGE } from './page.ts'
import { PARTS } from './parts.ts'
import { PLOTS } from './plots.ts'
import { PRIVILEGE_WORDS } from './privilege.ts'
import { RACES } from './races.ts'
import { REACH } from './reach.ts'
import { READINGS } from './readings.ts'
import { RECEIPT } from './receipt.ts'
import { RECIPE_NOTES } from './recipe-notes.ts'
import { RECIPES } from './recipes.ts'
import { REMOTE_WORDS } from './remote.ts'
import { SENTENCE } from './sentence.ts'
import { SHARE } from './share.ts'
import { SHOW } from './show.ts'
import { STAGE } from './stage.ts'
import { STAGE_ACTION_NAMES } from './stage-actions.ts'
import { STRANGERS } from './strangers.ts'
import { TABLE_RECEIPTS } from './table-receipts.ts'
import { TALK } from './talk.ts'
import { TEXT_RECIPES } from './text-recipes.ts'
import { TO_STAGE_WORDS } from './to-stage.ts'
import { TRAINER_WORDS } from './trainers.ts'
import { TRAINING } from './training.ts'
import type { Entries } from './types.ts'
import { VERDICTS } from './verdicts.ts'
import { WATERFALL } from './waterfall.ts'
import { WORKBENCH_WORDS } from './workbench.ts'

export const ENTRIES: Entries = {
  ...ABOUT_WORDS,
  ...ATLAS_WORDS,
  ...AXIS,
  ...READINGS,
  ...REACH,
  ...CHART_WORDS,
  ...STAGE_ACTION_NAMES,
  ...ACTION_NAMES,
  ...ENGINE,
  ...ESTIMATORS,
  ...WATERFALL,
  ...FIRST,
  ...FORK,
  ...GLOSSARY_WORDS,
  ...BENCH,
  ...PAGE,
  ...MUSEUM,
  ...LESSONS,
  ...LESSONS_TRAIN,
  ...LESSONS_KL,
  ...STAGE,
  ...IMPORT_WORDS,
  ...INSPECTOR,
  ...RECEIPT,
  ...DIVERGENCE_WORDS,
  ...REMOTE_WORDS,
  ...SENTENCE,
  ...SHARE,
  ...EMBED,
  ...RECIPES,
  ...TEXT_RECIPES,
  ...LOOP_RECIPES,
  ...RECIPE_NOTES,
  ...PARTS,
  ...OFFLINE,
  ...OUTSIDE_WORDS,
  ...OWN_WORDS,
  ...ERRORS,
  ...FAULTS,
  ...KEPT,
  ...MORE_ERRORS,
  ...VERDICTS,
  ...RACES,
  ...LESSONS_MEASURED,
  ...MEASURED,
  ...PRIVILEGE_WORDS,
  ...TO_STAGE_WORDS,
  ...TRAINER_WORDS,
  ...TRAINING,
  ...PLOTS,
  ...MODELS,
  ...TABLE_RECEIPTS,
  ...STRANGERS,
  ...TALK,
  ...SHOW,
  ...HALL,
  ...WORKBENCH_WORDS,
}
