/**
 * @file The list of all features. A new one is its folder and its line here: tabs, embed views, actions, keys, palette, settings,
 * addresses, initial state, services, parts of the page and the table in docs/features.md are derived from it.
 */
import { STAGE } from '../stage/index.ts'
import { CORE } from '../store/core.ts'
import { createRegistry } from '../store/registry.ts'
import { ABOUT } from './about/index.ts'
import { ATLAS_FEATURE } from './atlas/index.ts'
import { COMPARE } from './compare/index.ts'
import { ESTIMATORS } from './estimators/index.ts'
import { EXPORT } from './export/index.ts'
import { FORK } from './fork/index.ts'
import { GLOSSARY } from './glossary/index.ts'
import { HELP } from './help/index.ts'
import { IMPORTS } from './imports/index.ts'
import { INSPECTOR } from './inspector/index.ts'
import { LESSONS } from './lessons/index.ts'
import { MUSEUM } from './museum/index.ts'
import { OFFLINE } from './offline/index.ts'
import { OWN } from './own/index.ts'
import { PALETTE } from './palette/index.ts'
import { PRIVILEGE } from './privilege/index.ts'
import { RACE } from './race/index.ts'
import { RAIL } from './rail/index.ts'
import { REMOTE } from './remote/index.ts'
import { SHARE } from './share/index.ts'
import { TALK } from './talk/index.ts'
import { TO_TRAINERS } from './to-trainers/index.ts'
import { TOY_DIVERGENCES } from './toy-divergences/index.ts'
import { TRAINING } from './training/index.ts'
import { UNDO } from './undo/index.ts'
import { WATERFALL } from './waterfall/index.ts'
import { WORKBENCH } from './workbench/index.ts'
import { XRAY } from './xray/index.ts'

/** In the order of the tabs, the palette and the help sheet. */
export const REGISTRY = createRegistry([
  CORE,
  STAGE,
  TRAINING,
  RACE,
  WORKBENCH,
  XRAY,
  PRIVILEGE,
  RAIL,
  WATERFALL,
  ESTIMATORS,
  COMPARE,
  FORK,
  TOY_DIVERGENCES,
  ATLAS_FEATURE,
  REMOTE,
  IMPORTS,
  MUSEUM,
  OWN,
  INSPECTOR,
  EXPORT,
  TO_TRAINERS,
  SHARE,
  TALK,
  UNDO,
  OFFLINE,
  LESSONS,
  PALETTE,
  HELP,
  GLOSSARY,
  ABOUT,
])
