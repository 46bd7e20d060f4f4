import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recipeById } from '../catalogue/registry.ts'
import { compile } from '../compile.ts'
import { recipeFormula } from '../formula.ts'
import { close, type Rows, run, STUDENT, slope, softmax, TEACHER } from '../graph/terms.test-helper.ts'
import { RecipeError, validateRecipe } from '../schema/validate.ts'
import { batchOf } from '../weights/testing/batch.test-helper.ts'
import { weightsOf } from '../weights/weights.ts'
import { evaluate } from './evaluate.ts'
import { DEEPEST_EXPRESSION, ExpressionError, LONGEST_EXPRESSION, parseExpression } from './parse.ts'
import { ENTRY_NAMES, TOKEN_NAMES } from './quantities.ts'
import { expressionTex } from './tex.ts'

const value = (text: string, quantities: Readonly<Record<string, number>> = {}) =>
  evaluate(parseExpression(text, Object.keys(quantities)), (name) => quantities[name] ?? Number.NaN)

it.each([
  ['1 + 2 * 3 ^ 2', 19],
  ['-2 ^ 2', -4],
  ['(1 - 2) - 3 - 4', -8],
  ['8 / 4 / 2', 1],
  ['2 < 3', 1],
  ['3 <= 2', 0],
  ['if(1 > 0, 5, 7) + if(0, 5, 7)', 12],
  ['clip(9, 0, 2) + min(4, 1, 3) + max(4, 1)', 7],
  ['sigmoid(0) + sqrt(.25) + abs(-1e-1) + exp(0) + log(1) + constant(1)', 3.1],
  ['x^-1', 4],
])('%s is %d', (text, wanted) => {
  expect(value(text, { x: 0.25 })).toBeCloseTo(wanted, 12)
})

it.each([
  ['', 1, 'something is missing'],
  ['1 +', 4, 'something is missing'],
  ['1 + gpa', 5, 'there is no quantity "gpa"'],
  ['(1', 3, 'the bracket of character 1 is not closed'],
  ['1 2', 3, 'stands "2"'],
  ['gap @ 2', 5, 'stands "@"'],
  ['gap * 1e999', 7, 'stands 1e999'],
  ['exp', 1, '"exp" is a function'],
  ['exp(1, 2)', 1, '"exp" has 2 arguments'],
  ['eval(1)', 1, 'there is no function "eval"'],
  ['constructor(1)', 1, 'there is no function "constructor"'],
  ['__proto__', 1, 'there is no quantity "__proto__"'],
  ['2 ^ gap', 5, 'the exponent is no number'],
  ['1 < 2 < 3', 7, 'stands "<"'],
  [`${'('.repeat(DEEPEST_EXPRESSION + 1)}1`, DEEPEST_EXPRESSION + 2, 'levels deep'],
  ['1'.repeat(LONGEST_EXPRESSION + 1), LONGEST_EXPRESSION + 1, 'it has 401'],
])('%j is refused at character %d', (text, at, words) => {
  const error = (() => {
    try {
      parseExpression(text, TOKEN_NAMES)
    } catch (found) {
      return found
    }
  })()
  expect(error).toBeInstanceOf(ExpressionError)
  expect(error).toMatchObject({ at, message: expect.stringContaining(words) })
  expect((error as ExpressionError).remedy).toMatch(/^[A-Z][^\n]*\.$/)
})

const inGkd = (term: object) => {
  const recipe = JSON.parse(JSON.stringify(recipeById('gkd')))
  Object.assign(recipe.phases[0].loss[0], term)
  return recipe
}

it('no text gets past the border but as an expression or as one error', () => {
  const pieces = [
    'gap',
    'p_student',
    'p_teacher',
    'position',
    '1',
    '.5',
    '1e9',
    '+',
    '-',
    '*',
    '/',
    '^',
    '(',
    ')',
    ',',
    '<',
    '>=',
    'if(',
    'log(',
    'min(',
    ' ',
    '\u0000',
    'é',
    '"',
    '\\',
    '$',
    '{',
    '}',
  ]
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (expression) => {
      for (const term of [
        { weights: [{ kind: 'custom', expression }] },
        { divergence: { id: 'custom', expression } },
      ]) {
        try {
          const recipe = validateRecipe(inGkd(term))
          recipeFormula(recipe)
          compile(recipe).phases[0]?.lossGraph(4)
          const [weight] = 'weights' in term ? (term.weights ?? []) : []
          if (weight) weightsOf(batchOf({ length: 2 }), ['student'], [weight as never])
        } catch (error) {
          if (!(error instanceof RecipeError)) throw error
          expect(error.message).not.toContain('\n')
        }
      }
    }),
    { numRuns: 300 },
  )
})

