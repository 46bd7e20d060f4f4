/** @file `lab loss`: hand-worked and published numbers, the order of rows, and what a wrong case is told. */
import { describe, expect, it } from 'vitest'
import { seeded } from '../divergence/testing/random.ts'
import { RECIPES } from '../methods/catalogue/registry.ts'
import { variantsOf } from '../methods/catalogue/variants.ts'
import { recipeFormula } from '../methods/formula.ts'
import { validateRecipe } from '../methods/schema/validate.ts'
import type { LossAnswer } from './loss-run.ts'
import { runLab } from './run.ts'

async function lab(args: string, given: unknown) {
  let stdout = ''
  const stdin = async () => (typeof given === 'string' ? given : JSON.stringify(given))
  const result = await runLab(['loss', ...args.split(' ').filter(Boolean)], {
    stdin,
    write: (text) => {
      stdout += text
    },
  })
  return { ...result, stdout }
}

async function answer(args: string, given: unknown): Promise<LossAnswer> {
  const { code, stdout, stderr } = await lab(args, given)
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as LossAnswer
}

const log = (...p: number[]) => p.map(Math.log)
const text = (rows: number[], more: object = {}) => ({
  draw: 'student',
  problem: 0,
  rows,
  right: true,
  reward: 1,
  ...more,
})

