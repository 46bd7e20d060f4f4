/** @file Iterative self-bootstrapping: the student beats, or is lifted by, another stage of itself. No teacher's distribution. */
import type { OtherTaughtRecipe, Recipe, UntaughtRecipe } from '../recipe/recipe.ts'

const spin: UntaughtRecipe = {
  id: 'spin',
  name: 'SPIN',
  description: "Prefer the data's solution to what the last round's student wrote, until the two cannot be told apart.",
  source: 'Self-play fine-tuning, arXiv:2401.01335; code uclaml/SPIN',
  teacher: null,
  context: null,
  rounds: 4,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'data', writer: 'data', each: 1 },
          { id: 'own', writer: 'snapshot', each: 1 },
        ],
      },
      loss: [{ kind: 'preference', id: 'dpo', beta: 0.1, chosen: 'data', rejected: 'own' }],
    },
  ],
}

const npo: OtherTaughtRecipe = {
  id: 'npo',
  name: 'NPO',
  description:
    'GRPO; where a whole group fails, one text gives way to a right one by the student of twenty steps later.',
  source: 'Near-future policy optimisation, arXiv:2604.20733',
  teacher: { kind: 'future', lead: 20 },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'student', writer: 'student', each: 8 },
          { id: 'future', writer: 'future', each: 1, only: 'all-wrong', keep: 'right', replaces: 'student' },
        ],
      },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student', 'future'],
          advantage: [{ kind: 'group' }],
          surrogate: { kind: 'importance', clip: [0.8, 1.2] },
          per: 'texts',
        },
      ],
    },
  ],
  note: "Plain NPO: the lead of 20 steps and groups that fail as a whole stand for AutoNPO's own choice of both.",
}

const fasterWind: OtherTaughtRecipe = {
  id: 'faster-wind',
  name: 'Faster WIND',
  description: 'Two texts of the last round are compared; the difference of their log-ratios is fitted to who won.',
  source: 'Accelerated iterative best of n, arXiv:2410.20727',
  teacher: { kind: 'best-of', n: 2 },
  context: null,
  rounds: 4,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'one', writer: 'snapshot', each: 1 },
          { id: 'other', writer: 'snapshot', each: 1 },
        ],
      },
      loss: [{ kind: 'preference', id: 'wind', beta: 0.1, chosen: 'one', rejected: 'other' }],
    },
  ],
  note:
    'The judge is a stated rule: a right text beats a wrong one, else it is a draw, and the target is 1, -1 or 0; the ' +
    "reference is the last round's student, without the paper's pull to the start.",
}

export const BOOTSTRAPPING: readonly Recipe[] = [spin, npo, fasterWind]
