/** @file OPD-RL hybrids: the verifier's reward and a teacher in one loss. */
import type { OtherTaughtRecipe, Recipe, SelfTaughtRecipe } from '../recipe/recipe.ts'
import type { RolloutDraw } from '../recipe/rollouts.ts'
import type { GroupAdvantage, Surrogate } from '../recipe/terms.ts'

/** Eight texts a problem, which are compared with each other. */
const group: RolloutDraw = { id: 'student', writer: 'student', each: 8 }
const relative: GroupAdvantage = { kind: 'group' }
/** GRPO's ratio, held within 20 %. */
const clipped: Surrogate<false> = { kind: 'importance', clip: [0.8, 1.2] }

/** A careful solution, and one by the student as it began. */
const preferences = [
  { id: 'data', writer: 'data', each: 1 },
  { id: 'own', writer: 'start', each: 1 },
] as const satisfies readonly RolloutDraw[]

const ketchup: OtherTaughtRecipe = {
  id: 'ketchup',
  name: 'KETCHUP',
  description: "The larger model's raw logits count as values of a game; returns over four tokens reward each token.",
  source: 'K-step returns for distillation, arXiv:2504.19024',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ id: 'student', writer: 'student', each: 1 }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'k-step', k: 4 }],
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note: "K is the paper's dial; 4 is our choice for solutions of some fifty tokens.",
}

const kdrl: OtherTaughtRecipe = {
  id: 'kdrl',
  name: 'KDRL',
  description: 'GRPO on right answers plus a pull towards the larger model, measured by k2 and fading over the run.',
  source: 'Unified KD and RL, arXiv:2506.02208',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [group] },
      loss: [
        { kind: 'policy-gradient', on: ['student'], advantage: [relative], surrogate: clipped },
        { kind: 'estimator', id: 'k2', on: ['student'], coefficient: { from: 5e-3, to: 1e-3 } },
      ],
    },
  ],
}

const rlad: OtherTaughtRecipe = {
  id: 'rlad',
  name: 'RLAD',
  description: 'GRPO whose ratio is anchored half to the old student and half to the larger model.',
  source: 'Reinforcement-aware distillation, arXiv:2602.22495',
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
          advantage: [relative],
          surrogate: { kind: 'teacher-mix', alpha: 0.5, clip: [0.8, 1.2] },
          per: 'texts',
        },
        { kind: 'anchor', on: ['student'], coefficient: 1e-3, per: 'texts' },
      ],
    },
  ],
}

const hdpo: SelfTaughtRecipe = {
  id: 'hdpo',
  name: 'HDPO',
  description:
    'GRPO; where all eight texts fail, the student sees the answer, tries again, and learns from what comes out right.',
  source: 'Hybrid distillation policy optimisation, arXiv:2603.23871',
  teacher: { kind: 'self' },
  context: { kinds: ['answer'] },
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [group, { id: 'privileged', writer: 'teacher', each: 4, only: 'all-wrong', keep: 'right' }],
      },
      loss: [
        { kind: 'policy-gradient', on: ['student'], advantage: [relative], surrogate: clipped, per: 'texts' },
        {
          kind: 'divergence',
          divergence: { id: 'jsd', beta: 0.5 },
          support: { topK: 64, of: 'teacher', rest: 'renormalise' },
          on: ['privileged'],
          coefficient: 0.1,
        },
      ],
    },
  ],
  note: 'Four privileged texts, the 64 likeliest tokens and the weight of 0.1 are our choices.',
}

const rlsd: SelfTaughtRecipe = {
  id: 'rlsd',
  name: 'RLSD',
  description: 'The verifier says whether to move, the student that knows the answer says how far, token by token.',
  source: 'Self-distilled RLVR, arXiv:2604.03128; trainer in siyan-zhao/OPSD',
  teacher: { kind: 'self' },
  context: { kinds: ['answer'] },
  phases: [
    {
      until: 1,
      rollouts: { draws: [group] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [relative],
          shape: { evidence: { epsilon: 0.2 } },
          surrogate: clipped,
          per: 'texts',
        },
      ],
    },
  ],
  note: "The weight alone has no gradient: it multiplies the advantage in GRPO's ratio, as the trainers do, without their fading mix.",
}

