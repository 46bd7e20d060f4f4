/**
 * @file How long a change of view takes: from the input to the frame that shows it, on the built page in Chromium, over some 200
 * tokens that the real student wrote from a vocabulary of 512. Beside it, in the same run, what a frame and a plain rewriting of
 * 200 elements cost on this machine: the numbers are read as ratios to that.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { allAnswered, overheard, tapWire } from '../e2e/wiretap.ts'
import { median, quantile } from '../src/divergence/stats.ts'
import { withBuiltPage } from './built-page.ts'

const TOKENS = 200
/** Of every change; half of the odd ones go forth, half back. */
const TIMES = 12
/** What issue 4 allows. */
const BUDGET_MS = 50
/** What the atlas may take from a press on its tab. */
const ATLAS_OPENS_MS = 500
const SEARCHES = ['kl', '', 'gkd', '', 'top-k', '', 'EMA', '', 'several models', '']
/** A hot student on a hard problem that writes on to the limit, and the instruments with four strips. */
const ROLLOUT = 'world=tally&difficulty=5&problem=1&seed=3&temperature=2'
const STRIPS = 'forward-kl,reverse-kl,jsd,tvd'

export interface Change {
  /** Milliseconds from the input's own time stamp until the frame after its handlers is handed over. */
  readonly median: number
  readonly worst: number
  /** Median over that of the plain rewriting. */
  readonly ratio: number
}

export interface Views {
  readonly tokens: number
  readonly vocabulary: number
  readonly budget: number
  /** A press on nothing: the wait for the next frame alone. */
  readonly frame: Omit<Change, 'ratio'>
  /** 200 elements get another text, without any library. */
  readonly plain: Omit<Change, 'ratio'>
  readonly changes: Readonly<Record<string, Change>>
  readonly atlas: Atlas
  /** Changes whose median is beyond the budget. */
  readonly over: readonly string[]
  /** Requests that the walk of the pointer sent to the engine. */
  readonly askedByHover: number
}

/** The atlas: 190 entries, from what is done until the frame that shows what it finds. */
export interface Atlas {
  /** Milliseconds from the press on its tab, which fetches it, to its first cards. */
  readonly opens: number
  readonly opensBudget: number
  /** Words searched for and taken out again: what the count says, and the cards, map and facets with it. */
  readonly filter: Change
}

/** Builds the page, has 200 tokens written and measures. Some two minutes. */
export function measureViews(): Promise<Views> {
  return withBuiltPage(viewsOf)
}

