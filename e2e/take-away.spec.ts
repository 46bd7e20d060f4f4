/** @file What is taken out of the page is what stood on it: files open, and a trace comes back on a page without models. */
import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, type Playground, test } from './playground.ts'
import { svgRoot } from './svg.ts'
import { scores } from './wiretap.ts'

// Models that do not come have to be asked for.
test.use({ engine: 'own' })

const WITHOUT_MODELS = /models|Failed to load resource|ERR_FAILED/

const button = ({ page }: Playground, name: string): Locator => page.getByRole('button', { name, exact: true })

async function download(playground: Playground, name: string): Promise<{ name: string; path: string; bytes: Buffer }> {
  const promise = playground.page.waitForEvent('download')
  await button(playground, name).click()
  const file = await promise
  const path = await file.path()
  return { name: file.suggestedFilename(), path, bytes: await readFile(path) }
}

async function importTrace(playground: Playground, name: string, text: string | Buffer): Promise<void> {
  const promise = playground.page.waitForEvent('filechooser')
  await button(playground, 'Import trace').press('Enter')
  await (await promise).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
}

test('a trace comes back on a page without models, to six digits, as a replay', async ({ playground }) => {
  const { page } = playground
  await playground.open('problem=5&seed=3&divergence=jsd&params=jsd.beta:0.25')
  await playground.ready()
  await playground.sample()
  await playground.privileged.click()
  await playground.settled()
  const live = await scores(page)
  const names = await playground.names()
  const trace = await download(playground, 'Export trace')
  expect(trace.name).toBe('opd-tally-5-seed-3.trace.json')
  await expect(page.getByText('LIVE', { exact: true })).toBeVisible()

  playground.expectTrouble(WITHOUT_MODELS)
  await page.route('**/models/**', (route) => route.abort())
  await playground.open()
  await expect(page.getByText('REPLAY', { exact: true })).toBeVisible()
  const first = await playground.words()
  await importTrace(playground, trace.name, trace.bytes)
  await expect.poll(() => playground.names()).toEqual(names)
  await expect(page.getByText('REPLAY', { exact: true })).toBeVisible()
  await expect(playground.privileged).toBeChecked()
  await expect(playground.problemSeed).toHaveValue('5')
  await expect(playground.divergence).toHaveValue('jsd')

  // What this page gives away again are the numbers that the models gave.
  const again = JSON.parse((await download(playground, 'Export trace')).bytes.toString())
  expect(again.scores).toHaveLength(live.length)
  for (const score of live) {
    const replayed = again.scores.find(({ context }: { context: unknown }) => context === score.context)
    for (const [i, token] of score.tokens.entries()) {
      const read = replayed.tokens[i]
      for (const name of ['logpStudent', 'logpTeacher', 'gap', 'entropyStudent', 'entropyTeacher'] as const) {
        expect(Math.abs(read[name] - token[name])).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(token[name])))
      }
      expect(read.divergences.jsd).toBeCloseTo(token.divergences.jsd ?? Number.NaN, 6)
      expect(read.rankTeacher).toBe(token.rankTeacher)
    }
  }

  // It stands in the history like any rollout; a file that is none changes nothing.
  await importTrace(playground, 'broken.json', trace.bytes.toString().replace('"seed":3', '"seed":"three"'))
  await expect(
    page.getByText(/“broken\.json” is not a trace .* rollout\.sampling\.seed: expected a number/),
  ).toBeVisible()
  expect(await playground.names()).toEqual(names)
  await page.locator('body').press('z')
  await expect.poll(() => playground.words()).toEqual(first)
})

test('the charts leave as live text and as pixels, the numbers as a table', async ({ playground }) => {
  const { page } = playground
  playground.expectTrouble(WITHOUT_MODELS)
  await page.route('**/models/**', (route) => route.abort())
  await playground.open('theme=night')
  await expect(playground.tokens.first()).toBeVisible()

  const svg = await download(playground, 'Export SVG')
  const drawn = await (await svgRoot(page, svg.bytes.toString())).evaluate((root) => {
    return {
      name: root.localName,
      size: [Number(root.getAttribute('width')), Number(root.getAttribute('height'))] as const,
      texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
      sheet: root.querySelector('rect')?.getAttribute('fill'),
      foreign: root.querySelectorAll('style, image, foreignObject, [class], [href]').length,
    }
  })
  expect(drawn).toMatchObject({ name: 'svg', sheet: 'rgb(27, 25, 21)', foreign: 0 })
  expect(drawn.texts).toEqual(expect.arrayContaining(['gap nats', 'entropies nats', 'student teacher', 'eggs', '⏎']))

  await page.getByRole('combobox', { name: 'PNG size', exact: true }).selectOption('4')
  const png = await download(playground, 'Export PNG')
  expect(png.name).toMatch(/@4x\.png$/)
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(drawn.size.map((side) => side * 4))

  const csv = (await download(playground, 'Export CSV')).bytes.toString().trimEnd().split('\n')
  expect(csv).toHaveLength(1 + (await playground.tokens.count()))
  expect(csv[0]).toContain('gap_without,')
  expect(csv[0]).toContain('reverse_kl_with_trace')
})

test('a number gives its receipt; every action answers to its name', async ({ playground }) => {
  const { page } = playground
  playground.expectTrouble(WITHOUT_MODELS)
  await page.route('**/models/**', (route) => route.abort())
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await playground.open()
  await playground.details.getByRole('button', { name: /receipt: gap.*, teacher$/ }).click()
  const receipt = page.getByRole('dialog', { name: 'Gap', exact: true })
  await expect(receipt).toBeVisible()
  await expect(receipt.locator('.katex')).toBeVisible()
  await receipt.getByRole('button', { name: 'Copy receipt', exact: true }).click()
  await expect(receipt.getByText('Copied.')).toBeVisible()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied).toMatchObject({ format: 'opd-receipt', sampling: { seed: 1 }, replay: true })
  expect(copied.value).toBeCloseTo(copied.inputs.logpTeacher - copied.inputs.logpStudent, 6)
  expect(copied.models.teacher).toMatch(/^[0-9a-f]{64}$/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(receipt).toBeHidden()

  await playground.details.getByRole('button', { name: /receipt: others, teacher$/ }).click()
  await expect(page.getByRole('dialog', { name: 'Probability of all others', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('/')
  const palette = page.getByRole('dialog', { name: 'Command palette', exact: true })
  const field = palette.getByRole('combobox', { name: 'Command', exact: true })
  await expect(field).toBeFocused()
  await expectAccessible(page)
  await field.fill('hellinger')
  await expect(palette.getByRole('option')).toHaveCount(1)
  await field.press('Enter')
  await expect(palette).toBeHidden()
  await expect(playground.divergence).toHaveValue('squared-hellinger')
  await page.keyboard.press('/')
  await field.press('ArrowDown')
  await expect(palette.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await field.press('Escape')
  await expect(palette).toBeHidden()
})
