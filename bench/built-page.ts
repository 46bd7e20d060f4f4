/** @file The page as a visitor gets it: built, served with its headers, open in Chromium. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, installedBrowser } from '../e2e/browser.ts'

const ROOT = join(import.meta.dirname, '..')
const PORT = 5196

/**
 * Builds and serves the page, opens a browser, and cleans up behind `work`.
 * @param work gets an empty tab and the page's address
 * @param flags the browser's, beside the usual ones
 */
export async function withBuiltPage<T>(
  work: (page: Page, address: string) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'built-page-'))
  await build({ root: ROOT, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
    build: { outDir },
    preview: { port: PORT, strictPort: true },
  })
  const executablePath = installedBrowser()
  const browser = await chromium.launch({
    args: [...CHROMIUM_FLAGS, ...flags],
    ...(executablePath ? { executablePath } : {}),
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    return await work(page, `http://localhost:${PORT}/`)
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true })
  }
}
