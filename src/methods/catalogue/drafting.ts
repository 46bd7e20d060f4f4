/** @file Distillation for speculative decoding: the student drafts, the larger model accepts or rejects. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { type RolloutDraw, student } from '../recipe/rollouts.ts'
import type { TaughtTerm } from '../recipe/terms.ts'

const group: RolloutDraw = { ...student, each: 8 }
const grpo: TaughtTerm = {
  kind: 'policy-gradient',
  on: ['student'],
  advantage: [{ kind: 'group' }],
  surrogate: { kind: 'importance', clip: [0.8, 1.2] },
  per: 'texts',
}
/** The student drafts and the policy accepts; what stands is the policy's text. */
const drafted: RolloutDraw = {
  id: 'drafted',
  writer: 'student',
  each: 4,
  loop: { kind: 'speculative', length: 4 },
}
const follow: TaughtTerm = {
  kind: 'divergence',
  divergence: { id: 'forward-kl' },
  on: ['drafted'],
  weights: [{ kind: 'reward' }],
}

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

const osd: OtherTaughtRecipe = {
  id: 'osd',
  name: 'Online Speculative Decoding (OSD)',
  description:
    'The student drafts, the larger model accepts or refuses; what it refused, now or lately, is what teaches.',
  source: 'Online speculative decoding, arXiv:2310.07177; code LiuXiaoxuanPKU/OSD',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          {
            ...student,
            loop: { kind: 'speculative', length: 4 },
            store: { kind: 'replay', capacity: 64, share: 0.5 },
          },
        ],
      },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'forward-kl' },
          on: ['student'],
          weights: [{ kind: 'refused' }],
          per: 'kept',
        },
      ],
    },
  ],
  note: 'Drafts of four tokens, half of the texts from the last 64: our choices. Forward KL, one of the divergences of the paper.',
}

const respec: OtherTaughtRecipe = {
  id: 'respec',
  name: 'ReSpec',
  description:
    'A policy learns by reward while a draft of its size follows it on texts that both write, weighed by reward.',
  source: 'Speculative decoding in RL, arXiv:2510.26475',
  teacher: { kind: 'kept', model: 'actor' },
  context: null,
  phases: [
    { name: 'policy', until: 0.25, keeps: 'actor', rollouts: { draws: [group] }, loss: [grpo] },
    { name: 'draft', until: 0.5, from: 'start', keeps: 'draft', rollouts: { draws: [drafted] }, loss: [follow] },
    { name: 'policy', until: 0.75, from: 'actor', keeps: 'actor', rollouts: { draws: [group] }, loss: [grpo] },
    { name: 'draft', until: 1, from: 'draft', rollouts: { draws: [drafted] }, loss: [follow] },
  ],
  note:
    'Policy and draft take turns, twice, where the paper trains both at every step; both begin as the student. What the run ' +
    'ends with is the draft.',
}

export const DRAFTING: readonly Recipe[] = [distillSpec, specKd, osd, respec]
