/** @file The stage, in the form of a feature: what every view shows, from the settings sentence to the rollout with its marks. */
import { mark } from '../i18n/words.ts'
import { defineFeature } from '../store/registry.ts'
import { lazily } from '../ui/lazily.tsx'

export const STAGE = defineFeature({
  id: 'stage',
  title: mark('The stage'),
  summary: 'The settings sentence, the problem, the rollout with the teacher’s marks, the verdict and the token axis.',
  embeds: [
    {
      view: 'stage',
      title: mark('The stage'),
      tab: null,
      reads: true,
      Panel: lazily(async () => (await import('./embed-view.tsx')).EmbedStage),
      Primary: lazily(async () => (await import('./sampling/sampling.tsx')).SampleOrStop),
    },
  ],
  parts: [
    'settings-sentence',
    'sampling',
    'sampling-details',
    'problem',
    'note',
    'teacher-prompt',
    'rollout',
    'legend',
    'verdict',
    'gap-summary',
  ],
})
