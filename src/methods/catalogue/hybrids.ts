/** @file OPD-RL hybrids: the verifier's reward and a teacher in one loss. */
import type { OtherTaughtRecipe, Recipe, SelfTaughtRecipe } from '../recipe/recipe.ts'
import type { RolloutDraw } from '../recipe/rollouts.ts'
import type { GroupAdvantage, Surrogate } from '../recipe/terms.ts'

/** Eight texts a problem, which are compared with each other. */
const group: RolloutDraw = { id: 'student', writer: 'student', each: 8 }
const relative: GroupAdvantage = { kind: 'group' }
/** GRPO's ratio, held within 20 %. */
const clipped: Surrogate<false> = { kind: 'importance', clip: [0.8, 1.2] }

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
        },
      ],
    },
  ],
  note: "The code's default of its divergences. A text without a right sibling carries no loss, and counts in the number of tokens.",
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

export const HYBRIDS: readonly Recipe[] = [ketchup, kdrl, rlad, hdpo, rlsd, luffy, sdpo, rosd]
