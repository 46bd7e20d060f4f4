// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawings, EXAMPLES } from './drawings.ts'
import { page, readme } from './pages.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'docs/gallery')
const CHARTS = join(ROOT, 'src/charts')
const committed = readdirSync(FOLDER).filter((name) => !/\bchanged\b/.test(name))
const drawn = drawings()

describe('the gallery', () => {
  it.each([...drawn])('%s is drawn as it was accepted; if it is meant to change: npm run gallery', (name, text) => {
    expect(text).toBe(readFileSync(join(FOLDER, name), 'utf8'))
  })

  it('holds the examples and their pages, and nothing else', () => {
    expect(committed.sort()).toEqual([...drawn.keys(), 'README.md', 'index.html'].sort())
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toBe(readme(EXAMPLES))
    expect(readFileSync(join(FOLDER, 'index.html'), 'utf8')).toBe(page(EXAMPLES))
  })

  it('shows every chart that there is', () => {
    const charts = [...readdirSync(CHARTS), 'plots/curve-figure.tsx', 'plots/density-plot.tsx'].filter(
      (name) => name.endsWith('.tsx') && !name.includes('.test.'),
    )
    const gallery = readdirSync(join(CHARTS, 'gallery')).map((name) =>
      readFileSync(join(CHARTS, 'gallery', name), 'utf8'),
    )
    const shown = gallery.join('\n')
    expect(charts.filter((name) => !shown.includes(`/${name}'`))).toEqual([])
  })

  it.each([...drawn])(
    '%s stands alone: XML, no number that is none, nothing fetched, no colour left open',
    (_, text) => {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml')
      expect(read.querySelector('parsererror')).toBeNull()
      expect(text).not.toMatch(/NaN|Infinity|undefined|@import|url\(|light-dark/)
      expect(text.match(/https?:[^"]*/g)?.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([])
      // A chart's own variables may remain: its rules say what they are.
      const open = new Set([...text.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name))
      expect([...open].filter((name) => !text.includes(`${name}:`))).toEqual([])
    },
  )
})
