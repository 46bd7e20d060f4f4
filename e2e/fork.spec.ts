/** @file Fork and Estimators on the real models: a forced token turns a verdict, and draws close in on the exact value. */
import { expect, test } from './playground.ts'
import { overheard, rollouts } from './wiretap.ts'

const PATIENCE = 60_000

test('a forced token forks the rollout; both branches stay, judged, and undo goes back', async ({ playground }) => {
  const { page } = playground
  await playground.open()
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
  await fork.getByRole('button', { name: 'original', exact: true }).click()
  expect(await playground.words()).toEqual(before)
  await page.keyboard.press('Shift+Z')
  expect(await playground.words()).toEqual(after)
})

test('draws at a position gather round the exact value, the same for the same seed', async ({ playground }) => {
  const { page } = playground
  await playground.open('draw-seed=3')
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
  // The logits stay in the worker: an answer is a few numbers a draw.
  const drawn = (await overheard(page)).flatMap(({ message }) =>
    message.type === 'result' && message.method === 'draw' ? [message.value] : [],
  )
  expect(drawn.map(({ length }) => length)).toEqual([50, 500, 50])
  expect(Object.keys(drawn[0]?.[0] ?? {}).sort()).toEqual(['exact', 'id', 'k1', 'k2', 'k3', 'logWeight', 'tokens'])
})
