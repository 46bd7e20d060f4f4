/** @file Node, WASM and WebGPU write the same tokens from the same seed and agree on every log-prob. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Rollout, ScoredRollout } from '../src/engine/types.ts'
import { expect, test } from './playground.ts'
import { rollouts, scores } from './wiretap.ts'

// Each from its own start, as a visitor has it.
test.use({ engine: 'own' })

interface NodeToken {
  readonly id: number
  readonly logp_student: number
  readonly logp_teacher: number
  readonly divergences: Readonly<Record<string, number>>
}

/** `lab score` on the native CPU provider. */
function nodeScore(problem: number, seed: number, maxTokens: number): readonly NodeToken[] {
  const args = [
    'score',
    '--json',
    '--teacher',
    'teacher',
    '--problem-seed',
    problem,
    '--seed',
    seed,
    '--max-tokens',
    maxTokens,
  ]
  const tsx = join('node_modules', '.bin', 'tsx')
  const text = execFileSync(tsx, ['src/lab/main.ts', ...args.map(String)], { encoding: 'utf8' })
  const { rollouts: all } = JSON.parse(text) as { rollouts: readonly { tokens: readonly NodeToken[] }[] }
  return all[0]?.tokens ?? []
}

function compare(rollout: Rollout | undefined, score: ScoredRollout | undefined, node: readonly NodeToken[]): void {
  expect(node.length).toBeGreaterThan(5)
  expect(rollout?.tokens.map(({ id }) => id)).toEqual(node.map(({ id }) => id))
  for (const [t, token] of node.entries()) {
    expect(Math.abs((rollout?.tokens[t]?.logpStudent ?? Number.NaN) - token.logp_student)).toBeLessThan(1e-3)
    expect(Math.abs((score?.tokens[t]?.logpTeacher ?? Number.NaN) - token.logp_teacher)).toBeLessThan(1e-3)
    const reverse = score?.tokens[t]?.divergences['reverse-kl'] ?? Number.NaN
    expect(Math.abs(reverse - (token.divergences['reverse-kl'] ?? Number.NaN))).toBeLessThan(1e-3)
  }
}

test('WASM in the browser agrees with Node', async ({ playground }) => {
  await playground.open('problem=41&seed=5')
  await playground.ready()
  await playground.sample()
  const without = (await scores(playground.page)).find(({ context }) => context === null)
  compare((await rollouts(playground.page))[0], without, nodeScore(41, 5, 192))
})

test('WebGPU in the browser agrees with Node', async ({ playground }) => {
  await playground.open('backend=webgpu&problem=41&seed=5&max-tokens=8')
  await playground.ready(150_000)
  await expect(playground.page.locator('html')).toHaveAttribute('data-backend', 'webgpu')
  await playground.sample(150_000)
  const without = (await scores(playground.page)).find(({ context }) => context === null)
  compare((await rollouts(playground.page))[0], without, nodeScore(41, 5, 8))
})
