/** @file The feature “Talk”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { BET_ACTIONS } from './bet-actions.ts'
import { CUE_RUN_SERVICE } from './cue-runs.ts'
import { PRESENTATION_ACTIONS } from './presentation-actions.ts'
import { PRESENTATION_KEYS } from './presentation-keys.ts'
import { NO_TALK } from './state.ts'
import { TALK_ACTIONS } from './talk-actions.ts'

type TalkActions = typeof TALK_ACTIONS
type PresentationActions = typeof PRESENTATION_ACTIONS
type BetActions = typeof BET_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends TalkActions, PresentationActions, BetActions {}
}

export const TALK = defineFeature({
  id: 'talk',
  title: mark('Talk'),
  summary: 'Cues, the stage for a hall, the speaker’s notes, recordings as a net, and bets.',
  slice: { talk: NO_TALK },
  services: { cueRuns: CUE_RUN_SERVICE },
  actions: { ...TALK_ACTIONS, ...PRESENTATION_ACTIONS, ...BET_ACTIONS },
  keySections: [
    {
      title: mark('Keys on the stage'),
      first: ({ talk }) => talk.presentation !== null,
      keys: [...PRESENTATION_KEYS, { keys: ['1', '2', '…', 'Enter'], label: mark('Number of the cue to jump to') }],
    },
  ],
})
