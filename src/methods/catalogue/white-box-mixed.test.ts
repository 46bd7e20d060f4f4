/** The losses in several terms against their equations. */
import { describe, expect, it } from 'vitest'
import { recipeById } from './registry.ts'
import {
  at,
  clip,
  entropy,
  kl,
  logSoftmax,
  mean,
  sigmoid,
  softmax,
  sum,
  topIndices,
} from './testing/maths.test-helper.ts'
import { expectMatches } from './testing/run-recipe.test-helper.ts'
import { atSize, groupsOf, rowsOf, type TinyCase, textsOf, tinyCase } from './testing/tiny-case.test-helper.ts'

const student = tinyCase({ student: 3 })
const logp = (logits: readonly (readonly number[])[], world: TinyCase, row: number) =>
  at(logSoftmax(at(logits, row)), at(world.tokens, row))

describe('entropy-aware-opd', () => {
  it('adds forward KL on the teacher’s top k to clipped PG where H(p_T) > 0.8', () =>
    expectMatches(atSize(recipeById('entropy-aware-opd'), { topK: 3 }), 0, student, 0, (logits, world) => {
      const rows = rowsOf(world, 'student')
      const unsure = (row: number) => entropy(softmax(at(world.teacher, row))) > 0.8
      expect(new Set(rows.map(unsure)).size).toBe(2)
      return mean(
        rows.map((row) => {
          const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
          const advantage = logp(world.teacher, world, row) - at(world.behaviour, row)
          const ratio = Math.exp(logp(logits, world, row) - at(world.behaviour, row))
          const reinforced = -Math.min(ratio * advantage, clip(ratio, 0.8, 1.2) * advantage)
          const best = topIndices(pT, 3)
          const share = (p: readonly number[]) => best.map((v) => at(p, v) / sum(best.map((w) => at(p, w))))
          return reinforced + (unsure(row) ? kl(share(pT), share(pS)) : 0)
        }),
      )
    }))
})

describe('tsd-kd', () => {
  it('is 0.1 ranking + gated JSD + entropy of the least sure tokens', () =>
    expectMatches(atSize(recipeById('tsd-kd'), { topK: 4 }), 0, student, 0, (logits, world) => {
      const rows = rowsOf(world, 'student')
      const ranked = rows.map((row) => {
        // Plackett-Luce: the candidates leave one by one in the teacher's order, each with its softmax among those left.
        const candidates = topIndices(at(logits, row), 4)
        const scores = candidates.map((v) => at(at(world.teacher, row), v))
        let left = topIndices(scores, 4).map((i) => at(at(logits, row), at(candidates, i)))
        let loss = 0
        while (left.length > 0) {
          loss -= at(logSoftmax(left), 0)
          left = left.slice(1)
        }
        return loss
      })
      const gated = rows.map((row) => {
        const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
        const middle = pS.map((x, v) => 0.9 * at(pT, v) + 0.1 * x)
        const gate = sigmoid(entropy(softmax(at(world.frozen, row))) - entropy(pT))
        return gate * (0.9 * kl(pT, middle) + 0.1 * kl(pS, middle))
      })
      const unsure = topIndices(
        rows.map((row) => entropy(softmax(at(world.frozen, row)))),
        Math.ceil(0.1 * rows.length),
      )
      const spread = unsure.map((i) => entropy(softmax(at(logits, at(rows, i)))))
      return 0.1 * mean(ranked) + mean(gated) + mean(spread)
    }))
})

describe('scope', () => {
  it('weighs right texts by own perplexity and MLE, wrong ones by 1 / teacher perplexity and KL', () =>
    expectMatches(recipeById('scope'), 0, student, 0, (logits, world) => {
      const perplexity = (of: readonly (readonly number[])[], rows: readonly number[]) =>
        Math.exp(-mean(rows.map((row) => logp(of, world, row))))
      let total = 0
      for (const group of groupsOf(textsOf(world, 'student')))
        for (const right of [true, false]) {
          const path = group.filter((text) => text.right === right)
          const raw = path.map(({ rows }) =>
            right ? perplexity(world.frozen, rows) : 1 / perplexity(world.teacher, rows),
          )
          path.forEach(({ rows }, i) => {
            const weight = (path.length * at(raw, i)) / sum(raw)
            for (const row of rows)
              total +=
                weight *
                (right ? -logp(logits, world, row) : kl(softmax(at(logits, row)), softmax(at(world.teacher, row))))
          })
        }
      return total / rowsOf(world, 'student').length
    }))
})

describe('hpd', () => {
  it('is -a log p_S(y) - b log p_S(s) [s != y], with the sign rules of k = (log p_T - log p_S) p_S', () =>
    expectMatches(recipeById('hpd'), 0, tinyCase({ data: 3 }), 0, (logits, world) => {
      const signs = new Set<string>()
      const losses = rowsOf(world, 'data').map((row) => {
        const [pS, pT] = [softmax(at(world.frozen, row)), softmax(at(world.teacher, row))]
        const k = (v: number) => (Math.log(at(pT, v)) - Math.log(at(pS, v))) * at(pS, v)
        const y = at(world.tokens, row)
        let s = 0
        for (let mass = at(pS, 0); mass <= at(world.uniform, row); mass += at(pS, s)) s++
        let a = k(y) > 0 ? at(pT, y) + k(y) : k(y)
        if (k(y) > 0 && k(s) < 0) a += at(pT, y)
        const b = Math.min(k(s), 0)
        signs.add(`${k(y) > 0} ${k(s) < 0} ${s === y}`)
        const now = logSoftmax(at(logits, row))
        return -a * at(now, y) - (s === y ? 0 : b * at(now, s))
      })
      expect(signs.size).toBeGreaterThan(3)
      return mean(losses)
    }))
})
