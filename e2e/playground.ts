/**
 * @file The page under test, by the names that its contract gives to its parts. Every test that uses it also asserts that
 * the page never writes to the console, never throws, and never asks another origin for anything.
 */
import { test as base, type ConsoleMessage, expect, type Locator, type Page, type Request } from '@playwright/test'
import { EngineKeeper } from './kept-engine.ts'
import { gapOf, wordOf } from './token-names.ts'
import { allAnswered, answered, measureFew, moreAnswered, tapWire } from './wiretap.ts'

/** A page on a busy machine loads, compiles and samples in a fraction of this. */
const PATIENCE = 180_000

export class Playground {
  readonly page: Page
  readonly sampleButton: Locator
  readonly stopButton: Locator
  readonly privileged: Locator
  readonly context: Locator
  readonly teacher: Locator
  readonly divergence: Locator
  readonly samplingSeed: Locator
  readonly problemSeed: Locator
  readonly temperature: Locator
  readonly rollout: Locator
  readonly tokens: Locator
  readonly details: Locator
  readonly alert: Locator
  /** What the browser complained of. */
  readonly troubles: string[] = []
  private readonly expected: RegExp[] = []

  constructor(page: Page) {
    this.page = page
    this.sampleButton = page.getByRole('button', { name: 'Sample', exact: true })
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true })
    this.privileged = page.getByRole('switch', { name: 'Privileged context', exact: true })
    this.context = page.getByRole('combobox', { name: 'Context', exact: true })
    this.teacher = page.getByRole('combobox', { name: 'Teacher', exact: true })
    this.divergence = page.getByRole('combobox', { name: 'Divergence', exact: true })
    this.samplingSeed = page.getByRole('spinbutton', { name: 'Sampling seed', exact: true })
    this.problemSeed = page.getByRole('spinbutton', { name: 'Problem seed', exact: true })
    this.temperature = page.getByRole('slider', { name: 'Temperature', exact: true })
    this.rollout = page.getByRole('list', { name: 'Rollout', exact: true })
    this.tokens = this.rollout.getByRole('listitem')
    this.details = page.getByRole('region', { name: 'Token details', exact: true })
    this.alert = page.getByRole('alert')
  }

  /** Must come before the first navigation. `home`: where the page comes from; it may ask nobody else. */
  async listen(home: string): Promise<void> {
    const { page } = this
    this.watch(page, home)
    // The offline copy has its own tests; elsewhere its worker would answer what tests want to forbid.
    await page.addInitScript(() => {
      // Frames without an origin have no storage.
      if (location.origin !== 'null') localStorage.setItem('offline-copy', 'none')
    })
    await measureFew(page)
    await tapWire(page)
  }

  /** Complaints and requests of a page, and of the workers that it holds. @returns ends the watch */
  watch(page: Page, home: string): () => void {
    const complain = (text: string): void => {
      if (!this.expected.some((pattern) => pattern.test(text))) this.troubles.push(text)
    }
    const onConsole = (message: ConsoleMessage): void => {
      if (message.type() === 'error' || message.type() === 'warning') complain(`${message.type()}: ${message.text()}`)
    }
    const onError = (error: Error): void => complain(`uncaught: ${error.message}`)
    const onRequest = (request: Request): void => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== new URL(home).origin) complain(`request to ${request.url()}`)
    }
    page.on('console', onConsole)
    page.on('pageerror', onError)
    page.on('request', onRequest)
    return () => {
      page.off('console', onConsole)
      page.off('pageerror', onError)
      page.off('request', onRequest)
    }
  }

  /**
   * Makes the browser forget this visitor. That there is no offline copy stays: the page that is still open may be about to look, and
   * would ask for the worker that is blocked.
   */
  async forget(): Promise<void> {
    await this.page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key !== 'offline-copy') localStorage.removeItem(key)
    })
  }

  /** Complaints that the test itself causes. */
  expectTrouble(pattern: RegExp): void {
    this.expected.push(pattern)
  }

  /** Goes to the page, on WASM unless the query says otherwise. What the query leaves out is what links mean that leave it out. */
  async open(query = ''): Promise<void> {
    const version = /(?:^|&)v=/.test(query) ? '' : 'v=1'
    const backend = query.includes('backend=') ? '' : 'backend=wasm'
    await this.page.goto(`/?${[version, backend, query].filter(Boolean).join('&')}`)
  }

  /** Until student and teacher are loaded. */
  async ready(timeout = PATIENCE): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-backend', /^(webgpu|wasm)$/, { timeout })
  }

  /** Presses Sample and waits for the new rollout with its scores. */
  async sample(timeout = PATIENCE): Promise<void> {
    const before = await answered(this.page, 'sample')
    await this.sampleButton.click()
    await moreAnswered(this.page, 'sample', before, timeout)
    await this.settled(timeout)
  }

  /** A short press, however slow the machine: the key goes up before anybody has waited for the page to take in that it went down. */
  async tap(key: string): Promise<void> {
    const { keyboard } = this.page
    await Promise.all([keyboard.down(key), keyboard.up(key)])
  }

  /** Puts on a theme, by the page's own key, which walks them. */
  async wear(theme: 'paper' | 'night' | 'projector'): Promise<void> {
    const worn = this.page.locator(`html[data-theme="${theme}"]`)
    for (let i = 0; i < 4 && (await worn.count()) === 0; i++) await this.page.keyboard.press('t')
    await expect(worn).toHaveCount(1)
  }

  /** Until every call has its answer and every token its gap. */
  async settled(timeout = PATIENCE): Promise<void> {
    // Not at every frame, as it comes: a page that is asked at every frame draws every frame.
    await this.page.waitForFunction(allAnswered, undefined, { timeout, polling: 100 })
    await expect(this.rollout).toHaveAttribute('aria-busy', 'false')
    await expect(this.rollout.locator('[aria-label$=", not scored yet"]')).toHaveCount(0, { timeout })
  }

  /** The tokens' accessible names, in order. */
  names(): Promise<string[]> {
    return this.tokens.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''))
  }

  /** The tokens alone: their names without what is said about them. */
  async words(): Promise<string[]> {
    return (await this.names()).map(wordOf)
  }
}

