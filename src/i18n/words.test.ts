import { compileMessage } from '@lingui/message-utils/compileMessage'
import { afterEach, describe, expect, it } from 'vitest'
import { english, message, withDetail } from '../message/message.ts'
import { loadCatalogue } from './catalogues.ts'
import { count, list, number, setCatalogue, t, translate, wordsFor } from './words.ts'

const speak = (sentences: Readonly<Record<string, string>>, tag = 'es'): void =>
  setCatalogue(
    tag,
    Object.fromEntries(Object.entries(sentences).map(([english, own]) => [english, compileMessage(own)])),
  )

const SPANISH = {
  Sample: 'Muestrear',
  'Token {text}': 'El token {text}',
  '{n, plural, one {# token} other {# tokens}}': '{n, plural, one {# token} other {# tokens en total}}',
  'The file {file} is broken ({why}).': 'Roto ({why}): el archivo {file}.',
  'The file {file}.': 'Archivo {file}.',
  '{anything}.': '¿{anything}?',
}

afterEach(() => setCatalogue('en', null))

describe('t and count', () => {
  it('say what the source says while there is no catalogue', () => {
    expect(t('Sample')).toBe('Sample')
    expect(t('{a} of {b}', { a: 1, b: 'two' })).toBe('1 of two')
    expect(count(1, '# token', '# tokens')).toBe('1 token')
    expect(count(0, '# token', '# tokens')).toBe('0 tokens')
    expect(count(12345, '# token', '# tokens')).toBe('12,345 tokens')
  })

  it('say it in the language of the catalogue, and leave English what that lacks', () => {
    speak(SPANISH)
    expect(t('Sample')).toBe('Muestrear')
    // A place that a control is put in later stays one.
    expect(t('Token {text}')).toBe('El token {text}')
    expect(count(1, '# token', '# tokens')).toBe('1 token')
    expect(count(12345, '# token', '# tokens')).toBe('12.345 tokens en total')
    expect(t('Unheard')).toBe('Unheard')
    expect(t('constructor')).toBe('constructor')
  })

  it('have as many forms as the language has', () => {
    speak(
      { '{n, plural, one {# step} other {# steps}}': '{n, plural, one {# krok} few {# kroki} other {# kroków}}' },
      'pl',
    )
    expect([1, 2, 5, 22].map((n) => count(n, '# step', '# steps'))).toEqual([
      '1 krok',
      '2 kroki',
      '5 kroków',
      '22 kroki',
    ])
  })

  it('leave a value as it is: no escape in it is read, no place in it is filled', () => {
    speak(SPANISH)
    expect(t('Token {text}', { text: '\\u0041 \\x41 $& ' })).toBe('El token \\u0041 \\x41 $& ')
    expect(t('Token {text}', { text: '{text}' })).toBe('El token {text}')
  })

  it('write lists and numbers as the language does', () => {
    expect([list(['a', 'b', 'c']), number(12345.5)]).toEqual(['a, b, c', '12,345.5'])
    speak(SPANISH)
    expect([list(['a', 'b', 'c']), number(12345.5)]).toEqual(['a, b y c', '12.345,5'])
  })

  it('leave a place that nobody fills as it is', () => {
    expect(t('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  })
})

describe('a page that is given away', () => {
  it('takes the sentences along that its own program says, plurals too', () => {
    speak(SPANISH)
    expect(Object.keys(wordsFor("t('Sample');count(n,'# token','# tokens')"))).toEqual([
      'Sample',
      '{n, plural, one {# token} other {# tokens}}',
    ])
  })
})

describe('a catalogue', () => {
  it('is fetched for its language alone; English needs none', async () => {
    expect(await loadCatalogue('en')).toEqual({})
    setCatalogue('es', await loadCatalogue('es'))
    expect(t('Sample')).toBe('Muestrear')
  })
})

describe('translate', () => {
  it('says a sentence in the language of the page, and what stands in its places where that is a sentence too', () => {
    speak(SPANISH)
    expect(translate('Sample')).toBe('Muestrear')
    const why = message('The file {file}.', { file: 'b {why}' })
    expect(translate(message('The file {file} is broken ({why}).', { file: 'Sample', why }))).toBe(
      'Roto (Archivo b {why}.): el archivo Sample.',
    )
    expect(translate(message('Nobody says this of {name}.', { name: 'a' }))).toBe('Nobody says this of a.')
  })

  it('puts what another program said before the full stop', () => {
    speak({ 'It failed.': '它失败了。' }, 'zh-Hans')
    expect(translate(withDetail('It failed.', 'EIO'))).toBe('它失败了 (EIO)。')
    expect(english(withDetail('It failed.', 'EIO'))).toBe('It failed (EIO).')
  })
})
