/**
 * @file How soon a first visitor sees something worth seeing: from the start of the navigation to the frame in which the recorded
 * rollout stands on the stage, with an empty cache and a server on this machine.
 */
import { median } from '../src/divergence/stats.ts'
import { withBuiltPage } from './built-page.ts'

const VISITS = 5

export interface Paint {
  /** Milliseconds to the first token on the screen, one number a visit. */
  readonly visits: readonly number[]
  readonly median: number
}

/** Builds the page and visits it five times, each time as a stranger. */
export function measurePaint(): Promise<Paint> {
  return withBuiltPage(async (page, address) => {
    const browser = page.context().browser()
    if (!browser) throw new Error('There is no browser.')
    const visits: number[] = []
    for (let i = 0; i < VISITS; i++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      const visitor = await context.newPage()
      await visitor.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('ul[aria-label="Rollout"] li')) return
          observer.disconnect()
          // The next frame shows it; the one after that comes when it has been shown.
          requestAnimationFrame(() => requestAnimationFrame((now) => Object.assign(window, { firstToken: now })))
        }).observe(document, { childList: true, subtree: true })
      })
      await visitor.goto(`${address}?backend=wasm`)
      const handle = await visitor.waitForFunction(() => (window as { firstToken?: number }).firstToken)
      visits.push((await handle.jsonValue()) ?? Number.NaN)
      await context.close()
    }
    return { visits, median: median(visits) }
  })
}
