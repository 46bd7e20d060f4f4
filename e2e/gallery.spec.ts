/** @file The gallery's files as a browser draws them by themselves: something is there, and nothing hangs over the edge. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'

const FOLDER = join(import.meta.dirname, '../docs/gallery')
const FIGURES = readdirSync(FOLDER).filter((name) => /^[\w-]+\.svg$/.test(name))

test('every figure of the gallery shows ink, by day and by night, and all of it lies on its sheet', async ({
  page,
}) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const name of FIGURES) {
      await page.goto(pathToFileURL(join(FOLDER, name)).href)
      const { shapes, outside } = await page.evaluate(() => {
        const sheet = document.querySelector('.paper')!.getBoundingClientRect()
        const paper = getComputedStyle(document.querySelector('.paper')!).fill
        const drawn = [...document.querySelectorAll('svg *')].filter((element) => {
          const { width, height } = element.getBoundingClientRect()
          const { fill, stroke, visibility, opacity } = getComputedStyle(element)
          const [drawing, text] = [element.matches('path, rect, circle, line'), element.matches('text, th, td, li, b')]
          const inked = text
            ? element.textContent?.trim()
            : [fill, stroke].some((ink) => ink !== 'none' && ink !== paper)
          const seen = visibility === 'visible' && opacity !== '0' && width + height > 1
          return (drawing || text) && inked && seen && !element.matches('.paper, .caption, .visually-hidden')
        })
        const over = drawn.filter((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect()
          return left < sheet.left || top < sheet.top || right > sheet.right || bottom > sheet.bottom - 8
        })
        return { shapes: drawn.length, outside: over.map((element) => element.outerHTML.slice(0, 90)) }
      })
      expect(shapes, `${name}, ${colorScheme}: shapes and words`).toBeGreaterThan(1)
      expect(outside, `${name}, ${colorScheme}: beyond the edge`).toEqual([])
    }
  }
})
