/** @file The feature “Your own words”: models that the visitor brings, and texts of their own. */
import { mark } from '../../i18n/words.ts'
import type { Late } from '../../store/late.ts'
import { defineFeature } from '../../store/registry.ts'
import { OWN_ACTIONS } from './actions.ts'
import { BROUGHT_SERVICE, type Brought } from './brought.ts'
import { HUB_SERVICE, type HubModels } from './hub/service.ts'
import { SETS_ACTIONS } from './sets/actions.ts'
import { type ProblemSets, SETS_SERVICE } from './sets/service.ts'
import { OWN_SETTINGS } from './settings.ts'
import { NOTHING_BROUGHT } from './state.ts'

type OwnActions = typeof OWN_ACTIONS & typeof SETS_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends OwnActions {}
  interface Services {
    readonly brought: Brought
    readonly hubModels: Late<HubModels>
    readonly problemSets: Late<ProblemSets>
  }
}

export const OWN = defineFeature({
  id: 'own',
  title: mark('Your own words'),
  summary:
    'A public model from a folder or the hub, a prompt, a note for the teacher, an answer: everything on the page works on them.',
  settings: OWN_SETTINGS,
  slice: { brought: NOTHING_BROUGHT },
  actions: { ...OWN_ACTIONS, ...SETS_ACTIONS },
  services: { brought: BROUGHT_SERVICE, hubModels: HUB_SERVICE, problemSets: SETS_SERVICE },
})
