/** @file What production reports say of their distillation stage, at the size of a page. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { student } from '../recipe/rollouts.ts'

const gemma2: OtherTaughtRecipe = {
  id: 'gemma-2',
  name: 'Gemma 2',
  description: 'The student answers, the larger model says at each token what it would have written.',
  source: 'Gemma 2 report, arXiv:2408.00118',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: 'The report does not say in which direction the KL runs; reverse here.',
}

const qwen3: OtherTaughtRecipe = {
  id: 'qwen3',
  name: 'Qwen3 strong-to-weak',
  description: "First imitate the larger model's texts, then write one's own and follow its distribution.",
  source: 'Qwen3 report, arXiv:2505.09388',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      name: 'SFT',
      until: 0.3,
      rollouts: { draws: [{ id: 'taught', writer: 'teacher', each: 1 }] },
      loss: [{ kind: 'cross-entropy', on: ['taught'] }],
    },
    {
      name: 'distil',
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: 'One mode of prompts in place of thinking and not thinking; the split at 30 % is ours.',
}

const hyMt: OtherTaughtRecipe = {
  id: 'hy-mt1.5',
  name: 'HY-MT1.5',
  description: "Reverse KL to the larger model on the student's own texts, on problems in Swahili.",
  source: 'HY-MT1.5 report, arXiv:2512.24092',
  world: 'tally-sw',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: 'Arithmetic in a second language stands for translation; the stages before and after are left out.',
}

const glm5: OtherTaughtRecipe = {
  id: 'glm-5',
  name: 'GLM-5 cross-stage',
  description:
    'Two stages, then back: the checkpoint that ended the first stage teaches the student what the second cost it.',
  source: 'GLM-5 report, arXiv:2602.15763',
  teacher: { kind: 'snapshot', every: 50 },
  context: null,
  phases: [
    {
      name: 'RL',
      until: 0.5,
      rollouts: { draws: [{ ...student, each: 8 }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'group' }],
          surrogate: { kind: 'importance', clip: [0.8, 1.2] },
          per: 'texts',
        },
      ],
    },
    {
      name: 'SFT',
      until: 0.7,
      rollouts: { draws: [{ id: 'data', writer: 'data', each: 1 }] },
      loss: [{ kind: 'cross-entropy', on: ['data'] }],
    },
    {
      name: 'distil',
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio' }],
          surrogate: { kind: 'importance', clip: [0.8, 1.2] },
          per: 'texts',
        },
      ],
    },
  ],
  note: 'One teacher, no routing: the checkpoint of step 50, which ends the first stage in a run of 100 steps.',
}

export const INDUSTRIAL: readonly Recipe[] = [gemma2, qwen3, hyMt, glm5]
