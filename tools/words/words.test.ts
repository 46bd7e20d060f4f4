/** @file The catalogues can be read, and what keeps them up to the source finds what the source says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageTag } from '../../src/i18n/languages.ts'
import { compiled, faultsOf, readCatalogue, writeCatalogue } from './catalogue.ts'
import { saidIn } from './sentences.ts'
import { broughtUp, coverage } from './update.ts'

const FOLDER = join(import.meta.dirname, '../../src/i18n/locales')
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.po'))
const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')

describe('the catalogues', () => {
  it('are those of the languages that the page offers, which they name by their tags', () => {
    expect(files.map((name) => name.slice(0, -3)).sort()).toEqual(LANGUAGES.filter((each) => each !== 'en').sort())
    for (const name of files) expect(readCatalogue(textOf(name)).headers.Language).toBe(languageTag(name.slice(0, -3)))
  })

  it.each(files)('%s is ICU MessageFormat, with the places of the English in every sentence', (name) => {
    expect(faultsOf(readCatalogue(textOf(name)))).toEqual([])
  })

  it.each(files)('%s stands as `npm run words` writes it, so that two changes meet in few lines', (name) => {
    expect(writeCatalogue(readCatalogue(textOf(name)))).toBe(textOf(name))
  })
})

describe('a catalogue', () => {
  const PO = `msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: es\\n"

msgid "Sample"
msgstr ""

#: src/b.tsx
msgid "{a} of {b}"
msgstr "{a} de {b}"
`

  it('is read and written without a change, and loses what nobody has translated when it is compiled', () => {
    const read = readCatalogue(PO)
    expect(read.entries).toEqual([
      { english: 'Sample', own: '', files: [] },
      { english: '{a} of {b}', own: '{a} de {b}', files: ['src/b.tsx'] },
    ])
    expect(writeCatalogue(read)).toBe(PO)
    expect(compiled(read)).toEqual({ '{a} of {b}': [['a'], ' de ', ['b']] })
  })

  it.each([
    ['{a} of {b}', '{b}: {a}', []],
    ['{a} of {b}', '{a} de {c}', [/places a b, its translation a c/]],
    ['{n, plural, one {# of {all}} other {# of {all}}}', '{n, plural, other {# / {all}}}', []],
    ['{n, plural, one {# of {all}} other {# of {all}}}', '{n, plural, other {#}}', [/places all n, its translation n/]],
    ['Sample', '{a', [/“Sample”: Error: Unexpected message end/]],
    ['{n, plural, one {a} other {b}}', '{n, plural, one {a}}', [/a plural without “other”/]],
    ['Sample', '', []],
  ])('“%s” as “%s”: its faults are named', (english, own, faults) => {
    expect(faultsOf({ headers: {}, entries: [{ english, own, files: [] }] })).toEqual(
      faults.map((fault) => expect.stringMatching(fault)),
    )
  })

  it('is brought up to the source: kept, added, dropped, and left alone where the source says it by another way', () => {
    const entry = (english: string, own: string) => ({ english, own, files: [] })
    const before = {
      headers: {},
      entries: [entry('Old', 'Viejo'), entry('Sample', 'Muestrear'), entry('No {x}.', 'Sin {x}.')],
    }
    const after = broughtUp(
      before,
      [
        { english: 'Sample', files: ['src/a.ts'] },
        { english: 'New', files: [] },
      ],
      new Set(['No {}.']),
    )
    expect(after.entries).toEqual([
      { ...entry('Sample', 'Muestrear'), files: ['src/a.ts'] },
      entry('New', ''),
      entry('No {x}.', 'Sin {x}.'),
    ])
    expect(coverage(after)).toBe('66.6 % of 3 sentences, 1 left')
  })
})

describe('what a source says', () => {
  it('is what t, mark and count are given, in any quotes, across lines and in a choice; other texts stand apart', () => {
    const source = `
      // t('A comment')
      t('One') + t(\n  "It's two",\n  { n },\n) + count(n, '# token', '# tokens') + mark('Four') + start('no') + t(name)
      t(right ? 'Right' : 'Wrong') + fail(\`The file \${name({ a: 1 })} is gone.\`)`
    const { asked, texts } = saidIn(source)
    expect(asked).toEqual(['One', "It's two", '{n, plural, one {# token} other {# tokens}}', 'Four', 'Right', 'Wrong'])
    expect(texts).toContain('The file {} is gone.')
    expect(texts).not.toContain('One')
  })
})
