/** @file `npm run docs:tables`: writes the tables of `docs/` anew from the code and the measurements. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from '../load.ts'

const DOCS = join(import.meta.dirname, '../../docs')

const { TABLES, withTable } = await load<typeof import('./tables.ts')>(join(import.meta.dirname, 'tables.ts'))
for (const [name, { page, text }] of Object.entries(TABLES)) {
  const file = join(DOCS, page)
  const before = readFileSync(file, 'utf8')
  const after = withTable(before, name, text())
  if (after !== before) writeFileSync(file, after)
  process.stdout.write(`${name}: ${after === before ? 'as it was' : `written to docs/${page}`}\n`)
}
