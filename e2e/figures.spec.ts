/** @file Embeds are figures first: in a small frame the point of every view is seen whole, with nothing to scroll. */
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { EMBED_VIEWS, expect, test } from './embed-page.ts'
import { inkShare } from './ink.ts'

const SIZES = [
  { width: 320, height: 240 },
  { width: 900, height: 480 },
  { width: 640, height: 360 },
] as const

/** What scrolls, and what of the figure lies beyond its place. */
function outOfSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string => `${element.tagName}.${element.className}`
    const place = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect()
    const scrolls = [...document.querySelectorAll('*')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
      const moves = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
      return (
        (moves(overflowX) && scrollWidth > clientWidth + 1) || (moves(overflowY) && scrollHeight > clientHeight + 1)
      )
    })
    const folded = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).clipPath === 'inset(50%)' || folded(element.parentElement))
    const beyond = [...document.querySelectorAll('[data-glance]')].filter((element) => {
      if (folded(element)) return false
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return right > place.right + 1 || left < place.left - 1 || top < place.top - 1 || bottom > place.bottom + 1
    })
    return [...scrolls.map((each) => `scrolls: ${name(each)}`), ...beyond.map((each) => `cut: ${name(each)}`)]
  })
}

// One page for all: none of them starts an engine.
test('every view shows its point whole in a small frame', async ({ hosted }) => {
  const { page, playground } = hosted
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const view of EMBED_VIEWS) {
    await page.setViewportSize(SIZES[0])
    await page.goto(`${playground}/?embed=1&autoload=click&view=${view}`)
    await expect(page.locator('[data-glance]').first()).toBeVisible()
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await expect.poll(() => outOfSight(page), { message: `${view} at ${size.width}` }).toEqual([])
    }
    expect(await inkShare(page, page.locator('main')), view).toBeGreaterThan(0.003)
  }
  expect(hosted.heavy()).toEqual([])
})

test('one button unfolds the controls and folds them away; so does the focus', async ({ hosted }) => {
  const { page, playground } = hosted
  await page.setViewportSize(SIZES[2])
  await page.goto(`${playground}/?embed=1&autoload=click&view=rail`)
  const controls = page.getByRole('button', { name: 'Controls' })
  const jeffreys = page.getByRole('checkbox', { name: 'Jeffreys' })
  // Within reach of screen readers, and of no eye.
  await expect(jeffreys).toBeAttached()
  expect((await jeffreys.locator('..').boundingBox())?.y).toBeDefined()
  await expect(jeffreys.click({ trial: true, timeout: 300 })).rejects.toThrow()
  await controls.click()
  await expect(controls).toHaveAttribute('aria-pressed', 'true')
  await jeffreys.check()
  await expectAccessible(page)
  await controls.click()
  expect(await outOfSight(page)).toEqual([])
  await jeffreys.focus()
  await expect(controls).toHaveAttribute('aria-pressed', 'true')
  await expect(jeffreys).toBeFocused()
  // A frame with room shows all at once.
  await page.setViewportSize({ width: 1200, height: 800 })
  await expect(controls).toHaveCount(0)
})