interface Options {
  /**
   * 'kept': the page is a new window on this worker's one engine, whose models are loaded already (see kept-engine.ts). 'own': the page
   * starts an engine of its own, for tests of how models load or fail to, and of pages that have none.
   */
  readonly engine: 'kept' | 'own'
  /** Whether things move, as for most visitors: in the tests of what moves. All others look at what comes of it. */
  readonly motion: boolean
}

interface WorkerFixtures {
  /** Opened by the first test that wants it. */
  readonly keeper: () => Promise<EngineKeeper>
}

export const test = base.extend<Options & { readonly playground: Playground }, WorkerFixtures>({
  engine: ['kept', { option: true }],
  motion: [false, { option: true }],
  keeper: [
    async ({ browser }, use, info) => {
      let keeper: Promise<EngineKeeper> | undefined
      await use(() => {
        const { baseURL, viewport, serviceWorkers, contextOptions } = info.project.use
        keeper ??= EngineKeeper.open(browser, { ...contextOptions, baseURL, viewport, serviceWorkers })
        return keeper
      })
      await (await keeper)?.close()
    },
    { scope: 'worker' },
  ],
  playground: async ({ context, engine, keeper, motion, baseURL }, use) => {
    const kept = engine === 'kept' ? await keeper() : undefined
    const page = kept ? await kept.visit() : await context.newPage()
    if (motion) await page.emulateMedia({ reducedMotion: 'no-preference' })
    const playground = new Playground(page)
    await playground.listen(baseURL ?? '')
    const unwatch = kept && playground.watch(kept.holder, baseURL ?? '')
    await use(playground)
    await kept?.leave(page)
    unwatch?.()
    expect(playground.troubles).toEqual([])
  },
})

export { expect, gapOf, wordOf }
