/** @file The token inspector on the real models: pulls, receipts, the next-step ghost, and the device's two backends. */
import { expectAccessible } from './axe.ts'
import { expect, test } from './playground.ts'
import { asked } from './wiretap.ts'

test('the next step is predicted, and taken on a copy that leaves the student alone; every number has its receipt', async ({
  playground,
}) => {
  const { page, details } = playground
  await playground.open('seed=3&lock=1')
  await playground.ready()
  await playground.sample()
  const before = await playground.names()
  await playground.tokens.nth(6).getByRole('button').click()
  const ghost = details.getByRole('region', { name: 'Next-step ghost' })
  await expect(ghost.getByText(/\(predicted\)\. Gradient norm [\d.]+/)).toBeVisible({ timeout: 180_000 })
  await ghost.getByRole('button', { name: 'Take the step on a copy' }).click()
  await expect(ghost.getByText(/really to .* Largest error .*\snats/)).toBeVisible({ timeout: 180_000 })
  expect(await asked(page, 'predictStep')).toBe(2)

  // A first-order error is small against the step that it belongs to.
  const receipt = page.getByRole('dialog')
  const value = async (): Promise<number> =>
    Number((await receipt.locator('.receipt-value').innerText()).replace('−', '-').split(' ')[0])
  await ghost.getByRole('button', { name: /receipt: largest error of the prediction/ }).click()
  await expect(receipt).toHaveAccessibleName('Largest error of the prediction')
  expect(await value()).toBeLessThan(0.25)
  await receipt.getByRole('button', { name: 'Close' }).click()

  // Rows beyond the score's own eight entries, and the pushes.
  const scored = await asked(page, 'score')
  await details.getByRole('spinbutton', { name: 'Top entries' }).fill('12')
  await details.getByRole('spinbutton', { name: 'Top entries' }).press('Enter')
  await expect(page).toHaveURL(/entries=12/)
  expect(await asked(page, 'score')).toBe(scored)
  await details
    .getByRole('button', { name: /receipt: “?.*, teacher with note$/ })
    .last()
    .click()
  await expect(receipt.getByText('Link to this state')).toHaveAttribute('href', /run=1/)
  await receipt.getByRole('button', { name: 'Close' }).click()
  await details
    .getByRole('button', { name: /receipt: push, .*, teacher$/ })
    .first()
    .click()
  await expect(receipt).toHaveAccessibleName('Push of a descent step on a logit')

  await expectAccessible(page, '.inspector')
  await page.keyboard.press('Escape')
  await playground.sample()
  expect(await playground.names()).toEqual(before)
})

test('a receipt measures this device’s WASM against its WebGPU, remembers it, and can be stopped @long', async ({
  playground,
}) => {
  const { page, details } = playground
  await playground.open('seed=3&lock=1&max-tokens=6')
  await playground.ready()
  await playground.sample()
  await details.getByRole('button', { name: /receipt: gap on view/ }).click()
  const receipt = page.getByRole('dialog')
  const backends = receipt.getByRole('region', { name: 'WASM and WebGPU on this device' })
  await expect(backends).toContainText('Not measured yet.')
  await backends.getByRole('button', { name: /^Measure WASM against WebGPU/ }).click()
  await backends.getByRole('button', { name: 'Stop measuring' }).click()
  await expect(backends).toContainText('Not measured yet.')
  if (process.env.LONG) {
    await backends.getByRole('button', { name: /^Measure WASM against WebGPU/ }).click()
    await expect(backends).toContainText('WASM against WebGPU: largest |Δ log p|', { timeout: 170_000 })
    await expect(backends).toContainText(/Over 6 tokens of \d+ entries each/)
    await receipt.getByText('As JSON').click()
    const { backendDifference } = JSON.parse(await receipt.locator('pre').innerText())
    expect(backendDifference.backends).toEqual(['wasm', 'webgpu'])
    for (const size of [backendDifference.student, backendDifference.teacher]) {
      expect(size).toBeGreaterThan(0)
      expect(size).toBeLessThan(1e-3)
    }
    await receipt.getByRole('button', { name: 'Close' }).click()
    await details.getByRole('button', { name: /receipt: rank, student/ }).click()
    await expect(backends).toContainText('WASM against WebGPU: largest |Δ log p|')
  }
  // The page's own backend is as it was.
  await receipt.getByRole('button', { name: 'Close' }).click()
  await playground.sample()
  await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm')
})

test('the pinned details walk with the arrow keys, and come up from below on a phone', async ({ playground }) => {
  const { page, details } = playground
  await page.setViewportSize({ width: 390, height: 844 })
  await playground.open()
  const place = details.locator('.inspector-place')
  const first = playground.tokens.nth(4).getByRole('button')
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(place).toContainText('5 of ')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await expect(place).toContainText('6 of ')
  await expect(details).toHaveCSS('position', 'fixed')
  const box = await details.boundingBox()
  expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(844)
  expect(box?.width).toBe(await page.evaluate(() => document.body.clientWidth))
  await expectAccessible(page, '.inspector')
  await page.keyboard.press('Escape')
  await expect(details.getByRole('button', { name: 'Unpin the token' })).toHaveCount(0)
})