const luffy: OtherTaughtRecipe = {
  id: 'luffy',
  name: 'LUFFY',
  description: "One text of each group is the larger model's; words that the student finds unlikely in it count most.",
  source: 'Learning to reason under off-policy guidance, arXiv:2504.14945',
  teacher: { kind: 'text' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { ...group, each: 7 },
          { id: 'taught', writer: 'teacher', each: 1 },
        ],
      },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student', 'taught'],
          advantage: [relative],
          surrogate: clipped,
          weights: [{ kind: 'of-draw', draw: 'student' }],
        },
        {
          kind: 'policy-gradient',
          on: ['student', 'taught'],
          advantage: [relative],
          surrogate: { kind: 'shaped', gamma: 0.1 },
          weights: [{ kind: 'of-draw', draw: 'taught' }],
        },
      ],
    },
  ],
  note: "Both parts are divided by all tokens of the group, as in the paper's formula; the ratio of the trace is to its own writer.",
}

const sdpo: OtherTaughtRecipe = {
  id: 'sdpo',
  name: 'SDPO',
  description:
    'Eight attempts; a slow average of the student, shown a right one and what was wrong with this one, grades each token.',
  source: 'Self-distilled policy optimisation, arXiv:2601.20802; code lasgroup/SDPO',
  teacher: { kind: 'ema', decay: 0.95 },
  context: { kinds: ['success', 'feedback'] },
  learningRate: 5e-5,
  phases: [
    {
      until: 1,
      rollouts: { draws: [group] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'jsd', beta: 0.5 },
          support: { topK: 100, of: 'student', rest: 'bucket' },
          on: ['student'],
          weights: [{ kind: 'right-sibling' }, { kind: 'importance', most: 2 }],
          per: 'counted',
        },
      ],
    },
  ],
  note: "The code's default of its divergences. A text without a right sibling carries no loss, and does not count in the number of tokens.",
}

const rosd: SelfTaughtRecipe = {
  id: 'rosd',
  name: 'ROSD',
  description:
    'The student is told where its attempt went wrong and how to mend it, and regrades its text from there on.',
  source: 'Reflective on-policy self-distillation, arXiv:2605.28014',
  teacher: { kind: 'self' },
  context: { kinds: ['reflection'] },
  learningRate: 5e-5,
  phases: [
    {
      until: 1,
      rollouts: { draws: [group] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'jsd', beta: 0.5 },
          on: ['student'],
          weights: [{ kind: 'from-first-error' }],
          per: 'kept',
        },
      ],
    },
  ],
  note:
    "The reflection is written by the world's verifier, which names the first wrong step and the rule: students of this size " +
    'cannot write it. Where no error is known the whole text counts, as in the paper.',
}

const bond: OtherTaughtRecipe = {
  id: 'bond',
  name: 'BOND (Best-of-N distillation)',
  description:
    'As good as the best of four: repeat the best text of a slow copy, and be rewarded by how few of its texts do better.',
  source: 'Best-of-N distillation, arXiv:2407.14622',
  teacher: { kind: 'best-of', n: 4, decay: 0.98 },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'student', writer: 'student', each: 4 },
          { id: 'anchor', writer: 'ema', each: 4 },
        ],
      },
      loss: [
        { kind: 'cross-entropy', on: ['anchor'], weights: [{ kind: 'best' }], per: 'kept', coefficient: 0.5 },
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'quantile', draw: 'anchor', least: -Math.log(16) }],
          surrogate: { kind: 'none' },
          coefficient: 0.5,
        },
        { kind: 'anchor', on: ['student'], coefficient: 0.1 },
      ],
    },
  ],
  note:
    "The reward is the verifier's. The quantile is the share of four texts of the anchor, log 16 below zero at the least, as in " +
    'the J-BOND variant; half of each direction, the decay and the pull to the anchor are our choices.',
}

