/** What must hold for any pair of distributions, and what must not break at the edges of float64. */
import { describe, expect, it } from 'vitest'
import { DIVERGENCES, divergenceById, divergenceValues } from './registry.ts'
import { type Random, seeded } from './testing/random.ts'
import type { Divergence, DivergenceOptions, Position, Support } from './types.ts'

const FULL = DIVERGENCES.filter(({ kind }) => kind === 'full')
const NINF = Number.NEGATIVE_INFINITY

const normals = (random: Random, n: number, scale: number) => Array.from({ length: n }, () => scale * random.normal())
const randomPosition = (random: Random): Position => {
  const n = 1 + Math.floor(random.next() * 12)
  return {
    studentLogits: normals(random, n, 3),
    teacherLogits: normals(random, n, 3),
    token: Math.floor(random.next() * n),
  }
}
const swapped = ({ studentLogits, teacherLogits }: Position): Position => ({
  studentLogits: teacherLogits,
  teacherLogits: studentLogits,
})
const total = (xs: ArrayLike<number>) => Array.from(xs).reduce((a, b) => a + b, 0)
const value = (id: string, position: Position, options?: DivergenceOptions) =>
  divergenceById(id).value(position, options)

describe.each(FULL.map((divergence) => [divergence.id, divergence] as const))('%s', (id, divergence) => {
  const random = seeded(3)
  const positions = Array.from({ length: 40 }, () => randomPosition(random))

  it('is never negative, sums over its contributions, and moves no mass in total', () => {
    for (const position of positions) {
      const { value: v, perEntry, gradLogits } = divergence.evaluate(position)
      expect(v).toBeGreaterThanOrEqual(0)
      expect(total(perEntry)).toBeCloseTo(v, 12)
      expect(total(gradLogits)).toBeCloseTo(0, 12)
    }
  })

  it('does not see a constant added to all logits of one model', () => {
    for (const position of positions) {
      const moved = { ...position, teacherLogits: Array.from(position.teacherLogits, (x) => x + 30) }
      expect(divergence.value(moved)).toBeCloseTo(divergence.value(position), 10)
    }
  })

  it.skipIf(id === 'teacher-argmax-ce')('is exactly 0 with zero gradient for equal logits', () => {
    for (const { studentLogits } of positions) {
      const { value: v, gradLogits } = divergence.evaluate({ studentLogits, teacherLogits: studentLogits })
      expect(v).toBe(0)
      for (const g of gradLogits) expect(Math.abs(g)).toBe(0)
    }
  })

  it('decreases along its negative gradient', () => {
    for (const position of positions) {
      const { value: before, gradLogits } = divergence.evaluate(position)
      const norm = Math.hypot(...gradLogits)
      if (norm < 1e-6) continue
      const step = 1e-5 / norm
      const studentLogits = Array.from(position.studentLogits, (z, i) => z - step * gradLogits[i]!)
      expect(divergence.value({ ...position, studentLogits })).toBeLessThan(before)
    }
  })
})

describe('bounds, symmetries and limits', () => {
  const random = seeded(5)
  const positions = Array.from({ length: 60 }, () => randomPosition(random))

  it('keeps JSD at 1/2, TVD and Hellinger symmetric and inside their bounds', () => {
    for (const position of positions) {
      for (const [id, bound] of [
        ['jsd', Math.LN2],
        ['tvd', 1],
        ['squared-hellinger', 1],
      ] as const) {
        const v = value(id, position)
        expect(v).toBeLessThanOrEqual(bound)
        expect(value(id, swapped(position))).toBeCloseTo(v, 12)
      }
    }
  })

  it('obeys Pinsker, and H^2 <= TV <= sqrt(2) H', () => {
    for (const position of positions) {
      const tv = value('tvd', position)
      const h2 = value('squared-hellinger', position)
      expect(tv).toBeLessThanOrEqual(Math.sqrt(value('forward-kl', position) / 2) + 1e-12)
      expect(h2).toBeLessThanOrEqual(tv + 1e-12)
      expect(tv).toBeLessThanOrEqual(Math.sqrt(2 * h2) + 1e-12)
    }
  })

  it('mirrors forward and reverse when the models are swapped', () => {
    for (const position of positions) {
      const mirror = swapped(position)
      expect(value('reverse-kl', mirror)).toBeCloseTo(value('forward-kl', position), 11)
      expect(value('skew-reverse-kl', mirror)).toBeCloseTo(value('skew-forward-kl', position), 11)
      expect(value('alpha', mirror, { params: { alpha: 0.2 } })).toBeCloseTo(
        value('alpha', position, { params: { alpha: 0.8 } }),
        11,
      )
    }
  })

  it('reaches the KLs as limits of the alpha and Renyi families, and of scaled JSD', () => {
    for (const position of positions) {
      const forward = value('forward-kl', position)
      const near = { params: { alpha: 1 - 1e-9 } }
      expect(value('alpha', position, near) / (forward || 1)).toBeCloseTo(forward ? 1 : 0, 6)
      expect(value('renyi', position, near) / (forward || 1)).toBeCloseTo(forward ? 1 : 0, 6)
      expect(value('jsd', position, { params: { beta: 1e-9 } }) / 1e-9 / (forward || 1)).toBeCloseTo(forward ? 1 : 0, 4)
    }
  })

  it('is 0 on one renormalised entry, and the whole vocabulary at k = V', () => {
    for (const position of positions) {
      const V = position.studentLogits.length
      for (const tail of [true, false]) {
        const all = value('reverse-kl', position, { support: { top_k: V, of: 'student', tail } })
        expect(all).toBeCloseTo(value('reverse-kl', position), 12)
      }
      expect(value('forward-kl', position, { support: { top_k: 1, of: 'teacher', tail: false } })).toBe(0)
    }
  })

  it('can only lose by merging entries into a tail bucket (data processing)', () => {
    for (const position of positions) {
      for (const { id } of FULL.filter((d) => !['akl', 'teacher-argmax-ce'].includes(d.id))) {
        const merged = value(id, position, { support: { top_k: 1, of: 'teacher', tail: true } })
        expect(merged).toBeLessThanOrEqual(value(id, position) * (1 + 1e-12) + 1e-14)
      }
    }
  })

  it('gives the same values on the shared path', () => {
    const supports: (Support | undefined)[] = [undefined, { top_k: 1, of: 'student', tail: true }]
    for (const position of positions.slice(0, 10)) {
      const choices = DIVERGENCES.flatMap(({ id, kind }) =>
        supports
          .filter((support) => kind === 'full' || support === undefined)
          .flatMap((support) => [1, 2].map((temperature) => ({ id, temperature, ...(support ? { support } : {}) }))),
      )
      const direct = choices.map(({ id, ...options }) => value(id, position, options))
      expect(Array.from(divergenceValues(position, choices))).toEqual(direct)
    }
  })
})

