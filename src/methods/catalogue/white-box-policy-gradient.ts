/** @file White-box OPD as reinforcement: the larger model's opinion of the written token is its reward, or its limit. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { type RolloutDraw, student } from '../recipe/rollouts.ts'

/** Several texts a problem, which are compared with each other. */
const group: RolloutDraw = { ...student, each: 8 }

const constrained: OtherTaughtRecipe = {
  id: 'constrained-opd',
  name: 'Constrained OPD',
  description: 'Earn right answers, and stay near the larger model: a text that strays too far pays, right or wrong.',
  source: 'Distillation as a constrained decision process, arXiv:2509.22921',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [group] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'constrained', budget: 10, penalty: 1 }],
          surrogate: { kind: 'importance', clip: [0.8, 1.2] },
          per: 'texts',
        },
      ],
    },
  ],
  note: 'A budget of 10 nats a text and a penalty of 1 are our choices for texts of some fifty tokens.',
}

const gOpd: OtherTaughtRecipe = {
  id: 'g-opd',
  name: 'G-OPD',
  description: 'Go where the larger model differs from the starting weights, and a quarter further than it does.',
  source: 'Generalised OPD with reward extrapolation (ExOPD), arXiv:2602.12125; code RUCBM/G-OPD',
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
          advantage: [{ kind: 'extrapolated', lambda: 1.25 }],
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note: 'The reference is the starting student; lambda 1 would be plain OPD.',
}

/** Tokens of a text that are written and learnt from. */
const PREFIX = 32

const fastOpd: OtherTaughtRecipe = {
  id: 'fast-opd',
  name: 'Fast OPD',
  description: 'Only the beginning of every text is written and graded: cheaper steps, and the beginning decides much.',
  source: 'Prefix OPD, arXiv:2602.15260',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, decoding: { maxTokens: PREFIX } }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio' }],
          surrogate: { kind: 'none' },
          weights: [{ kind: 'prefix', tokens: PREFIX }],
          per: 'sum',
        },
      ],
    },
  ],
  note: 'A prefix of 32 tokens, about half of a solution here, stands for the hundreds of the paper.',
}

/** log(lambda) / (1 - lambda) with lambda 0.2: what mixing a fifth of the student into the teacher would leave as the least. */
const FLOOR = Math.log(0.2) / 0.8

const reopold: OtherTaughtRecipe = {
  id: 'reopold',
  name: 'REOPOLD',
  description:
    'No token is punished beyond a floor; first what the teacher abhors is left out, then what the student is sure of.',
  source: 'Relaxed OPD, arXiv:2603.11137',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      name: 'explore',
      until: 0.5,
      rollouts: { draws: [{ ...student, each: 4 }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio', against: 'student' }],
          shape: { floor: FLOOR },
          surrogate: { kind: 'importance' },
          weights: [{ kind: 'log-ratio-above', nats: FLOOR }],
        },
      ],
    },
    {
      name: 'refine',
      until: 1,
      rollouts: { draws: [{ ...student, each: 4 }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio', against: 'student' }],
          shape: { floor: FLOOR },
          surrogate: { kind: 'importance' },
          weights: [{ kind: 'student-entropy-top', share: 0.5 }],
        },
      ],
    },
  ],
  note: 'The first phase leaves out what lies below the floor, and the switch is at half time: the sources do not tell both numbers.',
}

const uniOpd: OtherTaughtRecipe = {
  id: 'uni-opd',
  name: 'Uni-OPD',
  description:
    'Where the larger model likes wrong texts better than right ones, its opinion is shifted until it does not.',
  source: 'Unified OPD with outcome margins, arXiv:2605.03677; code WenjinHou/Uni-OPD',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [group], balance: 'right-wrong' },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio' }],
          shape: { margin: { delta: 0.4, shift: 'both' } },
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note: "One teacher and eight texts a problem, where the code has several and sixteen; the code's margin: means, 0.4, both sides.",
}

const miniLlm: OtherTaughtRecipe = {
  id: 'minillm',
  name: 'MiniLLM',
  description:
    'Both models blended write; exact reverse KL of each next word, plus what the rest of the text will earn.',
  source: 'Reverse KL over sequences, arXiv:2306.08543; code microsoft/LMOps',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ id: 'student', writer: 'student', each: 1, loop: { kind: 'blend', teacherShare: 0.2 } }] },
      loss: [
        { kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] },
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'return', discount: 1, normalise: true, against: 'student', ahead: true }],
          weights: [{ kind: 'importance', most: 2 }],
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note:
    "Without the likelihood of plain text. Each text is learnt from once, where PPO's clip does nothing; the ratio to the " +
    'blend is held at 2 by our choice.',
}

export const WHITE_BOX_POLICY_GRADIENT: readonly Recipe[] = [constrained, gOpd, fastOpd, reopold, uniOpd, miniLlm]
