import { describe, expect, it } from 'vitest'
import { breaksOf } from './breaks.ts'

const breaks = (...texts: string[]) => [...breaksOf(texts.map((text) => ({ text })))]

describe('where a line may break', () => {
  it('is before words and signs, never within a number or before a stop', () => {
    expect(breaks('Dan', ' has', ' ', '4', '8', '+', '8', '.')).toEqual([1, 2, 5])
  })

  it('is within what has no spaces, once it is longer than a word', () => {
    expect(breaks(...Array.from({ length: 30 }, () => '字'))).toEqual([12, 24])
    expect(breaks('Supercalifragilistic', 'expialidocious')).toEqual([0, 1])
  })
})
