/** @file Production reports with several teachers, at the size of a page: one expert a domain, and a domain is a world. */
import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { type RolloutDraw, student } from '../recipe/rollouts.ts'
import type { PolicyGradientTerm, TaughtTerm } from '../recipe/terms.ts'

const EXPERTS = [
  { model: 'specialist-tally', world: 'tally' },
  { model: 'specialist-ledger', world: 'ledger' },
] as const
const WORLDS = ['tally', 'ledger'] as const

const group: RolloutDraw = { ...student, each: 8 }
const taught: RolloutDraw = { id: 'taught', writer: 'teacher', each: 1 }

const grpo: PolicyGradientTerm<false> = {
  kind: 'policy-gradient',
  on: ['student'],
  advantage: [{ kind: 'group' }],
  surrogate: { kind: 'importance', clip: [0.8, 1.2] },
  per: 'texts',
}
const reverseKl: TaughtTerm = { kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }

const glm45: OtherTaughtRecipe = {
  id: 'glm-4.5',
  name: 'GLM-4.5 / 4.6',
  description:
    'Two experts are raised by reward, each in its world; a fresh student imitates their right texts and its own.',
  source: 'GLM-4.5 report, arXiv:2508.06471',
  teacher: {
    kind: 'routed-texts',
    experts: [
      { model: 'tally-expert', world: 'tally' },
      { model: 'ledger-expert', world: 'ledger' },
    ],
  },
  context: null,
  phases: [
    {
      name: 'first expert',
      until: 0.3,
      keeps: 'tally-expert',
      rollouts: { draws: [group], worlds: ['tally'] },
      loss: [grpo],
    },
    {
      name: 'second expert',
      until: 0.6,
      from: 'start',
      keeps: 'ledger-expert',
      rollouts: { draws: [group], worlds: ['ledger'] },
      loss: [grpo],
    },
    {
      name: 'merge',
      until: 1,
      from: 'start',
      rollouts: {
        draws: [
          { ...taught, each: 2, keep: 'right' },
          { ...student, each: 4, keep: 'right' },
        ],
        worlds: WORLDS,
      },
      loss: [{ kind: 'cross-entropy', on: ['taught', 'student'] }],
    },
  ],
  note: 'Two worlds stand for the domains; the shares of the run and how many texts each writes are our choices.',
}

const mimo: OtherTaughtRecipe = {
  id: 'mimo-v2-flash',
  name: 'MiMo-V2-Flash (MOPD)',
  description: "The expert of the problem's world rewards each token; whether the answer was right is added.",
  source: 'MiMo-V2-Flash report, arXiv:2601.02780; code XiaomiMiMo/MiMo-V2-Flash',
  teacher: { kind: 'routed', experts: EXPERTS },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, each: 4 }], worlds: WORLDS },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio', against: 'student' }, { kind: 'group' }],
          weights: [{ kind: 'importance-within', low: 0.5, high: 2 }],
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note: 'Two worlds stand for the domains; the window from 0.5 to 2 and equal parts of both rewards are our choices.',
}

const baichuan: OtherTaughtRecipe = {
  id: 'baichuan-m3',
  name: 'Baichuan-M3',
  description:
    "Reward first; then clipped forward KL on the experts' texts; then reverse KL to each world's expert on own texts.",
  source: 'Baichuan-M3 report, arXiv:2602.06570',
  teacher: { kind: 'routed', experts: EXPERTS },
  context: null,
  phases: [
    { name: 'RL', until: 0.3, rollouts: { draws: [group], worlds: WORLDS }, loss: [grpo] },
    {
      name: 'offline',
      until: 0.6,
      rollouts: { draws: [{ ...taught, store: { kind: 'once', problems: 128 } }], worlds: WORLDS },
      loss: [{ kind: 'divergence', divergence: { id: 'forward-kl' }, entryClip: 0.5, on: ['taught'] }],
    },
    { name: 'distil', until: 1, rollouts: { draws: [student], worlds: WORLDS }, loss: [reverseKl] },
  ],
  note: 'Arithmetic in two worlds stands for medicine; the clip of 0.5 nats an entry and the shares of the run are ours.',
}

const nemotron: OtherTaughtRecipe = {
  id: 'nemotron-cascade-2',
  name: 'Nemotron Cascade 2 (MOPD)',
  description: "The expert of the problem's world rewards each token; a ratio out of its window counts as nothing.",
  source: 'Nemotron-Cascade 2 report, arXiv:2603.19220',
  teacher: { kind: 'routed', experts: EXPERTS },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student], worlds: WORLDS },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio', against: 'student' }],
          weights: [{ kind: 'importance-within', low: 0.5, high: 2 }],
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note: "Two shipped specialists stand for the best checkpoints of the report's domain stages; the window is our choice.",
}

const qwenCoder: OtherTaughtRecipe = {
  id: 'qwen3-coder-next',
  name: 'Qwen3-Coder-Next',
  description: "Imitate what the experts write, then follow each expert's distribution on texts of one's own.",
  source: 'Qwen3-Coder-Next report, arXiv:2603.00729; code QwenLM/Qwen3-Coder',
  world: 'programs',
  teacher: {
    kind: 'routed',
    experts: [
      { model: 'specialist-programs', world: 'programs' },
      { model: 'specialist-ledger', world: 'ledger' },
    ],
  },
  context: null,
  phases: [
    {
      name: 'SFT',
      until: 0.3,
      rollouts: { draws: [taught], worlds: ['programs', 'ledger'] },
      loss: [{ kind: 'cross-entropy', on: ['taught'] }],
    },
    { name: 'distil', until: 1, rollouts: { draws: [student], worlds: ['programs', 'ledger'] }, loss: [reverseKl] },
  ],
  note: "The report's abstract does not state the second stage; one list of the field does. Reverse KL and the split are ours.",
}

const deepseek: OtherTaughtRecipe = {
  id: 'deepseek-v4',
  name: 'DeepSeek-V4',
  description: 'Several experts at once, each by its whole distribution: a weighted sum of reverse KLs on own texts.',
  source: 'DeepSeek-V4 report, equation 29',
  teacher: {
    kind: 'weighed',
    models: [
      { model: 'specialist-tally', weight: 0.5 },
      { model: 'specialist-ledger', weight: 0.5 },
    ],
  },
  context: null,
  phases: [{ until: 1, rollouts: { draws: [student], worlds: WORLDS }, loss: [reverseKl] }],
  note: 'Two experts with equal weights, where the report has more than ten and does not tell the weights.',
}

export const EXPERTS_MERGED: readonly Recipe[] = [glm45, mimo, baichuan, nemotron, qwenCoder, deepseek]
