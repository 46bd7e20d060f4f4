/** @file The feature “Fork”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { FORK_ACTIONS } from './actions.ts'

type ForkActions = typeof FORK_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends ForkActions {}
}

const Panel = lazily(async () => (await import('./fork.tsx')).ForkRegion)
const Primary = lazily(async () => (await import('./choices.tsx')).ForceTeachersChoice)

export const FORK = defineFeature({
  id: 'fork',
  title: mark('Fork'),
  summary: 'Another token is forced and the student goes on: the tree of rollouts, and what the token was worth.',
  tab: 'fork',
  panel: { tab: 'fork', Panel },
  embeds: [{ view: 'fork', title: mark('Fork'), tab: 'fork', reads: true, Panel, Primary }],
  actions: FORK_ACTIONS,
})
