/** @file The losses of rewards, from their equations. Log-ratios and rewards are constants; the gradient flows through log p_S. */
import {
  bites,
  logpAt,
  overTexts,
  overTokens,
  type PublishedCase,
  pairAt,
  pessimistic,
  ratioAt,
  reverseKlAt,
  STUDENTS,
  teacherGap,
} from './common.ts'
import { at, entropy, kl, mean, sum, topIndices } from './maths.ts'
import { groupsOf, rowsOf, type TinyCase, type TinyText, textsOf } from './tiny-case.ts'

/** GRPO's advantage of each of a group's scores as TRL's trainer computes it: torch.std divides by n - 1, plus 1e-4. */
function relative(scores: readonly number[]): readonly number[] {
  const deviation = Math.sqrt(sum(scores.map((x) => (x - mean(scores)) ** 2)) / (scores.length - 1))
  return scores.map((x) => (x - mean(scores)) / (deviation + 1e-4))
}

const FLOOR = Math.log(0.2) / (1 - 0.2)
/** The same student, with words that the teacher abhors. */
const HARSH: TinyCase = { ...STUDENTS, teacher: STUDENTS.teacher.map((row) => row.map((x) => 2 * x)) }
const gap = (world: TinyCase, row: number) => logpAt(world.teacher, world, row) - logpAt(world.frozen, world, row)
const gain = (student: TinyCase['frozen'], world: TinyCase, row: number) =>
  ratioAt(student, world, row) * Math.max(gap(world, row), FLOOR)

export const WHITE_BOX_POLICY_GRADIENT: readonly PublishedCase[] = [
  {
    id: 'constrained-opd',
    what: 'clipped PG on the reward within the budget, on -(penalty + overshoot) beyond it',
    sizes: { budget: 1.2 },
    loss: (student, world) => {
      const advantages = new Map<TinyText, number>()
      for (const group of groupsOf(textsOf(world, 'student'))) {
        const spent = group.map(({ rows }) =>
          sum(
            rows.map((row) => {
              const { pS, pT } = pairAt(world.frozen, world, row)
              return kl(pS, pT)
            }),
          ),
        )
        bites(spent.some((x) => x > 1.2))
        const earned = group.map(({ reward }, i) => (at(spent, i) <= 1.2 ? reward : -(1 + at(spent, i) - 1.2)))
        group.forEach((text, i) => {
          advantages.set(text, at(relative(earned), i))
        })
      }
      return overTexts(textsOf(world, 'student'), (row, text) =>
        pessimistic(ratioAt(student, world, row), advantages.get(text) ?? Number.NaN),
      )
    },
  },
  {
    id: 'g-opd',
    what: 'the advantage lambda log(p_T / p_ref) - log(p_S / p_ref)',
    loss: (student, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const reference = at(world.reference, row)
          const pull = 1.25 * (logpAt(world.teacher, world, row) - reference)
          return -(pull - (logpAt(world.frozen, world, row) - reference)) * logpAt(student, world, row)
        }),
      ),
  },
  {
    id: 'fast-opd',
    what: 'the score-function gradient of the sum over the first tokens of log(p_S / p_T)',
    sizes: { tokens: 2 },
    loss: (student, world) =>
      mean(
        textsOf(world, 'student').map(({ rows }) =>
          sum(rows.slice(0, 2).map((row) => -teacherGap(world, row) * logpAt(student, world, row))),
        ),
      ),
  },
  {
    id: 'reopold',
    what: 'first what lies below the floor is left out',
    progress: 0.2,
    world: HARSH,
    loss: (student, world) => {
      const rows = rowsOf(world, 'student')
      bites(rows.some((row) => gap(world, row) < FLOOR))
      return mean(rows.map((row) => (gap(world, row) >= FLOOR ? -gain(student, world, row) : 0)))
    },
  },
  {
    id: 'reopold',
    what: 'then the least sure half counts, the log-ratio held above the floor',
    phase: 1,
    progress: 0.7,
    world: HARSH,
    loss: (student, world) => {
      const rows = rowsOf(world, 'student')
      const unsure = topIndices(
        rows.map((row) => entropy(pairAt(world.frozen, world, row).pS)),
        Math.ceil(rows.length / 2),
      )
      bites(unsure.some((i) => gap(world, at(rows, i)) < FLOOR))
      return sum(unsure.map((i) => -gain(student, world, at(rows, i)))) / rows.length
    },
  },
  {
    id: 'uni-opd',
    what: 'the mean advantage of right texts up and of wrong ones down by half of what misses to 0.4',
    loss: (student, world) => {
      let shifted = 0
      const losses = groupsOf(textsOf(world, 'student')).flatMap((group) => {
        const means = (right: boolean) =>
          group
            .filter((text) => text.right === right)
            .map(({ rows }) => mean(rows.map((row) => teacherGap(world, row))))
        const [good, bad] = [means(true), means(false)]
        const missing = good.length && bad.length ? Math.max(0, 0.4 - (mean(good) - mean(bad))) : 0
        if (missing > 0) shifted++
        return group.flatMap(({ right, rows }) =>
          rows.map((row) => -(teacherGap(world, row) + ((right ? 1 : -1) * missing) / 2) * logpAt(student, world, row)),
        )
      })
      bites(shifted > 0)
      return mean(losses)
    },
  },
  {
    id: 'minillm',
    what: 'KL(p_S || p_T), minus w_t R_t log p_S, R_t the mean log p_T - log p_S of all later tokens, w_t = p_S / p_blend up to 2',
    loss: (student, world) =>
      overTokens(textsOf(world, 'student'), (row, { rows }) => {
        const later = rows.filter((other) => other > row).map((other) => gap(world, other))
        const rest = later.length > 0 ? mean(later) : 0
        const w = Math.min(2, ratioAt(world.frozen, world, row))
        return reverseKlAt(student, world, row) - w * rest * logpAt(student, world, row)
      }),
  },
]
