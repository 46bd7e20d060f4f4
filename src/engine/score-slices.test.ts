import { describe, expect, it } from 'vitest'
import { type AlignedPosition, scoreInSlices, scoreToken } from './score-tokens.ts'

const V = 20_000
const noise = (seed: number): Float32Array => {
  let x = seed
  return Float32Array.from({ length: V }, () => {
    x = (x * 1664525 + 1013904223) >>> 0
    return (x / 2 ** 32 - 0.5) * 16
  })
}
const POSITIONS: readonly AlignedPosition[] = [1, 2].map((seed) => ({
  id: seed * 7,
  student: noise(seed),
  teacher: noise(seed + 50),
}))
const CHOICES = ['reverse-kl', 'forward-kl', 'jsd'].map((id) => ({ key: id, id }))

const logNormalizer = (logits: Float32Array): number => {
  const most = logits.reduce((a, b) => Math.max(a, b))
  return most + Math.log(logits.reduce((sum, x) => sum + Math.exp(x - most), 0))
}

/** Sum over entries of p log(p / q). */
const kl = (p: Float32Array, q: Float32Array): number => {
  const [a, b] = [logNormalizer(p), logNormalizer(q)]
  return p.reduce((sum, x, i) => sum + Math.exp(x - a) * (x - a - (q[i]! - b)), 0)
}

describe('a large vocabulary, read in slices', () => {
  it('gives the numbers that it gives at once, which are those of plain sums', async () => {
    const scores = await scoreInSlices(POSITIONS, CHOICES, 3, String)
    expect(scores).toEqual(POSITIONS.map((position) => scoreToken(position, CHOICES, 3, String)))
    for (const [i, { student, teacher }] of POSITIONS.entries()) {
      expect(scores[i]!.divergences['reverse-kl']).toBeCloseTo(kl(student, teacher), 10)
      expect(scores[i]!.divergences['forward-kl']).toBeCloseTo(kl(teacher, student), 10)
      // Nothing of the vocabulary's size leaves.
      expect(scores[i]!.top.length).toBeLessThanOrEqual(6)
    }
  })

  it('lets a stop in between two slices', async () => {
    const stop = new AbortController()
    const many = Array.from({ length: 40 }, () => POSITIONS[0]!)
    const scoring = scoreInSlices(many, CHOICES, 3, String, stop.signal)
    setImmediate(() => stop.abort())
    await expect(scoring).rejects.toMatchObject({ code: 'cancelled' })
  })
})
