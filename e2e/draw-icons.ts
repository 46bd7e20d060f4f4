/**
 * @file `npx tsx e2e/draw-icons.ts`: paints the icons of the installed page from public/favicon.svg. Run it again when the drawing
 * changes, and commit what it writes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { installedBrowser } from './browser.ts'

const PUBLIC = join(import.meta.dirname, '..', 'public')
/** The desk under the sheet; a maskable icon fills its whole square with it. */
const GROUND = '#f7f3ea'

const ICONS = [
  { name: 'icon-192.png', size: 192, share: 1, ground: 'transparent' },
  { name: 'icon-512.png', size: 512, share: 1, ground: 'transparent' },
  // Hosts cut maskable icons to any shape inside a circle of four fifths.
  { name: 'icon-maskable-512.png', size: 512, share: 0.6, ground: GROUND },
  { name: 'apple-touch-icon.png', size: 180, share: 0.8, ground: GROUND },
] as const

const svg = readFileSync(join(PUBLIC, 'favicon.svg')).toString('base64')
const executablePath = installedBrowser()
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) })
try {
  const page = await browser.newPage()
  for (const { name, size, share, ground } of ICONS) {
    await page.setViewportSize({ width: size, height: size })
    const side = size * share
    await page.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">
      <img src="data:image/svg+xml;base64,${svg}" width="${side}" height="${side}"></body>`,
    )
    await page.waitForFunction(() => document.images[0]?.complete)
    writeFileSync(join(PUBLIC, 'icons', name), await page.screenshot({ omitBackground: true }))
  }
} finally {
  await browser.close()
}
