/** @file Our graphs on the browser's runtimes: wholly on WebGPU, and in agreement with WASM. */
import { expect, test } from './harness-page.ts'

// One after the other on the one page of a worker.
test.describe.configure({ mode: 'default' })

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBeGreaterThan(0)
  expect(a).toHaveLength(b.length)
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? Number.NaN))))
}

test.describe('our graphs run wholly on WebGPU and agree with WASM', () => {
  for (const graph of ['decodeConstant', 'decodeHalf', 'decodeTrained'] as const)
    test(`${graph}: prefill and decode`, async ({ harness }) => {
      const [gpu, cpu] = await harness.evaluate(async (name) => {
        const run = window.harness?.[name]
        if (!run) throw new Error('the harness is not there')
        return [await run('webgpu'), await run('wasm')] as const
      }, graph)
      expect(largestDifference(gpu, cpu)).toBeLessThan(1e-4)
    })

  test('prefill for the last tokens only', async ({ harness }) => {
    const [gpu, cpu] = await harness.evaluate(async () => {
      const { harness } = window
      if (!harness) throw new Error('the harness is not there')
      return [await harness.prefillRows('webgpu'), await harness.prefillRows('wasm')] as const
    })
    expect(largestDifference(gpu, cpu)).toBeLessThan(1e-4)
  })

  for (const greedy of [true, false])
    test(`two blocks of tokens, ${greedy ? 'greedy @long-only' : 'drawn'}`, async ({ harness }) => {
      const [gpu, cpu] = await harness.evaluate(async (mode) => {
        const { harness } = window
        if (!harness) throw new Error('the harness is not there')
        return [await harness.sample('webgpu', mode), await harness.sample('wasm', mode)] as const
      }, greedy)
      expect(gpu.ids).toEqual(cpu.ids)
      expect(gpu.ids).toHaveLength(2 * 2 * 7)
      expect(largestDifference(gpu.logps, cpu.logps)).toBeLessThan(1e-4)
    })

  test('the next-step ghost: the same slope and norm, and an error that shrinks fourfold with half the step @long-only', async ({
    harness,
  }) => {
    const [gpu, cpu] = await harness.evaluate(async () => {
      const { harness } = window
      if (!harness) throw new Error('the harness is not there')
      return [await harness.ghost('webgpu'), await harness.ghost('wasm')] as const
    })
    const steepest = Math.max(...cpu.slope.map(Math.abs))
    expect(steepest).toBeGreaterThan(0)
    expect(largestDifference(gpu.slope, cpu.slope)).toBeLessThan(1e-2 * steepest)
    expect(Math.abs(gpu.norm - cpu.norm)).toBeLessThan(1e-4 * cpu.norm)
    for (const { errors } of [gpu, cpu]) {
      expect(errors[0]).toBeLessThan(0.3)
      expect(errors[0] / errors[1]).toBeGreaterThan(3)
      expect(errors[0] / errors[1]).toBeLessThan(5)
    }
  })

  test('training: three steps', async ({ harness }) => {
    const [gpu, cpu] = await harness.evaluate(async () => {
      const { harness } = window
      if (!harness) throw new Error('the harness is not there')
      return [await harness.train('webgpu', 3), await harness.train('wasm', 3)] as const
    })
    expect(largestDifference(gpu.losses, cpu.losses)).toBeLessThan(1e-4)
    expect(cpu.losses[2]).toBeLessThan(cpu.losses[0] ?? 0)
    // AdamW divides by the gradient's own size, so a difference of rounding may move a weight by a share of the rate.
    expect(largestDifference(gpu.params, cpu.params)).toBeLessThan(2e-3)
  })
})
