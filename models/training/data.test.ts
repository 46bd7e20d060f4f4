import { beforeAll, describe, expect, it } from 'vitest'
import type { WORLDS } from '../../src/world/registry.ts'
import type { WorldTokenizer } from '../../src/world/tokenizer/load.ts'
import { batchStream, toBatch } from './batches.ts'
import { type Example, exampleAt } from './examples.ts'
import { sharedTokenizer } from './export.ts'
import { RECIPES, stepsOf } from './recipes.ts'

const MIXTURE = RECIPES[0]?.mixture
if (!MIXTURE) throw new Error('there is no first recipe')
const only = (world: keyof typeof WORLDS) => ({
  ...MIXTURE,
  worlds: { tally: 0, 'tally-sw': 0, ledger: 0, quest: 0, programs: 0, [world]: 1 },
})

let tokenizer: WorldTokenizer
beforeAll(() => {
  tokenizer = sharedTokenizer()
}, 60_000)

describe('examples', () => {
  it('are the same for the same number and seed, and others for others', () => {
    expect(exampleAt(5, 1, MIXTURE, tokenizer)).toEqual(exampleAt(5, 1, MIXTURE, tokenizer))
    expect(exampleAt(5, 1, MIXTURE, tokenizer).ids).not.toEqual(exampleAt(6, 1, MIXTURE, tokenizer).ids)
    expect(exampleAt(5, 1, MIXTURE, tokenizer).ids).not.toEqual(exampleAt(5, 2, MIXTURE, tokenizer).ids)
  })

  it('ask for the solution and the end, not for the prompt', () => {
    const { ids, weights } = exampleAt(3, 1, { ...only('tally'), reading: 0.3 }, tokenizer)
    const first = weights.indexOf(1)
    expect(ids[0]).toBe(1)
    expect(ids.at(-1)).toBe(2)
    expect(tokenizer.decode(ids.slice(1, first))).toMatch(/Solution:\n$/)
    expect(weights.slice(0, first).every((weight) => weight === 0.3)).toBe(true)
    expect(weights.slice(first).every((weight) => weight === 1)).toBe(true)
  })

  it("never ask for an environment's words", () => {
    for (let i = 0; i < 20; i++) {
      const { ids, weights } = exampleAt(i, 1, only('quest'), tokenizer)
      const learned = tokenizer.decode(ids.filter((id, t) => weights[t] && id !== 2))
      expect(learned).not.toContain('>')
      expect(learned).toMatch(/Answer: (win|lose)$/)
    }
  })
})

describe('batches', () => {
  const example = (length: number): Example => ({
    ids: Array.from({ length }, (_, i) => i + 10),
    weights: Array.from({ length }, (_, i) => (i >= length - 2 ? 1 : 0)),
  })

  it('pad on the right and point each loss row at the token before its target', () => {
    const batch = toBatch([example(3), example(5)])
    expect([batch.rows, batch.width]).toEqual([2, 4])
    expect([...batch.ids]).toEqual([10, 11, 0, 0, 10, 11, 12, 13])
    expect([...batch.mask]).toEqual([1, 1, 0, 0, 1, 1, 1, 1])
    expect([...batch.positions]).toEqual([0, 1, 0, 0, 0, 1, 2, 3])
    expect([...batch.lossRows]).toEqual([0, 1, 6, 7])
    expect([...batch.targets]).toEqual([11, 12, 13, 14])
  })

  it('stay within their tokens and lose no example', () => {
    const lengths = [30, 5, 60, 12, 44, 8]
    const seen = new Set<number>()
    const draw = (index: number) => {
      seen.add(index)
      return example(lengths[index % lengths.length] ?? 1)
    }
    const stream = batchStream(draw, 128, 1)
    for (let i = 0; i < 40; i++) {
      const { rows, width } = stream.next().value
      expect(rows * width).toBeLessThanOrEqual(128)
    }
    expect([...seen]).toEqual(Array.from({ length: seen.size }, (_, i) => i))
  })
})

describe('recipes', () => {
  it('start from states that another recipe saves', () => {
    for (const { start } of RECIPES.filter((recipe) => recipe.start)) {
      const source = RECIPES.find(({ id }) => id === start?.id)
      const ends = source?.cycles.map((_, i) => stepsOf({ ...source, cycles: source.cycles.slice(0, i + 1) }))
      expect([...(source?.checkpoints ?? []), ...(ends ?? [])]).toContain(start?.step)
    }
  })
})
