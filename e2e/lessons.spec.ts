/** @file The lessons on the real page with the real models: by clicks, by keys, by links; and that they leave nothing behind. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, type Playground, test } from './playground.ts'

/** A step has the page set up, and models loaded, before there is anything to do. */
const PATIENCE = { timeout: 180_000 }

const card = (page: Page): Locator => page.getByRole('region', { name: /^Lesson \d:/ })
const press = (page: Page, name: string): Promise<void> => card(page).getByRole('button', { name, exact: true }).click()

/** The step's card, ready to be done. */
async function atStep(page: Page, step: number): Promise<void> {
  await expect(card(page).getByText(new RegExp(`^step ${step} of`))).toBeVisible(PATIENCE)
  await expect(card(page)).toHaveAttribute('data-phase', 'doing', PATIENCE)
}

async function done(page: Page, seen: RegExp): Promise<void> {
  await expect(card(page).getByRole('status')).toHaveText(seen, PATIENCE)
  await expect(card(page)).toHaveAttribute('data-phase', 'done')
}

async function start(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await page.getByRole('dialog', { name: 'Lessons' }).getByRole('button', { name: title }).click()
}

/** Of a lesson of six steps; the page is as it was before: problem 5 under JSD, with these words on the stage. */
async function finish(playground: Playground, words: readonly string[]): Promise<void> {
  const { page } = playground
  await press(page, 'Finish')
  const list = page.getByRole('dialog', { name: 'Lessons' })
  await expect(list.getByText('6 of 6 steps done')).toBeVisible()
  await list.getByRole('button', { name: 'Close' }).click()
  await playground.settled()
  expect(await playground.words()).toEqual(words)
  await expect(playground.problemSeed).toHaveValue('5')
  await expect(playground.divergence).toHaveValue('jsd')
  await expect(page).not.toHaveURL(/lesson=/)
}

/** The token whose gap is the lowest, and its name. */
async function worst(playground: Playground): Promise<Locator> {
  const names = await playground.names()
  const gaps = names.map((name) => Number(/gap (−?[\d.]+)/.exec(name)?.[1]?.replace('−', '-') ?? 0))
  return playground.tokens.nth(gaps.indexOf(Math.min(...gaps))).getByRole('button')
}

test('lesson 1 by hand: write, read, look, fork, drift, judge; then everything is as it was @long-only', async ({
  playground,
}) => {
  const { page } = playground
  await playground.open('problem=5&seed=3&divergence=jsd')
  await playground.ready()
  await playground.sample()
  const words = await playground.words()
  await start(page, /^Start lesson 1/)

  await atStep(page, 1)
  await expect(page).toHaveURL(/lesson=1&step=1/)
  await playground.sampleButton.click()
  await done(page, /^It wrote \d+ tokens, and the verifier finds the answer wrong\./)
  const count = await playground.tokens.count()
  await expect(card(page).getByRole('status')).toContainText(`It wrote ${count} tokens`)

  await press(page, 'Next')
  await atStep(page, 2)
  const token = await worst(playground)
  await token.click()
  await done(page, /^“3”: the student gave it 63\.\d\s?%, the teacher 0\.18\s?%\. The gap is −5\.86\s?nats\.$/)

  await press(page, 'Next')
  await atStep(page, 3)
  await page.getByRole('tab', { name: 'Pivot waterfall' }).click()
  await done(page, /^2 of 59 tokens carry 80 %/)
  await expect(page.getByText(/^2 of 59 tokens carry 80/).first()).toBeVisible()

  await press(page, 'Next')
  await atStep(page, 4)
  await page.getByRole('region', { name: 'Fork' }).getByRole('button', { name: 'Force this token' }).click()
  await done(page, /^From “4” on .* the answer is right now/)

  await press(page, 'Next')
  await atStep(page, 5)
  await playground.sampleButton.click()
  await done(page, /^A right text; its gaps are \d+\.\d+\s?nats in all, [+−]\d+\.\d+\s?nats net\./)

  await press(page, 'Next')
  await atStep(page, 6)
  await page
    .getByRole('region', { name: 'Training' })
    .getByRole('combobox', { name: 'Recipe' })
    .selectOption('apple-ssd')
  await done(page, /^SSD: C1 partly, C2 no\./)

  await finish(playground, words)
})

test('lesson 3 by hand: the same model, a note, what it moved; then everything is as it was', async ({
  playground,
}) => {
  const { page } = playground
  await playground.open('problem=5&seed=3&divergence=jsd')
  await playground.ready()
  await playground.sample()
  const words = await playground.words()
  await start(page, /^Start lesson 3/)
  await atStep(page, 1)
  await playground.teacher.selectOption('student')
  await done(page, /^The largest gap is 0\s?nats/)
  await press(page, 'Next')
  await atStep(page, 2)
  await playground.privileged.click()
  await done(page, /^The note moved 3\.\d+\s?nats in all, −3\.\d+\s?nats net, half of it on 1 of 59 tokens\.$/)
  await press(page, 'Next')
  await atStep(page, 3)
  await (await worst(playground)).click()
  await done(
    page,
    /^“3”: the same model gives it 63\.\d\s?% without the note and 2\.\d\s?% with it\. The note speaks against it\.$/,
  )
  await press(page, 'Next')
  await atStep(page, 4)
  await page.getByRole('tab', { name: 'Hint X-ray' }).click()
  await done(page, /from agreement to disagreement: 1; the other way: 0\.$/)
  await press(page, 'Next')
  await atStep(page, 5)
  await playground.context.selectOption('answer')
  await done(
    page,
    /^The worked solution moved 3\.\d+\s?nats in all, the answer alone 3\.\d+\s?nats: here more told is more taught\.$/,
  )
  await press(page, 'Next')
  await atStep(page, 6)
  await page.getByRole('region', { name: 'Training' }).getByRole('combobox', { name: 'Recipe' }).selectOption('opsd')
  await done(page, /^C1 yes, C2 yes\./)
  await finish(playground, words)
})

