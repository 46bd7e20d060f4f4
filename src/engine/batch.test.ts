import { expect, it } from 'vitest'
import { groupRows, logitsAt, padBatch } from './batch.ts'

it('pads on the right, masks the padding and counts positions from 0', () => {
  const input = padBatch(
    [
      [1, 7, 8],
      [1, 9],
    ],
    true,
  )
  expect([input.batch, input.columns]).toEqual([2, 3])
  expect([...input.ids]).toEqual([1n, 7n, 8n, 1n, 9n, 0n])
  expect([...input.mask]).toEqual([1n, 1n, 1n, 1n, 1n, 0n])
  expect([...input.positions]).toEqual([0n, 1n, 2n, 0n, 1n, 0n])
})

it('groups rows by count and by the size of their padded logits', () => {
  expect(groupRows([5, 5, 5, 5, 5], 10, 2)).toEqual([
    [0, 2],
    [2, 4],
    [4, 5],
  ])
  // 256 MiB hold 2^26 float32: 64 columns of a vocabulary of 2^19 make 2^25 each, so two rows fit.
  expect(groupRows([64, 1, 1], 2 ** 19, 16)).toEqual([
    [0, 2],
    [2, 3],
  ])
  expect(groupRows([1000], 2 ** 20, 16)).toEqual([[0, 1]])
  expect(groupRows([], 10, 2)).toEqual([])
})

it('finds one row of a block of logits', () => {
  const logits = Float32Array.from({ length: 2 * 3 * 4 }, (_, index) => index)
  expect([...logitsAt(logits, { columns: 3, vocabulary: 4 }, 1, 2)]).toEqual([20, 21, 22, 23])
})
