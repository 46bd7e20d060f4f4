/** @file The dictionary is complete: every sentence that the source asks for has its translations, and none is left over. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENTRIES } from './dictionary/entries.ts'
import { asked, namesOf } from './dictionary.test-helper.ts'

const SRC = join(import.meta.dirname, '..')

const sources = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test|test-helper/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !relative(SRC, file).startsWith('words'))

const wanted = new Map<string, string>()
for (const file of sources) {
  for (const sentence of asked(readFileSync(file, 'utf8'))) wanted.set(sentence, relative(SRC, file))
}
for (const name of namesOf()) if (!wanted.has(name)) wanted.set(name, 'a registry')

const places = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

describe('the dictionary', () => {
  it('has every sentence that the page says', () => {
    const missing = [...wanted].filter(([sentence]) => !(sentence in ENTRIES)).map(([s, file]) => `${file}: ${s}`)
    expect(missing).toEqual([])
  })

  it('has nothing that nobody says', () => {
    expect(Object.keys(ENTRIES).filter((sentence) => !wanted.has(sentence))).toEqual([])
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
