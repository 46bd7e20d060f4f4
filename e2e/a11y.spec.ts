/**
 * @file Axe finds nothing, and nothing overflows, in the three sizes and the three themes, before and after a sample and a step of
 * training, and in every instrument of the deck.
 */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, type Playground, test } from './playground.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const
const THEMES = ['paper', 'night', 'projector'] as const

/** The whole page, or what one selector finds: the deck alone where only that has changed. */
async function inspect(page: Page, part?: string, only?: 'looks'): Promise<void> {
  await expectAccessible(page, part, only)
  await fits(page)
}

/** Nothing is wider than the window; what is, is named. */
async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    // What scrolls in a place of its own may be as wide as it likes.
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
    const beyond = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && !scrolls(element.parentElement),
    )
    return [`${scrollWidth - clientWidth} px`, ...beyond.slice(0, 9).map(({ outerHTML }) => outerHTML.slice(0, 90))]
  })
  expect(wide).toEqual([])
}

// One visit for all: a sample and a step of training cost more than what is looked at.
test('the stage in every theme and size, and every instrument', async ({ playground }) => {
  const { page } = playground
  await playground.open('theme=paper&max-tokens=32&rollouts=4&steps=1')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await inspect(page)
  await playground.ready()
  await playground.sample()
  await playground.privileged.click()
  await playground.settled()
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await expect(page.getByText(/held-out problems it solved .* at step 1/)).toBeVisible({ timeout: 300_000 })
  await page.setViewportSize(SIZES[1])
  await fits(page)
  await page.setViewportSize(SIZES[2])
  await inspect(page)
  await page.setViewportSize(SIZES[0])
  await playground.tokens.nth(3).getByRole('button').click()
  await playground.wear('night')
  await inspect(page)
  await playground.wear('projector')
  await inspect(page, undefined, 'looks')
  const names = await page.getByRole('tab').allInnerTexts()
  // In turn: what the themes differ in, the stage has shown. Another theme and another size draw the whole page anew, so few changes of both.
  for (const [turn, theme] of THEMES.entries()) {
    await playground.wear(theme)
    const group = names.filter((_, at) => at % THEMES.length === turn)
    for (const name of group) {
      await use(playground, name)
      await inspect(page, '.deck')
    }
    await page.setViewportSize(SIZES[2])
    for (const name of group) {
      const panel = await open(page, name)
      await fits(page)
      // Letters on the map keep their size: its own width is the screen's.
      if (name === 'Atlas')
        await expect.poll(() => panel.locator('.atlas-map nav > svg').evaluate(scaleOf)).toBeCloseTo(1, 0)
    }
    await page.setViewportSize(SIZES[0])
  }
})

/** Runs in the page: pixels of a drawing's own unit. */
function scaleOf(drawing: SVGElement): number {
  return drawing.getBoundingClientRect().width / (drawing as SVGSVGElement).viewBox.baseVal.width
}

async function open(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click()
  const panel = page.getByRole('tabpanel', { name, exact: true })
  await expect(panel.getByRole('region').first()).toBeVisible()
  return panel
}

/** Opens an instrument, and has it show what it only shows when it is asked. */
async function use(playground: Playground, name: string): Promise<void> {
  const panel = await open(playground.page, name)
  if (name === 'Estimators') {
    await panel.getByRole('button', { name: 'Draw 50', exact: true }).click()
    await expect(panel.getByText(/^50 draws against/)).toBeVisible()
  }
  if (name === 'Fork') {
    await panel.getByRole('button', { name: 'Force this token', exact: true }).click()
    await expect(panel.getByRole('row')).toHaveCount(3)
  }
  // Of its 190 like points and cards some do: axe would take half a minute for all.
  if (name === 'Atlas') {
    const search = panel.getByRole('searchbox', { name: 'Search methods', exact: true })
    await search.fill('on-policy distillation')
    // The keys are the page's again.
    await search.blur()
    await expect(panel.locator('.atlas-count')).not.toContainText('190 entries of 190')
  }
  await playground.settled()
}
