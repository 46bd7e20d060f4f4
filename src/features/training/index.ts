/** @file The feature “Training”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { bindTraining } from './bind.ts'
import { EXPORT_ACTIONS } from './export-actions.ts'
import { KEPT_ACTIONS } from './kept/kept-actions.ts'
import { IDLE_TRAINING } from './state.ts'
import { IDLE_TEACH } from './teach/state.ts'
import { TEACH_ACTIONS } from './teach/teach-actions.ts'
import { TEACHING_SERVICE } from './teach/teaching.ts'
import { TRAINING_ACTIONS } from './training-actions.ts'
import { TRAINING_SERVICE } from './training-session.ts'

type TrainingActions = typeof TRAINING_ACTIONS
type ExportActions = typeof EXPORT_ACTIONS
type TeachActions = typeof TEACH_ACTIONS
type KeptActions = typeof KEPT_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends TrainingActions, TeachActions, ExportActions, KeptActions {}
}

const Panel = lazily(async () => (await import('./training.tsx')).Training)
const Primary = lazily(async () => (await import('./controls.tsx')).TrainOrPause)

export const TRAINING = defineFeature({
  id: 'training',
  title: mark('Training'),
  summary: 'A published method as a recipe: real gradient steps, curves, flipbook, checkpoints and weights.',
  tab: 'training',
  panel: { tab: 'training', Panel },
  embeds: [
    { view: 'training', title: mark('Training'), tab: 'training', reads: false, Panel, Primary },
    {
      view: 'method',
      title: mark('Method card'),
      tab: 'training',
      reads: false,
      Panel: lazily(async () => (await import('./embed-method.tsx')).EmbedMethod),
    },
  ],
  slice: { training: IDLE_TRAINING, teach: IDLE_TEACH, keptRuns: [] },
  actions: { ...TRAINING_ACTIONS, ...TEACH_ACTIONS, ...EXPORT_ACTIONS, ...KEPT_ACTIONS },
  services: { training: TRAINING_SERVICE, teaching: TEACHING_SERVICE },
  parts: ['learning', 'training', 'flipbook', 'weights'],
  bind: bindTraining,
  start: ({ session, registry }, view) => void session.teaching.fetch(view, registry.schema),
})
