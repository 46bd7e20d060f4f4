/** @file Distillation for speculative decoding: the student drafts, the larger model accepts or rejects. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { student } from '../recipe/rollouts.ts'

const distillSpec: OtherTaughtRecipe = {
  id: 'distillspec',
  name: 'DistillSpec',
  description:
    'The student is trained as a draft model: the measure is the share of its tokens that the larger model accepts.',
  source: 'Distillation for speculative decoding, arXiv:2310.08461',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'tvd' }, on: ['student'] }],
    },
  ],
  note: 'Of the four divergences of the paper total variation: 1 minus it is the acceptance rate.',
}

const specKd: OtherTaughtRecipe = {
  id: 'speckd',
  name: 'SpecKD / SelecTKD',
  description: 'Tokens that the larger model would accept teach in full, the others a little.',
  source: 'Selective token-weighted distillation, arXiv:2510.24021',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'forward-kl' },
          on: ['student'],
          weights: [{ kind: 'accepted', topK: 5, base: 0.1 }],
        },
      ],
    },
  ],
  note: 'The greedy test; five accepted words and a weight of 0.1 for the others are our choices.',
}

export const DRAFTING: readonly Recipe[] = [distillSpec, specKd]
