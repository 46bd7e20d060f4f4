/** @file The token inspector on the real models: pulls, the next-step ghost, and the step on a copy. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './playground.ts'
import { asked } from './wiretap.ts'

test('the next step is predicted, and taken on a copy that leaves the student alone', async ({ playground }) => {
  const { page, details } = playground
  await playground.open('seed=3&lock=1&ghost-step=0.0001')
  await playground.ready()
  await playground.sample()
  const before = await playground.names()
  await playground.tokens.nth(6).getByRole('button').click()
  const ghost = details.getByRole('region', { name: 'Next-step ghost' })
  await expect(ghost.getByText(/\(predicted\)\. Gradient norm [\d.]+/)).toBeVisible({ timeout: 60_000 })
  await ghost.getByRole('button', { name: 'Take the step on a copy' }).click()
  await expect(ghost.getByText(/really to .* Largest error .*\snats/)).toBeVisible({ timeout: 60_000 })
  await expect(details.getByText(/where a descent step pushes its logit/)).toBeVisible()
  expect(await asked(page, 'ghost')).toBe(2)

  const scored = await asked(page, 'score')
  await details.getByRole('spinbutton', { name: 'Top entries' }).fill('6')
  await details.getByRole('spinbutton', { name: 'Top entries' }).press('Enter')
  await expect(page).toHaveURL(/entries=6/)
  expect(await asked(page, 'score')).toBe(scored)

  const { violations } = await new AxeBuilder({ page }).include('.inspector').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await playground.sample()
  expect(await playground.names()).toEqual(before)
})
