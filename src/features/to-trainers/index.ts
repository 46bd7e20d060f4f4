/** @file The feature “Export to trainer”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { TO_TRAINER_ACTIONS } from './actions.ts'
import './state.ts'

type ToTrainerActions = typeof TO_TRAINER_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends ToTrainerActions {}
}

export const TO_TRAINERS = defineFeature({
  id: 'to-trainers',
  title: mark('Export to trainer'),
  summary:
    'A recipe as a folder for one of the field’s trainers: keys, launcher, problems, verifier, what is lost, what it costs.',
  slice: { toTrainer: null },
  actions: TO_TRAINER_ACTIONS,
  keepsKey: ({ toTrainer }) => toTrainer !== null,
})