describe('in recipes', () => {
  it('an error names the place in the recipe and in the expression', () => {
    expect(() => validateRecipe(inGkd({ weights: [{ kind: 'custom', expression: '1 - gpa' }] }))).toThrow(
      'phases[0].loss[0].weights[0].expression: At character 5 there is no quantity "gpa".',
    )
    expect(() => validateRecipe(inGkd({ divergence: { id: 'custom', expression: 'p_student' } }))).toThrow(
      'names nothing of the teacher',
    )
  })

  it('a weight is a number of each token', () => {
    const batch = batchOf({ length: 3, right: true, studentLogp: [-1, -2, -3], teacherLogp: [-2, -2, -1] })
    const weights = (expression: string) => [...weightsOf(batch, ['student'], [{ kind: 'custom', expression }])]
    expect(weights('if(gap < 0, 0, 1 + position)')).toEqual([0, 1.5, 2])
    expect(weights('index / length * right')).toEqual([1 / 3, 2 / 3, 1])
    expect(weights('p_teacher')).toEqual([-2, -2, -1].map(Math.exp))
  })

  const divergence = (expression: string) =>
    run([{ kind: 'divergence', on: ['student'], divergence: { id: 'custom', expression } }])

  it.each([
    ['reverse-kl', 'p_student * (logp_student - logp_teacher)'],
    ['forward-kl', 'p_teacher * gap'],
    ['tvd', '0.5 * abs(p_student - p_teacher)'],
  ] as const)('%s written out is that divergence, gradient and all', async (id, expression) => {
    const [own, known] = [
      await divergence(expression),
      await run([{ kind: 'divergence', on: ['student'], divergence: { id } }]),
    ]
    close(own.loss, known.loss)
    own.grad.forEach((row, r) => {
      row.forEach((x, v) => {
        close(x, known.grad[r]![v]!)
      })
    })
  })

  it.each([
    [
      'sqrt(p_student) * if(gap > 0.5, gap^2, 0.1) - constant(p_student) * logp_student',
      // The constant's slope is taken at the logits that stand.
      (p: number, t: number, held: number) =>
        Math.sqrt(p) * (Math.log(t / p) > 0.5 ? Math.log(t / p) ** 2 : 0.1) - held * Math.log(p),
    ],
    [
      'max(p_student, p_teacher)^3 / (0.1 + entropy_teacher) + sigmoid(-gap) * exp(-p_teacher)',
      (p: number, t: number, _held: number, h: number) => Math.max(p, t) ** 3 / (0.1 + h) + Math.exp(-t) / (1 + t / p),
    ],
  ])('%s: its value by hand, its gradient by central differences', async (expression, by) => {
    const reference = (rows: Rows) =>
      rows.reduce((sum, row, r) => {
        const [p, held, t] = [softmax(row), softmax(STUDENT[r]!), softmax(TEACHER[r]!)]
        const h = -t.reduce((all, q) => all + q * Math.log(q), 0)
        return sum + p.reduce((all, x, v) => all + by(x, t[v]!, held[v]!, h), 0)
      }, 0)
    const found = await divergence(expression)
    close(found.loss, reference(STUDENT))
    STUDENT.forEach((row, r) => {
      row.forEach((_, v) => {
        close(found.grad[r]![v]!, slope(reference, r, v), 6)
      })
    })
  })

  it('entropy_student passes its gradient; the names of entries are those of the graph', async () => {
    const found = await divergence('p_teacher * entropy_student')
    const reference = (rows: Rows) =>
      rows.reduce((sum, row) => sum - softmax(row).reduce((all, x) => all + x * Math.log(x), 0), 0)
    close(found.loss, reference(STUDENT))
    close(found.grad[1]![3]!, slope(reference, 1, 3), 7)
    for (const name of ENTRY_NAMES) await divergence(`${name} + gap`)
  })
})

it('is written as a formula', () => {
  expect(expressionTex(parseExpression('-(gap + 1)^2 * 2 / length', TOKEN_NAMES), (name) => name)).toBe(
    String.raw`\frac{\left(-{\left(gap + 1\right)}^{2}\right) \cdot 2}{length}`,
  )
})
