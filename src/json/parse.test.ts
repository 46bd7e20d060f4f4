import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { decodeText, parseJson } from './parse.ts'
import { index, number } from './plain.ts'
import { finite, read, real, whole } from './read.ts'

describe('parseJson', () => {
  it('reads what Python writes for infinities, wherever a value can stand, and leaves texts alone', () => {
    const json = parseJson('{"a": -Infinity, "b": [Infinity, 1], "c": "[NaN, -Infinity]"}')
    expect(json).toEqual({ a: '-Infinity', b: ['Infinity', 1], c: '[NaN, -Infinity]' })
    expect(read(z.object({ a: real() }), json, 'file')).toEqual({ a: Number.NEGATIVE_INFINITY })
  })

  it('names the place of a NaN', () => {
    const tokens = z.object({ tokens: z.array(z.object({ gap: real() })) })
    expect(() => read(tokens, parseJson('{"tokens": [{"gap": NaN}]}'), 'file')).toThrow(
      'tokens[0].gap: expected a number, found NaN',
    )
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
    expect(() => read(finite(0, 1), 1.5, 'p')).toThrow('p: expected a number from 0 to 1, found 1.5')
    expect(() => read(finite(0), 'Infinity', 't')).toThrow('of at least 0, found Infinity')
    expect(() => read(whole(1), 0, 'rank')).toThrow('rank: expected a whole number of at least 1, found 0')
    expect(() => read(z.array(z.unknown()).check(z.maxLength(2)), [1, 2, 3], 'list')).toThrow(
      'list: expected at most 2 entries, found [1,2,3]',
    )
    expect(() => index(64, 'round', 64)).toThrow('round: expected a whole number from 0 to 63, found 64')
    expect(() => number(Number.NaN, 'since')).toThrow('since: expected a number, found NaN')
  })
})