describe('edges of float64', () => {
  const edges: Record<string, Position> = {
    'logits of +-500': { studentLogits: [500, -500, 0], teacherLogits: [-500, 500, 0], token: 0 },
    'one-hot, same token': { studentLogits: [500, -500, -500], teacherLogits: [500, -500, -500], token: 0 },
    'one entry': { studentLogits: [3], teacherLogits: [-7], token: 0 },
    'entry masked in both': { studentLogits: [1, NINF, 0], teacherLogits: [0, NINF, 2], token: 0 },
    'entry masked in the student': { studentLogits: [1, NINF, 0], teacherLogits: [0, 1, 2], token: 0 },
    'entry masked in the teacher': { studentLogits: [1, 1, 0], teacherLogits: [0, NINF, 2], token: 1 },
    'disjoint supports': { studentLogits: [1, NINF], teacherLogits: [NINF, 2], token: 0 },
    'largest doubles': { studentLogits: [1e308, -1e308], teacherLogits: [-1e308, 1e308], token: 0 },
  }
  const extremes = (divergence: Divergence): number[] => {
    const [spec] = divergence.params
    return spec ? [spec.min, spec.default, (spec.min + spec.max) / 2, spec.max] : [0]
  }

  it.each(Object.keys(edges))('gives no NaN and a finite gradient: %s', (name) => {
    const position = edges[name]!
    const supports: (Support | undefined)[] = [undefined, { top_k: 1, of: 'teacher', tail: true }]
    for (const divergence of DIVERGENCES) {
      for (const support of divergence.kind === 'full' ? supports : [undefined]) {
        for (const parameter of extremes(divergence)) {
          const [spec] = divergence.params
          const params = spec ? { [spec.id]: parameter } : {}
          const result = divergence.evaluate(position, { params, ...(support ? { support } : {}) })
          const where = `${divergence.id} ${JSON.stringify({ params, support })}`
          expect(result.value, where).not.toBeNaN()
          for (const x of result.perEntry) expect(x, where).not.toBeNaN()
          for (const g of result.gradLogits) expect(Number.isFinite(g), `${where} gradient ${g}`).toBe(true)
        }
      }
    }
  })

  it('is infinite where it must be and finite elsewhere', () => {
    const studentMasked = edges['entry masked in the student']!
    const teacherMasked = edges['entry masked in the teacher']!
    // By name: where a divergence is infinite follows from its definition alone.
    const named = [
      ['forward-kl', 'reverse-kl', 'jeffreys', 'akl', 'jsd', 'skew-forward-kl', 'skew-reverse-kl', 'tvd'],
      ['squared-hellinger', 'alpha', 'renyi', 'teacher-argmax-ce'],
    ].flat()
    const infinite = (position: Position) => named.filter((id) => value(id, position) === Number.POSITIVE_INFINITY)
    expect(infinite(studentMasked)).toEqual(['forward-kl', 'jeffreys', 'akl'])
    expect(infinite(teacherMasked)).toEqual(['reverse-kl', 'jeffreys', 'akl'])
    expect(value('alpha', studentMasked, { params: { alpha: 2 } })).toBe(Number.POSITIVE_INFINITY)
    expect(value('renyi', studentMasked, { params: { alpha: 2 } })).toBe(Number.POSITIVE_INFINITY)
    expect(value('jsd', edges['disjoint supports']!)).toBeCloseTo(Math.LN2, 15)
    expect(value('tvd', edges['disjoint supports']!)).toBe(1)
    expect(value('renyi', edges['disjoint supports']!)).toBe(Number.POSITIVE_INFINITY)
    expect(value('skew-forward-kl', studentMasked)).toBeLessThan(-Math.log(0.1))
  })

  it('ignores an entry that is masked in both', () => {
    const without = { studentLogits: [1, 0], teacherLogits: [0, 2], token: 0 }
    for (const divergence of DIVERGENCES) {
      const masked = divergence.evaluate(edges['entry masked in both']!)
      const plain = divergence.evaluate(without)
      expect(masked.value).toBeCloseTo(plain.value, 14)
      expect(masked.gradLogits[1]).toBeCloseTo(0, 15)
      expect(masked.gradLogits[2]).toBeCloseTo(plain.gradLogits[1]!, 14)
    }
  })

  it('pushes down, with a finite gradient, a token that the teacher forbids', () => {
    const { value: v, gradLogits } = divergenceById('reverse-kl').evaluate(edges['entry masked in the teacher']!)
    expect(v).toBe(Number.POSITIVE_INFINITY)
    expect(gradLogits[1]).toBeGreaterThan(100)
    expect(total(gradLogits)).toBeCloseTo(0, 9)
  })
})
