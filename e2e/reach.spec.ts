/** @file What is within reach: of the keyboard, of a finger, of paper, of those who look for a recipe, and of those who follow a lesson. */
import { RECIPES } from '../src/methods/catalogue/registry.ts'
import { expect, test } from './playground.ts'

test('the keyboard reaches the instruments within 25 stops, or by one link; paper and recipes hold everything', async ({
  playground,
}) => {
  const { page } = playground
  await playground.open('tab=rail')
  const tab = page.getByRole('tab', { selected: true })
  await expect(tab).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to text' })).toBeFocused()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to instruments' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  let stops = 2
  const there = () => tab.evaluate((element) => element === document.activeElement)
  while (stops < 60 && !(await there())) {
    await page.keyboard.press('Tab')
    stops++
  }
  // The tab itself is the last of them.
  expect(stops - 1).toBeLessThanOrEqual(25)
  await skip.focus()
  await page.keyboard.press('Enter')
  await expect(tab).toBeFocused()

  // One stop leads into the receipts of a token; arrows walk along them.
  const receipts = playground.details.getByRole('button', { name: /, receipt:/ })
  await receipts.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(receipts.nth(1)).toBeFocused()
  expect(await receipts.evaluateAll((all) => all.filter((each) => (each as HTMLElement).tabIndex === 0).length)).toBe(1)

  // On paper nothing of a chart is left out.
  await page.emulateMedia({ media: 'print' })
  const charts = page.locator('.axis-scroller:visible')
  await expect(charts.first()).toBeVisible()
  await expect
    .poll(() =>
      charts.evaluateAll((all) =>
        all.every(({ scrollWidth, clientWidth }) => scrollWidth > 0 && scrollWidth <= clientWidth + 1),
      ),
    )
    .toBe(true)
  await page.emulateMedia({ media: 'screen' })

  // The list of recipes chooses what the select chooses; the select has the other forms of a method besides ("gkd.jsd").
  await page.getByRole('tab', { name: 'Training', exact: true }).click()
  await page.getByRole('button', { name: 'Browse recipes' }).click()
  const list = page.getByRole('listbox', { name: 'Recipes' })
  await expect(list.getByRole('option').first()).toBeVisible()
  const all = await list.getByRole('option').count()
  const recipe = page.getByRole('combobox', { name: 'Recipe', exact: true, includeHidden: true })
  expect(all).toBe(RECIPES.length)
  const values = await recipe
    .first()
    .locator('option')
    .evaluateAll((options) => options.map((each) => each.getAttribute('value')))
  expect(values).toEqual(expect.arrayContaining(RECIPES.map(({ id }) => id)))
  await page.getByRole('radio', { name: 'Both C1 and C2' }).check()
  expect(await list.getByRole('option').count()).toBeLessThan(all)
  await page.getByRole('searchbox', { name: 'Find a recipe' }).fill('thinking machines')
  await expect(list.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
  await expect(recipe.first()).toHaveValue('thinking-machines-opd')
})

test('a lesson’s card lies over nothing that it points at, in every size', async ({ playground }) => {
  const { page } = playground
  await playground.open('lesson=6&step=2')
  const sizes = [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 720, height: 450 },
    { width: 390, height: 844 },
  ]
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.reload()
    const boxes = async () => {
      const [card, ring] = await Promise.all(
        ['.lesson-card', '.lesson-outline'].map((selector) => page.locator(selector).boundingBox()),
      )
      if (!card || !ring) return 'not there yet'
      const beside = ring.x >= card.x + card.width - 1
      const above = ring.y + ring.height <= card.y + 1
      return beside || above ? 'apart' : 'over it'
    }
    await expect.poll(boxes, { message: `${size.width}` }).toBe('apart')
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeInViewport()
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
  }
})
