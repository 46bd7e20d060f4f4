/** @file `npm run schemas`: writes the JSON Schemas beside the page anew from the schemas by which it reads. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCHEMAS } from './schemas.ts'

for (const [path, text] of Object.entries(SCHEMAS)) {
  const file = join(import.meta.dirname, '../..', path)
  const same = readFileSync(file, 'utf8') === text
  if (!same) writeFileSync(file, text)
  process.stdout.write(`${path}: ${same ? 'as it was' : 'written'}\n`)
}
