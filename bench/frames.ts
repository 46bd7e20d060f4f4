/**
 * @file How smoothly the page draws while the student writes: intervals between animation frames of the built page in
 * Chromium, on WASM, from the press of Sample to the last token.
 */

import type { Page } from '@playwright/test'
import { median, quantile } from '../src/divergence/stats.ts'
import { withBuiltPage } from './built-page.ts'

const ROLLOUTS = 5
/** A frame that takes longer than this was missed at 60 Hz, with some room for the timer. */
const LATE_MS = 20

export interface Summary {
  /** Milliseconds between two frames. */
  readonly median: number
  readonly p95: number
  /** Share of frames over 20 ms, 0 to 1. */
  readonly late: number
}

/** Over all rollouts. */
export interface FrameTimes extends Summary {
  /** Number of intervals. */
  readonly frames: number
  /** Tokens that arrived on the page, a second. */
  readonly tokensPerSecond: number
  /** The smoothest rollout: on a shared machine others only make one worse. */
  readonly best: Summary
  /** While nothing runs: what this machine's browser does. */
  readonly idle: Summary
}

/** Builds the page, samples long and hot, and measures. Some ten seconds. */
export function measureFrames(): Promise<FrameTimes> {
  return withBuiltPage(async (page, address) => {
    await page.goto(`${address}?backend=wasm&temperature=2&max-tokens=200`)
    await page.waitForSelector('html[data-backend="wasm"]', { timeout: 120_000 })
    const idle = await collect(page, () => page.waitForTimeout(2000))
    const rounds: (readonly number[])[] = []
    let tokens = 0
    for (let i = 0; i < ROLLOUTS; i++) {
      rounds.push(await collect(page, () => writeOnce(page)))
      tokens += await page.getByRole('list', { name: 'Rollout' }).getByRole('listitem').count()
      // The teacher reads after the last token: that is not what is measured here.
      await page.waitForTimeout(1500)
    }
    const intervals = rounds.flat()
    const seconds = intervals.reduce((sum, interval) => sum + interval, 0) / 1000
    return {
      frames: intervals.length,
      ...summary(intervals),
      tokensPerSecond: tokens / seconds,
      best: rounds.map(summary).reduce((best, round) => (round.late < best.late ? round : best)),
      idle: summary(idle),
    }
  })
}

/** Presses Sample and resolves when the last token is there. */
async function writeOnce(page: Page): Promise<void> {
  // Watched from within: a message from out here takes longer than a token.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const list = document.querySelector('ul[aria-label="Rollout"]')
        const buttons = [...document.querySelectorAll('button')]
        const observer = new MutationObserver(() => {
          if (list?.getAttribute('aria-busy') !== 'false') return
          observer.disconnect()
          resolve()
        })
        if (list) observer.observe(list, { attributes: true, attributeFilter: ['aria-busy'] })
        buttons.find(({ textContent }) => textContent?.trim() === 'Sample')?.click()
      }),
  )
}

/** Intervals between animation frames while something goes on, milliseconds. */
async function collect(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  // No function in here has a name: tsx would wrap it in a helper that the page does not have.
  await page.evaluate(() => {
    const stamps: number[] = []
    window.frameStamps = stamps
    void (async () => {
      while (window.frameStamps === stamps) stamps.push(await new Promise<number>(requestAnimationFrame))
    })()
  })
  await work()
  const stamps = await page.evaluate(() => {
    const collected = window.frameStamps ?? []
    window.frameStamps = undefined
    return collected
  })
  return stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? stamp))
}

declare global {
  interface Window {
    frameStamps?: number[] | undefined
  }
}

function summary(intervals: readonly number[]): Summary {
  const late = intervals.filter((interval) => interval > LATE_MS).length / Math.max(1, intervals.length)
  return { median: median(intervals), p95: quantile(intervals, 0.95), late }
}
