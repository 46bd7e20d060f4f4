/**
 * @file Long runs (`npm run bench -- --only-soak [--soak-parts training,cues] [--soak-share 0.05]`): what the page holds while it trains a
 * thousand steps, samples ten thousand rollouts, turns its switch a thousand times, shows two hundred cues, and lies in another page's frame
 * in view and out of it for an hour. Measured in the built page in Chromium on WASM, after a collection of garbage. Texts and batches are short: what a round
 * leaves behind does not depend on its length, and the whole has to end. Each part is a page of its own, its figures are kept at every
 * measurement, and a part that is whole is not run again unless it is asked for by name: so the whole can be run in pieces.
 */
import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import { withBuiltPage } from './built-page.ts'

/** What is held at one moment, in megabytes and counts; null where the browser or the system does not say. */
export interface Held {
  readonly done: number
  /** The page's own JavaScript heap. */
  readonly heap: number
  /** What its buffers hold outside of that heap. */
  readonly buffers: number | null
  /** JavaScript of its workers. */
  readonly workers: number | null
  /** The renderer's processes: the workers' models and the memory of WebAssembly among them. */
  readonly process: number | null
  readonly nodes: number
  readonly listeners: number
}

const QUANTITIES = ['heap', 'buffers', 'workers', 'process', 'nodes', 'listeners'] as const
type Quantity = (typeof QUANTITIES)[number]

export interface Soaked {
  /** When it ended, or was cut off. */
  readonly date: string
  /** What one round was. */
  readonly round: string
  /** Done, and how many the whole has; a part with fewer than its share was cut off. */
  readonly rounds: number
  readonly of: number
  readonly minutes: number
  readonly held: readonly Held[]
  /** Growth from the first third of the measurements to the last one, as a share of the first: 0 is flat. Null for fewer than three. */
  readonly growth: Readonly<Record<Quantity, number | null>>
}

interface Part {
  /** Rounds of the whole. */
  readonly full: number
  readonly round: string
  /** Opens what is soaked and says how one round goes. */
  open(page: Page, address: string, rounds: number): Promise<(done: number) => Promise<unknown>>
}

const MEASUREMENTS = 20
const PATIENCE = 600_000

async function at(page: Page, address: string, query: string): Promise<void> {
  await page.goto(`${address}?backend=wasm&${query}`)
  await page.waitForSelector('html[data-backend="wasm"]', { timeout: PATIENCE })
}

const PARTS = {
  training: {
    full: 1000,
    round: 'a step of GKD on 4 rollouts of at most 24 tokens, measured and kept every 10 steps',
    async open(page, address, rounds) {
      await at(page, address, `steps=${rounds}&rollouts=4&max-tokens=24`)
      await page.getByRole('tab', { name: 'Training', exact: true }).click()
      await page.getByRole('button', { name: 'Train', exact: true }).click()
      return (done) => stepDone(page, done + 1)
    },
  },
  samples: {
    full: 10_000,
    round: 'a rollout of at most 12 tokens, sampled and scored under both conditions',
    async open(page, address) {
      await at(page, address, 'max-tokens=12')
      return () => writeOnce(page)
    },
  },
  flips: {
    full: 1000,
    round: 'the switch of the privileged context, turned and drawn',
    async open(page, address) {
      await at(page, address, 'max-tokens=96')
      await writeOnce(page)
      return async () => {
        await page.getByRole('switch', { name: 'Privileged context', exact: true }).press(' ')
        await frameDrawn(page)
      }
    },
  },
  cues: {
    full: 200,
    round: 'the next cue of the example talk, there and back',
    async open(page, address) {
      await at(page, address, 'max-tokens=48')
      await page.getByRole('button', { name: 'Talk', exact: true }).click()
      await page.getByRole('button', { name: 'Open the example talk' }).click()
      await page.getByRole('button', { name: 'Present', exact: true }).click()
      return async (done) => {
        // There and back: the example has eight.
        await page.keyboard.press(Math.floor(done / 7) % 2 === 0 ? 'PageDown' : 'PageUp')
        await frameDrawn(page)
      }
    },
  },
  embed: {
    full: 900,
    round: 'four seconds of an embed: scrolled into view, its switch turned, scrolled out of view',
    open: openEmbed,
  },
} as const satisfies Readonly<Record<string, Part>>

export type PartName = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as PartName[]

export type Soak = Readonly<Partial<Record<PartName, Soaked>>>

export interface SoakRequest {
  /** Of the full counts, above 0 and at most 1. */
  readonly share: number
  /** What to run; null for all that is not there yet at this share. */
  readonly parts: readonly string[] | null
  readonly earlier: Soak
  /** Called at every measurement with all figures so far. */
  readonly keep: (soak: Soak) => void
}

