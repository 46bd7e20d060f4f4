/**
 * @file A talk from the first cue to the last bet, on a page whose models do not come: what the stage needs in a hall without a
 * network. The net under live steps that work, fail or hang is held to a stand-in engine in src/features/talk/presentation.test.ts.
 */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { readCode, VOTERS, writeCode } from '../src/formats/bet-code.ts'
import { expectAccessible } from './axe.ts'
import { expect, type Playground, test } from './playground.ts'

// In a hall without a network there is no engine either.
test.use({ engine: 'own', motion: true })

const WITHOUT_MODELS = /models|Failed to load resource|ERR_FAILED/
const HALL = { width: 1920, height: 1080 }

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const panel = (page: Page): Locator => page.getByRole('region', { name: 'Talk', exact: true })

async function open(playground: Playground, query = ''): Promise<Page> {
  const { page } = playground
  playground.expectTrouble(WITHOUT_MODELS)
  await page.route('**/models/**', (route) => route.abort())
  await playground.open(query)
  // A page behind another one draws no frames, and waits for ever to stand still.
  await page.bringToFront()
  await expect(playground.tokens.first()).toBeVisible()
  return page
}

async function openExample(page: Page): Promise<void> {
  await button(page, 'Talk').click()
  await panel(page).getByRole('button', { name: 'Open the example talk' }).click()
  await expect(panel(page).getByRole('listitem')).toHaveCount(8)
}

async function accessible(page: Page): Promise<void> {
  await expectAccessible(page)
}

test('cues are made of what is on screen, ordered, kept, saved and shared', async ({ playground }) => {
  const page = await open(playground)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await button(page, 'Add cue').click()
  await panel(page).getByLabel('Title', { exact: true }).fill('First')
  await panel(page).getByLabel('Speaker notes').fill('Say hello.')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await playground.divergence.selectOption('jsd')
  await openAtTheSecondTry(playground)
  await page.locator('body').press('Shift+C')
  await panel(page).getByLabel('Title', { exact: true }).fill('Second')
  await expect(panel(page).locator('code')).toContainText('divergence=jsd')

  const names = panel(page).locator('.cue-name')
  await button(page, 'Edit cue 2: Second').press('Alt+ArrowUp')
  await expect(names).toHaveText(['Second', 'First'])
  await button(page, 'Move cue 1 down').click()
  await expect(names).toHaveText(['First', 'Second'])
  // What is open for editing keeps the mouse for its text; the other cue is dragged over it, and back.
  const cues = panel(page).locator('.cue')
  await cues.first().locator('.cue-number').dragTo(cues.nth(1).locator('.cue-number'))
  await expect(names).toHaveText(['Second', 'First'])
  await cues.nth(1).locator('.cue-number').dragTo(cues.first().locator('.cue-number'))
  await expect(names).toHaveText(['First', 'Second'])
  await button(page, 'Delete cue').click()
  await expect(names).toHaveText(['First'])
  await expect(button(page, 'Undo').last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(names).toHaveText(['First', 'Second'])
  await accessible(page)

  const download = page.waitForEvent('download')
  await button(page, 'Save cues').click()
  const file = JSON.parse((await readFile(await (await download).path())).toString())
  expect(file).toMatchObject({ format: 'opd-cues', version: 1 })
  expect(file.cues.map(({ title, notes }: Record<string, string>) => [title, notes ?? ''])).toEqual([
    ['First', 'Say hello.'],
    ['Second', ''],
  ])
  await button(page, 'Copy talk link').click()
  await expect(page.getByText(/^Link to the talk copied/)).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())

  // The next visit, and a visitor with the link.
  await page.reload()
  await expect(playground.tokens.first()).toBeVisible()
  await page.locator('body').press('Shift+T')
  await expect(names).toHaveText(['First', 'Second'])
  await playground.forget()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(names).toHaveText(['First', 'Second'])
  await expect(panel(page).getByText(/ 0 of 2 have a recording/)).toBeVisible()
  await page.goto('about:blank')
  await page.goto(`${link.slice(0, link.indexOf('#'))}#cues=AAAA`)
  await expect(page.getByText('The link holds a talk that this page cannot read.')).toHaveCount(1)
})

