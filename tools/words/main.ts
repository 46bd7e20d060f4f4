/**
 * @file `npm run words -- fr`: writes the words of a language in a file of its own, `src/i18n/fr.json`: every sentence that the page
 * says, English to translation. What was translated is kept, what nobody says any more goes, what is new stands there in English.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENTRIES } from '../../src/i18n/dictionary/entries.ts'

const [language = ''] = process.argv.slice(2)
if (!/^[a-z]{2,3}$/.test(language)) throw new Error('Name a language by its letters: npm run words -- fr')

const file = join(import.meta.dirname, '../../src/i18n', `${language}.json`)
const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
const translated = new Map(Object.entries(known as Readonly<Record<string, string>>))
const words = Object.keys(ENTRIES).map((english) => [english, translated.get(english) ?? english] as const)

const places = (sentence: string): string => [...sentence.matchAll(/\{\w+\}/g)].join().split('').sort().join('')
const broken = words.filter(([english, own]) => places(english) !== places(own))
writeFileSync(file, `${JSON.stringify(Object.fromEntries(words), null, 2)}\n`)
process.stdout.write(
  `${language}: ${words.filter(([a, b]) => a !== b).length} of ${words.length} sentences translated\n`,
)
for (const [english] of broken) process.stdout.write(`  other {places} than in English: ${english}\n`)
process.exitCode = broken.length > 0 ? 1 : 0
