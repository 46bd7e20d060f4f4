/**
 * @file `npm run gallery`: draws every example and compares it with the file in `docs/gallery`. What differs is written beside it
 * as `<name>.changed.svg`, all of it on `changed.html`, and the command fails. With `--accept` the new ones take their place.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtinEnvironments } from 'vitest/runtime'
import { load } from '../load.ts'
import { page, readme } from './pages.ts'

const FOLDER = join(import.meta.dirname, '../../docs/gallery')
const CHANGED = /\.changed\.svg$|^changed\.html$/

async function main(options: readonly string[]): Promise<void> {
  const unknown = options.filter((option) => option !== '--accept')
  if (unknown.length > 0) throw new Error(`No such option: ${unknown.join(' ')}. There is --accept.`)
  // Some charts draw only in a page.
  await builtinEnvironments.jsdom.setup(globalThis, {})
  const { EXAMPLES, drawings } = await load<typeof import('./drawings.ts')>(join(import.meta.dirname, 'drawings.ts'))
  mkdirSync(FOLDER, { recursive: true })
  for (const name of readdirSync(FOLDER)) if (CHANGED.test(name)) rmSync(join(FOLDER, name))
  const wanted = new Map([...drawings(), ['README.md', readme(EXAMPLES)], ['index.html', page(EXAMPLES)]])
  const there = readdirSync(FOLDER)
  const differ = [...wanted].filter(([name, text]) => !there.includes(name) || read(name) !== text)
  const gone = there.filter((name) => !wanted.has(name))

  if (options.includes('--accept')) {
    for (const [name, text] of differ) writeFileSync(join(FOLDER, name), text)
    for (const name of gone) rmSync(join(FOLDER, name))
    report('Accepted', differ.length, gone)
  } else if (differ.length + gone.length > 0) {
    for (const [name, text] of differ)
      if (name.endsWith('.svg')) writeFileSync(join(FOLDER, name.replace(/svg$/, 'changed.svg')), text)
    const changed = new Set(differ.map(([name]) => name.replace(/\.svg$/, '')))
    writeFileSync(join(FOLDER, 'changed.html'), page(EXAMPLES, changed))
    report('Changed', differ.length, gone)
    for (const [name] of differ) process.stdout.write(`  ${name}\n`)
    process.stdout.write('Look at docs/gallery/changed.html, then: npm run gallery -- --accept\n')
    process.exitCode = 1
  } else process.stdout.write(`${EXAMPLES.length} figures, all as they were.\n`)
}

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8')
}

function report(word: string, files: number, gone: readonly string[]): void {
  const without = gone.length > 0 ? `; without an example: ${gone.join(', ')}` : ''
  process.stdout.write(`${word}: ${files} of the gallery's files${without}.\n`)
}

await main(process.argv.slice(2))
