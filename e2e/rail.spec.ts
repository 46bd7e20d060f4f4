/** @file The rail and the waterfall on the real models: they show what `lab score` says, and read a rollout anew without a pass. */
import { expectAccessible } from './axe.ts'
import { nodeScore } from './node-score.ts'
import { expect, type Playground, test } from './playground.ts'
import { asked, overheard, scores } from './wiretap.ts'

/** What the engine last answered under a key. */
async function scored(page: Playground['page'], key: string): Promise<readonly number[]> {
  const found = (await scores(page)).filter(({ tokens }) => tokens[0]?.divergences[key] !== undefined)
  return found.at(-1)?.tokens.map(({ divergences }) => divergences[key] ?? Number.NaN) ?? []
}

const toNumber = (text: string): number => Number(text.replace('−', '-'))

async function openTab({ page }: Playground, name: string) {
  await page.getByRole('tab', { name, exact: true }).click()
  return page.getByRole('region', { name, exact: true })
}

test('the rail shows what lab score says, and the waterfall adds it up', async ({ playground }) => {
  const { page } = playground
  await playground.open('problem=41&seed=5&rail=forward-kl,reverse-kl,jsd')
  await playground.ready()
  await playground.sample()
  const rail = await openTab(playground, 'Divergence rail')
  await rail.getByText('The strips as a table').click()
  const rows = await rail
    .locator('details tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => cell.innerText)))
  const node = nodeScore(41, 5)
  expect(rows).toHaveLength(node.length)
  for (const [t, { divergences }] of node.entries()) {
    const [, reverse = '', jsd = ''] = rows[t] ?? []
    // Three digits are shown, and backends differ by less than a thousandth.
    for (const [shown, id] of [
      [reverse, 'reverse-kl'],
      [jsd, 'jsd'],
    ] as const) {
      const value = divergences[id]
      expect(Math.abs(toNumber(shown) - (value ?? Number.NaN))).toBeLessThan(0.0015 + (value ?? 0) * 0.006)
    }
  }

  const waterfall = await openTab(playground, 'Pivot waterfall')
  const sizes = node.map(({ divergences }) => Math.abs(divergences['reverse-kl'] ?? 0)).sort((a, b) => b - a)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const summed = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size, 0))
  const carrying = summed.findIndex((sum) => sum >= 0.8 * total) + 1
  await expect(waterfall.getByText(`${carrying} of ${node.length} tokens carry 80`)).toBeVisible()
  await waterfall.getByRole('slider', { name: 'Threshold: Prefix' }).press('Home')
  await expect(waterfall.getByText(`1 of ${node.length} tokens carry 80`)).toBeVisible()
  await expect(page).toHaveURL(/prefix=1/)
  await waterfall.getByRole('button', { name: 'No thresholds' }).click()
  await expect(waterfall.getByText(/ carry 80\s%\s?of its gradient\./)).toBeVisible()

  // OPSD's clip of single entries, against the sum of what it leaves of every entry in what the engine was asked for.
  await waterfall.getByRole('slider', { name: 'Threshold: Entry clip' }).press('Home')
  await expect(waterfall).toHaveAttribute('aria-busy', 'false')
  const cut = await scored(page, 'reverse-kl full cut')
  for (const [t, value] of cut.entries())
    expect(value).toBeLessThanOrEqual((node[t]?.divergences['reverse-kl'] ?? 0) + 1e-3)
  expect(cut.some((value, t) => value < (node[t]?.divergences['reverse-kl'] ?? 0) - 0.01)).toBe(true)
  await waterfall.getByRole('button', { name: 'No thresholds' }).click()

  // Every line in the chart can be taken by a hand.
  const line = waterfall.locator('.gates-grip.along')
  await line.scrollIntoViewIfNeeded()
  const box = await line.boundingBox()
  if (!box) throw new Error('no line')
  await page.mouse.move(box.x + box.width / 2, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x - 120, box.y + 20, { steps: 3 })
  await page.mouse.up()
  await expect(page).toHaveURL(/prefix=\d+/)
  await waterfall.getByRole('slider', { name: 'Threshold: Prefix' }).press('Home')
  // A bar is a token: pressing it pins that token.
  await waterfall.getByText('The bars as a table').click()
  await waterfall.locator('details tbody button').first().click()
  await expect(page.getByText('Token, pinned')).toBeVisible()
  await expectAccessible(page)
})

test('supports and scrubbed parameters run no model and sample nothing', async ({ playground }) => {
  const { page } = playground
  await playground.open('problem=41&seed=5&max-tokens=32')
  await playground.ready()
  await playground.sample()
  const rail = await openTab(playground, 'Divergence rail')
  const measured = async () =>
    (await overheard(page)).flatMap(({ to, message }) =>
      to === 'worker' && message.type === 'score' ? message.args : [],
    )
  const before = (await measured()).length
  const dial = rail.getByRole('slider', { name: 'JSD beta on the rail' })
  await dial.focus()
  for (let i = 0; i < 12; i++) await page.keyboard.down('ArrowLeft')
  await expect(rail).toHaveAttribute('aria-busy', 'false')
  const scrubbed = (await measured()).slice(before)
  expect(scrubbed.length).toBeGreaterThan(0)
  expect(scrubbed.length).toBeLessThanOrEqual(12)
  // Only what moved is asked for, without lists of tokens: the logits were kept.
  expect(new Set(scrubbed.flatMap(({ divergences }) => divergences.map(({ id }) => id)))).toEqual(new Set(['jsd']))
  expect(scrubbed.at(-1)?.divergences[0]?.params).toEqual({ beta: 0.38 })
  await page.keyboard.up('ArrowLeft')

  await rail.getByRole('combobox', { name: 'Support' }).selectOption('top-k-tail')
  await expect(rail.getByRole('columnheader', { name: 'bias' })).toBeVisible()
  await expect(rail).toHaveAttribute('aria-busy', 'false')
  // A tail bucket can only hide a part of a divergence.
  const row = rail
    .getByRole('row', { name: /^Reverse KL/ })
    .filter({ has: page.getByRole('button', { name: /receipt: bias of/ }) })
  await expect(row).toHaveCount(1)
  const biases = (await row.getByRole('cell').allInnerTexts()).map(toNumber)
  expect(biases[2]).toBeLessThanOrEqual(0)
  expect(await asked(page, 'sample')).toBe(1)
  await expectAccessible(page)
})
