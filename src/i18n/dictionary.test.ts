/** @file The dictionary is whole: what the source asks for has its translations but for a few that wait, and none is left over. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../divergence/registry.ts'
import { REGISTRY } from '../features/index.ts'
import { RECIPES } from '../methods/catalogue/registry.ts'
import { allActions } from '../store/registry.ts'
import { ENTRIES } from './dictionary/entries.ts'
import { asked, namesOf } from './dictionary.test-helper.ts'
import { UNTRANSLATED_RECIPES } from './method-names.test-helper.ts'
import { UNTRANSLATED_DIVERGENCES } from './registry-names.test-helper.ts'
import { formOf, forms, spoken } from './spoken.test-helper.ts'

const SRC = join(import.meta.dirname, '..')

const sources = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test|test-helper/.test(entry.name))
  // Test doubles speak to tests.
  .filter(({ parentPath }) => !/\btesting$/.test(parentPath))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !relative(SRC, file).startsWith('i18n'))

const wanted = new Map<string, string>()
for (const file of sources) {
  for (const sentence of asked(readFileSync(file, 'utf8'))) wanted.set(sentence, relative(SRC, file))
}
for (const name of namesOf()) if (!wanted.has(name)) wanted.set(name, 'a registry')

/** Rooms and files that know of no language and speak to people all the same: by errors, notices and verdicts. */
const SPEAKING =
  /^(?:engine|worker|store|settings|formats|features)\/|^methods\/(?:schema|expression)\/|^world\/(?:worked\/steps|quest\/walk|tally\/verify)\.ts$/
/** What graphs say of themselves in ONNX files, what only programmers meet, and errors that are put together of pieces (`benchNames`). */
const UNHEARD =
  /^(?:The ramp ends|It names nothing of|\{\} has the unknown|\{\} is missing|\{\} \{\}\.$|Give (?:\{\}\.|a number \{\}|at least one|one line)|The student's log-probs|What a teacher says of given|Exponential moving|This component stands|\{\}: \{\}\.$)/

const known = new Set(Object.keys(ENTRIES).map(formOf))
/** What manifests say of their features stands in the documentation alone. */
const MANIFEST = /^features\/[^/]+\/index\.ts$|^store\/core\.ts$/

const speaking = sources
  .filter((file) => SPEAKING.test(relative(SRC, file)) && !MANIFEST.test(relative(SRC, file)))
  .map((file) => ({ file: relative(SRC, file), source: readFileSync(file, 'utf8') }))
const heard = speaking
  .flatMap(({ file, source }) => spoken(source).map((form) => ({ file, form })))
  .filter(({ form }) => !UNHEARD.test(form))
const written = new Set(speaking.flatMap(({ source }) => forms(source)))

const places = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

/** Whoever adds to the page writes English: so much of it may wait for its translators, and shows English until then. */
const COVERAGE = 0.98

describe('the dictionary', () => {
  it('has what the page, its actions, the engine and the verifiers say; what it lacks is listed and shows English', () => {
    const actions = allActions(REGISTRY)
    const missing = [
      ...[...wanted].filter(([sentence]) => !(sentence in ENTRIES)).map(([sentence, file]) => `${file}: ${sentence}`),
      ...heard.filter(({ form }) => !known.has(form)).map(({ file, form }) => `${file}: ${form}`),
      ...actions.filter(({ label }) => !(label in ENTRIES)).map(({ id, label }) => `action ${id}: ${label}`),
    ]
    const all = wanted.size + heard.length + actions.length
    const share = 1 - missing.length / all
    if (missing.length > 0) {
      console.warn(`${(100 * share).toFixed(1)} % of ${all} are translated; not yet:\n  ${missing.join('\n  ')}`)
    }
    expect(share).toBeGreaterThanOrEqual(COVERAGE)
  })

  it('has divergences and recipes; one that nobody has translated yet is named here and shows English', () => {
    const english = [...UNTRANSLATED_DIVERGENCES, ...UNTRANSLATED_RECIPES].map(({ id }) => id)
    if (english.length > 0) console.warn(`not translated: ${english.join(', ')}`)
    expect(DIVERGENCES.length - UNTRANSLATED_DIVERGENCES.length).toBeGreaterThanOrEqual(15)
    expect(RECIPES.length - UNTRANSLATED_RECIPES.length).toBeGreaterThanOrEqual(44)
  })

  it('has nothing that nobody says', () => {
    const idle = Object.keys(ENTRIES).filter((sentence) => !wanted.has(sentence) && !written.has(formOf(sentence)))
    expect(idle).toEqual([])
  })

  it('keeps the places for numbers and names in every language', () => {
    const wrong = Object.entries(ENTRIES).filter(([english, both]) =>
      both.some((sentence) => String(places(sentence)) !== String(places(english))),
    )
    expect(wrong).toEqual([])
  })

  it('leaves no translation empty', () => {
    expect(Object.entries(ENTRIES).filter(([, both]) => both.some((sentence) => sentence.trim() === ''))).toEqual([])
  })
})

describe('asked', () => {
  it('finds what t, count and mark are given, in any quotes, across lines', () => {
    const source =
      "t('One') + t(\n  \"It's two\",\n  { n },\n) + count(n, '{n} token', '{n} tokens') + mark('Four') + start('no') + t(name)"
    expect([...asked(source)]).toEqual(['One', "It's two", 'Four', '{n} token', '{n} tokens'])
  })
})

describe('spoken', () => {
  it('finds whole sentences with their values as open places, and no comments', () => {
    const source = `
      // A comment is no sentence.
      fail('It failed.', \`The file \${name({ a: 1 })} is gone.\`)
      t('Known to the page.') + count(n, '{n} is here.', '{n} are here.')`
    expect(spoken(source)).toEqual(['It failed.', 'The file {} is gone.'])
  })
})
