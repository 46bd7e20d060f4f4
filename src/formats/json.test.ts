import { describe, expect, it } from 'vitest'
import { between, decodeText, integerFrom, number, object, parseJson } from './json.ts'

describe('parseJson', () => {
  it('reads what Python writes for infinities, wherever a value can stand, and leaves texts alone', () => {
    const json = object(parseJson('{"a": -Infinity, "b": [Infinity, 1], "c": "[NaN, -Infinity]"}'), 'file')
    expect(number(json.a, 'a')).toBe(Number.NEGATIVE_INFINITY)
    expect(json.b).toEqual(['Infinity', 1])
    expect(json.c).toBe('[NaN, -Infinity]')
  })

  it('names the place of a NaN', () => {
    const json = object(parseJson('{"gap": NaN}'), 'file')
    expect(() => number(json.gap, 'tokens[3].gap')).toThrow('tokens[3].gap: expected a number, found NaN')
  })

  it.each([
    ['', 'it is empty'],
    ['{"a": ', 'it is not JSON'],
    ['P\0K\0', 'it is not UTF-8 text'],
  ])('says what %j is instead', (text, message) => {
    expect(() => parseJson(text)).toThrow(message)
  })
})

describe('decodeText', () => {
  it.each([
    ['UTF-8', [0x7b, 0x22, 0xc3, 0xa9, 0x22, 0x7d]],
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x7b, 0x22, 0xc3, 0xa9, 0x22, 0x7d]],
    ['UTF-16, little end first', [0xff, 0xfe, 0x7b, 0, 0x22, 0, 0xe9, 0, 0x22, 0, 0x7d, 0]],
    ['UTF-16, big end first', [0xfe, 0xff, 0, 0x7b, 0, 0x22, 0, 0xe9, 0, 0x22, 0, 0x7d]],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(new Uint8Array(bytes))).toBe('{"é"}')
  })
})

describe('ranges', () => {
  it('say what was expected and what was found', () => {
    expect(() => between(1.5, [0, 1], 'p')).toThrow('p: expected a number from 0 to 1, found 1.5')
    expect(() => between('Infinity', [0, Number.POSITIVE_INFINITY], 't')).toThrow('of at least 0, found Infinity')
    expect(() => integerFrom(0, 1, 'rank')).toThrow('rank: expected a whole number of at least 1, found 0')
  })
})