/** Measures the page at an address, in an empty tab. */
export async function viewsOf(page: Page, address: string): Promise<Views> {
  await tapWire(page)
  await page.addInitScript(watchInputs)
  await page.goto(`${address}?backend=wasm&${ROLLOUT}&max-tokens=${TOKENS}&rail=${STRIPS}`)
  await page.waitForSelector('html[data-backend="wasm"]', { timeout: 120_000 })
  const tokens = await writeLong(page)
  // A first visit also stores what it needs offline, some 60 MB; on a real line that is over or slow, here it is neither.
  await page.getByText(/^Ready offline,/).waitFor({ state: 'attached', timeout: 120_000 })
  const { changes, timed } = await stopwatch(page)
  const heading = page.getByRole('heading', { name: 'OPD playground' })

  const tab = (name: string): Locator => page.getByRole('tab', { name, exact: true })
  const walk = await pointerWalk(page)
  const before = await requests(page)
  await timed('hover walk', walk)
  const askedByHover = (await requests(page)) - before

  const pick = (name: string, values: readonly [string, string]) => (i: number) =>
    page
      .getByRole('combobox', { name, exact: true })
      .first()
      .selectOption(values[i % 2 === 0 ? 0 : 1])
  await timed('divergence', pick('Divergence', ['jsd', 'reverse-kl']))
  await timed('units', pick('Units', ['bits', 'nats']))
  await heading.click()
  await timed('X-ray hold', async (i) => (i % 2 === 0 ? page.keyboard.down('p') : page.keyboard.up('p')))
  await page.keyboard.up('p')
  await settled(page)

  await tab('Divergence rail').click()
  await settled(page)
  await timed('support', pick('Support', ['sampled', 'full']))
  await timed('support, measured', pick('Support', ['top-k-tail', 'top-k']))
  await page.getByRole('combobox', { name: 'Support', exact: true }).selectOption('full')
  const dial = page.getByRole('slider', { name: 'JSD beta on the rail' })
  await dial.focus()
  await timed('parameter scrub', (i) => page.keyboard.down(i < TIMES / 2 ? 'ArrowLeft' : 'ArrowRight'))
  await page.keyboard.up('ArrowRight')
  await timed('hover walk, rail open', walk)

  await tab('Pivot waterfall').click()
  await settled(page)
  await timed('waterfall clip', drag(page, '.pareto-grip'))
  await timed('waterfall prefix', (i) =>
    page.getByRole('slider', { name: 'Threshold: Prefix' }).press(i < TIMES / 2 ? 'ArrowLeft' : 'ArrowRight'),
  )
  await timed('waterfall entry clip', () =>
    page.getByRole('slider', { name: 'Threshold: Entry clip' }).press('ArrowLeft'),
  )
  await timed('hover walk, waterfall open', walk)

  await tab('Compare').click()
  await settled(page)
  await timed('compare measure', pick('Measure of A', ['jsd', 'gap']))

  for (const name of [
    'Hint X-ray',
    'Divergence rail',
    'Pivot waterfall',
    'Estimators',
    'Compare',
    'Fork',
    'Divergence bench',
  ])
    await timed(`tab ${name}`, async (i) => tab(i % 2 === 0 ? name : 'Training').click())

  await tab('Workbench').click()
  await settled(page)
  const bench = page.getByRole('region', { name: 'Recipe workbench' })
  const loss = bench.getByRole('combobox', { name: 'loss', exact: true }).first()
  await timed('recipe on the workbench', (i) => loss.selectOption(i % 2 === 0 ? 'jsd' : 'reverse-kl'))

  const opens = await opening(page)
  await settled(page)
  const searches: number[] = []
  for (const words of SEARCHES) {
    searches.push(await searching(page, words))
    await settled(page)
  }
  changes['(atlas)'] = searches
  return summary(tokens, askedByHover, changes, opens)
}

/** Milliseconds by what was done. */
type Measured = Record<string, readonly number[]>

interface Stopwatch {
  readonly changes: Measured
  /** Does something often, and notes how long each input took. `work(-1)` comes first and does not count. */
  timed(name: string, work: (i: number) => Promise<unknown>): Promise<void>
}

/** A watch for a page that `watchInputs` runs in, with what a frame and a plain rewriting cost already on it. */
async function stopwatch(page: Page): Promise<Stopwatch> {
  const changes: Measured = {}
  const timed: Stopwatch['timed'] = async (name, work) => {
    await work(-1)
    await settled(page)
    const all: number[] = []
    for (let i = 0; i < TIMES; i++) {
      await page.evaluate(() => {
        window.inputTimes = []
      })
      await work(i)
      all.push(...(await settled(page)))
    }
    changes[name] = all
  }
  await timed('(a frame)', () => page.getByRole('heading', { name: 'OPD playground' }).click())
  await page.evaluate(makePlain, TOKENS)
  await timed('(plain)', () => page.locator('#plain').click())
  await page.evaluate(() => document.querySelector('#plain')?.remove())
  return { changes, timed }
}

/** A text that is much longer than a screen. */
export interface LongText {
  readonly tokens: number
  readonly flipBudget: number
  readonly frame: Omit<Change, 'ratio'>
  readonly plain: Omit<Change, 'ratio'>
  /** The switch, and the pointer's walk from token to token. */
  readonly flip: Change
  readonly hover: Change
  /** The same two on the recorded text, of some forty tokens: what of it is not the length's. */
  readonly short: { readonly flip: Change; readonly hover: Change }
}

const LONG_TOKENS = 2000
const LONG_FLIP_MS = 100

