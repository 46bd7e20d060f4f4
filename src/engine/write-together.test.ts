import { expect, it } from 'vitest'
import type { TokenLoop } from '../methods/recipe/rollouts.ts'
import { EOS_ID } from '../world/prompt.ts'
import type { DecoderSession, ForwardInput, KvCache } from './decoder.ts'
import { type JointPlan, type Voice, writeTogether } from './write-together.ts'

const V = 8

/** A decoder that says aloud what it has read: its likeliest next token is a function of the row's whole text. */
function fakeVoice(next: (text: readonly number[]) => number) {
  const read = new Map<KvCache, number[][]>()
  const released: KvCache[] = []
  const session = {
    shape: { vocabulary: V, maxPositions: 40, eosIds: [EOS_ID] },
    async forward(input: ForwardInput) {
      const { batch, columns, ids, mask, positions, cache } = input
      const before = cache ? read.get(cache)! : Array.from({ length: batch }, (): number[] => [])
      const width = mask.length / batch
      const rows = before.map((text, row) => {
        const all = [...text]
        for (let column = 0; column < columns; column++) {
          // The new columns stand last in the mask.
          if (mask[row * width + (width - columns) + column] === 0n) continue
          expect(Number(positions[row * columns + column])).toBe(all.length)
          all.push(Number(ids[row * columns + column]))
        }
        const held = mask.subarray(row * width, (row + 1) * width).filter((bit) => bit === 1n).length
        expect(held).toBe(all.length)
        return all
      })
      const made = {} as KvCache
      read.set(made, rows)
      const logits = new Float32Array(batch * V)
      rows.forEach((text, row) => {
        logits[row * V + next(text)] = 30
      })
      return { logits, cache: made }
    },
    async releaseCache(cache: KvCache) {
      released.push(cache)
    },
  } as unknown as DecoderSession
  return { voice: { session, use: () => undefined } satisfies Voice, released }
}

const plan = (prompt: number[], teacherPrompt: number[], row: number): JointPlan => ({
  prompt,
  teacherPrompt,
  row,
  sampling: { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 6 },
})

it('both read the same text behind their own prompts, row by row, until each row ends', async () => {
  // The student counts on from its newest token, the teacher backwards; both end a text of five.
  const ended = (text: readonly number[], prompt: number) => text.length - prompt >= 4
  const student = fakeVoice((text) => (ended(text, text[1] === 3 ? 2 : 3) ? EOS_ID : 3 + ((text.at(-1)! - 2) % 5)))
  const teacher = fakeVoice((text) => (ended(text, 4) ? EOS_ID : 7 - ((text.at(-1)! - 2) % 5)))
  const plans = [plan([1, 3], [1, 3, 3, 3], 0), plan([1, 4, 4], [1, 4, 4, 4], 1)]
  const write = async (loop: TokenLoop) =>
    (await writeTogether(student.voice, teacher.voice, loop, plans)).map(({ tokens, finish }) => [
      tokens.map(({ id }) => id).join(''),
      finish,
    ])
  expect(await write({ kind: 'blend', teacherShare: 0 })).toEqual([
    ['45672', 'eos'],
    ['56732', 'eos'],
  ])
  expect(await write({ kind: 'blend', teacherShare: 1 })).toEqual([
    ['63632', 'eos'],
    ['54542', 'eos'],
  ])
  expect(student.released).toHaveLength(2)
  expect(teacher.released).toHaveLength(2)
})
