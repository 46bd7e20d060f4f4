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

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
] as const

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
