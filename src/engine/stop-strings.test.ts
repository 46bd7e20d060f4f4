import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findStop, stopper } from './stop-strings.ts'

/** Tokens that are bytes or runs of them, decoded as byte-level vocabularies do. */
function vocabularyOf(entries: readonly (readonly number[])[]) {
  const decoder = new TextDecoder()
  return { decode: (ids: readonly number[]) => decoder.decode(Uint8Array.from(ids.flatMap((id) => entries[id] ?? []))) }
}

const bytesOf = (text: string) => [...new TextEncoder().encode(text)]

describe('a stop string', () => {
  it('ends in the token that completes it, wherever the borders are', () => {
    const words = ['Q', ': 1\n', '\nQ:', ' x', '', '\n', 'A \nQ: '].map(bytesOf)
    const run = (ids: readonly number[], stops: readonly string[]) => {
      const stops_ = stopper(vocabularyOf(words), stops)
      return ids.map((id) => stops_(id))
    }
    expect(run([0, 1, 2], ['\n\nQ'])).toEqual([false, false, true])
    expect(run([5, 0, 1], ['\nQ:'])).toEqual([false, false, true])
    // In the middle of one; through one without text; and once only.
    expect(run([3, 6, 3], ['\nQ'])).toEqual([false, true, false])
    expect(run([5, 4, 0, 4], ['\nQ'])).toEqual([false, false, true, false])
    expect(run([0, 1], ['none', ''])).toEqual([false, false])
  })

  it('may be a character that several tokens make', () => {
    const single = Array.from({ length: 256 }, (_, byte) => [byte])
    const stops = stopper(vocabularyOf(single), ['好。'])
    const ids = bytesOf('你好。🙂')
    expect(ids.map((id) => stops(id)).indexOf(true)).toBe(bytesOf('你好。').length - 1)
  })

  it('is found where a search of the whole text finds it', () => {
    const single = Array.from({ length: 256 }, (_, byte) => [byte])
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\n'), minLength: 1, maxLength: 40 })
    const stop = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\n'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(text, fc.array(stop, { minLength: 1, maxLength: 3 }), (written, stops) => {
        const follow = stopper(vocabularyOf(single), stops)
        const at = bytesOf(written).findIndex((id) => follow(id))
        const found = findStop(written, stops)
        const end = found ? bytesOf(written.slice(0, found.at + found.stop.length)).length - 1 : -1
        expect(at).toBe(end)
      }),
      { numRuns: 200 },
    )
  })
})
