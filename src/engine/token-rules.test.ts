import { describe, expect, it } from 'vitest'
import type { TokenLoop } from '../methods/recipe/rollouts.ts'
import {
  acceptance,
  blended,
  chooseTogether,
  drawFrom,
  LOOP_START,
  type LoopState,
  product,
  residual,
} from './token-rules.ts'

/** Two models over three words whose next distribution depends on the whole text so far. */
const MODELS = ([1, 2] as const).map((mind) => (text: readonly number[]) => {
  const raw = [0, 1, 2].map((v) => 1 + ((7 * mind + 5 * v + 3 * text.length + text.reduce((a, b) => a + 2 * b, 0)) % 6))
  const total = raw.reduce((a, b) => a + b, 0)
  return raw.map((x) => x / total)
}) as [(text: readonly number[]) => number[], (text: readonly number[]) => number[]]
const [student, teacher] = MODELS
const LENGTH = 4

/** A number in the middle of the k-th word's share of [0, 1), and how wide that is. */
function intervals(weights: ArrayLike<number>): readonly (readonly [middle: number, width: number])[] {
  let start = 0
  return Array.from(weights, (width) => {
    start += width
    return [start - width / 2, width] as const
  })
}

/** Every outcome of a loop's texts with its exact probability: each range of the three uniform numbers that decides alike, once. */
function enumerate(loop: TokenLoop): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const go = (text: readonly number[], state: LoopState, chance: number): void => {
    if (text.length === LENGTH) {
      found.set(text.join(''), (found.get(text.join('')) ?? 0) + chance)
      return
    }
    const [p, q] = [student(text), teacher(text)]
    for (const [draw, width] of intervals(p)) {
      const accepted = acceptance(p, q, drawFrom(p, draw))
      for (const [accept, share] of [
        [accepted / 2, accepted],
        [(1 + accepted) / 2, 1 - accepted],
      ] as const) {
        if (share <= 0) continue
        const bonus = state.drafted === 2
        const again = intervals(bonus ? q : residual(p, q))
        for (const [second, part] of again) {
          if (part <= 0) continue
          const choice = chooseTogether(loop, p, q, state, [draw, accept, second])
          go([...text, choice.id], choice.next, chance * width * share * part)
        }
      }
    }
  }
  go([], LOOP_START, 1)
  return found
}

it('speculation is lossless: every text has the probability that the teacher alone gives it, to rounding', () => {
  const found = enumerate({ kind: 'speculative', length: 2 })
  expect(found.size).toBe(3 ** LENGTH)
  for (const [text, chance] of found) {
    const words = [...text].map(Number)
    const alone = words.reduce((product, word, i) => product * teacher(words.slice(0, i))[word]!, 1)
    expect(Math.abs(chance - alone)).toBeLessThan(1e-15)
  }
})

describe('a whole speculation', () => {
  const [p, q] = [
    [0.6, 0.3, 0.1],
    [0.2, 0.3, 0.5],
  ]
  it('accepts with min(1, q / p), refuses for the residual, and adds a token after a whole draft', () => {
    expect([0, 1, 2].map((id) => acceptance(p!, q!, id))).toEqual([1 / 3, 1, 1].map((x) => expect.closeTo(x, 12)))
    expect([...residual(p!, q!)]).toEqual([0, 0, 1])
    const loop = { kind: 'speculative', length: 1 } as const
    const refused = chooseTogether(loop, p!, q!, LOOP_START, [0.1, 0.9, 0.5])
    expect(refused).toMatchObject({ id: 2, refused: true, next: { drafted: 0 } })
    const taken = chooseTogether(loop, p!, q!, LOOP_START, [0.1, 0.1, 0.5])
    expect(taken).toMatchObject({ id: 0, refused: false, next: { drafted: 1 } })
    expect(chooseTogether(loop, p!, q!, taken.next, [0.1, 0.9, 0.3])).toMatchObject({ id: 1, next: { drafted: 0 } })
    expect(taken.logp).toBeCloseTo(Math.log(0.2), 12)
  })
})

it('equal models refuse nothing', () => {
  const p = [0.5, 0.25, 0.25]
  for (const draw of [0, 0.4, 0.6, 0.99])
    expect(chooseTogether({ kind: 'speculative', length: 9 }, p, p, LOOP_START, [draw, 0.999, 0]).refused).toBe(false)
  expect([...residual(p, p)]).toEqual(p)
})

it('the blend and the product by hand', () => {
  expect([...blended([0.5, 0.5], [0.9, 0.1], 0.2)]).toEqual([0.58, 0.42].map((x) => expect.closeTo(x, 12)))
  // A coin has all the entropy there is: the other model alone decides.
  expect([...product([0.5, 0.5], [0.9, 0.1])]).toEqual([0.9, 0.1].map((x) => expect.closeTo(x, 12)))
  expect([...product([1, 0], [0.1, 0.9])]).toEqual([1, 0])
})

it('interleaving keeps what is among the likeliest and redraws the rest', () => {
  const [p, q] = [
    [0.5, 0.5, 0],
    [0.1, 0.2, 0.7],
  ]
  const loop = { kind: 'interleave', topK: 2 } as const
  expect(chooseTogether(loop, p!, q!, LOOP_START, [0.7, 0, 0.9])).toMatchObject({ id: 1, refused: false })
  expect(chooseTogether(loop, p!, q!, LOOP_START, [0.2, 0, 0.9])).toMatchObject({ id: 2, refused: true })
})

it('the switch goes over where the divergence jumps, and stays there', () => {
  const loop = { kind: 'switch', window: 1, factor: 2 } as const
  const [calm, far] = [
    [0.5, 0.5],
    [0.001, 0.999],
  ]
  let state = LOOP_START
  const ids = [calm, calm, far, calm].map((p, i) => {
    const q = i < 3 ? [0.4, 0.6] : [0, 1]
    const choice = chooseTogether(loop, p!, i === 2 ? [0.9, 0.1] : q, state, [0.2, 0, 0])
    state = choice.next
    return [choice.id, state.handedOver]
  })
  expect(ids).toEqual([
    [0, false],
    [0, false],
    [0, true],
    [1, true],
  ])
})