/** Builds the page, puts a text of 2,000 tokens on the stage and measures. Some two minutes. */
export function measureLongText(): Promise<LongText> {
  return withBuiltPage(async (page, address) => {
    await tapWire(page)
    await page.addInitScript(watchInputs)
    await page.goto(`${address}?backend=wasm`)
    await page.waitForSelector('html[data-backend="wasm"]', { timeout: 120_000 })
    await page.getByText(/^Ready offline,/).waitFor({ state: 'attached', timeout: 120_000 })
    const { changes, timed } = await stopwatch(page)
    const measure = async (of: string): Promise<void> => {
      const context = page.getByRole('switch', { name: 'Privileged context', exact: true })
      // Found once: looking for a role among thousands of elements takes the page longer than a flip.
      const button = await context.elementHandle()
      await timed(`${of} flip`, async () => button?.evaluate((element: HTMLElement) => element.click()))
      await timed(`${of} hover`, await pointerWalk(page))
      await page.evaluate(() => scrollTo(0, 0))
    }
    await measure('short')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import trace' }).first().click(),
    ])
    await chooser.setFiles({
      ...{ name: 'long.json', mimeType: 'application/json' },
      buffer: Buffer.from(longTrace(LONG_TOKENS)),
    })
    const tokens = page.getByRole('list', { name: 'Rollout' }).getByRole('listitem')
    await tokens.nth(LONG_TOKENS - 1).waitFor({ timeout: 60_000 })
    await settled(page)
    await measure('long')
    const change = changeIn(changes)
    return {
      ...{ tokens: await tokens.count(), flipBudget: LONG_FLIP_MS },
      ...{ frame: spread(changes['(a frame)']), plain: spread(changes['(plain)']) },
      ...{ flip: change('long flip'), hover: change('long hover') },
      short: { flip: change('short flip'), hover: change('short hover') },
    }
  })
}

/** The recorded text over and over, with what both readings say of each of its tokens. */
function longTrace(count: number): string {
  const trace = JSON.parse(readFileSync(join(import.meta.dirname, '../public/recorded/first.json'), 'utf8'))
  const { tokens, sampling } = trace.rollout
  const written = (tokens as readonly { text: string }[]).filter(({ text }) => text !== '').length
  const over = <T>(all: readonly T[]) => Array.from({ length: count }, (_, i) => all[i % written])
  trace.rollout = {
    ...trace.rollout,
    ...{ tokens: over(tokens), text: over(tokens.map(({ text }: { text: string }) => text)).join('') },
    ...{ finish: 'length', sampling: { ...sampling, maxTokens: count } },
  }
  for (const score of trace.scores) score.tokens = over(score.tokens)
  return JSON.stringify(trace)
}

/** Milliseconds from the press on the tab of the atlas, which nobody has opened yet, to the frame with its cards. */
function opening(page: Page): Promise<number> {
  return page.getByRole('tab', { name: 'Atlas', exact: true }).evaluate(async (tab: HTMLElement) => {
    // No function in here has a name: see frames.ts.
    const start = performance.now()
    tab.click()
    while (!document.querySelector('.atlas-card')) await new Promise<number>(requestAnimationFrame)
    await new Promise<number>(requestAnimationFrame)
    return performance.now() - start
  })
}

/** Milliseconds from another text in the search box to the frame in which the count, and all that it counts, has changed. */
function searching(page: Page, words: string): Promise<number> {
  return page.getByRole('searchbox', { name: 'Search methods' }).evaluate(async (box: HTMLInputElement, text) => {
    const before = document.querySelector('.atlas-count')?.textContent
    const start = performance.now()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, text)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    while (document.querySelector('.atlas-count')?.textContent === before)
      await new Promise<number>(requestAnimationFrame)
    await new Promise<number>(requestAnimationFrame)
    return performance.now() - start
  }, words)
}

/** Runs in the page: after every input, how long it was until the next frame had been handed over. */
function watchInputs(): void {
  window.inputTimes = []
  for (const type of ['click', 'change', 'keydown', 'keyup', 'pointermove'])
    addEventListener(
      type,
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          // A task after the frame's callbacks runs when style, layout and paint are done.
          port2.onmessage = () => window.inputTimes?.push(performance.now() - timeStamp)
          port1.postMessage(null)
        })
      },
      { capture: true },
    )
}

/** Runs in the page: a button that rewrites as many elements as there are tokens. */
function makePlain(count: number): void {
  const box = document.createElement('button')
  box.id = 'plain'
  box.style.cssText = 'position:fixed;inset:0 auto auto 0;width:60vw;z-index:99'
  for (let i = 0; i < count; i++) box.append(document.createElement('span'))
  let turn = 0
  box.onclick = () => {
    turn++
    for (const [i, span] of [...box.querySelectorAll('span')].entries()) span.textContent = `${i * turn} `
  }
  document.body.append(box)
}

