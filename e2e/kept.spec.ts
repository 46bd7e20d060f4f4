/** @file What a visitor made comes back after a reload: a run in training with its weights, a talk, the place on the stage. */
import type { Locator, Page } from '@playwright/test'
import type { StepReport } from '../src/engine/training/types.ts'
import { expect, test } from './playground.ts'
import { answered, results } from './wiretap.ts'

const PATIENCE = 300_000

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

test('a run in training is offered back after a reload, with curves, flipbook and weights, and goes on as it would have', async ({
  playground,
}) => {
  const { page } = playground
  const region = page.getByRole('region', { name: 'Training', exact: true })
  await playground.open('rollouts=4&max-tokens=24&steps=2&tab=training')
  await button(page, 'Train').click()
  await expect(region.getByText(/step 2 of 2/)).toBeVisible({ timeout: PATIENCE })
  await expect(button(page, 'Train')).not.toHaveAttribute('aria-disabled', 'true', { timeout: PATIENCE })
  const loss = await region.getByRole('img', { name: /^Loss over steps\./ }).getAttribute('aria-label')
  const outcome = await region.locator('.training-outcome').textContent()
  const frame = await region.getByRole('list', { name: 'The text at step 2' }).textContent()
  // On from here: the page goes in the middle of the work, and with it what no measurement has seen.
  const before = await answered(page, 'stepRun')
  await button(page, 'Train').click()
  await expect.poll(() => answered(page, 'stepRun'), { timeout: PATIENCE }).toBeGreaterThan(before)
  const third = (await results(page, 'stepRun'))[before] as StepReport
  await page.reload()

  await expect(page.getByText(/^A run of GKD from \d\d:\d\d, 2 steps, (is kept|was interrupted)\.$/)).toBeVisible({
    timeout: PATIENCE,
  })
  await button(page, 'Take it up again').click()
  await expect(region.getByText(/step 2 of 2/)).toBeVisible({ timeout: PATIENCE })
  await expect(button(page, 'Take it up again')).toHaveCount(0)
  await expect(region.getByRole('img', { name: /^Loss over steps\./ })).toHaveAttribute('aria-label', loss ?? '')
  await expect(region.locator('.training-outcome')).toHaveText(outcome ?? '')
  await expect(region.getByRole('list', { name: 'The text at step 2' })).toHaveText(frame ?? '')
  await button(page, 'Step').click()
  await expect.poll(() => answered(page, 'stepRun'), { timeout: PATIENCE }).toBe(1)
  const [again] = (await results(page, 'stepRun')) as readonly StepReport[]
  expect([again?.step, again?.loss, again?.gradientNorm]).toEqual([third.step, third.loss, third.gradientNorm])
})

test('a talk comes back with a word, and a reload on the stage returns to its cue', async ({ playground }) => {
  const { page } = playground
  await playground.open('problem=3')
  await page.locator('body').press('Shift+T')
  for (const _ of [1, 2, 3]) await button(page, 'Add cue').click()
  await button(page, 'Present').click()
  await page.keyboard.press('PageDown')
  const place = page.getByText('2 / 3', { exact: true })
  await expect(place).toBeVisible()
  // What the room came for stands first in the panel, and what leads there below it.
  await expect(page.locator('.stage .training-outcome')).toBeInViewport({ ratio: 1 })
  await expect(page.locator('.stage .recipe-card')).not.toBeInViewport()
  // A remote's F5 is the show's.
  await page.keyboard.press('F5')
  await page.keyboard.press('Shift+F5')
  await expect(place).toBeVisible()
  await page.reload()
  await expect(place).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Present')).toBeVisible()
  await page.reload()
  await expect(page.getByText('The talk that you were making is back: 3 cues.')).toBeVisible()
  await expect(place).toHaveCount(0)
})