/** An instrument whose code does not come says so, and is there once it does. Browsers ask only once for a module: see src/app/fetch-first.ts. */
async function openAtTheSecondTry(playground: Playground): Promise<void> {
  const { page } = playground
  const code = '**/assets/rail-*.js'
  playground.expectTrouble(/Unable to preload \S+\/rail-/)
  await page.route(code, (route) => route.abort())
  await page.getByRole('tab', { name: 'Divergence rail' }).click()
  await expect(page.getByText(/^This part of the page could not be fetched\./)).toBeVisible()
  await page.unroute(code)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('region', { name: 'Divergence rail' })).toBeVisible()
}

test('the stage: clicker, black, light, a net, notes in a window, and letters for the back row', async ({
  playground,
}) => {
  const page = await open(playground, 'theme=projector')
  await page.setViewportSize(HALL)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openExample(page)
  const popup = page.waitForEvent('popup')
  await panel(page).getByRole('button', { name: 'Notes window' }).click()
  const notes = await popup
  await page.bringToFront()
  await button(page, 'Close the talk panel').click()

  await button(page, 'Present').press('Enter')
  const stage = page.getByRole('main', { name: 'Stage' })
  await expect(stage).toBeFocused()
  await expect(page.getByText('1 / 8', { exact: true })).toBeVisible()
  await expect(notes.getByRole('heading', { name: 'A student writes' })).toBeVisible()
  await expect(notes.getByText(/C1, the first half/)).toBeVisible()
  await expect(notes.getByRole('timer', { name: 'Elapsed' })).toHaveText(/^0:\d\d$/)
  await buildsUp(playground)
  await legible(page)
  await accessible(page)

  await page.keyboard.press('b')
  await expect(page.locator('.stage-black')).toBeVisible()
  await page.keyboard.press('.')
  await expect(page.locator('.stage-black')).toBeHidden()
  await page.keyboard.press('5')
  await page.keyboard.press('Enter')
  await pointsAndSwipes(page)
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('region', { name: 'Divergence rail' })).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.locator('[data-region="sentence"]')).toHaveAttribute('data-dimmed', 'false')
  await expect(page.locator('[data-region="text"]')).toHaveAttribute('data-dimmed', 'true')
  await legible(page)
  await fillsTheScreen(page)
  await page.setViewportSize({ width: 1280, height: 720 })
  await legible(page)
  await page.setViewportSize(HALL)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByRole('heading', { level: 3 }).first()).toHaveText('Keys on the stage')
  await page.keyboard.press('Escape')

  // No models, no network: the recording stands in.
  await page.keyboard.press('PageDown')
  await expect(page.getByText('The device failed: recorded earlier.')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.stage-net').getByText('REPLAY')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Problem 11, / })).toBeVisible()
  await expect(playground.tokens.first()).toHaveAccessibleName(/^“Eva”, gap/)
  await expect(playground.alert).toHaveCount(0)

  await notes.getByRole('button', { name: 'Previous' }).click()
  await expect(page.getByText('5 / 8', { exact: true })).toBeVisible()
  await page.keyboard.press('End')
  await expect(page.getByRole('img', { name: 'QR code of this state' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Present')).toBeFocused()
  // The room's, whatever cues were shown.
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector')
  await notes.close()
})

/** From the first cue to the third: a text that the teacher has not read, then its marks, then the instrument. */
async function buildsUp({ page, tokens }: Playground): Promise<void> {
  const marks = page.locator('.stage .text-marks')
  await expect(tokens.first()).toHaveAccessibleName(/not scored yet$/)
  await expect(marks).toHaveCount(0)
  await page.keyboard.press('3')
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 / 8', { exact: true })).toBeVisible()
  await expect(marks).toHaveCount(0)
  await page.keyboard.press('PageDown')
  await expect(marks).toHaveCount(1)
  await expect(tokens.first()).toHaveAccessibleName(/gap/)
  await expect(page.locator('[data-region="instrument"]')).toHaveCount(0)
  await page.keyboard.press('PageDown')
  await expect(page.locator('[data-region="instrument"]')).toBeVisible()
  await expect(page.getByRole('img', { name: '2 of 2 steps revealed' })).toBeVisible()
  await page.keyboard.press('4')
  await page.keyboard.press('Enter')
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('region', { name: 'Only the teacher sees' })).toContainText('23+17=40')
  await page.keyboard.press('Home')
  await expect(page.getByText('1 / 8', { exact: true })).toBeVisible()
}

/** One chart and nothing else, as large as there is room; the key after the last chart gives the stage back. */
async function fillsTheScreen(page: Page): Promise<void> {
  const strips = page.locator('.stage-instrument .axis-grid')
  const before = (await strips.boundingBox())?.height ?? 0
  await page.keyboard.press('c')
  await expect(playgroundText(page)).toBeHidden()
  await expect(async () => {
    const box = await strips.boundingBox()
    expect(box?.width).toBeGreaterThan(0.9 * HALL.width)
    expect(box?.height).toBeGreaterThan(Math.max(before, 0.6 * HALL.height))
  }).toPass()
  // Every word of the text is there to be read: there is room for all of them.
  for (const word of ['Tom', 'starts', 'buys', 'eats']) {
    await expect(strips.locator('.token-labels text', { hasText: new RegExp(`^${word}`) }).first()).toBeVisible()
  }
  await legible(page)
  await page.keyboard.press('c')
  await expect(playgroundText(page)).toBeVisible()
}

const playgroundText = (page: Page): Locator => page.getByRole('list', { name: 'Rollout', exact: true })

test('the room bets, the teacher is revealed, the tally goes on', async ({ playground }) => {
  const page = await open(playground)
  await button(page, 'Talk').click()
  // As browsers do for a page that may not open windows.
  await page.evaluate(() => {
    window.open = () => null
  })
  await panel(page).getByRole('button', { name: 'Notes window' }).click()
  await expect(playground.alert).toContainText(
    'The browser did not open the notes window. Allow pop-ups for this page and try again.',
  )
  await panel(page).getByRole('button', { name: 'Bet', exact: true }).click()
  const board = page.getByRole('dialog', { name: 'Bet', exact: true })
  const tokens = board.getByRole('list', { name: 'Tokens to bet on' }).getByRole('button')
  await expect(board.getByText(/gap −/)).toHaveCount(0)
  await expect(button(page, 'Reveal')).toHaveAttribute('aria-disabled', 'true')
  await tokens.first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(tokens.nth(1)).toHaveAccessibleName(/, bet of A$/)
  // The one mistake of the recorded text is the 3 of 23+17=30: the teacher dislikes nothing more.
  const worst = tokens.nth(36)
  await worst.click()
  await accessible(page)
  await button(page, 'Reveal').click()
  await expect(board.getByText('+100')).toBeVisible()
  await expect(board.locator('.worst')).toHaveAccessibleName(/^“3”, gap −\d.* bet of A$/)
  await button(page, 'Next round').click()
  await tokens.nth(1).click()
  await button(page, 'Reveal').click()
  await expect(board.getByText(/2 rounds/)).toBeVisible()
  await fromAPhone(page, board)
  await page.keyboard.press('Escape')
  await expect(board).toBeHidden()
})

/** A phone's page in another tab: its tap is counted, its code too, a mistyped one is not, and the room is scored. */
async function fromAPhone(page: Page, board: Locator): Promise<void> {
  await button(page, 'Bets from phones').click()
  await expect(board.getByRole('img', { name: 'QR code of this bet' })).toBeVisible()
  const opened = page.context().waitForEvent('page')
  await board.getByRole('link', { name: 'The phone’s page in a tab of this browser' }).click()
  const phone = await opened
  await phone.setViewportSize({ width: 390, height: 844 })
  await phone.getByRole('list', { name: 'Tokens to bet on' }).getByRole('button').nth(36).click()
  await expect(phone.getByRole('img', { name: 'QR code of your answer' })).toBeVisible()
  await expect(phone.getByText('The speaker’s page has your bet.')).toBeVisible()
  await accessible(phone)
  const code = (await phone.locator('.phone-code').textContent()) ?? ''
  const answer = readCode(code)
  expect(answer?.choice).toBe(36)
  await phone.close()

  await page.bringToFront()
  await expect(board.locator('.bet-votes')).toHaveText(['1'])
  const codes = board.getByLabel('Codes from the room')
  const another = writeCode({ round: answer?.round ?? 0, voter: ((answer?.voter ?? 0) + 1) % VOTERS, choice: 1 })
  await codes.fill(`${code} ${code.slice(0, -1)}* ${another}`)
  await codes.press('Enter')
  await expect(board.getByText(`${code}: already counted.`)).toBeVisible()
  await expect(board.getByText(/this is no code/)).toBeVisible()
  await expect(board.getByText('2 bets from phones', { exact: true })).toBeVisible()
  await accessible(page)
  await button(page, 'Reveal').click()
  await expect(board.getByText(/^The room earns \d+ points a bet; 1 of 2 found the very token\.$/)).toBeVisible()
}

/** Runs in the page, a frame later: is the canvas red there? */
async function isRed(canvas: Element, [x, y]: readonly [number, number]): Promise<boolean> {
  await new Promise(requestAnimationFrame)
  const copy = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  const context = copy.getContext('2d', { willReadFrequently: true })
  context?.drawImage(canvas as HTMLCanvasElement, -x, -y)
  const [red = 0, green = 0, , opacity = 0] = context?.getImageData(0, 0, 1, 1).data ?? []
  return opacity > 100 && red > 180 && green < 80
}

/** At cue 5: the laser follows the mouse for as long as its key says, and a finger turns cues as a clicker does. */
async function pointsAndSwipes(page: Page): Promise<void> {
  const laser = page.locator('canvas.laser')
  /** Is the dot drawn where the mouse goes? It fades when the mouse rests, which a slow machine may be late for. */
  const pointsAt = (x: number, y: number): Promise<void> =>
    expect(async () => {
      await page.mouse.move(x - 1, y)
      await page.mouse.move(x, y)
      expect(await laser.evaluate(isRed, [x, y] as const)).toBe(true)
    }).toPass({ timeout: 60_000 })
  await page.keyboard.press('l')
  await pointsAt(700, 400)
  await pointsAt(900, 500)
  expect(await laser.evaluate(isRed, [700, 400] as const)).toBe(false)
  await page.keyboard.press('l')
  await expect(laser).toHaveCount(0)

  const device = await page.context().newCDPSession(page)
  const swipe = async (from: number, to: number, by = 0): Promise<void> => {
    const touch = (type: 'touchStart' | 'touchMove', x: number, y: number) =>
      device.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y }] })
    await touch('touchStart', from, 300)
    for (let i = 1; i <= 4; i++) await touch('touchMove', from + ((to - from) * i) / 4, 300 + (by * i) / 4)
    await device.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const at = (cue: number) => expect(page.getByText(`${cue} / 8`, { exact: true })).toBeVisible()
  await swipe(300, 700)
  await at(4)
  // Scrolling is none, and neither is a finger that trembles.
  await swipe(600, 500, 300)
  await swipe(600, 560)
  await swipe(700, 300)
  await at(5)
  await device.detach()
}

/** Nothing that is seen is set in less than a fortieth of the window's height, words in drawings included. */
async function legible(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const found = new Set<string>()
    const least = innerHeight / 40
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      // KaTeX sets struts of one pixel around a space of no width.
      const seen = element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      if (!element || !seen || !node.textContent?.replace(/[\s\u200b]/g, '')) continue
      if (element.closest('.visually-hidden, .katex-mathml')) continue
      // Where a library measures its letters, far outside of the window.
      const { bottom, right } = element.getBoundingClientRect()
      if (bottom < 0 || right < 0) continue
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      if (size < least - 0.01) found.add(`${element.tagName}.${element.getAttribute('class')}: ${size}`)
    }
    return [...found]
  })
  expect(small).toEqual([])
}
