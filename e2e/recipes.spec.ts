/** @file The losses of the catalogue run wholly on WebGPU and agree with WASM, gradient and all. */
import { expect, test } from './harness-page.ts'

// One after the other on the one page of a worker.
test.describe.configure({ mode: 'default' })

/** Relative to the larger of the two and 1. */
function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBeGreaterThan(0)
  expect(a).toHaveLength(b.length)
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!) / Math.max(1, Math.abs(b[i]!))))
}

test('the statistics of the training room', async ({ harness }) => {
  const [gpu, cpu] = await harness.evaluate(async () => {
    const recipes = window.harness!.recipes
    return [await recipes.statistics('webgpu'), await recipes.statistics('wasm')] as const
  })
  expect(largestDifference(gpu, cpu)).toBeLessThan(1e-4)
})

const WHICH: 'all' | 'covering' = process.env.LONG ? 'all' : 'covering'

test('every loss of the catalogue @long, or as many as need every kernel', async ({ harness }) => {
  const names = await harness.evaluate((which) => window.harness!.recipes.names(which), WHICH)
  expect(names.length).toBeGreaterThan(WHICH === 'all' ? 20 : 3)
  for (const name of names) {
    const [gpu, cpu] = await harness.evaluate(async (id) => {
      const recipes = window.harness!.recipes
      return [await recipes.loss(id, 'webgpu'), await recipes.loss(id, 'wasm')] as const
    }, name)
    expect(cpu.every(Number.isFinite), name).toBe(true)
    expect(largestDifference(gpu, cpu), name).toBeLessThan(2e-4)
  }
})

test('weights stay on the device, and no step leaves a buffer behind @long-only', async ({ harness }) => {
  const { live, losses } = await harness.evaluate(() => window.harness!.trainingBuffers(8))
  expect(losses.every(Number.isFinite)).toBe(true)
  // The runtime's pools fill in the first steps, as texts of other lengths come by; then the count stands still.
  const [fifth, last] = [live[4]!, live[7]!]
  expect(last - fifth, live.join(' ')).toBeLessThanOrEqual(6)
})
