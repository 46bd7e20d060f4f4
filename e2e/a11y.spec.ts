/** @file Axe finds nothing, and nothing overflows, in the three sizes and the three themes, before and after a sample and a step of training. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './playground.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const
const THEMES = ['paper', 'night', 'projector'] as const

async function inspect(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

for (const theme of THEMES)
  test(`the ${theme} theme, in every size`, async ({ playground }) => {
    const { page } = playground
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await playground.open(`theme=${theme}&max-tokens=64&rollouts=4&steps=1`)
    await inspect(page)
    await playground.ready()
    await playground.sample()
    await playground.privileged.click()
    await playground.settled()
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await expect(page.getByText(/held-out problems it solved .* at step 1/)).toBeVisible({ timeout: 120_000 })
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await inspect(page)
    }
  })
