/** @file WebGPU in the browser writes the same tokens as Node and agrees on every log-prob; WASM is held to it in contract.spec.ts. */
import { expectLikeNode, nodeScore } from './node-score.ts'
import { expect, test } from './playground.ts'
import { rollouts, scores } from './wiretap.ts'

// From its own start, as a visitor has it.
test.use({ engine: 'own' })

test('the address forces WebGPU, which agrees with Node', async ({ playground }) => {
  await playground.open('backend=webgpu&problem=41&seed=5&max-tokens=8')
  await playground.ready(150_000)
  await expect(playground.page.locator('html')).toHaveAttribute('data-backend', 'webgpu')
  await playground.sample(150_000)
  const without = (await scores(playground.page)).find(({ context }) => context === null)
  expectLikeNode((await rollouts(playground.page))[0], without, nodeScore(41, 5, 8))
})
