/** @file The teacher's marks are there to be seen, wherever the text is and whatever became of the page: pixels, not elements. No model is needed for it. */

import type { Locator } from '@playwright/test'
import { expectInk, inkOf, type TokenInk } from './ink.ts'
import { expectPicture, familiesOf } from './picture.ts'
import { expect, test } from './playground.ts'

test.use({ engine: 'own', motion: true })

test('the first screen shows the marks before any model, and whatever the page is turned into', async ({
  playground,
}) => {
  const { page, rollout, privileged } = playground
  // Models never come: all that is seen is recorded.
  await page.route('**/models/**', () => undefined)
  await page.goto('/?backend=wasm')
  await expect(playground.tokens.first()).toBeVisible()
  await expectPicture(page, 'first-sight')
  const first = await inkOf(page, rollout)
  expectInk(first, 'first sight')

  // One screen: the button that teaches, and the instruments' tabs, without scrolling.
  for (const each of [page.getByRole('button', { name: 'Teach it', exact: true }), page.getByRole('tab').first()])
    await expect(each).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => scrollY)).toBe(0)

  await privileged.click()
  await expectPicture(page, 'with-note')
  const told = await inkOf(page, rollout)
  expectInk(told, 'with the note')
  const turned = told.filter(
    ({ less, more }, i) => Math.abs(less - more - ((first[i]?.less ?? 0) - (first[i]?.more ?? 0))) > 0.1,
  )
  expect(turned.length).toBeGreaterThan(0)
  await privileged.click()

  for (const value of ['zh', 'en'] as const) {
    await page.getByRole('combobox', { name: /Language|语言/ }).selectOption(value)
    await expect(page.locator('html')).toHaveAttribute('lang', value === 'zh' ? 'zh-Hans' : 'en')
    // Chinese is drawn in a font of the system's; that of another system has other sizes.
    if (value === 'zh' && (await familiesOf(page, '[role="tab"]')).some((family) => /Noto .* CJK/.test(family)))
      await expectPicture(page, 'chinese')
  }
  expectInk(await inkOf(page, rollout), 'after two languages')

  // The reader's own colours: marks stay, a switch shows its side, and what cannot be pressed looks so.
  await page.emulateMedia({ forcedColors: 'active' })
  expectInk(await inkOf(page, rollout), 'in forced colours')
  const off = await privileged.screenshot()
  await privileged.click()
  expect((await privileged.screenshot()).equals(off)).toBe(false)
  await privileged.click()
  const inkOfWords = (of: Locator): Promise<string> => of.evaluate((button) => getComputedStyle(button).color)
  await expect(playground.stopButton).toHaveAttribute('aria-disabled', 'true')
  expect(await inkOfWords(playground.stopButton)).not.toBe(await inkOfWords(playground.sampleButton))
  await page.emulateMedia({ forcedColors: null })

  // The example talk opens on a text with one mark.
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await expect(page.getByRole('main', { name: 'Stage' })).toBeVisible()
  await expectPicture(page, 'stage')
  expectInk(await inkOf(page, rollout), 'on stage', 1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('main', { name: 'Stage' })).toBeHidden()
  expectInk(await inkOf(page, rollout), 'after the stage', 1)

  await page.emulateMedia({ colorScheme: 'dark' })
  await expectPicture(page, 'night')
  const night = await inkOf(page, rollout)
  expect(night.filter(({ less, more }) => less + more > 0.2).length).toBeGreaterThan(2)
  await page.emulateMedia({ colorScheme: 'light' })

  await page.setViewportSize({ width: 390, height: 844 })
  await expectPicture(page, 'phone')
  expectInk(await inkOf(page, rollout), 'phone')
  await page.setViewportSize({ width: 1440, height: 900 })
  expectInk(await inkOf(page, rollout), 'back on the desk')
})

test('“Teach it” plays the recorded run at once: the curve climbs, and the red token is gone', async ({
  playground,
}) => {
  const { page, rollout } = playground
  await page.route('**/models/**', () => undefined)
  await page.goto('/?backend=wasm')
  await expect(playground.tokens.first()).toBeVisible()
  const before = await inkOf(page, rollout)
  await page.getByRole('button', { name: 'Teach it', exact: true }).click()
  const learning = page.getByRole('region', { name: 'Learning', exact: true })
  // Marked as what it is.
  await expect(learning.getByText('recorded earlier')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'After step 10' })).toBeChecked()
  const score = await learning.getByRole('listitem').filter({ hasText: 'recorded earlier' }).innerText()
  const [from = 0, to = 0] = [...score.matchAll(/(\d+(?:\.\d+)?)\s*%/g)].map(([, share]) => Number(share))
  expect(to - from).toBeGreaterThanOrEqual(25)
  await expect(page.getByText('Written again after 10 steps, recorded earlier')).toBeVisible()
  // Nothing on screen still judges the text that stood there before.
  await expect(page.getByText('Wrong', { exact: true })).toHaveCount(0)
  await expect(page.getByText('Below: a token of the text before training.')).toBeVisible()
  const red = (all: readonly TokenInk[]): number => all.filter(({ less }) => less > 0.5).length
  expect(red(before)).toBeGreaterThan(0)
  expect(red(await inkOf(page, rollout))).toBeLessThan(red(before))
  // The radio itself lies unseen under its label.
  await learning.getByText('Before', { exact: true }).click()
  await expect(learning.getByRole('radio', { name: 'Before' })).toBeChecked()
  expectInk(await inkOf(page, rollout), 'before again')
  await expect(page.getByText('Wrong', { exact: true })).toBeVisible()
  await learning.getByRole('button', { name: 'Stop teaching', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Teach it', exact: true })).toBeEnabled()
})

test('the embedded stage shows the marks', async ({ playground }) => {
  const { page, rollout } = playground
  await page.route('**/models/**', () => undefined)
  await page.goto('/?embed=1&view=stage&backend=wasm')
  await expect(playground.tokens.first()).toBeVisible()
  await expectPicture(page, 'embed')
  expectInk(await inkOf(page, rollout), 'embed')
})
