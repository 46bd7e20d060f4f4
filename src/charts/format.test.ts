import { describe, expect, it } from 'vitest'
import {
  formatAmount,
  formatBytes,
  formatNats,
  formatNumber,
  formatProbability,
  formatShare,
  formatSigned,
  formatSignedNats,
  inUnit,
  tokenGlyph,
  tokenName,
} from './format.ts'

describe('numbers', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1.00'],
    [-1.234, '−1.23'],
    [12.345, '12.3'],
    [99.96, '100'],
    [1234.5, '1235'],
    [0.99951, '1.00'],
    [0.1234, '0.123'],
    [0.01234, '0.0123'],
    [0.00123, '0.0012'],
    [0.00004, '0'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, '–'],
  ])('%f is written %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it('writes amounts in powers of a thousand', () => {
    expect([0, 7, 840, 999.6, 1234, 12_345, 4.56e12, 0.5].map(formatAmount)).toEqual([
      '0',
      '7',
      '840',
      '1k',
      '1.23k',
      '12.3k',
      '4.56T',
      '0.5',
    ])
  })

  it('writes shares with no more digits than they need', () => {
    expect([0, 0.5, 0.8125, 0.9999, 1, Number.NaN].map(formatShare)).toEqual(
      ['0 %', '50 %', '81.3 %', '100 %', '100 %', '–'].map((text) => text.replace(' ', '\u2009')),
    )
  })

  it('writes a plus only where something is above zero', () => {
    expect([2, -2, 0, 0.00001, Number.POSITIVE_INFINITY].map(formatSigned)).toEqual(['+2.00', '−2.00', '0', '0', '+∞'])
  })

  it('turns nats into bits: ln 2 nats are one bit', () => {
    expect(inUnit(Math.LN2, 'bits')).toBeCloseTo(1, 15)
    expect(formatNats(6, 'bits')).toBe('8.66\u2009bits')
    expect(formatNats(6, 'nats')).toBe('6.00\u2009nats')
    expect(formatSignedNats(-1, 'bits')).toBe('−1.44\u2009bits')
  })
})

describe('probabilities', () => {
  it.each([
    [0, '0'],
    [1, '100'],
    [0.5, '50.0'],
    [0.0353, '3.53'],
    [0.00031, '0.03'],
    [0.00001, '<0.01'],
    [0.99995, '>99.99'],
    [0.9996, '99.96'],
  ])('%f is %s %%', (p, text) => {
    expect(formatProbability(p)).toBe(`${text}\u2009%`)
  })

  it('has no word for what is no number', () => {
    expect(formatProbability(Number.NaN)).toBe('–')
  })
})

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [2_480_000, '2.5 MB'],
    [123_000_000, '123 MB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text.replace(' ', '\u2009'))
  })
})

describe('tokens', () => {
  it('sets a leading space apart and gives the invisible a sign', () => {
    expect(tokenGlyph(' eggs')).toEqual({ space: true, text: 'eggs', sign: false })
    expect(tokenGlyph('7')).toEqual({ space: false, text: '7', sign: false })
    expect(tokenGlyph('\n')).toEqual({ space: false, text: '⏎', sign: true })
    expect(tokenGlyph('<0xE4><0xBD>')).toEqual({ space: false, text: '<0xE4><0xBD>', sign: true })
    expect(tokenGlyph('a\tb\u0085')).toEqual({ space: false, text: 'a␉b<0x85>', sign: false })
    expect(tokenGlyph(' ')).toEqual({ space: true, text: '', sign: true })
    expect(tokenGlyph('')).toEqual({ space: false, text: '▪', sign: true })
    expect(tokenGlyph('<|pad|>')).toEqual({ space: false, text: '‹pad›', sign: true })
  })

  it('names them in words', () => {
    expect(['9', ' eggs', '\n', ' ', ''].map(tokenName)).toEqual(['“9”', '“eggs”', 'newline', 'space', 'end of text'])
  })
})
