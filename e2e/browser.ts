/**
 * @file Which browser the tests use: Debian's chromium or Chrome when one is installed, else Playwright's own. Headless
 * WebGPU runs on the software adapter, which is correct and slow.
 */
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Disabled by Playwright itself: of two such flags the last one counts, so what it disables is listed here again. */
const DISABLED_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** The address bar's list is a page of its own, which every new window opens ahead of time: a third of what our page costs. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'PreloadTopChromeWebUI']

/** The one flag for features that a browser is to be without. */
const without = (...features: readonly string[]): string =>
  `--disable-features=${[...DISABLED_BY_PLAYWRIGHT, ...ADDRESS_BAR, ...features].join(',')}`

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

export const CHROMIUM_FLAGS: readonly string[] = [
  ...FLAGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  without(),
]

/** A browser as it is on a device without WebGPU. */
export const FLAGS_WITHOUT_WEBGPU: readonly string[] = [...FLAGS, without('WebGPU')]

/**
 * Ports of the built page and of the harness. `E2E_PORT` moves both, so that two checkouts can be tested side by side on one
 * machine without testing each other's build.
 */
export const PAGE_PORT = Number(process.env.E2E_PORT ?? 5199)
export const HARNESS_PORT = PAGE_PORT - 1
export const HARNESS_URL = `http://localhost:${HARNESS_PORT}/`

/** Path of an installed Chrome or Chromium (`CHROMIUM_PATH` names another), or undefined. */
export function installedBrowser(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...INSTALLED].find((path) => path !== undefined && existsSync(path))
}

/** Whether Playwright's own download is there. */
export function downloadedBrowser(): boolean {
  return existsSync(chromium.executablePath())
}
