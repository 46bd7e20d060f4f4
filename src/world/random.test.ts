import { describe, expect, it } from 'vitest'
import { hashSeed, Random } from './random.ts'

describe('Random', () => {
  it('repeats itself for the same seed and stream and differs otherwise', () => {
    const draw = (seed: number, stream?: string) => {
      const random = new Random(seed, stream)
      return Array.from({ length: 5 }, () => random.uint32())
    }
    expect(draw(7, 'a')).toEqual(draw(7, 'a'))
    const firsts = [draw(7, 'a'), draw(7, 'b'), draw(8, 'a'), draw(7), draw(0x80000007, 'a')].map((values) => values[0])
    expect(new Set(firsts).size).toBe(5)
  })

  it('follows the published sfc32 recurrence', () => {
    // Chris Doty-Humphrey's sfc32 written with BigInt, from the state that hashSeed gives, after the same 12 rounds.
    const mask = 0xffffffffn
    let [a, b, c, counter] = [hashSeed(5, 0, 1), hashSeed(5, 0, 2), hashSeed(5, 0, 3), 1].map(BigInt) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ]
    const next = (): bigint => {
      const sum = (a + b + counter) & mask
      counter = (counter + 1n) & mask
      a = b ^ (b >> 9n)
      b = (c + (c << 3n)) & mask
      c = (((c << 21n) | (c >> 11n)) + sum) & mask
      return sum
    }
    for (let i = 0; i < 12; i++) next()
    const random = new Random(5)
    for (let i = 0; i < 100; i++) expect(random.uint32()).toBe(Number(next()))
  })

  it('draws integers uniformly and includes both ends', () => {
    const counts = new Array<number>(6).fill(0)
    const random = new Random(1)
    for (let i = 0; i < 60_000; i++) counts[random.int(10, 15) - 10]!++
    // Standard deviation of a count is 91: five of them.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(456)
  })

  it('draws in proportion to weights and never what weighs nothing', () => {
    const random = new Random(2)
    const counts = { a: 0, b: 0, c: 0 }
    const items = [
      ['a', 1],
      ['b', 0],
      ['c', 3],
    ] as const
    for (let i = 0; i < 40_000; i++) counts[random.weighted(items)]++
    expect(counts.b).toBe(0)
    expect(Math.abs(counts.a - 10_000)).toBeLessThan(440)
  })

  it('shuffles a copy: every item once, each place equally likely', () => {
    const items = ['x', 'y', 'z'] as const
    const random = new Random(3)
    const firsts = { x: 0, y: 0, z: 0 }
    for (let i = 0; i < 30_000; i++) {
      const shuffled = random.shuffle(items)
      if (shuffled.length !== 3 || new Set(shuffled).size !== 3) expect(shuffled).toEqual(items)
      firsts[shuffled[0]!]++
    }
    for (const count of Object.values(firsts)) expect(Math.abs(count - 10_000)).toBeLessThan(410)
  })

  it('refuses what cannot be drawn', () => {
    expect(() => new Random(1).int(3, 2)).toThrow(RangeError)
    expect(() => new Random(1).pick([])).toThrow(RangeError)
    expect(() => new Random(1).weighted([['a', 0]])).toThrow(RangeError)
  })
})

describe('hashSeed', () => {
  it('has no collision in the first seeds and keeps the order of its parts', () => {
    const hashes = Array.from({ length: 20_000 }, (_, seed) => hashSeed(seed, 'stream'))
    expect(new Set(hashes).size).toBe(20_000)
    expect(hashSeed(1, 2)).not.toBe(hashSeed(2, 1))
    expect(hashSeed('ab', 'c')).not.toBe(hashSeed('a', 'bc'))
  })
})
