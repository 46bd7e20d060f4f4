/**
 * @file Every exhibit of the failure museum, broken and mended, with the real engine: those that read on the page itself, all of
 * them in Node through the same engine, because training in the browser takes minutes in all.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EXHIBITS } from '../src/features/museum/exhibits/registry.ts'
import type { EXHIBIT_IDS } from '../src/features/museum/types.ts'
import { expectAccessible } from './axe.ts'
import type { Evidence } from './museum-evidence.ts'
import { expect, test } from './playground.ts'

const PATIENCE = { timeout: 300_000 }

test.describe('the evidence', () => {
  /** By hand and apart from the exhibits' own judgement: on which side of which number each has to fall. */
  const EXPECTED: Readonly<Record<(typeof EXHIBIT_IDS)[number], readonly [number, '<' | '>', number]>> = {
    'swapped-direction': [1, '>', 0.6],
    'mode-collapse': [1.5, '<', 2.5],
    'length-collapse': [24, '<', 27],
    'hint-leakage': [0.4, '<', 0.6],
    'stale-rollouts': [0.1, '>', 0.085],
    'hot-sampling': [0.25, '>', 0.2],
    'top-k-bias': [0.3, '>', 0.2],
    'vocabulary-mismatch': [2, '>', 0.5],
  }

  /** What trains takes half a minute each: all of them are long tests. */
  const TRAINED = ['mode-collapse', 'length-collapse', 'hint-leakage', 'stale-rollouts'] as const
  const READ = EXHIBITS.map(({ id }) => id).filter((id) => !TRAINED.some((trained) => trained === id))

  for (const ids of [READ, ...TRAINED.map((id) => [id])])
    test(`of ${ids.join(', ')}: there without the cure, gone with it${ids === READ ? '' : ' @long-only'}`, async () => {
      const tsx = join('node_modules', '.bin', 'tsx')
      const { stdout } = await promisify(execFile)(tsx, ['e2e/museum-evidence.ts', ...ids], { maxBuffer: 2 ** 26 })
      const evidence = JSON.parse(stdout) as Evidence
      expect(Object.keys(evidence)).toEqual(ids)
      for (const id of ids) {
        const variants = evidence[id]
        for (const { series, sample } of Object.values(variants ?? {})) {
          expect(series.length, id).toBeGreaterThan(3)
          // JSON writes what is no number as null.
          expect(
            series.every(({ y }) => Number.isFinite(y)),
            id,
          ).toBe(true)
          expect(sample, id).not.toBe('')
        }
        const [threshold, side, mended] = EXPECTED[id]
        const [broken, fixed] = [variants?.broken.value, variants?.fixed.value]
        if (side === '>') {
          expect(broken, id).toBeGreaterThan(threshold)
          expect(fixed, id).toBeLessThan(mended)
        } else {
          expect(broken, id).toBeLessThan(threshold)
          expect(fixed, id).toBeGreaterThan(mended)
        }
      }
    })
})

test('the museum on the page @long: shown, mended, and left as the page was', async ({ playground }) => {
  const { page } = playground
  await playground.open('tab=museum&problem=7')
  await playground.ready()
  const museum = page.getByRole('region', { name: 'Failure museum', exact: true })
  await expect(museum.getByRole('navigation', { name: 'Exhibits' }).getByRole('button')).toHaveCount(EXHIBITS.length)
  // An address opens a tab that lies beyond the screen's edge: it is brought in sight.
  await expect(page.getByRole('tab', { name: 'Failure museum' })).toBeInViewport({ ratio: 1 })
  const value = museum.locator('.evidence-value')
  // The other two that need no training read the same in Node, above.
  const rest = process.env.LONG ? ['Swapped direction', 'Top-k bias'] : []
  for (const name of ['Too hot sampling', 'Vocabulary mismatch', ...rest]) {
    await museum.getByRole('button', { name }).click()
    await expect(museum.getByRole('heading', { name })).toBeVisible()
    await museum.getByRole('button', { name: 'Show it' }).click()
    await expect(value.first()).toContainText('fails', PATIENCE)
    await museum.getByRole('switch', { name: 'Fix' }).click()
    await expect(value.nth(1)).toContainText('holds', PATIENCE)
    await expect(museum.getByRole('switch', { name: 'Fix' })).toBeChecked()
  }
  // The state is the page's own: the sentence says what the exhibit is about.
  await museum.getByRole('button', { name: 'Too hot sampling' }).click()
  await museum.getByRole('button', { name: 'Show it' }).click()
  await expect(playground.temperature).toHaveValue('2')
  await museum.getByRole('switch', { name: 'Fix' }).click()
  await expect(playground.temperature).toHaveValue('1')
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size)
    await expectAccessible(page, '#deck-panel-museum')
    const wide = await museum.evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(wide).toBeLessThanOrEqual(0)
  }
  await museum.getByRole('button', { name: 'Back to what I had' }).click()
  await expect(playground.problemSeed).toHaveValue('7')
})

test('an exhibit that trains can be stopped, and trains on the page @long', async ({ playground }) => {
  const { page } = playground
  await playground.open('tab=museum')
  await playground.ready()
  const museum = page.getByRole('region', { name: 'Failure museum', exact: true })
  await museum.getByRole('button', { name: 'Length collapse' }).click()
  await museum.getByRole('button', { name: 'Show it' }).click()
  await museum.getByRole('button', { name: 'Stop measuring' }).click()
  await expect(museum.getByRole('button', { name: 'Stop measuring' })).toHaveCount(0, PATIENCE)
  await expect(museum.locator('.evidence-value').first()).not.toContainText(/fails|holds/)
  if (!process.env.LONG) return
  await museum.getByRole('button', { name: 'Stale rollouts' }).click()
  await museum.getByRole('button', { name: 'Show it' }).click()
  await expect(museum.locator('.evidence-value').first()).toContainText('fails', PATIENCE)
  await museum.getByRole('button', { name: 'Let it write' }).click()
  await playground.settled()
  await expect(page.getByRole('combobox', { name: 'Student', exact: true })).not.toHaveValue('student')
})
