/** @file The chapter says the same in every language, every number has its receipt, and the page needs neither script nor inline style. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { CHAPTER_LANGUAGES } from '../i18n/chapter.ts'
import { type Fact, factsOf, type Records } from './facts.ts'
import { FIGURES } from './figures.ts'
import { htmlOf } from './markup.ts'
import { MathSheet } from './maths.ts'
import { written } from './numbers.ts'
import { CHAPTERS, chapterSite, PICTURES } from './site.ts'
import type { Block, Chapter } from './types.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const records: Records = {
  evaluation: JSON.parse(read('models/evaluation.json')),
  first: JSON.parse(read('public/recorded/first.json')),
  privilege: JSON.parse(read('src/features/privilege/recorded.json')),
}
const facts: Readonly<Record<string, Fact>> = factsOf(records)
const skeleton = '<html lang="en"><head><!-- chapter-head --></head><body><!-- chapter-body --></body></html>'
const { pages, css } = chapterSite(skeleton, records)

const texts = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [block.text]
    case 'formula':
      return [block.said]
    case 'figure':
      return [block.caption]
    case 'list':
      return block.items
    case 'table':
      return [...block.head, ...block.rows.flat()]
    case 'code':
      return []
  }
}

/** What a block is, and which numbers, sources and pieces of code stand in it. */
const skeletonOf = ({ sections }: Chapter) =>
  Object.entries(sections).map(([id, { blocks }]) => ({
    id,
    blocks: blocks.map((block) => ({
      kind: block.kind,
      pieces: texts(block)
        .flatMap((text) => text.match(/\{[\w-]+\}|\[@[\w-]+\]|`[^`]+`/g) ?? [])
        .sort(),
    })),
  }))

describe('the chapter', () => {
  it.each(CHAPTER_LANGUAGES)('has the same parts, numbers and sources in %s as in English', (language) => {
    expect(skeletonOf(CHAPTERS[language])).toEqual(skeletonOf(CHAPTERS.en))
  })

  it('takes about twelve minutes to read', () => {
    const words = Object.values(CHAPTERS.en.sections)
      .flatMap(({ blocks }) => blocks.flatMap(texts))
      .join(' ')
      .split(/\s+/).length
    expect(words / 200).toBeGreaterThan(10)
    expect(words / 200).toBeLessThan(14)
  })

  it('stands at /chapter and /chapter/ and below it in the other languages', () => {
    expect(pages.map(({ path }) => path).sort()).toEqual([
      'chapter.html',
      'chapter/es/index.html',
      'chapter/index.html',
      'chapter/zh/index.html',
    ])
  })

  it.each(pages)('$path needs neither inline script nor inline style', ({ html }) => {
    expect(html).not.toMatch(/\sstyle=|<style|<script|\son\w+=/)
  })

  it.each(pages)('$path has nothing that points nowhere', ({ html }) => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('has a rule for every class of its formulas', () => {
    const used = new Set(pages.flatMap(({ html }) => html.match(/(?<=class="|\s)m[0-9a-z]{1,2}(?=[\s"])/g) ?? []))
    const named = new Set([...css.matchAll(/^\.(m[0-9a-z]+)\./gm)].map(([, name]) => name))
    expect([...named].filter((name) => !used.has(name ?? ''))).toEqual([])
    expect(named.size).toBeGreaterThan(5)
  })

  it('shows pictures that the gallery draws', () => {
    expect(PICTURES.filter((name) => !existsSync(join(ROOT, 'docs/gallery', name)))).toEqual([])
    expect(Object.values(FIGURES).length).toBe(7)
  })
})

describe('its numbers', () => {
  it('are finite, and come from files and commands that there are', () => {
    expect(Object.entries(facts).filter(([, { value }]) => !Number.isFinite(value))).toEqual([])
    for (const { from } of Object.values(facts)) {
      if (from.kind !== 'measured') continue
      expect(existsSync(join(ROOT, from.file))).toBe(true)
      expect(packageJson.scripts).toHaveProperty([/npm run ([\w:-]+)/.exec(from.how)?.[1] ?? ''])
    }
  })

  it('of the training room are those of docs/measurements.md', () => {
    const page = read('docs/measurements.md').replace(/\s+/g, ' ')
    const said = (id: string): string => String(Math.round((facts[id]?.value ?? Number.NaN) * 100))
    expect(page).toContain(
      `\`gkd\` lifts greedy accuracy on 100 held-out default problems from ${said('gkd-before')} % to ${said('gkd-after')} % in ${facts['gkd-seconds']?.value} s`,
    )
    expect(page).toContain(`from ${said('gkd-before')} % to ${said('opsd-after')} %`)
  })

  it('bear out what the text says of them', () => {
    const value = (id: string): number => facts[id]?.value ?? Number.NaN
    expect(value('forward-cover')).toBeLessThan(value('forward-pick'))
    expect(value('reverse-pick')).toBeLessThan(value('reverse-cover'))
    expect(value('k3-mean')).toBeCloseTo(value('exact-kl'), 12)
    expect(value('k2-mean')).not.toBeCloseTo(value('exact-kl'), 2)
    expect(value('k1-deviation')).toBeGreaterThan(2 * value('exact-kl'))
    expect(value('largest-gap')).toBeLessThan(0)
    expect(value('top-five')).toBeGreaterThan(1 / 3)
    expect(value('length-brief')).toBeLessThan(value('length-plain'))
    expect(value('with-hint')).toBeGreaterThan(value('student'))
    // What the paragraph on privilege claims of the recorded runs.
    const levels = ['hint', 'facts', 'answer', 'trace'].map((level) => value(`privilege-${level}`))
    expect(Math.min(...levels) - value('privilege-start')).toBeGreaterThan(0.3)
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.05)
    expect(Math.abs(value('privilege-nothing') - value('privilege-start'))).toBeLessThan(0.03)
    expect(value('gap-trace')).toBeLessThan(value('gap-answer'))
    expect(value('broken-facts')).toBeGreaterThan(value('broken-start'))
  })

  it('are written in each language’s way', () => {
    const fact: Fact = { value: -5.864, unit: 'nats', digits: 2, from: { kind: 'computed', formula: 'x' } }
    expect(written(fact, 'en')).toBe('−5.86\u202fnats')
    expect(written(fact, 'es')).toBe('−5,86\u202fnats')
    expect(written({ ...fact, value: 0.48, unit: 'share', digits: 1 }, 'zh')).toBe('48.0\u202f%')
    expect(written({ ...fact, value: 2e-5, unit: 'plain' }, 'en')).toBe('2e-5')
  })
})

describe('its markup', () => {
  const places = {
    math: (tex: string) => `<m>${tex}</m>`,
    fact: (id: string) => `<f>${id}</f>`,
    cite: (id: string) => `<c>${id}</c>`,
  }

  it('knows formulas, code, numbers, sources, links and stress, and escapes the rest', () => {
    expect(htmlOf('a < b & *c* **d** `<e>` $x_{<t}$ {f-1} [@g] [h](https://i.org/)', places)).toBe(
      'a &lt; b &amp; <em>c</em> <strong>d</strong> <code>&lt;e&gt;</code> <m>x_{<t}</m> <f>f-1</f> <c>g</c> <a href="https://i.org/">h</a>',
    )
  })

  it('sets formulas without style attributes', () => {
    const maths = new MathSheet()
    const html = maths.render('\\frac{1}{2}', true)
    expect(html).not.toContain('style=')
    expect(maths.css()).toMatch(/height:/)
  })
})
