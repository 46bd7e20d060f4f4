/** @file The harness page for tests of our graphs: opened once a worker, because its runtime takes longer to compile than the graphs. */
import { test as base, expect, type Page } from '@playwright/test'
import { HARNESS_URL } from './browser.ts'

export const test = base.extend<object, { readonly harness: Page }>({
  harness: [
    async ({ browser }, use) => {
      const page = await browser.newPage()
      await page.goto(HARNESS_URL)
      await page.waitForFunction(() => window.harness !== undefined)
      await use(page)
      await page.close()
    },
    { scope: 'worker' },
  ],
})

export { expect }