describe('lab loss', () => {
  it('stays finite where both models are as sure as can be, of different tokens', async () => {
    const { loss, grad_logits } = await answer('--recipe opd-avmp', {
      student_logits: [[1e4, 0, -1e4]],
      teacher_logits: [[0, 1e4, -1e4]],
      tokens: [0],
      texts: [{ draw: 'student', rows: [0] }],
    })
    // Nothing in common: half of each to a mixture that has half of it.
    expect(loss).toBeCloseTo(Math.LN2, 12)
    for (const slope of grad_logits[0] ?? []) expect(slope).toBeCloseTo(0, 12)
  })

  it("sets a teacher's text against each of several wrong ones", async () => {
    const { terms } = await answer('--recipe orpo-distill', {
      student_logits: [[0, 0], log(0.25, 0.75), log(0.8, 0.2)],
      tokens: [0, 0, 0],
      texts: [{ draw: 'taught', rows: [0] }, text([1], { right: false }), text([2], { right: false })],
    })
    expect(terms['cross-entropy']).toBeCloseTo(Math.LN2, 12)
    // Odds of 1 against 1/3 and 4: -log sigmoid(log odds - log odds) is log(1 + 1/3) and log(1 + 4).
    expect(terms.orpo).toBeCloseTo((0.1 * (Math.log(4 / 3) + Math.log(5))) / 2, 12)
  })

  it('gives a hand-worked reverse KL with its gradient', async () => {
    // p_S = (1/2, 1/2), p_T = (1/4, 3/4): KL = log 2 - log(3) / 2, and its gradient p_S (log p_S / p_T - KL).
    const given = { student_logits: [[0, 0]], teacher_logits: [log(0.25, 0.75)], tokens: [0], texts: [text([0])] }
    const { loss, grad_logits, terms } = await answer('--recipe gkd', given)
    const kl = 0.5 * Math.log(2) + 0.5 * Math.log(2 / 3)
    expect(loss).toBeCloseTo(kl, 14)
    expect(grad_logits[0]![0]).toBeCloseTo(0.5 * (Math.log(2) - kl), 14)
    expect(grad_logits[0]![1]).toBeCloseTo(0.5 * (Math.log(2 / 3) - kl), 14)
    expect(terms).toEqual({ 'reverse-kl': loss })
  })

  it("gives the numbers of the trainers' own tests, in every disputed form", async () => {
    const of = async (args: string, s: number[], t: number[], more: object = {}) =>
      (
        await answer(args, {
          student_logits: [log(...s)],
          teacher_logits: [log(...t)],
          tokens: [0],
          texts: [text([0])],
          ...more,
        })
      ).loss
    // TRL: TestGeneralizedJSDLoss, GOLD, and the SDFT tests.
    expect(await of('--recipe gkd', [0.1, 0.9], [0.9, 0.1])).toBeCloseTo(1.7577796619, 9)
    expect(await of('--recipe gkd --variant jsd', [0.1, 0.9], [0.9, 0.1])).toBeCloseTo(0.3680642072, 9)
    expect(await of('--recipe gkd --variant jsd', [0.6, 0.3, 0.1], [0.5, 0.4, 0.1])).toBeCloseTo(0.0058595446, 9)
    expect(await of('--recipe gkd --variant forward-kl', [0.8, 0.2], [0.5, 0.5])).toBeCloseTo(0.2231436, 7)
  })

  it('takes rows in any order and texts of several problems, and leaves what no text holds alone', async () => {
    const random = seeded(3)
    const rows = (n: number) => Array.from({ length: n }, () => Array.from({ length: 5 }, () => 4 * random.normal()))
    const [student, teacher] = [rows(7), rows(7)]
    const tokens = [0, 1, 2, 3, 4, 1, 2]
    const order = [6, 3, 0, 5, 2, 4, 1]
    const at = <T>(xs: readonly T[]) => order.map((i) => xs[i]!)
    const plain = {
      student_logits: student,
      teacher_logits: teacher,
      tokens,
      texts: [
        text([0, 1, 2]),
        text([3, 4], { right: false, reward: 0, first_wrong_row: 4 }),
        text([5], { problem: 1 }),
      ],
    }
    const shuffled = {
      ...plain,
      student_logits: at(student),
      teacher_logits: at(teacher),
      tokens: at(tokens),
      texts: plain.texts.map((one) => ({
        ...one,
        rows: one.rows.map((row) => order.indexOf(row)),
        ...('first_wrong_row' in one && { first_wrong_row: order.indexOf(4) }),
      })),
    }
    for (const id of ['gkd', 'rlsd', 'scope', 'msd', 'uni-opd']) {
      const [one, other] = [await answer(`--recipe ${id}`, plain), await answer(`--recipe ${id}`, shuffled)]
      expect(other.loss).toBeCloseTo(one.loss, 12)
      expect(one.grad_logits[6]).toEqual([0, 0, 0, 0, 0])
      order.forEach((row, i) => {
        for (const [v, x] of one.grad_logits[row]!.entries()) expect(other.grad_logits[i]![v]).toBeCloseTo(x, 12)
      })
    }
  })

  it('is finite, and its terms add up, for every method and form in every phase, logits up to 30', async () => {
    const random = seeded(8)
    const forms = RECIPES.flatMap((recipe) => [recipe, ...variantsOf(recipe.id).map((variant) => variant.recipe)])
    for (const recipe of forms) {
      expect(validateRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
      expect(recipeFormula(recipe)).not.toBe('')
    }
    for (const recipe of RECIPES)
      for (const [phase, { rollouts }] of recipe.phases.entries()) {
        const logits = () => Array.from({ length: 6 }, () => Array.from({ length: 9 }, () => 60 * random.next() - 30))
        const given = {
          student_logits: logits(),
          teacher_logits: { one: logits() },
          tokens: [0, 1, 2, 3, 4, 5],
          texts: rollouts.draws.slice(0, 3).map(({ id }, i) => ({ draw: id, rows: [2 * i, 2 * i + 1], right: i > 0 })),
          phase,
          progress: 0.5,
        }
        const { loss, grad_logits, terms } = await answer(`--recipe ${recipe.id}`, given)
        expect(grad_logits.flat().every(Number.isFinite), recipe.id).toBe(true)
        const sum = Object.values(terms).reduce((total, x) => total + x, 0)
        expect(Math.abs(sum - loss), recipe.id).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(loss)))
      }
  }, 60_000)

  it("SDPO's forms are TRL's and lasgroup's numbers, over the tokens of texts with a right sibling alone", async () => {
    const of = async (options: string, s: readonly number[], t: readonly number[], sizes = {}) =>
      answer(options, {
        student_logits: [s.map(Math.log), s.map(Math.log)],
        teacher_logits: [t.map(Math.log), t.map(Math.log)],
        tokens: [0, 0],
        texts: [text([0], { right: false }), text([1])],
        sizes,
      })
    const [s, t] = [
      [0.5, 0.3, 0.2],
      [0.2, 0.6, 0.2],
    ]
    const bucket = await of('--recipe sdpo --variant forward-kl', s, t, { topK: 2 })
    expect(bucket.loss).toBeCloseTo(0.2326302, 6)
    expect(bucket.grad_logits[1]).toEqual([0, 0, 0])
    const alone = await of('--recipe sdpo --variant sampled-token', [0.9, 0.1], [0.6, 0.4])
    expect(alone.loss).toBeCloseTo(-0.04272, 6)
    const middle = await of('--recipe sdpo', s, t)
    expect(middle.loss).toBeCloseTo((await of('--recipe gkd --variant jsd', s, t)).loss, 9)
  })

  it("SDFT's forms are TRL's numbers", async () => {
    const of = async (options: string, s: readonly number[], t: readonly number[]) =>
      answer(options, {
        student_logits: [s.map(Math.log)],
        teacher_logits: [t.map(Math.log)],
        tokens: [0],
        texts: [text([0])],
        sizes: { topK: 2 },
      })
    const forward = await of('--recipe sdft-continual --variant forward-kl', [0.5, 0.3, 0.2], [0.2, 0.6, 0.2])
    expect(forward.loss).toBeCloseTo(0.2907877, 6)
    const alone = await of('--recipe sdft-continual --variant sampled-token', [0.7, 0.3], [0.2, 0.8])
    expect(alone.loss).toBeCloseTo(-0.4468292, 6)
  })

  it('IDFT differentiates p^gamma too: -p^(gamma - 1) (gamma log p + 1) p (1[v = y] - p_v)', async () => {
    const p = [0.5, 0.3, 0.2]
    const { loss, grad_logits } = await answer('--recipe ddt', {
      student_logits: [p.map(Math.log)],
      tokens: [0],
      texts: [text([0], { draw: 'hinted' })],
    })
    const entropy = -p.reduce((sum, x) => sum + x * Math.log(x), 0)
    const gamma = Math.exp(-(Math.log(0.5) + entropy))
    expect(loss).toBeCloseTo(-(0.5 ** gamma) * Math.log(0.5), 12)
    p.forEach((x, v) => {
      const slope = -(0.5 ** gamma) * (gamma * Math.log(0.5) + 1)
      expect(grad_logits[0]![v]).toBeCloseTo(slope * (Number(v === 0) - x), 12)
    })
  })

  it('has no gradient where a group has one reward', async () => {
    const given = {
      student_logits: [log(0.2, 0.8), log(0.5, 0.5)],
      teacher_logits: [log(0.3, 0.7), log(0.4, 0.6)],
      tokens: [0, 1],
      texts: [text([0]), text([1])],
    }
    const { loss, grad_logits } = await answer('--recipe rlsd', given)
    expect(loss + 0).toBe(0)
    expect(grad_logits.flat().every((x) => x === 0)).toBe(true)
  })

  const good = { student_logits: [[0, 1]], teacher_logits: [[1, 0]], tokens: [0], texts: [text([0])] }
  it.each([
    ['', '', /is empty\. Give the case as JSON/],
    ['', '{"student_logits": [[NaN]]}', /is not JSON .*numbers must be finite/],
    ['', [], /The case is \[\]\. Give one object/],
    ['', { ...good, student_logits: undefined }, /^student_logits is missing\. Give one list/],
    ['', { ...good, student_logits: [[0, 1], [0]], tokens: [0, 0] }, /^student_logits\[1\] has 1 logits where 2/],
    ['', { ...good, student_logits: [[0, null]] }, /^student_logits\[0\]\[1\] is null\. Give a finite number/],
    ['', { ...good, teacher_logits: [[0, 1, 2]] }, /^teacher_logits\[0\] has 3 logits where 2/],
    ['', { ...good, teacher_logits: undefined }, /^teacher_logits is missing\. Give them: gkd has a teacher/],
    ['', { ...good, tokens: [2] }, /tokens\[0\] is 2\. Give a whole number from 0 to 1/],
    ['', { ...good, tokens: [0, 1] }, /Tokens has 2 entries, student_logits 1 positions/],
    ['', { ...good, texts: [] }, /Texts is missing or empty/],
    ['', { ...good, texts: [text([0, 0])] }, /Position 0 is in texts\[0\] and in texts\[0\]/],
    ['', { ...good, texts: [text([1])] }, /texts\[0\]\.rows\[0\] is 1\. Give a whole number from 0 to 0/],
    [
      '',
      { ...good, texts: [text([0], { draw: 'nobody' })] },
      /texts\[0\]\.draw is "nobody", which no draw .*"student"/,
    ],
    ['', { ...good, texts: [text([0], { first_wrong_row: 3 })] }, /first_wrong_row/],
    ['', { ...good, texts: [text([0], { wrong: 1 })] }, /texts\[0\] has the unknown field "wrong"/],
    ['', { ...good, temperature: 1 }, /unknown field "temperature"\. Take it out, or use one of: student_logits/],
    ['', { ...good, phase: 1 }, /Phase is 1, and gkd has one phase\. Give 0/],
    ['', { ...good, progress: 2 }, /Progress is 2\. Give the share of the run, from 0 to 1/],
    ['', { ...good, behaviour_logps: [0.5] }, /behaviour_logps\[0\] is 0\.5\. Give log-probabilities/],
    ['', { ...good, sizes: { topk: 2 } }, /sizes has the unknown name "topk"\. Use one of topK/i],
    ['--recipe tip', { ...good, sizes: { share: 0 } }, /With these sizes the recipe is not valid/],
    ['--recipe nobody', good, /There is no recipe "nobody"/],
    ['--recipe gkd --variant nothing', good, /gkd has no variant "nothing"\. Use one of forward-kl, jsd/],
    [
      '--recipe spin',
      { ...good, texts: [text([0], { draw: 'data' })] },
      /^No problem of texts has a pair to compare\. Give a text of "data" and one of "own" with the same problem/,
    ],
    [
      '--recipe gkd',
      { ...good, teacher_logits: [[-1e308, 1e308]], student_logits: [[1e308, -1e308]] },
      /no finite number/,
    ],
    ['--recipe veto --variant nothing', good, /Leave --variant out/],
    ['gkd', good, /one argument too many/],
  ])('answers lab loss %s of a wrong case with one line and exit code 2: %#', async (args, given, message) => {
    const { code, stdout, stderr } = await lab(args, given)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd()).not.toContain('\n')
  })
})
