/** @file The losses of white-box distillation over whole distributions, from their equations. */
import { bites, forwardKl, logpAt, meanOf, mix, type PublishedCase, type PublishedLoss, pairAt } from './common.ts'
import { at, clip, entropy, kl, mean, sum, topIndices } from './maths.ts'
import { groupsOf, rowsOf, type TinyCase, textsOf, tinyCase } from './tiny-case.ts'

/** Probability of a text, per token: exp of its mean log-prob. */
const likelihood = (logits: readonly (readonly number[])[], world: TinyCase, rows: readonly number[]) =>
  Math.exp(mean(rows.map((row) => logpAt(logits, world, row))))

/** (1 - b) SKL on teacher texts + b SRKL on own texts, alpha by text, b rising from 0.5 to 0.75. */
const distillm2 =
  (progress: number): PublishedLoss =>
  (student, world) => {
    const part = (draw: string, likelier: 'teacher' | 'frozen', loss: (row: number, alpha: number) => number) => {
      const texts = textsOf(world, draw)
      const other = likelier === 'teacher' ? 'frozen' : 'teacher'
      const gaps = texts.map(
        ({ rows }) => likelihood(world[likelier], world, rows) - likelihood(world[other], world, rows),
      )
      const alphas = gaps.map((gap) => clip(1 - (0.9 * mean(gaps)) / (gap + 1e-5), 0.01, 0.1))
      return mean(texts.flatMap(({ rows }, i) => rows.map((row) => loss(row, at(alphas, i)))))
    }
    const taught = part('taught', 'teacher', (row, alpha) => {
      const { pS, pT } = pairAt(student, world, row)
      return kl(pT, mix(alpha, pT, pS))
    })
    const own = part('own', 'frozen', (row, alpha) => {
      const { pS, pT } = pairAt(student, world, row)
      return kl(pS, mix(alpha, pS, pT))
    })
    const b = 0.5 + 0.25 * progress
    return (1 - b) * taught + b * own
  }

/** KL(Q || p_S) with the fixed Q ~ p_T p_S^b, b falling from 1 to 0. */
const veto =
  (progress: number): PublishedLoss =>
  (student, world) =>
    mean(
      rowsOf(world, 'student').map((row) => {
        const { pS: before, pT } = pairAt(world.frozen, world, row)
        const raw = pT.map((p, v) => p * at(before, v) ** (1 - progress))
        return kl(
          raw.map((x) => x / sum(raw)),
          pairAt(student, world, row).pS,
        )
      }),
    )

/** p (1 - p) over its mean, for each text of a draw, p measured on the student's texts of its problem, times a divergence. */
const paced =
  (draw: string, of: (pS: readonly number[], pT: readonly number[]) => number): PublishedLoss =>
  (student, world) => {
    const rates = groupsOf(textsOf(world, 'student')).map((group) => mean(group.map(({ right }) => Number(right))))
    const raw = textsOf(world, draw).map(({ problem }) => at(rates, problem) * (1 - at(rates, problem)))
    bites(new Set(raw).size > 1)
    return mean(
      textsOf(world, draw).flatMap(({ rows }, i) =>
        rows.map((row) => {
          const { pS, pT } = pairAt(student, world, row)
          return (at(raw, i) / mean(raw)) * of(pS, pT)
        }),
      ),
    )
  }

export const WHITE_BOX_DISTRIBUTION: readonly PublishedCase[] = [
  ...['data', 'student'].map(
    (draw): PublishedCase => ({
      id: 'distillm',
      what: `KL(p_S || 0.9 p_T + 0.1 p_S) on texts of the draw ${draw}`,
      world: tinyCase({ [draw]: 2 }),
      loss: meanOf(draw, (pS, pT) => kl(pS, mix(0.9, pT, pS))),
    }),
  ),
  ...[0, 0.5, 1].map(
    (progress): PublishedCase => ({
      id: 'distillm-2',
      what: `(1 - b) SKL on teacher texts + b SRKL on own texts, alpha by text, at ${progress} of the run`,
      progress,
      world: tinyCase({ taught: 2, own: 2 }),
      loss: distillm2(progress),
    }),
  ),
  ...[0, 0.6, 1].map(
    (progress): PublishedCase => ({
      id: 'veto',
      what: `KL(Q || p_S) with the fixed Q ~ p_T p_S^b, at ${progress} of the run`,
      progress,
      loss: veto(progress),
    }),
  ),
  {
    id: 'paced',
    what: "forward KL on the teacher's texts, weighed by the student's pass rate",
    progress: 0.2,
    world: tinyCase({ student: 3, taught: 1 }),
    loss: paced('taught', (pS, pT) => kl(pT, pS)),
  },
  {
    id: 'paced',
    what: "reverse KL on the student's texts, weighed by its pass rate",
    phase: 1,
    progress: 0.7,
    loss: paced('student', kl),
  },
  {
    id: 'tip',
    what: 'the mean reverse KL of the half with the highest h + d - h d',
    loss: (student, world) => {
      const rows = rowsOf(world, 'student')
      const scaled = (xs: readonly number[]) =>
        xs.map((x) => (x - Math.min(...xs)) / (Math.max(...xs) - Math.min(...xs)))
      const before = rows.map((row) => pairAt(world.frozen, world, row))
      const h = scaled(before.map(({ pS }) => entropy(pS)))
      const d = scaled(before.map(({ pS, pT }) => kl(pS, pT)))
      const scores = h.map((x, i) => x + at(d, i) - x * at(d, i))
      const kept = topIndices(scores, Math.ceil(rows.length / 2)).map((i) => at(rows, i))
      return mean(
        kept.map((row) => {
          const { pS, pT } = pairAt(student, world, row)
          return kl(pS, pT)
        }),
      )
    },
  },
  {
    id: 'opd-avmp',
    what: 'the Jensen-Shannon divergence of plans',
    loss: meanOf('student', (pS, pT) => (kl(pT, mix(0.5, pS, pT)) + kl(pS, mix(0.5, pS, pT))) / 2),
  },
  { id: 'speculative-kd', what: 'KL(p_T || p_S) at every token of the interleaved text', loss: forwardKl('student') },
  { id: 'adaswitch', what: 'KL(p_T || p_S) at every token of the spliced text', loss: forwardKl('student') },
]
