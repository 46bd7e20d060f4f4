/** @file Fork and Estimators on the real models: a forced token turns a verdict, and draws close in on the exact value. */
import { expect, test } from './playground.ts'
import { results, rollouts } from './wiretap.ts'

const PATIENCE = 180_000

test('a forced token forks the rollout; both branches stay, judged, and undo goes back', async ({ playground }) => {
  const { page } = playground
  await playground.open('max-tokens=32')
  await playground.ready()
  await playground.sample()
  const before = await playground.words()
  await page.getByRole('tab', { name: 'Fork', exact: true }).click()
  const fork = page.getByRole('region', { name: 'Fork', exact: true })
  await playground.tokens.nth(4).getByRole('button').click()
  await expect(fork.getByRole('heading', { name: /^Token 5, / })).toBeVisible()
  await fork.getByRole('button', { name: 'Force this token', exact: true }).click()
  await expect(fork.getByText(/^Forcing .* at token 5 /)).toBeVisible({ timeout: PATIENCE })
  await playground.settled()
  const after = await playground.words()
  expect(after.slice(0, 4)).toEqual(before.slice(0, 4))
  expect(after[4]).not.toBe(before[4])
  const [original, branch] = await rollouts(page)
  expect(branch?.tokens.slice(0, 4)).toEqual(original?.tokens.slice(0, 4))
  expect(branch?.sampling.seed).toBe(original?.sampling.seed)
  await fork.getByRole('button', { name: 'Continue again', exact: true }).click()
  await expect(fork.getByText(/ of 2 continuations/)).toBeVisible({ timeout: PATIENCE })
  await playground.settled()
  await expect(fork.getByRole('row')).toHaveCount(4)
  // Every number has its receipt: a branch that is not on the stage has its own seed and its own terms, which give the number.
  const [first] = await fork.getByRole('gridcell', { name: /receipt: total, original$/ }).all()
  await first?.press('Enter')
  const receipt = page.getByRole('dialog', { name: 'Gap in total', exact: true })
  const { value, inputs, sampling } = JSON.parse(await receipt.locator('pre').textContent().then(String))
  const terms: readonly number[] = inputs.lists['gap at each token, nats']
  expect(terms).toHaveLength(original?.tokens.length ?? 0)
  expect(value).toBeCloseTo(
    terms.reduce((sum, gap) => sum + gap, 0),
    9,
  )
  expect(sampling.seed).toBe(original?.sampling.seed)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowDown')
  await expect(fork.getByRole('gridcell', { name: /receipt: mean gap, .* at 5$/ }).first()).toBeFocused()
  await fork.getByRole('button', { name: 'original', exact: true }).click()
  expect(await playground.words()).toEqual(before)
  await page.keyboard.press('Shift+Z')
  expect(await playground.words()).toEqual(after)
})

test('draws at a position gather round the exact value, the same for the same seed', async ({ playground }) => {
  const { page } = playground
  await playground.open('draw-seed=3&max-tokens=24')
  await playground.ready()
  await playground.sample()
  await page.getByRole('tab', { name: 'Estimators', exact: true }).click()
  const region = page.getByRole('region', { name: 'Estimators', exact: true })
  const draw = async (count: number, total: number): Promise<readonly string[]> => {
    await region.getByRole('button', { name: `Draw ${count}`, exact: true }).click()
    await expect(region.getByText(new RegExp(`^${total} draws against`))).toBeVisible({ timeout: PATIENCE })
    return region.getByRole('row').allInnerTexts()
  }
  const small = await draw(50, 50)
  await draw(500, 550)
  await region.getByRole('button', { name: 'Clear draws', exact: true }).click()
  await expect(region.getByText(/^No draws yet/)).toBeVisible()
  expect(await draw(50, 50)).toEqual(small)
  // k1 is unbiased whatever these draws say: every entry of the vocabulary was asked for once.
  await expect(region.getByRole('row', { name: /^k1 / })).toContainText('in truth 0')
  // The logits of a text stay in the worker: an answer is a few numbers a draw.
  const drawn = await results(page, 'draw')
  const every = drawn[0]?.length ?? 0
  expect(drawn.map(({ length }) => length)).toEqual([every, 50, 500, every, 50])
  const mass = drawn[0]?.reduce((sum, { logp }) => sum + Math.exp(logp), 0)
  expect(mass).toBeCloseTo(1, 6)
  const [first] = drawn[1] ?? []
  expect(Object.keys(first ?? {}).sort()).toEqual(
    ['exact', 'id', 'k1', 'k2', 'k3', 'logWeight', 'logp', 'sharpening', 'tokens'].sort(),
  )
  // Whole rollouts, with the policy gradient in both forms.
  await region.getByRole('combobox', { name: 'What is drawn', exact: true }).selectOption('problem')
  await draw(50, 50)
  await expect(region.getByRole('img', { name: /^Draws of its gradient by β.*PG, γ = 0 / })).toBeVisible()
  const [exact, toGo] = (await results(page, 'draw'))
    .flat()
    .filter(({ id }) => id === null)
    .reduce(([a, b], { sharpening }) => [a + sharpening.exact / 50, b + sharpening.toGo / 50], [0, 0])
  expect(Number.isFinite(exact) && Number.isFinite(toGo)).toBe(true)
})
