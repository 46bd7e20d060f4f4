/** Steps leave nothing behind, a thousand in `npm run test:long` and some in every run: neither in JavaScript's memory nor in tensors that nobody gave back. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createNodeEngine } from '../../lab/node-engine.ts'
import { tinyModels } from '../../lab/tiny-models.test-helper.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** A leak of one set of weights a step (0.2 MB here) would be 160 MB, or 10 MB. */
const STEPS = process.env.LONG ? 1000 : 60
const WARM_UP = STEPS / 5

/** Native tensors give their buffers back in a later turn, after their wrappers are collected. */
async function used(): Promise<{ readonly heap: number; readonly buffers: number }> {
  for (let round = 0; round < 5; round++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed / 2 ** 20, buffers: arrayBuffers / 2 ** 20 }
}

it(`keeps memory flat over ${STEPS} steps`, { timeout: 300_000 }, async () => {
  const models = await tinyModels()
  const engine = createNodeEngine({ models: models.folder, threads: 1 })
  const sampling = { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 3 }
  const { run } = await engine.openRun({
    // A moving average and checkpoints are what could hold on to old weights.
    recipe: recipeById('sdft-continual'),
    student: 'student',
    teacher: 'teacher',
    world: 'tally',
    difficulty: 1,
    seed: 1,
    steps: STEPS,
    rolloutsPerStep: 1,
    learningRate: 1e-4,
    temperature: 1,
    maxTokens: 3,
    heldOut: { firstSeed: 0, problems: 1, pinned: { problemSeed: 1, sampling } },
    checkpoints: { every: 10, keep: 4 },
  })
  const step = async (count: number) => {
    for (let i = 0; i < count; i++) expect((await engine.stepRun(run)).fault).toBeNull()
  }
  await step(WARM_UP)
  const before = await used()
  await step(STEPS - WARM_UP)
  const after = await used()
  expect(after.buffers - before.buffers).toBeLessThan(4)
  expect(after.heap - before.heap).toBeLessThan(8)
  await engine.dispose()
  models.remove()
})
