/** @file The losses of drafts, from their equations. */
import { bites, grpo, meanOf, overTokens, type PublishedCase, type PublishedLoss, pairAt } from './common.ts'
import { at, kl, mean, sum } from './maths.ts'
import { rowsOf, type TinyCase, textsOf, tinyCase } from './tiny-case.ts'

const accepted = (world: TinyCase, row: number) => {
  const scores = at(world.teacher, row)
  return scores.filter((x) => x > at(scores, at(world.tokens, row))).length < 3
}

const STUDENT = tinyCase({ student: 3 })
/** Every third token was refused. */
const REFUSED: TinyCase = { ...STUDENT, refused: STUDENT.tokens.map((_, row) => row % 3 === 0) }
const DRAFTED = tinyCase({ drafted: 3 })

const rewarded: PublishedLoss = (student, world) =>
  overTokens(textsOf(world, 'drafted'), (row, { reward }) => {
    const { pS, pT } = pairAt(student, world, row)
    return reward * kl(pT, pS)
  })

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
  {
    id: 'osd',
    what: 'KL(p_T || p_S), the mean over the tokens that the target refused',
    world: REFUSED,
    loss: (student, world) => {
      const rows = rowsOf(world, 'student').filter((row) => world.refused?.[row])
      bites(rows.length > 3 && rows.length < world.tokens.length - 3)
      return mean(rows.map((row) => kl(pairAt(student, world, row).pT, pairAt(student, world, row).pS)))
    },
  },
  { id: 'respec', what: 'GRPO of the policy', loss: grpo('student') },
  { id: 'respec', what: 'then r KL(p_T || p_S) of the draft', phase: 1, progress: 0.3, world: DRAFTED, loss: rewarded },
  { id: 'respec', what: 'GRPO once more', phase: 2, progress: 0.6, loss: grpo('student') },
  { id: 'respec', what: 'and the draft once more', phase: 3, progress: 0.9, world: DRAFTED, loss: rewarded },
]
