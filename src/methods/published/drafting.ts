/** @file The losses of drafts, from their equations. */
import { bites, meanOf, type PublishedCase } from './common.ts'
import { at, kl, sum } from './maths.ts'
import { rowsOf, type TinyCase } from './tiny-case.ts'

const accepted = (world: TinyCase, row: number) => {
  const scores = at(world.teacher, row)
  return scores.filter((x) => x > at(scores, at(world.tokens, row))).length < 3
}

export const DRAFTING: readonly PublishedCase[] = [
  {
    id: 'distillspec',
    what: '1 minus the expected acceptance, sum of min(p_S, p_T)',
    loss: meanOf('student', (pS, pT) => 1 - sum(pS.map((p, v) => Math.min(p, at(pT, v))))),
  },
  {
    id: 'speckd',
    what: "forward KL, in full where the token is in the teacher's top k, a base share of it elsewhere",
    sizes: { topK: 3 },
    loss: (student, world) => {
      bites(new Set(rowsOf(world, 'student').map((row) => accepted(world, row))).size === 2)
      return meanOf('student', (pS, pT, row) => (accepted(world, row) ? 1 : 0.1) * kl(pT, pS))(student, world)
    },
  },
]
