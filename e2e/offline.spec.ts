/**
 * @file After one visit the page works with the network off, from any path of a host that sends no headers at all, and from one that
 * isolates it. The host is stopped, not only forbidden.
 */
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { ISOLATED, startStaticHost } from './static-host.ts'
import { measureFew } from './wiretap.ts'

const PATIENCE = 300_000

async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm', { timeout: PATIENCE })
}

/** Samples, has the teacher read it, and takes one step of training. */
async function work(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sample', exact: true }).click()
  await expect(page.getByText('LIVE', { exact: true })).toBeVisible({ timeout: PATIENCE })
  const rollout = page.getByRole('list', { name: 'Rollout', exact: true })
  await expect(rollout).toHaveAttribute('aria-busy', 'false', { timeout: PATIENCE })
  await expect(rollout.getByRole('button', { name: /not scored yet/ })).toHaveCount(0, { timeout: PATIENCE })
  await expect(rollout.getByRole('button', { name: /, gap / }).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Training', exact: true }).click()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Training', exact: true })).toContainText(/step 1 of/, {
    timeout: PATIENCE,
  })
}

/** A new version is offered, waits until it is asked for, and then the page is that version. */
async function takeUpdate(page: Page): Promise<void> {
  const shells = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('shell-')))
  await page.evaluate(() => {
    document.title = 'as it was'
    // A browser looks for a new version when it opens a page, and once a day.
    return navigator.serviceWorker.getRegistration().then((registration) => registration?.update())
  })
  await expect(page.getByText('A new version is here.')).toBeVisible({ timeout: PATIENCE })
  await expect(page).toHaveTitle('as it was')
  const waiting = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state)
  expect(await waiting()).toBe('installed')
  await page.getByRole('button', { name: 'Reload', exact: true }).click()
  await expect(page).not.toHaveTitle('as it was')
  await ready(page)
  await expect(page.getByText('A new version is here.')).toBeHidden()
  expect(await waiting()).toBeUndefined()
  expect(await shells()).toContainEqual(expect.stringMatching(/^shell-2-/))
  await expect(page.getByRole('button', { name: /^Ready offline/ })).toBeVisible({ timeout: PATIENCE })
}

test.use({ serviceWorkers: 'allow' })

for (const [name, folder, headers] of [
  ['from a folder of a host without headers @long-only', '/a/b/', {}],
  ['isolated', '/', ISOLATED],
] as const) {
  test(`after one visit it samples, scores and trains with the host gone, ${name}`, async ({ page }) => {
    test.setTimeout(900_000)
    const troubles: string[] = []
    await measureFew(page)
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
    })
    page.on('pageerror', (error) => troubles.push(error.message))
    let released = false
    const { address, stop } = await startStaticHost(folder, headers, {
      // What a release changes for a browser that has the page: the worker's list of files, and so its bytes and its cache.
      'service-worker.js': (text) => (released ? text.replace('shell-', 'shell-2-') : text),
    })
    try {
      // Few and short texts: what is learned does not matter here.
      await page.goto(`${address}?backend=wasm&rollouts=4&max-tokens=24`)
      await ready(page)
      const isolated = headers === ISOLATED
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated)
      await expect(page.getByRole('button', { name: /^Ready offline, \d+\.\d.MB$/ })).toBeVisible({ timeout: PATIENCE })
      if (isolated) {
        released = true
        await takeUpdate(page)
      }
      await stop()
      await page.reload()
      await ready(page)
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated)
      await expect(page.getByRole('button', { name: /^Ready offline/ })).toBeVisible({ timeout: PATIENCE })
      await work(page)
      // Every instrument was kept with the page, not only the open one.
      for (const tab of ['Hint X-ray', 'Divergence rail', 'Fork']) {
        await page.getByRole('tab', { name: tab, exact: true }).click()
        await expect(page.getByRole('region', { name: tab, exact: true })).toBeVisible()
      }
      expect(troubles).toEqual([])
      await page.getByRole('button', { name: /^Ready offline/ }).click()
      await page.getByRole('button', { name: 'Remove offline copy', exact: true }).click()
      await expect(page.getByRole('button', { name: 'No offline copy', exact: true })).toBeVisible()
      expect(
        await page.evaluate(async () => [await caches.keys(), await navigator.serviceWorker.getRegistrations()]),
      ).toEqual([[], []])
    } finally {
      await stop()
    }
  })
}
