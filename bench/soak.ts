/**
 * @file Long runs (`npm run bench -- --only-soak [--soak-share 0.05]`): what the page holds while it trains a thousand steps, samples ten
 * thousand rollouts, turns its switch a thousand times, shows two hundred cues, and lies in another page's frame in view and out of it.
 * Measured in the built page in Chromium on WASM, always after a collection of garbage, ten times in each part. The whole takes hours;
 * a share of it shows a leak of a round as well, only less of a slow one.
 */
import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import { withBuiltPage } from './built-page.ts'

/** What is held at one moment. */
export interface Held {
  readonly done: number
  /** Megabytes of the page's own JavaScript heap. */
  readonly heap: number
  /** Megabytes of the renderer's processes, the workers' models and buffers among them; null where the system does not say. */
  readonly process: number | null
  readonly nodes: number
  readonly listeners: number
}

export interface Soaked {
  readonly rounds: number
  readonly minutes: number
  readonly held: readonly Held[]
  /** Growth from the first third of the measurements to the last one, as a share of the first: 0 is flat. */
  readonly growth: Readonly<Record<'heap' | 'process' | 'nodes' | 'listeners', number | null>>
}

export type Soak = Readonly<Record<'training' | 'samples' | 'flips' | 'cues' | 'embed', Soaked>> & {
  /** Of the full counts, 0 to 1. */
  readonly share: number
}

const FULL = { training: 1000, samples: 10_000, flips: 1000, cues: 200, embed: 1000 } as const
const MEASUREMENTS = 10
const PATIENCE = 600_000

/** @param share of the full counts, above 0 and at most 1 */
export function measureSoak(share: number): Promise<Soak> {
  if (!(share > 0 && share <= 1))
    throw new RangeError(`--soak-share ${share} is not a share: give a number above 0, at most 1`)
  return withBuiltPage(async (page, address) => {
    const rounds = (part: keyof typeof FULL): number => Math.max(MEASUREMENTS, Math.round(share * FULL[part]))
    const at = async (query: string): Promise<void> => {
      await page.goto('about:blank')
      await page.goto(`${address}?backend=wasm&${query}`)
      await page.waitForSelector('html[data-backend="wasm"]', { timeout: PATIENCE })
    }
    await at('max-tokens=96')
    const samples = await soak(page, rounds('samples'), () => writeOnce(page))
    const flips = await soak(page, rounds('flips'), async () => {
      await page.getByRole('switch', { name: 'Privileged context', exact: true }).press(' ')
      await frameDrawn(page)
    })
    const steps = rounds('training')
    await at(`steps=${steps}`)
    await page.getByRole('tab', { name: 'Training', exact: true }).click()
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    const training = await soak(page, steps, (done) => stepDone(page, done + 1))
    await at('max-tokens=48')
    await page.getByRole('button', { name: 'Talk', exact: true }).click()
    await page.getByRole('button', { name: 'Open the example talk' }).click()
    await page.getByRole('button', { name: 'Present', exact: true }).click()
    const cues = await soak(page, rounds('cues'), async (round) => {
      // There and back: the example has eight.
      await page.keyboard.press(Math.floor(round / 7) % 2 === 0 ? 'PageDown' : 'PageUp')
      await frameDrawn(page)
    })
    const embed = await soakEmbed(page, address, rounds('embed'))
    return { share, training, samples, flips, cues, embed }
  })
}

/** A frame of ours in a long article: scrolled into view, played with, scrolled out of view. */
async function soakEmbed(page: Page, address: string, rounds: number): Promise<Soaked> {
  const host = new URL('soak-host', address).href
  await page.route(host, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>An article</title><div style="height:300vh"></div><iframe title="embed" width="900" height="500" src="${address}?embed=1&backend=wasm&max-tokens=48"></iframe><div style="height:300vh"></div>`,
    }),
  )
  await page.goto(host)
  const frame = page.frameLocator('iframe')
  const context = frame.getByRole('switch', { name: 'Privileged context', exact: true })
  await page.locator('iframe').scrollIntoViewIfNeeded()
  await frame.locator('html[data-backend="wasm"]').waitFor({ state: 'attached', timeout: PATIENCE })
  return soak(page, rounds, async () => {
    await page.locator('iframe').scrollIntoViewIfNeeded()
    await context.press(' ')
    await frameDrawn(page)
    await page.evaluate(() => scrollTo(0, 0))
    await frameDrawn(page)
  })
}

async function soak(page: Page, rounds: number, round: (index: number) => Promise<unknown>): Promise<Soaked> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const held: Held[] = []
  const start = performance.now()
  const every = rounds / MEASUREMENTS
  for (let done = 0; done < rounds; ) {
    await round(done++)
    if (done >= (held.length + 1) * every) held.push(await weigh(page, session, done))
  }
  await session.detach()
  const minutes = (performance.now() - start) / 60_000
  return { rounds, minutes: Number(minutes.toPrecision(3)), held, growth: growthOf(held) }
}

async function weigh(page: Page, session: CDPSession, done: number): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return {
    done,
    heap: megabytes(metric('JSHeapUsedSize')),
    process: await processOf(page),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  }
}

/** Private memory of all renderers, as Linux accounts for it. */
export async function processOf(page: Page): Promise<number | null> {
  if (process.platform !== 'linux') return null
  const browser = page.context().browser()
  if (!browser) return null
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0))
  return megabytes(1024 * kilobytes.reduce((sum, one) => sum + one, 0))
}

const megabytes = (bytes: number): number => Number((bytes / 1e6).toFixed(1))

/** The first round compiles, caches and fetches: a third of the measurements against another third is what grows by itself. */
function growthOf(held: readonly Held[]): Soaked['growth'] {
  const third = Math.floor(held.length / 3)
  const mean = (part: readonly Held[], name: 'heap' | 'process' | 'nodes' | 'listeners'): number =>
    part.reduce((sum, one) => sum + (one[name] ?? Number.NaN), 0) / part.length
  const grown = (name: 'heap' | 'process' | 'nodes' | 'listeners'): number | null => {
    const share = mean(held.slice(-third), name) / mean(held.slice(0, third), name) - 1
    return Number.isFinite(share) ? Number(share.toFixed(3)) : null
  }
  return { heap: grown('heap'), process: grown('process'), nodes: grown('nodes'), listeners: grown('listeners') }
}

/** Presses Sample and resolves when the last token is there. */
async function writeOnce(page: Page): Promise<void> {
  const list = page.getByRole('list', { name: 'Rollout', exact: true })
  await page.getByRole('button', { name: 'Sample', exact: true }).click()
  await list.and(page.locator('[aria-busy="false"]')).waitFor({ timeout: PATIENCE })
}

/** Until the training panel says that it has done this many steps. */
async function stepDone(page: Page, steps: number): Promise<void> {
  const panel = await page.getByRole('region', { name: 'Training', exact: true }).elementHandle()
  await page.waitForFunction(
    ({ region, least }) => Number(/step (\d+) of/.exec(region?.textContent ?? '')?.[1] ?? 0) >= least,
    { region: panel, least: steps },
    { timeout: PATIENCE, polling: 100 },
  )
}

async function frameDrawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