/** @throws RangeError for a share or a part that is none */
export async function measureSoak({ share, parts, earlier, keep }: SoakRequest): Promise<Soak> {
  if (!(share > 0 && share <= 1))
    throw new RangeError(`--soak-share ${share} is not a share: give a number above 0, at most 1`)
  const unknown = parts?.find((name) => !NAMES.some((known) => known === name))
  if (unknown !== undefined) throw new RangeError(`--soak-parts ${unknown} is none: choose among ${NAMES.join(', ')}`)
  const roundsOf = (name: PartName): number => Math.max(MEASUREMENTS, Math.round(share * PARTS[name].full))
  const wanted = NAMES.filter((name) => (parts ? parts.includes(name) : (earlier[name]?.rounds ?? 0) < roundsOf(name)))
  let soak = earlier
  if (wanted.length === 0) return soak
  await withBuiltPage(
    async (first, address) => {
      for (const name of wanted) {
        // A page of its own for each: what one part has left behind is nothing of the next.
        const page = await first.context().newPage()
        const rounds = roundsOf(name)
        const round = await PARTS[name].open(page, address, rounds)
        await soakIn(page, rounds, round, (measured) => {
          const { full: of, round } = PARTS[name]
          soak = { ...soak, [name]: { date: new Date().toISOString(), round, of, ...measured } }
          keep(soak)
        })
        await page.close()
      }
    },
    [AT_ONCE],
  )
  return soak
}

/** A frame of ours in a long article: scrolled into view, played with, scrolled out of view. */
async function openEmbed(page: Page, address: string): Promise<() => Promise<unknown>> {
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
  return async () => {
    await page.locator('iframe').scrollIntoViewIfNeeded()
    await context.press(' ')
    await frameDrawn(page)
    await page.waitForTimeout(2000)
    await page.evaluate(() => scrollTo(0, 0))
    await frameDrawn(page)
    await page.waitForTimeout(2000)
  }
}

type Measured = Pick<Soaked, 'rounds' | 'minutes' | 'held' | 'growth'>

async function soakIn(
  page: Page,
  rounds: number,
  round: (done: number) => Promise<unknown>,
  keep: (measured: Measured) => void,
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const held: Held[] = []
  const start = performance.now()
  const every = rounds / MEASUREMENTS
  for (let done = 0; done < rounds; ) {
    await round(done++)
    if (done < (held.length + 1) * every) continue
    held.push(await weigh(page, session, done))
    const minutes = Number(((performance.now() - start) / 60_000).toPrecision(3))
    keep({ rounds: done, minutes, held, growth: growthOf(held) })
  }
  await session.detach()
}

async function weigh(page: Page, session: CDPSession, done: number): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  // Newer than the protocol's types.
  const usage: { readonly backingStorageSize?: number } = await session.send('Runtime.getHeapUsage')
  return {
    done,
    heap: megabytes(metric('JSHeapUsedSize')),
    buffers: usage.backingStorageSize === undefined ? null : megabytes(usage.backingStorageSize),
    workers: await workersOf(page),
    process: await processOf(page),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  }
}

/** Otherwise a browser answers with its own next collection of garbage, in minutes. */
const AT_ONCE = '--enable-blink-features=ForceEagerMeasureMemory'

/** As the page itself may ask, being isolated. A browser that does not answer soon is not waited for. */
async function workersOf(page: Page): Promise<number | null> {
  const bytes = await page.evaluate(async () => {
    interface Breakdown {
      readonly bytes: number
      readonly attribution: readonly { readonly scope: string }[]
    }
    const asked = performance as Performance & {
      readonly measureUserAgentSpecificMemory?: () => Promise<{ readonly breakdown: readonly Breakdown[] }>
    }
    if (!asked.measureUserAgentSpecificMemory || !crossOriginIsolated) return null
    const measured = await Promise.race([
      asked.measureUserAgentSpecificMemory(),
      new Promise<null>((resolve) => setTimeout(resolve, 20_000, null)),
    ])
    if (!measured) return null
    const ofWorkers = measured.breakdown.filter(({ attribution }) =>
      attribution.some(({ scope }) => scope === 'DedicatedWorkerGlobalScope'),
    )
    return ofWorkers.reduce((sum, part) => sum + part.bytes, 0)
  })
  return bytes === null ? null : megabytes(bytes)
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
  const mean = (part: readonly Held[], name: Quantity): number =>
    part.reduce((sum, one) => sum + (one[name] ?? Number.NaN), 0) / part.length
  const grown = (name: Quantity): number | null => {
    const share = mean(held.slice(-third), name) / mean(held.slice(0, third), name) - 1
    return third > 0 && Number.isFinite(share) ? Number(share.toFixed(3)) : null
  }
  return Object.fromEntries(QUANTITIES.map((name) => [name, grown(name)])) as Record<Quantity, number | null>
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
