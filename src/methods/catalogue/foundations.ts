/** @file Where on-policy distillation begins: the page's default, the best known form of it, and the first repairs. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { student } from '../recipe/rollouts.ts'

const gkd: OtherTaughtRecipe = {
  id: 'gkd',
  name: 'GKD',
  description: 'The student writes; at every token a larger model says how likely it finds each word.',
  source: 'Generalized knowledge distillation, arXiv:2306.13649; trainer TRL GKDTrainer',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: 'Its corner that is on-policy throughout: reverse KL (beta 1), no share of texts from a data set (lambda 1).',
}

const thinkingMachines: OtherTaughtRecipe = {
  id: 'thinking-machines-opd',
  name: 'Thinking Machines OPD',
  description:
    'Each token that the student wrote earns what the larger model thinks of it, minus what the student thought.',
  source: 'Blog post of October 2025; trainer tinker-cookbook',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio' }],
          surrogate: { kind: 'importance' },
        },
      ],
    },
  ],
  note: 'Mean over tokens where the trainer sums; no discount, as published.',
}

const revisiting: OtherTaughtRecipe = {
  id: 'revisiting-opd',
  name: 'Revisiting OPD',
  description: "Only the larger model's 32 likeliest words count, and only where the student is least sure.",
  source: 'Failure modes and simple fixes, arXiv:2603.25562; code hhh675597/revisiting_opd',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, decoding: { topP: 0.9 } }] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          support: { topK: 32, of: 'teacher', rest: 'renormalise' },
          on: ['student'],
          weights: [{ kind: 'no-special' }, { kind: 'student-entropy-top', share: 0.2 }],
          per: 'kept',
        },
      ],
    },
  ],
  note: "The selection of the 20 % least sure tokens is the code's; top-p 0.9 is its setting for evaluation.",
}

const thunlp: OtherTaughtRecipe = {
  id: 'thunlp-rethinking-opd',
  name: 'Rethinking OPD',
  description: "Imitate the larger model's texts first; then follow it on the student's own 16 likeliest words.",
  source: 'THUNLP recipe, arXiv:2604.13016; code thunlp/OPD',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      name: 'SFT',
      until: 0.2,
      rollouts: { draws: [{ id: 'taught', writer: 'teacher', each: 1 }], problems: 'teacher-solves' },
      loss: [{ kind: 'cross-entropy', on: ['taught'] }],
    },
    {
      name: 'distil',
      until: 1,
      rollouts: { draws: [student], problems: 'teacher-solves' },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          support: { topK: 16, of: 'student', rest: 'drop' },
          on: ['student'],
        },
      ],
    },
  ],
  note:
    'The sum over the 16 words is differentiated as it stands, where the code makes each word a constant reward; the cold ' +
    'start of 20 % is ours.',
}

const lightning: OtherTaughtRecipe = {
  id: 'lightning-opd',
  name: 'Lightning OPD',
  description: 'Write once, let the larger model grade once, then train from what was kept, without the teacher.',
  source: 'Offline OPD, arXiv:2604.13010',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      name: 'SFT',
      until: 0.2,
      rollouts: { draws: [{ id: 'taught', writer: 'teacher', each: 1 }] },
      loss: [{ kind: 'cross-entropy', on: ['taught'] }],
    },
    {
      name: 'offline',
      until: 1,
      rollouts: { draws: [{ ...student, store: { kind: 'once', problems: 64 } }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio', against: 'student' }],
          surrogate: { kind: 'none' },
          per: 'sum',
        },
      ],
    },
  ],
  note: 'A text is written when its problem first comes up in the second phase, so the last of the 64 are a few steps younger.',
}

export const FOUNDATIONS: readonly Recipe[] = [gkd, thinkingMachines, revisiting, thunlp, lightning]
