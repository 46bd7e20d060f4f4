/** @file White-box OPD that compares whole distributions: which divergence, towards which target, on whose texts. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { student } from '../recipe/rollouts.ts'

const distillm: OtherTaughtRecipe = {
  id: 'distillm',
  name: 'DistiLLM',
  description:
    'Begin with the data set and let the student write more as its validation loss gets worse; old texts are kept.',
  source: 'Skew KL with adaptive off-policy use, arXiv:2402.03898; code jongwooko/distillm',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'data', writer: 'data', each: 1 },
          { ...student, store: { kind: 'replay', capacity: 1000, share: 0.5 } },
        ],
        mixing: { onPolicy: { kind: 'adaptive', step: 0.1 } },
      },
      loss: [{ kind: 'divergence', divergence: { id: 'skew-reverse-kl', alpha: 0.1 }, on: ['data', 'student'] }],
    },
  ],
  note:
    'The reverse of its two skew divergences; half of the student steps read old texts, where the code lets that share grow ' +
    'from none to all over the run.',
}

const distillm2: OtherTaughtRecipe = {
  id: 'distillm-2',
  name: 'DistiLLM-2',
  description: 'Pull up what the larger model writes, push down what the student writes: one divergence for each.',
  source: 'Contrastive distillation, arXiv:2503.07067; code jongwooko/distillm-2',
  teacher: { kind: 'larger' },
  context: null,
  rounds: 3,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'taught', writer: 'teacher', each: 1 },
          { id: 'own', writer: 'snapshot', each: 1 },
        ],
      },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'skew-forward-kl', alpha: 0.1, adaptive: true },
          on: ['taught'],
          coefficient: { from: 0.5, to: 0.25 },
        },
        {
          kind: 'divergence',
          divergence: { id: 'skew-reverse-kl', alpha: 0.1, adaptive: true },
          on: ['own'],
          coefficient: { from: 0.5, to: 0.75 },
        },
      ],
    },
  ],
  note: "The gradient flows through the student in both mixtures, as in the paper's formula; the code holds it constant there.",
}

const veto: OtherTaughtRecipe = {
  id: 'veto',
  name: 'Veto',
  description:
    'The target starts between the two models and moves to the teacher, so words the student shuns pull less at first.',
  source: 'Adaptive target reformulation, arXiv:2601.07155',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'geometric', beta: { from: 1, to: 0 } }, on: ['student'] }],
    },
  ],
  note: 'Beta falls from 1 to 0 along the whole run: where it starts is our choice.',
}

const paced: OtherTaughtRecipe = {
  id: 'paced',
  name: 'PACED',
  description:
    'Problems that the student solves half of the time count most; forward KL first, reverse KL from half time.',
  source: 'Frontier-paced distillation, arXiv:2603.11178; code HJSang/OPSD_OnPolicyDistillation',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      name: 'forward',
      until: 0.5,
      rollouts: {
        draws: [
          { ...student, each: 4 },
          { id: 'taught', writer: 'teacher', each: 1 },
        ],
      },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'forward-kl' },
          on: ['taught'],
          weights: [{ kind: 'pass-rate', a: 1, b: 1, draw: 'student' }],
        },
      ],
    },
    {
      name: 'reverse',
      until: 1,
      rollouts: { draws: [{ ...student, each: 4 }] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          on: ['student'],
          weights: [{ kind: 'pass-rate', a: 1, b: 1 }],
        },
      ],
    },
  ],
  note: 'The pass rate is measured anew in each step from four texts a problem.',
}

const tip: OtherTaughtRecipe = {
  id: 'tip',
  name: 'TIP',
  description: 'Half of the tokens are enough: those where the student is unsure or the two models disagree.',
  source: 'Token importance, arXiv:2604.14084; code HJSang/OPSD_OnPolicyDistillation',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          on: ['student'],
          weights: [{ kind: 'entropy-or-divergence-top', share: 0.5 }],
          per: 'kept',
        },
      ],
    },
  ],
  note: 'Entropy and divergence are scaled to between 0 and 1 over the step.',
}

const opdAvmp: OtherTaughtRecipe = {
  id: 'opd-avmp',
  name: 'OPD for motion planning',
  description: 'The student plans a way as text, one move a line; the larger model grades every token of the plan.',
  source: 'OPD for driving plans, arXiv:2604.07944',
  world: 'quest',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'jsd', beta: 0.5 }, on: ['student'] }],
    },
  ],
  note: 'A walk through rooms to a key and a door stands for the waypoints of a car.',
}

const speculativeKd: OtherTaughtRecipe = {
  id: 'speculative-kd',
  name: 'Speculative KD (SKD)',
  description:
    'The student proposes each token; one that is not among 25 of the larger model is drawn anew by that model.',
  source: 'Interleaved sampling, arXiv:2410.11325; code google-research/google-research',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, loop: { kind: 'interleave', topK: 25 } }] },
      loss: [{ kind: 'divergence', divergence: { id: 'forward-kl' }, on: ['student'] }],
    },
  ],
  note: 'Forward KL, one of the divergences that the paper allows.',
}

const adaSwitch: OtherTaughtRecipe = {
  id: 'adaswitch',
  name: 'AdaSwitch',
  description: 'The student writes until it strays from the larger model more than before; that model writes the rest.',
  source: 'Adaptive switching generation, arXiv:2510.07842',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, loop: { kind: 'switch', window: 4, factor: 2 } }] },
      loss: [{ kind: 'divergence', divergence: { id: 'forward-kl' }, on: ['student'] }],
    },
  ],
  note: 'A window of four tokens against the mean of all before them, and a factor of 2: the numbers are our choices.',
}

export const WHITE_BOX_DISTRIBUTION: readonly Recipe[] = [
  distillm,
  distillm2,
  veto,
  paced,
  tip,
  opdAvmp,
  speculativeKd,
  adaSwitch,
]
