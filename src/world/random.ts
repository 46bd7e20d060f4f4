/**
 * @file The worlds' random numbers: a small seeded generator (sfc32, seeded by a hash of its parts), the same on every
 * machine because it uses 32-bit integer arithmetic only.
 */

/** The last avalanche of MurmurHash3: every input bit reaches every output bit. */
function avalanche(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** An unsigned 32-bit hash of the parts in order; numbers count by their low 32 bits, strings by their characters. */
export function hashSeed(...parts: readonly (number | string)[]): number {
  let h = 0x9e3779b9
  for (const part of parts) {
    if (typeof part === 'number') {
      h = avalanche(h ^ Math.imul(part | 0, 0x9e3779b1)) ^ 0x165667b1
    } else {
      for (let i = 0; i < part.length; i++) h = Math.imul(h ^ part.charCodeAt(i), 0x01000193)
      h = avalanche(h ^ part.length)
    }
    h = (Math.imul(h, 5) + 0xe6546b64) >>> 0
  }
  return avalanche(h)
}

/** A seeded stream of random numbers. Streams of one seed with different names are independent. */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  /** @param seed unsigned 32-bit integer. @param stream a name that separates uses of one seed. */
  constructor(seed: number, stream: string | number = 0) {
    this.a = hashSeed(seed, stream, 1)
    this.b = hashSeed(seed, stream, 2)
    this.c = hashSeed(seed, stream, 3)
    // sfc32 needs some rounds before the seed has reached the whole state.
    for (let i = 0; i < 12; i++) this.uint32()
  }

  /** The next unsigned 32-bit integer (sfc32 by Chris Doty-Humphrey, PractRand). */
  uint32(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 0x100000000
  }

  /** Uniform integer from lo to hi, both included. Throws RangeError when hi < lo. */
  int(lo: number, hi: number): number {
    if (hi < lo) throw new RangeError(`int: empty range ${lo}..${hi}`)
    return lo + Math.floor(this.next() * (hi - lo + 1))
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of the items. Throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick: no items')
    return items[this.int(0, items.length - 1)] as T
  }

  /** A shuffled copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i)
      const held = copy[i] as T
      copy[i] = copy[j] as T
      copy[j] = held
    }
    return copy
  }

  /** One item, drawn in proportion to its weight. Throws RangeError when no weight is positive. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    const total = items.reduce((sum, [, weight]) => sum + weight, 0)
    if (!(total > 0)) throw new RangeError('weighted: no positive weight')
    let left = this.next() * total
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return (items.findLast(([, weight]) => weight > 0) as readonly [T, number])[0]
  }
}
