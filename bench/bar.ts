/**
 * @file What the training room promises, measured as a visitor would: the built page in Chromium on WASM, the recipe chosen,
 * Train pressed, a hundred steps of 16 rollouts watched to the end.
 */

import type { Page } from '@playwright/test'
import { overheard, tapWire } from '../e2e/wiretap.ts'
import { median } from '../src/divergence/stats.ts'
import type { Evaluation } from '../src/engine/training/types.ts'
import { withBuiltPage } from './built-page.ts'

const RECIPES = ['gkd', 'opsd'] as const
const SEEDS = [1, 2, 3] as const
const STEPS = 100
const PATIENCE_MS = 15 * 60_000

export interface BarRun {
  readonly recipe: string
  readonly seed: number
  /** Greedy accuracy on the page's held-out problems. */
  readonly before: number
  readonly after: number
  /** From the press of Train to the last step's measurement, everything that the page does in between included. */
  readonly wallSeconds: number
  /** Of that, the steps themselves. */
  readonly trainingSeconds: number
}

export interface Bar {
  readonly runs: readonly BarRun[]
  /** By recipe: the median over seeds. */
  readonly median: Readonly<Record<string, { readonly gain: number; readonly wallSeconds: number }>>
}

/** Six runs of some two minutes each. */
export async function measureBar(): Promise<Bar> {
  const runs: BarRun[] = []
  for (const recipe of RECIPES)
    for (const seed of SEEDS) runs.push(await withBuiltPage((page, address) => runOnce(page, address, recipe, seed)))
  const byRecipe = Object.fromEntries(
    RECIPES.map((recipe) => {
      const own = runs.filter((run) => run.recipe === recipe)
      return [
        recipe,
        {
          gain: median(own.map(({ before, after }) => after - before)),
          wallSeconds: median(own.map(({ wallSeconds }) => wallSeconds)),
        },
      ]
    }),
  )
  return { runs, median: byRecipe }
}

async function runOnce(page: Page, address: string, recipe: string, seed: number): Promise<BarRun> {
  await tapWire(page)
  await page.goto(`${address}?backend=wasm&recipe=${recipe}&training-seed=${seed}&steps=${STEPS}`)
  await page.waitForSelector('html[data-backend="wasm"]', { timeout: 120_000 })
  const start = performance.now()
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page.waitForFunction(
    (last) =>
      window.wire?.log.some(
        ({ message }) => message.type === 'result' && message.method === 'evaluateRun' && message.value.step === last,
      ),
    STEPS,
    { timeout: PATIENCE_MS, polling: 500 },
  )
  const wallSeconds = (performance.now() - start) / 1000
  const measured = (await overheard(page)).flatMap(({ message }): Evaluation[] =>
    message.type === 'result' && message.method === 'evaluateRun' ? [message.value] : [],
  )
  const [first, last] = [measured[0], measured.at(-1)]
  if (!first || !last) throw new Error(`the run of ${recipe} was not measured`)
  return {
    recipe,
    seed,
    before: first.greedy.share,
    after: last.greedy.share,
    wallSeconds,
    trainingSeconds: last.spent.seconds,
  }
}
