/** @file The feature “Slider of privilege”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { PRIVILEGE_ACTIONS } from './actions.ts'
import { PRIVILEGE_SETTINGS } from './settings.ts'

type PrivilegeActions = typeof PRIVILEGE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends PrivilegeActions {}
}

const Panel = lazily(async () => (await import('./privilege.tsx')).Privilege)

export const PRIVILEGE = defineFeature({
  id: 'privilege',
  title: mark('Slider of privilege'),
  summary:
    'One text read with five amounts of privilege, and what training on each did to accuracy, length and leakage.',
  // What the X-ray asks of a text of the reader's, this shows of a recorded one.
  panel: { tab: 'xray', Panel },
  embeds: [{ view: 'privilege', title: mark('Slider of privilege'), tab: 'xray', reads: false, Panel }],
  settings: PRIVILEGE_SETTINGS,
  actions: PRIVILEGE_ACTIONS,
})