const alignDistil: OtherTaughtRecipe = {
  id: 'aligndistil',
  name: 'AlignDistil',
  description:
    'Two copies learn a preference and its opposite; the start, moved by their difference, teaches on own texts.',
  source: 'Token-level alignment as distillation, arXiv:2503.02832; code songmzhang/AlignDistil',
  teacher: {
    kind: 'arithmetic',
    models: [
      { model: 'start', weight: 1 },
      { model: 'preferring', weight: 1.5 },
      { model: 'reversed', weight: -1.5 },
    ],
  },
  context: null,
  phases: [
    {
      name: 'prefer',
      until: 0.25,
      keeps: 'preferring',
      rollouts: { draws: preferences },
      loss: [{ kind: 'preference', id: 'dpo', beta: 0.1, chosen: 'data', rejected: 'own' }],
    },
    {
      name: 'reverse',
      until: 0.5,
      from: 'start',
      keeps: 'reversed',
      rollouts: { draws: preferences },
      loss: [{ kind: 'preference', id: 'dpo', beta: 0.1, chosen: 'own', rejected: 'data' }],
    },
    {
      name: 'distil',
      until: 1,
      from: 'start',
      rollouts: { draws: [{ id: 'student', writer: 'student', each: 1 }] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          on: ['student'],
          weights: [{ kind: 'teacher-spread', scale: 1, floor: 0.1 }],
        },
      ],
    },
  ],
  note:
    "A careful solution is preferred to the untrained student's own. The extrapolation of 1.5 is fixed, where the paper sets it " +
    'by token; the weight grows with the distance of the two copies, as there.',
}

const kepo: OtherTaughtRecipe = {
  id: 'kepo',
  name: 'KEPO',
  description:
    'GRPO, distilled on right texts only; where a whole group fails, a second one is written with a hint in view.',
  source: 'Knowledge-enhanced preference optimisation, arXiv:2602.00400; code Corleno/KEPO',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'student', writer: 'student', each: 4 },
          { id: 'hinted', writer: 'student', each: 4, only: 'all-wrong', context: { kinds: ['hint'] } },
        ],
      },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student', 'hinted'],
          advantage: [relative],
          surrogate: clipped,
          per: 'texts',
        },
        {
          kind: 'divergence',
          divergence: { id: 'forward-kl' },
          on: ['student', 'hinted'],
          weights: [{ kind: 'outcome', keep: 'right' }],
          coefficient: 0.5,
        },
        { kind: 'anchor', on: ['student', 'hinted'], coefficient: 0.01 },
      ],
    },
  ],
  note: "The hint is the world's, where the paper's larger model writes one; the coefficients 0.5 and 0.01 are our choices.",
}

const ddt: SelfTaughtRecipe = {
  id: 'ddt',
  name: 'DDT (on-policy SFT theory)',
  description:
    'Texts drawn from the student with and without the answer in view, multiplied; likelier tokens count more.',
  source: 'Towards on-policy SFT, arXiv:2602.12222; code zhangmiaosen2000/Towards-On-Policy-SFT',
  teacher: { kind: 'self' },
  context: { kinds: ['answer'] },
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ id: 'hinted', writer: 'student', each: 1, loop: { kind: 'product' } }] },
      loss: [{ kind: 'idft', b: 1, on: ['hinted'] }],
    },
  ],
  note: 'The share of the informed one is the entropy of the uninformed over its most: the paper says that it follows the entropy, not how.',
}

const probing: OtherTaughtRecipe = {
  id: 'probing-to-refine',
  name: 'Probing-to-Refine (EI / ExGRPO)',
  description: 'After an answer the student is asked again from its own steps; answers that hold earn a bonus in GRPO.',
  source: 'Explanatory probes, arXiv:2603.19266; code Zhen-Tan-dmml/ExGRPO',
  teacher: { kind: 'text' },
  context: null,
  phases: [
    {
      name: 'SFT',
      until: 0.3,
      rollouts: { draws: [{ id: 'taught', writer: 'teacher', each: 1 }] },
      loss: [{ kind: 'cross-entropy', on: ['taught'] }],
    },
    {
      name: 'RL',
      until: 1,
      rollouts: { draws: [{ id: 'student', writer: 'student', each: 4, probes: { times: 2, bonus: 0.5 } }] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [relative],
          surrogate: clipped,
          per: 'texts',
        },
      ],
    },
  ],
  note:
    "A probe asks again from before the last line, where the paper's larger model puts questions in words; the bonus is a stated " +
    'rule, for the exact one was not found: half a reward times the share of two probes that agree.',
}

export const HYBRIDS: readonly Recipe[] = [
  ketchup,
  kdrl,
  rlad,
  hdpo,
  rlsd,
  luffy,
  sdpo,
  rosd,
  bond,
  alignDistil,
  kepo,
  ddt,
  probing,
]