test('lesson 5 by keys alone, resumed after a reload and from the list', async ({ playground }) => {
  const { page } = playground
  await playground.open()
  await playground.ready()
  await page.keyboard.press('Shift+L')
  const list = page.getByRole('dialog', { name: 'Lessons' })
  await expect(list).toBeVisible()
  const starts = list.getByRole('button', { name: /^Start lesson 5/ })
  for (let i = 0; i < 12 && !(await starts.evaluate((each) => each === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const SAID: Readonly<Record<number, RegExp>> = {
    1: /^2 of 59 tokens carry 80 % of 4\.28\s?nats; “3” alone holds \d\d(\.\d)?\s?%\.$/,
    2: /^\d+ tokens are cut, “3” first of all: [\d.]+\s?nats of 4\.28\s?nats is left\.$/,
  }
  for (const step of [1, 2]) {
    await atStep(page, step)
    // The card's heading has the keyboard; leave, back, show.
    await expect(card(page).getByRole('heading')).toBeFocused()
    for (const name of ['Leave the lesson', 'Previous step', 'Show me']) {
      await page.keyboard.press('Tab')
      await expect(card(page).getByRole('button', { name, exact: true })).toBeFocused()
    }
    await page.keyboard.press('Enter')
    await done(page, SAID[step] ?? /never/)
    const next = card(page).getByRole('button', { name: 'Next' })
    for (let i = 0; i < 3 && !(await next.evaluate((each) => each === document.activeElement)); i++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
  }
  await atStep(page, 3)
  await page.reload()
  await atStep(page, 3)
  await press(page, 'Leave the lesson')
  await expect(card(page)).toHaveCount(0)
  await expect(playground.sampleButton).toBeVisible()
  await page.keyboard.press('Shift+L')
  await expect(list.getByText('2 of 5 steps done')).toBeVisible()
  await list.getByRole('button', { name: /^Resume lesson 5 at step 3/ }).click()
  await atStep(page, 3)
})

test('a link that names no step @long gives a working page', async ({ playground }) => {
  const { page } = playground
  const more = process.env.LONG ? ['lesson=99', 'lesson=%00&step=<b>'] : []
  for (const query of ['lesson=2&step=77', 'lesson=1e9&step=-3', ...more]) {
    await playground.open(query)
    await expect(playground.sampleButton).toBeVisible()
    await expect(card(page)).toHaveCount(0)
    await expect(page, query).not.toHaveURL(/lesson=/)
  }
})

test('list and card please axe and fit, in three sizes and both lights; the card hides nothing of a sentence it points at', async ({
  playground,
}) => {
  const { page } = playground
  const [wide, middle, phone] = [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ]
  for (const size of [phone, wide]) {
    await page.setViewportSize(size)
    await playground.open('theme=paper&lesson=3&step=2')
    await atStep(page, 2)
    await expect
      .poll(async () => {
        const dock = await card(page).boundingBox()
        const target = await page.getByRole('region', { name: 'Recipe', exact: true }).boundingBox()
        if (!dock || !target) return false
        // Below it on a phone, beside it on a desk.
        return target.y >= 0 && (target.y + target.height <= dock.y || dock.x + dock.width <= target.x)
      })
      .toBe(true)
    const outline = await page.locator('.lesson-outline').boundingBox()
    const target = await page.getByRole('region', { name: 'Recipe', exact: true }).boundingBox()
    expect(Math.abs((outline?.y ?? 0) + 6 - (target?.y ?? 0))).toBeLessThan(2)
  }
  const list = page.getByRole('dialog', { name: 'Lessons' })
  for (const theme of ['paper', 'night'] as const) {
    await playground.wear(theme)
    for (const size of [wide, middle, phone]) {
      await page.setViewportSize(size)
      await inspect(page, '.lesson-dock')
    }
    await page.keyboard.press('Shift+L')
    await expect(list).toBeVisible()
    await inspect(page, '.lesson-list')
    await list.getByRole('button', { name: 'Close' }).click()
    await expect(list).toBeHidden()
  }
})

async function inspect(page: Page, part: string): Promise<void> {
  await expectAccessible(page, part)
  const inside = await page.locator(part).evaluate((element) => {
    const box = (
      element.firstElementChild?.closest('dialog') ??
      element.querySelector('section') ??
      element
    ).getBoundingClientRect()
    return box.left >= 0 && box.right <= document.documentElement.clientWidth && box.bottom <= window.innerHeight
  })
  expect(inside).toBe(true)
}
