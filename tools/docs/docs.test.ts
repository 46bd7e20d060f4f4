/** @file The documentation says what is there: its tables, its links, the files, commands and types that it names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { TABLES } from './tables.ts'

const ROOT = join(import.meta.dirname, '../..')
const below = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))

const PAGES = ['README.md', 'CONTRIBUTING.md', ...below('docs')].map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}))
const page = (path: string): string => PAGES.find((each) => each.path === path)?.text ?? ''

/** The names of files that a how-to lets its reader make. */
const TO_BE_MADE = /triangular|\/layers\/|\/surprises|fr\.json/

describe.each(PAGES)('$path', ({ path, text }) => {
  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, target = '']) => target)
    const ours = links.filter((target) => !/^https?:/.test(target))
    expect(ours.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([])
  })

  it('names files that are there', () => {
    const named = [...text.matchAll(/`((?:src|docs|tools|models|public|e2e|bench|\.github)\/[\w./-]+)`/g)]
    const gone = named.map(([, name = '']) => name).filter((name) => !existsSync(join(ROOT, name)))
    expect(gone.filter((name) => !TO_BE_MADE.test(name))).toEqual([])
  })

  it('names commands that there are', () => {
    const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name)
    expect(commands.filter((name) => !(name in packageJson.scripts))).toEqual([])
  })
})

describe('the tables', () => {
  const rowsOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('| '))

  it.each(Object.entries(TABLES))(
    '%s has no row that the code does not give; new ones: npm run docs:tables',
    (name, table) => {
      const text = page(`docs/${table.page}`)
      const [, written = ''] = text.split(`<!-- ${name} -->`)
      const rows = rowsOf(written.split(`<!-- /${name} -->`)[0] ?? '')
      expect(rows.length).toBeGreaterThan(5)
      const given = new Set(rowsOf(table.text()))
      expect(rows.filter((row) => !given.has(row))).toEqual([])
    },
  )

  it('of the models is the whole of what was measured', () => {
    expect(page('docs/models.md')).toContain(TABLES.models_table?.text())
  })
})

describe('the glossary', () => {
  const terms = page('docs/glossary.md')
    .split('\n')
    .filter((line) => /^\| \*\*/.test(line))

  it('has terms', () => {
    expect(terms.length).toBeGreaterThan(30)
  })

  it('names types that stand where it says', () => {
    const types = terms.flatMap((line) => [...line.matchAll(/`([A-Z]\w*)(?:\.\w+)?` in `([^`]+)`/g)])
    const wrong = types.filter(([, name, file = '']) => {
      const path = join(ROOT, 'src', file)
      const declared = new RegExp(`export (?:type|interface|class) ${name}\\b`)
      return !existsSync(path) || !declared.test(readFileSync(path, 'utf8'))
    })
    expect(wrong.map(([whole]) => whole)).toEqual([])
  })
})

it('the README is short, and begins with the two commands', () => {
  const readme = page('README.md')
  expect(readme.split('\n').slice(0, 4)).toEqual(['```', 'npm ci && npm start', 'npm ci && npm test', '```'])
  expect(readme.split('\n').length).toBeLessThanOrEqual(170)
})

it('every page of docs is reached from the README or a page that it reaches', () => {
  const reached = new Set<string>(['README.md'])
  for (const path of reached)
    for (const [, target = ''] of page(path).matchAll(/\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g))
      reached.add(relative(ROOT, join(ROOT, dirname(path), target)))
  expect(PAGES.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([])
})
