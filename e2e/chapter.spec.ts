/** @file The chapter: at its addresses, without script, and with figures that live when they are looked at. */
import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'

test('the chapter stands at /chapter, is reached from the first screen, and its figures become live', async ({
  page,
}) => {
  const trouble: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(error.message))
  await page.goto('/chapter')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page)

  const figure = page.locator('#figure-privilege')
  await expect(figure.locator('img')).toHaveCount(1)
  await figure.scrollIntoViewIfNeeded()
  const live = figure.frameLocator('iframe')
  await live.getByRole('slider', { name: 'What the teacher is told' }).press('End')
  await expect(live.getByText(/^Trace:/)).toBeVisible()
  await expect(figure.locator('img')).toBeHidden()
  expect(trouble).toEqual([])

  await page.goto('/')
  await page.getByRole('link', { name: 'Read the chapter' }).click()
  await expect(page).toHaveURL(/\/chapter\/$/)
  await expect(page.locator('main section')).toHaveCount(9)
})

test('the chapter is whole without script, on a phone, in the dark, in Chinese and Spanish', async ({ browser }) => {
  const context = await browser.newContext({
    ...{ javaScriptEnabled: false, colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } },
  })
  const page = await context.newPage()
  for (const [language, tag] of [
    ['zh', 'zh-Hans'],
    ['es', 'es'],
  ]) {
    await page.goto(`/chapter/${language}/`)
    await expect(page.locator('html')).toHaveAttribute('lang', tag ?? '')
    await expect(page.locator('figure img')).toHaveCount(7)
    await expect(page.locator('.receipts > div')).not.toHaveCount(0)
    // Nothing is wider than the phone.
    expect(await page.locator('.chapter').evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(390)
  }
  await context.close()
})
