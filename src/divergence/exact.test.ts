/** Every id and parameter, over all supports and two temperatures, against textbook formulas in 256-bit arithmetic. */
import { describe, expect, it } from 'vitest'
import { DIVERGENCES, divergenceById } from './registry.ts'
import { exp, fixed, log, toNumber } from './testing/fixed-point.ts'
import { type Random, seeded } from './testing/random.ts'
import { PARAMETERS, textbook } from './testing/textbook.ts'
import type { Support } from './types.ts'

const REDUCED: readonly Support[] = [
  { top_k: 3, of: 'teacher', tail: false },
  { top_k: 3, of: 'teacher', tail: true },
  { top_k: 2, of: 'student', tail: false },
  { top_k: 2, of: 'student', tail: true },
]

const normals = (random: Random, n: number, scale: number) => Array.from({ length: n }, () => scale * random.normal())

/** [student, teacher] logits. */
const POSITIONS: Record<string, (random: Random) => [number[], number[]]> = {
  'unlike each other': (random) => [normals(random, 6, 2), normals(random, 6, 2)],
  'nearly equal up to a constant': (random) => {
    const student = normals(random, 5, 2)
    return [student, student.map((x) => x + 7 + 1e-7 * random.normal())]
  },
  'both sure of one token': (random) => [
    [40, ...normals(random, 4, 1)],
    [35, ...normals(random, 4, 1)],
  ],
  'sure of different tokens': (random) => [
    [25, ...normals(random, 4, 3)],
    [...normals(random, 4, 3), 25],
  ],
}

const TOLERANCE = 1e-9

/** Relative, with a floor far below everything that is tested. */
function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-60)
}

describe('the fixed-point arithmetic itself', () => {
  it('agrees with known constants', () => {
    expect(toNumber(exp(fixed(1)))).toBe(Math.E)
    expect(toNumber(log(fixed(2)))).toBe(Math.LN2)
    expect(toNumber(log(exp(fixed(-31.25))))).toBe(-31.25)
    expect(toNumber(exp(fixed(-60)))).toBeCloseTo(8.75651076269652e-27, 40)
  })
})

// The reference is slow; the limit is for a machine that is busy with something else.
describe.each(Object.keys(POSITIONS))('distributions %s', { timeout: 60_000 }, (kind) => {
  it.each(DIVERGENCES.map(({ id }) => id))('%s: value, contributions and gradient', (id) => {
    const random = seeded(11)
    const divergence = divergenceById(id)
    const [spec] = divergence.params
    for (const [i, parameter] of (spec ? PARAMETERS[id]! : [0]).entries()) {
      const params = spec ? { [spec.id]: parameter } : {}
      // An id without parameters takes every support; the others take the whole vocabulary and one more, in turn.
      const reduced = spec ? [REDUCED[i % REDUCED.length]] : REDUCED
      for (const support of divergence.kind === 'full' ? [undefined, ...reduced] : [undefined]) {
        const temperature = random.next() < 0.5 ? 1 : 1.7
        const [student, teacher] = POSITIONS[kind]!(random)
        const where = JSON.stringify({ id, params, support, temperature, student, teacher })
        const token = Math.floor(random.next() * student.length)
        const expected = textbook({ id, parameter, student, teacher, temperature, support, token })
        const position = { studentLogits: student, teacherLogits: teacher, token }
        const options = { params, temperature, ...(support ? { support } : {}) }
        const { value, gradLogits, perEntry } = divergence.evaluate(position, options)

        expect(relativeError(value, expected.value), `${where}: ${value}, not ${expected.value}`).toBeLessThan(
          TOLERANCE,
        )
        expect(divergence.value(position, options)).toBe(value)
        const total = perEntry.reduce((a, b) => a + b, 0)
        expect(Math.abs(total - value), `sum of contributions, ${where}`).toBeLessThan(1e-14 * (1 + Math.abs(value)))
        const scale = Math.max(...expected.gradient.map(Math.abs))
        gradLogits.forEach((g, j) => {
          const e = expected.gradient[j]!
          // An entry far below the gradient's size may be judged by that size, if that is tiny already.
          const error = Math.min(relativeError(g, e), Math.abs(g - e) / Math.max(1e-6 * scale, 1e-60))
          expect(error, `gradient ${j}: ${g}, not ${e}, ${where}`).toBeLessThan(TOLERANCE)
        })
      }
    }
  })
})

it('renyi: keeps the digits of its gradient where one token dominates p_S and its tilt by 11 orders', () => {
  const student = [60, 0, 3]
  const teacher = [0, 60, 1]
  const question = { id: 'renyi', parameter: 0.3, student, teacher, temperature: 1, support: undefined, token: 0 }
  const position = { studentLogits: student, teacherLogits: teacher }
  const { gradLogits } = divergenceById('renyi').evaluate(position, { params: { alpha: 0.3 } })
  const errors = textbook(question).gradient.map((g, j) => relativeError(gradLogits[j]!, g))
  expect(Math.max(...errors)).toBeLessThan(TOLERANCE)
})
