/** @file The losses of the foundations, from their equations. */

import { bites, logpAt, meanOf, nll, type PublishedCase, pairAt, reverseKl, shareOf } from './common.ts'
import { at, entropy, kl, logSoftmax, mean, sum, topIndices } from './maths.ts'
import { rowsOf, tinyCase } from './tiny-case.ts'

const taught = tinyCase({ taught: 2 })
const imitation = (id: string): PublishedCase => ({
  id,
  what: "the cold start is the likelihood of the teacher's texts",
  world: taught,
  loss: nll('taught'),
})

export const FOUNDATIONS: readonly PublishedCase[] = [
  { id: 'gkd', what: 'the mean over tokens of KL(p_S || p_T)', progress: 0.3, loss: reverseKl('student') },
  {
    id: 'thinking-machines-opd',
    what: '-ratio A with A = log p_T - log p of the sampler, held constant',
    loss: (student, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const sampled = at(world.behaviour, row)
          const advantage = logpAt(world.teacher, world, row) - sampled
          return -Math.exp(logpAt(student, world, row) - sampled) * advantage
        }),
      ),
  },
  {
    id: 'revisiting-opd',
    what: "KL(q_S || q_T) on the teacher's top k, special tokens left out, the least sure 20 % kept",
    sizes: { topK: 3 },
    loss: (student, world) => {
      const rows = rowsOf(world, 'student')
      const surprise = rows.map((row) => entropy(pairAt(world.frozen, world, row).pS))
      const kept = topIndices(surprise, Math.ceil(0.2 * rows.length))
        .map((i) => at(rows, i))
        .filter((row) => !world.special[row])
      bites(kept.length > 1)
      return mean(
        kept.map((row) => {
          const { pS, pT } = pairAt(student, world, row)
          const best = topIndices(pT, 3)
          return kl(shareOf(pS, best), shareOf(pT, best))
        }),
      )
    },
  },
  imitation('thunlp-rethinking-opd'),
  {
    id: 'thunlp-rethinking-opd',
    what: "the sum over the student's top k of p_S (log p_S - log p_T)",
    phase: 1,
    progress: 0.5,
    sizes: { topK: 3 },
    loss: meanOf('student', (pS, pT) => sum(topIndices(pS, 3).map((v) => at(pS, v) * Math.log(at(pS, v) / at(pT, v))))),
  },
  imitation('lightning-opd'),
  {
    id: 'lightning-opd',
    what: 'over kept rollouts, the sum of -sg[log p_T - log p_S] log p_S',
    phase: 1,
    progress: 0.5,
    loss: (student, world) => {
      const total = sum(
        rowsOf(world, 'student').map((row) => {
          const logp = (of: readonly (readonly number[])[]) => at(logSoftmax(at(of, row)), at(world.tokens, row))
          return -(logp(world.teacher) - logp(world.frozen)) * logp(student)
        }),
      )
      return total / world.texts.length
    },
  },
]
