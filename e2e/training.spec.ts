/** @file The training room and the race, with the real engine: a few steps on WASM, so that it stays short. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import type { Evaluation, StepReport } from '../src/engine/training/types.ts'
import { expect, test } from './playground.ts'
import { answered, asked, results } from './wiretap.ts'

// As most visitors have it.
test.use({ motion: true })

/** Few and short texts: what is learned does not matter here. */
const SHORT = 'rollouts=4&max-tokens=24'
const PATIENCE = 300_000

const regionOf = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** Until the engine has nothing more to do for training. */
async function standsStill(page: Page): Promise<void> {
  await expect(button(page, 'Train')).not.toHaveAttribute('aria-disabled', 'true', { timeout: PATIENCE })
}

const reports = (page: Page): Promise<readonly StepReport[]> => results(page, 'stepRun')
const evaluations = (page: Page): Promise<readonly Evaluation[]> => results(page, 'evaluateRun')

// One visit for all: an engine that has trained is ended with its page.
test('Pause ends it within one step; Train moves the weights and shows it; Reset writes the same numbers again; the student is taken on', async ({
  playground,
}) => {
  const { page } = playground
  await playground.open(`${SHORT}&steps=50`)
  await playground.ready()
  const training = regionOf(page, 'Training')
  await button(page, 'Train').click()
  await expect.poll(() => answered(page, 'stepRun'), { timeout: PATIENCE }).toBeGreaterThan(0)
  await button(page, 'Pause').click()
  const before = await asked(page, 'stepRun')
  await standsStill(page)
  const paused = await asked(page, 'stepRun')
  expect(paused).toBeLessThanOrEqual(before + 1)
  const evaluated = await answered(page, 'evaluateRun')
  await button(page, 'Reset').click()
  await expect(training.getByText('nothing trained yet')).toBeVisible({ timeout: PATIENCE })

  await training.getByRole('spinbutton', { name: 'Steps', exact: true }).fill('2')
  await training.getByRole('spinbutton', { name: 'Steps', exact: true }).press('Enter')
  await button(page, 'Train').click()
  await expect(training.getByText(/step 2 of 2/)).toBeVisible({ timeout: PATIENCE })
  await standsStill(page)
  const measured = (await evaluations(page)).slice(evaluated)
  expect(measured.map(({ step }) => step)).toEqual([0, 2])
  expect(Math.max(...(measured[1]?.movement ?? []).map(({ share }) => share))).toBeGreaterThan(0)
  await expect(training.getByText(/held-out problems it solved .* at step 2/)).toBeVisible()
  await expect(training.getByRole('img', { name: /^Loss over steps\. loss: from .* at 1 to .* at 2\.$/ })).toBeVisible()
  await training.getByText('Measurements as a table').click()
  await training.getByRole('gridcell', { name: /receipt: reverse KL at step 2$/ }).click()
  const receipt = page.getByRole('dialog', { name: 'Mean reverse KL on the held-out texts', exact: true })
  const { value, models, backend } = JSON.parse(await receipt.locator('pre').textContent().then(String))
  expect([value, backend]).toEqual([measured[1]?.reverseKl, 'wasm'])
  expect(models.student).toMatch(/^[0-9a-f]{64}$/)
  await page.keyboard.press('Escape')
  const frame = training.getByRole('list', { name: 'The text at step 2' })
  expect(await frame.getByRole('listitem').count()).toBe(measured[1]?.frame.tokens.length)
  await training.getByRole('slider', { name: 'Flipbook frame' }).fill('0')
  await expect(training.getByRole('list', { name: 'The text at step 0' })).toBeVisible()

  await button(page, 'Reset').click()
  await expect(training.getByText('nothing trained yet')).toBeVisible({ timeout: PATIENCE })
  await button(page, 'Step').click()
  await expect(training.getByText(/step 1 of 2/)).toBeVisible({ timeout: PATIENCE })
  await standsStill(page)
  const [first, , again] = (await reports(page)).slice(paused)
  expect(again?.loss).toBe(first?.loss)
  expect(await asked(page, 'stepRun')).toBe(paused + 3)

  // Carried to the stage, saved, and read again.
  const download = page.waitForEvent('download')
  await button(page, 'Save weights').click()
  const file = await readFile(await (await download).path())
  await standsStill(page)
  await button(page, 'Use as student').click()
  const student = page.getByRole('combobox', { name: 'Student', exact: true })
  await expect(student).toHaveValue('trained-1', { timeout: PATIENCE })
  await standsStill(page)
  await playground.sample(PATIENCE)
  expect(await playground.tokens.count()).toBeGreaterThan(0)
  await page.getByLabel('Load weights').setInputFiles({
    name: 'mine.safetensors',
    mimeType: 'application/octet-stream',
    buffer: file,
  })
  await expect(student).toHaveValue('trained-2', { timeout: PATIENCE })
  // No link can carry weights that exist in this visit alone.
  await expect.poll(() => page.evaluate(() => location.search)).not.toContain('trained')
})

test('a race of one’s own runs to its verdict @long-only', async ({ playground }) => {
  const { page } = playground
  await playground.open(`${SHORT}&steps=1&race=own&lanes=gkd,opsd`)
  await playground.ready()
  const race = regionOf(page, 'Race')
  await expect(race.getByRole('combobox', { name: 'Race', exact: true })).toHaveValue('own')
  await button(page, 'Start race').click()
  await expect(race.getByText(/wins, ahead of/)).toBeVisible({ timeout: PATIENCE })
  expect(await asked(page, 'openRun')).toBe(2)
  expect(await asked(page, 'closeRun')).toBe(2)
})