/** The pointer goes from token to token of the rollout. */
async function pointerWalk(page: Page): Promise<(turn: number) => Promise<void>> {
  const buttons = page.getByRole('list', { name: 'Rollout' }).getByRole('button')
  return async (turn) => {
    if (turn < 0) await buttons.first().scrollIntoViewIfNeeded()
    // A newline has no width, and what is scrolled away cannot be pointed at.
    const boxes = await buttons.evaluateAll((all) =>
      all
        .map((button) => button.getBoundingClientRect())
        .filter(({ width, top, bottom }) => width > 0 && top > 0 && bottom < innerHeight),
    )
    const box = boxes[(3 * (turn + 1)) % boxes.length]
    if (!box) throw new Error('no token is in view')
    await page.mouse.move(box.left + box.width / 2, box.top + box.height / 2)
  }
}

/** The pointer takes a line by its middle and goes on by some pixels at each turn. */
function drag(page: Page, grip: string): (turn: number) => Promise<void> {
  let [x, y] = [0, 0]
  let start = ''
  const place = async (): Promise<string> => JSON.stringify(await page.locator(grip).boundingBox())
  return async (turn) => {
    if (turn < 0) {
      await page.locator(grip).scrollIntoViewIfNeeded()
      start = await place()
      const box = await page.locator(grip).boundingBox()
      if (!box) throw new Error(`there is no ${grip}`)
      // The line is wide and goes on behind the edge of what scrolls.
      x = Math.min(box.x + box.width / 2, 700)
      y = box.y + box.height / 2
      await page.mouse.move(x, y)
      await page.mouse.down()
      return
    }
    y += turn < TIMES / 2 ? 5 : -5
    await page.mouse.move(x, y)
    if (turn === TIMES / 2 - 1 && (await place()) === start) throw new Error(`${grip} did not follow the pointer`)
    if (turn === TIMES - 1) await page.mouse.up()
  }
}

/** @returns how many tokens the student wrote */
async function writeLong(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Sample', exact: true }).click()
  await page.waitForFunction(
    () => window.wire?.log.some(({ message }) => message.type === 'result' && message.method === 'score'),
    null,
    { timeout: 120_000 },
  )
  await settled(page)
  const tokens = await page.getByRole('list', { name: 'Rollout' }).getByRole('listitem').count()
  if (tokens < 0.9 * TOKENS) throw new Error(`the rollout has ${tokens} tokens and not ${TOKENS}`)
  return tokens
}

/** Until the engine has answered everything and the page is at rest. @returns the times of the inputs before that */
async function settled(page: Page): Promise<readonly number[]> {
  await page.waitForFunction(allAnswered)
  await page.waitForTimeout(60)
  return page.evaluate(() => window.inputTimes ?? [])
}

async function requests(page: Page): Promise<number> {
  return (await overheard(page)).filter(({ to, message }) => to === 'worker' && message.type !== 'seen').length
}

function spread(times: readonly number[] = []): Omit<Change, 'ratio'> {
  return { median: median(times), worst: quantile(times, 1) }
}

/** Looks changes up by name, beside the plain rewriting of the same watch. */
function changeIn(measured: Measured): (name: string) => Change {
  const plain = spread(measured['(plain)']).median
  return (name) => ({ ...spread(measured[name]), ratio: spread(measured[name]).median / plain })
}

function summary(tokens: number, askedByHover: number, measured: Measured, opens: number): Views {
  const names = Object.keys(measured).filter((name) => !name.startsWith('('))
  const change = changeIn(measured)
  const changes = Object.fromEntries(names.map((name) => [name, change(name)]))
  return {
    tokens,
    vocabulary: 512,
    budget: BUDGET_MS,
    frame: spread(measured['(a frame)']),
    plain: spread(measured['(plain)']),
    changes,
    atlas: { opens, opensBudget: ATLAS_OPENS_MS, filter: change('(atlas)') },
    over: names.filter((name) => !((changes[name]?.median ?? Number.NaN) < BUDGET_MS)),
    askedByHover,
  }
}

declare global {
  interface Window {
    inputTimes?: number[]
  }
}
