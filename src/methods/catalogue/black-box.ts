/** @file Teachers of whom only texts are seen, or grades of whole texts: nobody scores the student's tokens. */
import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import type { RolloutDraw } from '../recipe/rollouts.ts'

/** A text of the larger model, as text. */
const taught: RolloutDraw = { id: 'taught', writer: 'teacher', each: 1 }

const orpoDistill: OtherTaughtRecipe = {
  id: 'orpo-distill',
  name: 'ORPO-Distill',
  description: "Imitate the larger model's solution, and let its odds beat those of a wrong solution by the student.",
  source: 'Odds-ratio distillation, arXiv:2509.25100',
  teacher: { kind: 'text' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          taught,
          {
            id: 'student',
            writer: 'student',
            each: 2,
            keep: 'wrong',
            store: { kind: 'replay', capacity: 256, share: 0.5 },
          },
        ],
      },
      loss: [
        { kind: 'cross-entropy', on: ['taught'], per: 'texts' },
        { kind: 'preference', id: 'orpo', beta: 1, chosen: 'taught', rejected: 'student', coefficient: 0.1 },
      ],
    },
  ],
  note: 'The weight of 0.1 and that half of the texts are old ones are our choices; the first wrong text of a problem is its pair.',
}

const ovd: OtherTaughtRecipe = {
  id: 'ovd',
  name: 'OVD',
  description: 'Each text gets one grade from 0 to 9 for the whole; the grades of a problem compete.',
  source: 'On-policy verbal distillation, arXiv:2601.21968',
  teacher: { kind: 'scorer', rule: 'steps before the first wrong one' },
  context: null,
  reward: { grade: { levels: 10 } },
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ id: 'student', writer: 'student', each: 8 }] },
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
  ],
  note:
    "The judge here is a stated rule, not a model: the verifier's share of steps before the first wrong one, 9 for a right " +
    'answer alone. Sources differ on the use of the grade: as the reward here, as a filter elsewhere.',
}

const soda: OtherTaughtRecipe = {
  id: 'soda',
  name: 'SODA',
  description: "Prefer the larger model's answer to the one that the student gave before it had learnt anything.",
  source: 'Semi on-policy distillation, arXiv:2604.03873',
  teacher: { kind: 'text' },
  context: null,
  phases: [
    {
      name: 'SFT',
      until: 0.2,
      rollouts: { draws: [taught] },
      loss: [{ kind: 'cross-entropy', on: ['taught'] }],
    },
    {
      name: 'prefer',
      until: 1,
      rollouts: {
        draws: [taught, { id: 'own', writer: 'start', each: 1, store: { kind: 'once', problems: 256 } }],
      },
      loss: [{ kind: 'preference', id: 'dpo', beta: 0.1, chosen: 'taught', rejected: 'own' }],
    },
  ],
  note: "The reference is the untrained student, which also wrote the rejected texts; beta 0.1 and the warm-up's 20 % are our choices.",
}

const spot: OtherTaughtRecipe = {
  id: 'spot',
  name: 'SPoT (surgical post-training)',
  description:
    "The larger model mends a wrong text from its first wrong step on; the mended one is in, the student's is out.",
  source: 'Surgical post-training, arXiv:2603.01683; code Visual-AI/SPoT',
  teacher: { kind: 'text' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'own', writer: 'student', each: 1, keep: 'wrong' },
          { id: 'mended', writer: 'teacher', each: 1, edits: { draw: 'own', overlap: 0.5 }, keep: 'right' },
        ],
      },
      loss: [{ kind: 'preference', id: 'bce', beta: 0.1, chosen: 'mended', rejected: 'own' }],
    },
  ],
  note:
    'The larger model keeps the steps before the first wrong one and writes the rest; a mended text that is wrong, or has less ' +
    'than half in common, is dropped. No offset of the reward, the first of the two forms of the paper; beta 0.1 is ours.',
}

export const BLACK_BOX: readonly Recipe[] = [orpoDistill, ovd, soda, spot]
