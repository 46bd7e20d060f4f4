import { describe, expect, it } from 'vitest'
import { place, roundUp, valueDomain } from './domain.ts'

describe('ends of axes', () => {
  it('are the smallest round value that holds what is there', () => {
    expect([0.013, 0.05, 1, 1.01, 2.9, 42, 999, 1e12].map(roundUp)).toEqual([0.02, 0.05, 1, 2, 3, 50, 1000, 1e12])
    expect([0, -1, Number.NaN, Infinity].map(roundUp)).toEqual([1, 1, 1, 1])
  })

  it('stand still while values stay within them, and never shrink as values come in', () => {
    const values = [0.31, 0.29, 0.12, 0.44, 0.1, 0.51]
    const ends = values.map((_, i) => valueDomain(values.slice(0, i + 1))[1])
    expect(ends).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 1])
  })

  it('reach below zero only where values do', () => {
    expect(valueDomain([])).toEqual([0, 1])
    expect(valueDomain([0.2, -0.03])).toEqual([-0.03, 0.2])
    expect(valueDomain([-4, -1])).toEqual([-5, 0])
    expect(valueDomain([-0.0001, 0.9])).toEqual([0, 1])
    expect(valueDomain([0.0001, -0.9])).toEqual([-1, 0])
    expect(valueDomain([Number.NaN, Infinity, 3])).toEqual([0, 3])
  })

  it('place values between them and cut what lies beyond', () => {
    expect([-1, 0, 1, 2, 9].map((value) => place(value, [0, 2]))).toEqual([0, 0, 0.5, 1, 1])
  })
})
