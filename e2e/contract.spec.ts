import { existsSync } from 'node:fs'
import { expectLikeNode, nodeScore } from './node-score.ts'
import { expect, gapOf, test, wordOf } from './playground.ts'
import { rollouts, scores } from './wiretap.ts'

// How models come is part of the contract.
test.use({ engine: 'own' })

test('every control has its name and works; what WASM writes and scores agrees with Node', async ({ playground }) => {
  const { page } = playground
  await playground.open('problem=41&seed=5')
  for (const control of [
    playground.sampleButton,
    playground.stopButton,
    playground.privileged,
    playground.context,
    playground.teacher,
    playground.divergence,
    playground.samplingSeed,
    playground.problemSeed,
    playground.temperature,
    playground.details,
  ])
    await expect(control).toHaveCount(1)
  await expect(playground.rollout).toHaveCount(1)
  await playground.ready()
  await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm')

  await playground.sample()
  const [rollout] = await rollouts(page)
  const [score] = await scores(page)
  const names = await playground.names()
  expect(names).toHaveLength(rollout?.tokens.length ?? -1)
  expect(score?.tokens).toHaveLength(names.length)
  for (const [i, name] of names.entries()) {
    const text = rollout?.tokens[i]?.text ?? ''
    if (text.trim() !== '') expect(wordOf(name)).toBe(`“${text.trim()}”`)
    const gap = score?.tokens[i]?.gap ?? Number.NaN
    expect(Math.abs(gapOf(name) - gap)).toBeLessThanOrEqual(0.0051 * Math.abs(gap) + 0.0001)
  }
  const without = (await scores(page)).find(({ context }) => context === null)
  expectLikeNode(rollout, without, nodeScore(41, 5))
})

test('the first paint is meaningful while no model is there yet', async ({ playground }) => {
  const { page } = playground
  await page.route('**/models/**', () => {})
  await playground.open()
  await expect(page.getByRole('heading', { name: /^Problem \d+, / })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  if (existsSync('public/recorded/first.json')) {
    await expect(page.getByText('REPLAY', { exact: true })).toBeVisible()
    expect((await playground.names()).map(gapOf).some((gap) => gap < -1)).toBe(true)
    await expect(playground.details.getByRole('table').first()).toBeVisible()
    await playground.privileged.click()
    await expect(playground.privileged).toBeChecked()
    expect((await playground.names()).map(gapOf)).not.toContain(Number.NaN)
  } else {
    await expect(page.getByText('Nothing written yet. Press Sample.')).toBeVisible()
  }
})
