/**
 * @file `npm run words`: brings every catalogue of `src/i18n/locales` up to what the source says, and says how much of each is translated.
 * `npm run words -- fr` begins a catalogue where there is none, and lists what is left to translate in it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from '../load.ts'
import { type Catalogue, faultsOf, readCatalogue, writeCatalogue } from './catalogue.ts'
import { saidIn, sources } from './sentences.ts'
import { broughtUp, coverage, type Sentence } from './update.ts'

const FOLDER = join(import.meta.dirname, '../../src/i18n/locales')

const [wanted] = process.argv.slice(2)
if (wanted !== undefined && !/^[a-z]{2,3}$/.test(wanted))
  throw new Error('Name a language by the letters of its code: npm run words -- fr')

const { namesOf } = await load<typeof import('./names.ts')>(join(import.meta.dirname, 'names.ts'))
const asked = new Map<string, Set<string>>()
const other = new Set<string>()
const say = (english: string, file: string): void => {
  if (english.trim() !== '') asked.set(english, (asked.get(english) ?? new Set()).add(file))
}
for (const { file, source } of sources()) {
  const said = saidIn(source, file)
  for (const english of said.asked) say(english, file)
  for (const text of said.texts) other.add(text)
}
for (const name of namesOf()) if (!asked.has(name)) say(name, 'src/features/index.ts')
const sentences: readonly Sentence[] = [...asked].map(([english, files]) => ({ english, files: [...files] }))

// In the order in which the page offers them; a new one comes last.
const LIST = join(FOLDER, 'languages.json')
const offered = Object.keys(JSON.parse(readFileSync(LIST, 'utf8')) as object)
const there = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.po') ? [name.slice(0, -3)] : []))
const languages = new Set([...offered.filter((each) => there.includes(each)), ...there, ...(wanted ? [wanted] : [])])

const facts: Record<string, object> = { en: { name: 'English', tag: 'en', direction: 'ltr' } }
let broken = false
for (const language of languages) {
  const file = join(FOLDER, `${language}.po`)
  const before = existsSync(file) ? readCatalogue(readFileSync(file, 'utf8')) : begun(language)
  const after = broughtUp(before, sentences, other)
  writeFileSync(file, writeCatalogue(after))
  const { 'X-Name': name = language, Language: tag = language, 'X-Direction': direction = 'ltr' } = after.headers
  facts[language] = { name, tag, direction }
  const missing = after.entries.filter(({ own }) => own === '')
  process.stdout.write(`${language} (${name}): ${coverage(after)}\n`)
  if (language === wanted) for (const { english } of missing) process.stdout.write(`  ${english}\n`)
  for (const fault of faultsOf(after)) {
    process.stdout.write(`  wrong: ${fault}\n`)
    broken = true
  }
}
writeFileSync(LIST, `${JSON.stringify(facts, null, 2)}\n`)
if (broken) process.exitCode = 1

/** A catalogue without a sentence, and what it says of its language, for a translator to mend. */
function begun(language: string): Catalogue {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  const direction = /^(?:ar|fa|he|ur|yi)$/.test(language) ? 'rtl' : 'ltr'
  return { headers: { Language: language, 'X-Name': name, 'X-Direction': direction }, entries: [] }
}
