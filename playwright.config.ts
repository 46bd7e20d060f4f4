import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, HARNESS_PORT, HARNESS_URL, installedBrowser, PAGE_PORT } from './e2e/browser.ts'
import { SECOND_TRIES } from './e2e/second-tries.ts'

const PAGE_URL = `http://localhost:${PAGE_PORT}`
const executablePath = installedBrowser()
/** Empty unless the long tests are wanted, and nothing else. */
const LONG = process.env.LONG

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  // One picture for every system: it is coarse enough (e2e/picture.ts).
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  forbidOnly: Boolean(process.env.CI),
  // The engine's WASM takes one thread on two cores, so two pages at a time keep a small machine busy and no more.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  // Test by test, or one long file would keep one worker busy while the other has nothing left.
  fullyParallel: true,
  // `npm run test:long` sets LONG, which makes the tests of this name long; some have no short form.
  ...(LONG ? { grep: /@long/ } : { grepInvert: /@long-only/ }),
  // Seconds on an idle machine; a busy one must not make a test fail.
  timeout: 600_000,
  expect: { timeout: 30_000 },
  retries: SECOND_TRIES,
  use: {
    baseURL: PAGE_URL,
    viewport: { width: 1440, height: 900 },
    // A worker would answer what tests want to forbid; e2e/offline.spec.ts lets it in.
    serviceWorkers: 'block',
    // A transition draws the page anew at each of its frames, a sixth of what a test costs; tests of what moves say `motion: true`.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every step costs a third of a run's time. `npm run e2e -- --trace on FILE` makes one of what failed.
    trace: 'off',
    screenshot: 'only-on-failure',
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
