import { afterEach, describe, expect, it } from 'vitest'
import { count, said, setDictionary, t } from './words.ts'

const SPANISH = new Map([
  ['Sample', 'Muestrear'],
  ['{n} token', '{n} token'],
  ['{n} tokens', '{n} tokens en total'],
  ['The file {file} is broken ({why}).', 'Roto ({why}): el archivo {file}.'],
  ['The file {file}.', 'Archivo {file}.'],
  ['{anything}.', '¿{anything}?'],
])

afterEach(() => setDictionary(null))

describe('t and count', () => {
  it('say what the source says while there is no dictionary', () => {
    expect(t('Sample')).toBe('Sample')
    expect(t('{a} of {b}', { a: 1, b: 'two' })).toBe('1 of two')
    expect(count(1, '{n} token', '{n} tokens')).toBe('1 token')
    expect(count(0, '{n} token', '{n} tokens')).toBe('0 tokens')
  })

  it('say it in the language of the dictionary, and leave English what that lacks', () => {
    setDictionary(SPANISH)
    expect(t('Sample')).toBe('Muestrear')
    expect(count(12, '{n} token', '{n} tokens')).toBe('12 tokens en total')
    expect(t('Unheard')).toBe('Unheard')
  })

  it('leave a place that nobody fills as it is', () => {
    expect(t('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  })
})

describe('said', () => {
  it('finds the sentence that the values were put in, the one that says most first', () => {
    setDictionary(SPANISH)
    expect(said('Sample')).toBe('Muestrear')
    expect(said('The file a/b.json is broken (404).')).toBe('Roto (404): el archivo a/b.json.')
    expect(said('The file a (1).')).toBe('Archivo a (1).')
  })

  it('does not take signs of a sentence for an expression', () => {
    setDictionary(new Map([['Is it {x}? (yes)', '¿Es {x}? (sí)']]))
    expect(said('Is it so? (yes)')).toBe('¿Es so? (sí)')
    expect(said('Is i so yes')).toBe('Is i so yes')
  })
})
