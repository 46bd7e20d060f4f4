/** @file The losses in several terms, from their equations. */
import {
  bites,
  logpAt,
  meanOf,
  mix,
  type PublishedCase,
  pairAt,
  pessimistic,
  ratioAt,
  shareOf,
  teacherGap,
} from './common.ts'
import { at, entropy, kl, logSoftmax, mean, sigmoid, sum, topIndices } from './maths.ts'
import { groupsOf, rowsOf, textsOf, tinyCase } from './tiny-case.ts'

export const WHITE_BOX_MIXED: readonly PublishedCase[] = [
  {
    id: 'entropy-aware-opd',
    what: "clipped PG, plus forward KL on the teacher's top k where H(p_T) > 0.8",
    sizes: { topK: 3 },
    loss: (student, world) => {
      const rows = rowsOf(world, 'student')
      const unsure = (row: number) => entropy(pairAt(student, world, row).pT) > 0.8
      bites(new Set(rows.map(unsure)).size === 2)
      return mean(
        rows.map((row) => {
          const { pS, pT } = pairAt(student, world, row)
          const best = topIndices(pT, 3)
          const reinforced = pessimistic(ratioAt(student, world, row), teacherGap(world, row))
          return reinforced + (unsure(row) ? kl(shareOf(pT, best), shareOf(pS, best)) : 0)
        }),
      )
    },
  },
  {
    id: 'tsd-kd',
    what: '0.1 ranking + gated JSD + entropy of the least sure tokens',
    sizes: { topK: 4 },
    loss: (student, world) => {
      const rows = rowsOf(world, 'student')
      const ranked = rows.map((row) => {
        // Plackett-Luce: the candidates leave one by one in the teacher's order, each with its softmax among those left.
        const candidates = topIndices(at(student, row), 4)
        const scores = candidates.map((v) => at(at(world.teacher, row), v))
        let left = topIndices(scores, 4).map((i) => at(at(student, row), at(candidates, i)))
        let loss = 0
        while (left.length > 0) {
          loss -= at(logSoftmax(left), 0)
          left = left.slice(1)
        }
        return loss
      })
      const gated = meanOf('student', (pS, pT, row) => {
        const middle = mix(0.9, pT, pS)
        const gate = sigmoid(entropy(pairAt(world.frozen, world, row).pS) - entropy(pT))
        return gate * (0.9 * kl(pT, middle) + 0.1 * kl(pS, middle))
      })
      const unsure = topIndices(
        rows.map((row) => entropy(pairAt(world.frozen, world, row).pS)),
        Math.ceil(0.1 * rows.length),
      )
      const spread = unsure.map((i) => entropy(pairAt(student, world, at(rows, i)).pS))
      return 0.1 * mean(ranked) + gated(student, world) + mean(spread)
    },
  },
  {
    id: 'scope',
    what: 'right texts by own perplexity and MLE, wrong ones by 1 / teacher perplexity and KL, each over its own tokens',
    loss: (student, world) => {
      const perplexity = (of: readonly (readonly number[])[], rows: readonly number[]) =>
        Math.exp(-mean(rows.map((row) => logpAt(of, world, row))))
      const texts = textsOf(world, 'student')
      const tokens = (right: boolean) => texts.reduce((n, text) => n + (text.right === right ? text.rows.length : 0), 0)
      let total = 0
      for (const group of groupsOf(texts))
        for (const right of [true, false]) {
          const path = group.filter((text) => text.right === right)
          const raw = path.map(({ rows }) =>
            right ? perplexity(world.frozen, rows) : 1 / perplexity(world.teacher, rows),
          )
          path.forEach(({ rows }, i) => {
            const weight = (path.length * at(raw, i)) / sum(raw)
            for (const row of rows) {
              const { pS, pT } = pairAt(student, world, row)
              total += (weight * (right ? -logpAt(student, world, row) : kl(pS, pT))) / tokens(right)
            }
          })
        }
      return total
    },
  },
  {
    id: 'hpd',
    what: '-a log p_S(y) - b log p_S(s) [s != y], with the sign rules of k = (log p_T - log p_S) p_S',
    world: tinyCase({ data: 3 }),
    loss: (student, world) => {
      const signs = new Set<string>()
      const losses = rowsOf(world, 'data').map((row) => {
        const { pS, pT } = pairAt(world.frozen, world, row)
        const k = (v: number) => (Math.log(at(pT, v)) - Math.log(at(pS, v))) * at(pS, v)
        const y = at(world.tokens, row)
        let s = 0
        for (let mass = at(pS, 0); mass <= at(world.uniform, row); mass += at(pS, s)) s++
        let a = k(y) > 0 ? at(pT, y) + k(y) : k(y)
        if (k(y) > 0 && k(s) < 0) a += at(pT, y)
        const b = Math.min(k(s), 0)
        signs.add(`${k(y) > 0} ${k(s) < 0} ${s === y}`)
        const now = logSoftmax(at(student, row))
        return -a * at(now, y) - (s === y ? 0 : b * at(now, s))
      })
      bites(signs.size > 3)
      return mean(losses)
    },
  },
]
