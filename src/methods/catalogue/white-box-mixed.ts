/** @file White-box OPD in several terms, or with a likelihood beside the divergence. */

import type { OtherTaughtRecipe, Recipe } from '../recipe/recipe.ts'
import { student } from '../recipe/rollouts.ts'

const entropyAware: OtherTaughtRecipe = {
  id: 'entropy-aware-opd',
  name: 'Entropy-Aware OPD',
  description: 'Reverse KL as a reward everywhere; where the larger model is itself unsure, forward KL on top.',
  source: 'Entropy-aware OPD, arXiv:2603.07079',
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
          surrogate: { kind: 'importance', clip: [0.8, 1.2] },
        },
        {
          kind: 'divergence',
          divergence: { id: 'forward-kl' },
          support: { topK: 16, of: 'teacher', rest: 'renormalise' },
          on: ['student'],
          weights: [{ kind: 'teacher-entropy-above', nats: 0.8 }],
        },
      ],
    },
  ],
  note: 'The forward part is added, not switched to, and divided by all tokens; the clip of 20 % is the usual one.',
}

const tsdKd: OtherTaughtRecipe = {
  id: 'tsd-kd',
  name: 'TSD-KD',
  description:
    "The larger model ranks the student's ten candidates, and corrects it most where only the student is unsure.",
  source: 'Token-selective dual distillation, arXiv:2603.13260; code kmswin1/TSD-KD',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        { kind: 'ranking', topK: 10, on: ['student'], coefficient: 0.1 },
        {
          kind: 'divergence',
          divergence: { id: 'jsd', beta: 0.9 },
          on: ['student'],
          weights: [{ kind: 'entropy-gap' }],
        },
        {
          kind: 'entropy',
          sign: 1,
          on: ['student'],
          weights: [{ kind: 'student-entropy-top', share: 0.1 }],
          per: 'kept',
        },
      ],
    },
  ],
  note:
    "The code's numbers, student texts only; the ranking counts at all tokens where the code takes a text's opening, and the " +
    'entropy shrinks on the 10 % least sure tokens, as the paper says.',
}

const scope: OtherTaughtRecipe = {
  id: 'scope',
  name: 'SCOPE',
  description:
    'Right texts: repeat them, the unusual ones most. Wrong texts: follow the teacher, where it knows its way most.',
  source: 'Dual-path adaptive weighting, arXiv:2604.10688; code machine981/SCOPE',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, each: 8, decoding: { temperature: 0.6 } }] },
      loss: [
        {
          kind: 'cross-entropy',
          on: ['student'],
          weights: [
            { kind: 'outcome', keep: 'right' },
            { kind: 'perplexity', of: 'student', tau: 1 },
          ],
          per: 'counted',
        },
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          on: ['student'],
          weights: [
            { kind: 'outcome', keep: 'wrong' },
            { kind: 'perplexity', of: 'teacher', tau: 1 },
          ],
          per: 'counted',
        },
      ],
    },
  ],
  note:
    "A problem's right texts share a weight of their number, where the paper shares 1, and so do its wrong ones. As in the code, " +
    'either path is divided by its own tokens.',
}

const hpd: OtherTaughtRecipe = {
  id: 'hpd',
  name: 'HPD',
  description:
    "On the data set's texts, at every position: raise the next word, and lower one that the student would say instead.",
  source: 'Hybrid policy distillation, arXiv:2604.20244; code zwhong714/Hybrid-Policy-Distillation',
  teacher: { kind: 'larger' },
  context: null,
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ id: 'data', writer: 'data', each: 1 }] },
      loss: [{ kind: 'hybrid', on: ['data'] }],
    },
  ],
}

export const WHITE_BOX_MIXED: readonly Recipe[] = [entropyAware, tsdKd, scope, hpd]
