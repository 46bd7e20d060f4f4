import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, HARNESS_PORT, HARNESS_URL, installedBrowser, PAGE_PORT } from './e2e/browser.ts'

const PAGE_URL = `http://localhost:${PAGE_PORT}`
const executablePath = installedBrowser()

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  forbidOnly: Boolean(process.env.CI),
  // Two cores and a software GPU: more than one page at a time only makes all of them slow.
  workers: 1,
  // Seconds on an idle machine; a busy one must not make a test fail.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  use: {
    baseURL: PAGE_URL,
    viewport: { width: 1440, height: 900 },
    // A worker would answer what tests want to forbid; e2e/offline.spec.ts lets it in.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: { args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : { channel: 'chromium' }) },
  },
  webServer: [
    {
      command: `npx vite build --logLevel warn && npx vite preview --port ${PAGE_PORT} --strictPort`,
      url: PAGE_URL,
      reuseExistingServer: !process.env.CI,
      timeout: 120_000,
    },
    {
      command: `npx vite --config e2e/harness/vite.config.ts --port ${HARNESS_PORT} --strictPort`,
      url: HARNESS_URL,
      reuseExistingServer: !process.env.CI,
      timeout: 60_000,
    },
  ],
})
