/**
 * @file `npm run licences [-- --json]`: prints the licences of everything that ships in dist/. Exits with 1 where one is unknown or not
 * permissive, and says which.
 */
import { join } from 'node:path'
import { faults, licences } from './read.ts'

const all = licences(join(import.meta.dirname, '../..'))
if (process.argv.includes('--json')) {
  const list = all.map(({ name, version, licence, home }) => ({ name, version, licence, home }))
  process.stdout.write(`${JSON.stringify(list, null, 1)}\n`)
} else {
  const width = Math.max(...all.map(({ name }) => name.length)) + 2
  for (const { name, version, licence } of all) {
    process.stdout.write(`${name.padEnd(width)}${version.padEnd(12)}${licence || 'unknown'}\n`)
  }
  process.stdout.write(`${all.length} parts; fonts are under OFL-1.1, models under this repository's own licence\n`)
}
const wrong = faults(all)
for (const line of wrong) process.stderr.write(`${line}\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
