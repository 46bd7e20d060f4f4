/**
 * @file Makes public/og.png, the picture of a link's preview: the stage as it stands on a first visit, 1200 x 630. Run it with the page
 * served: `npx tsx e2e/og-picture.ts [address]`; the address of `npm start` is the usual one.
 */
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, installedBrowser } from './browser.ts'

const [address = 'http://localhost:5173/'] = process.argv.slice(2)
const executablePath = installedBrowser()
const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath && { executablePath }) })
try {
  const page = await browser.newPage({
    viewport: { width: 1000, height: 525 },
    deviceScaleFactor: 1.2,
    colorScheme: 'light',
  })
  const query = new URLSearchParams({
    embed: '1',
    autoload: 'click',
    privileged: '1',
    hide: 'footer,legend,sampling,ledger',
  })
  await page.goto(`${new URL(address)}?${query}`)
  await page.getByRole('list', { name: 'Rollout' }).getByRole('listitem').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: 'public/og.png' })
} finally {
  await browser.close()
}
