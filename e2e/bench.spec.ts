/** @file The divergence bench: students that go different ways, a teacher that is dragged, a point in a triangle of tokens. */
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './playground.ts'

// As most visitors have it.
test.use({ motion: true })

const bench = (page: Page) => page.getByRole('region', { name: 'Divergence bench', exact: true })
const button = (page: Page, name: string) => bench(page).getByRole('button', { name, exact: true })
const handle = (page: Page, name: string) => bench(page).getByRole('slider', { name, exact: true })

async function openToyDivergences(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Divergence bench', exact: true }).click()
  await expect(bench(page)).toBeVisible()
}

/** Deviation of the student that descends this divergence. */
async function deviation(page: Page, name: string): Promise<number> {
  const summary =
    (await bench(page)
      .getByRole('img', { name: /^Densities/ })
      .getAttribute('aria-label')) ?? ''
  const found = new RegExp(`${name}: mean [−\\d.]+, deviation (\\d+\\.\\d+)`).exec(summary)
  return Number(found?.[1])
}

test('forward KL covers both modes, reverse KL one; hands and keys move the teacher; the address carries it', async ({
  playground,
}) => {
  const { page } = playground
  await playground.open()
  await openToyDivergences(page)
  await button(page, 'Run descent').click()
  await expect.poll(() => deviation(page, 'Forward KL'), { timeout: 180_000 }).toBeGreaterThan(2)
  await button(page, 'Pause descent').click()
  expect(await deviation(page, 'Reverse KL')).toBeLessThan(0.9)

  const mean = handle(page, 'Mean of mode 1')
  await expect(mean).toHaveAttribute('aria-valuenow', '-2.2')
  await mean.press('ArrowRight')
  await expect(mean).toHaveAttribute('aria-valuenow', '-2.1')
  await handle(page, 'Width of mode 2').scrollIntoViewIfNeeded()
  const box = await handle(page, 'Width of mode 2').boundingBox()
  if (!box) throw new Error('the handle is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2, { steps: 3 })
  await page.mouse.up()
  expect(Number(await handle(page, 'Width of mode 2').getAttribute('aria-valuenow'))).toBeGreaterThan(0.7)
  await expect(page).toHaveURL(/bench=-2\.1:0\.6:0\.55,2\.2:/)

  await button(page, 'Reset descent').click()
  await expect(bench(page).getByText('step 0')).toBeVisible()
  await button(page, 'A heavy tail').click()
  await bench(page).getByRole('checkbox', { name: 'Squared Hellinger' }).check()
  await bench(page).getByRole('radio', { name: 'a free categorical' }).check()
  await button(page, 'Step descent').click()
  await expect(bench(page).getByText('step 1', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/bench-student=categorical/)
})

test('the token simplex asks for a rollout, then holds the real student; less motion means cuts; axe is content', async ({
  playground,
}) => {
  const { page } = playground
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await playground.open('problem=8&max-tokens=48')
  await openToyDivergences(page)
  await expect(bench(page).getByText('No token is scored yet')).toBeVisible()
  await button(page, 'Run descent').click()
  await expect(bench(page).getByText('step 50', { exact: true })).toBeVisible()

  await playground.ready()
  await playground.sample()
  const point = handle(page, 'Student’s point')
  const real = await point.getAttribute('aria-valuetext')
  await point.press('Shift+ArrowUp')
  expect(await point.getAttribute('aria-valuetext')).not.toBe(real)
  await button(page, 'Back to the real student').click()
  expect(await point.getAttribute('aria-valuetext')).toBe(real)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expectAccessible(page, '.bench')
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  }
})
