/** @file Every panel's charts leave the page as they stand on it: SVG with live text, pixels at each size, and the numbers in full. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './playground.ts'
import { svgRoot } from './svg.ts'

async function download(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const promise = page.waitForEvent('download')
  await button.click()
  const file = await promise
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

/** A file as CSV readers take it: RFC 4180. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows = text.trimEnd().split('\r\n')
  return rows.map((row) =>
    // With a comma in front, an empty first cell is a cell like any other.
    [...`,${row}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    ),
  )
}

interface Taken {
  readonly svg: string
  readonly texts: readonly string[]
  readonly csv: readonly (readonly string[])[]
}

/** Takes one panel's charts in all three forms, and holds them to what every chart must be. */
async function takeAway(page: Page, region: Locator, chart: string, scales: readonly number[] = [1]): Promise<Taken> {
  await region.getByRole('button', { name: 'Take away', exact: true }).first().click()
  const ways = region.getByRole('group', { name: `Take away: ${chart}`, exact: true })
  const svg = (await download(page, ways.getByRole('button', { name: 'Export SVG', exact: true }))).bytes.toString()
  const drawn = await (await svgRoot(page, svg)).evaluate((root) => {
    const size = [Number(root.getAttribute('width')), Number(root.getAttribute('height'))]
    const texts = [...root.querySelectorAll('text')].map(({ textContent }) => textContent ?? '')
    const foreign = root.querySelectorAll(
      'parsererror, style, script, image, foreignObject, [class], [href], [style]',
    ).length
    return { name: root.localName, size, texts, foreign }
  })
  expect(drawn).toMatchObject({ name: 'svg', foreign: 0 })
  expect(svg).not.toMatch(/var\(|url\(|light-dark|NaN|undefined/)
  expect(drawn.texts.length).toBeGreaterThan(3)
  for (const scale of scales) {
    await ways.getByRole('combobox', { name: 'PNG size', exact: true }).selectOption(String(scale))
    const png = await download(page, ways.getByRole('button', { name: 'Export PNG', exact: true }))
    expect(png.name).toContain(`@${scale}x.png`)
    expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(drawn.size.map((side) => side * scale))
  }
  const csv = readCsv(
    (await download(page, ways.getByRole('button', { name: 'Export CSV', exact: true }))).bytes.toString(),
  )
  const [header] = csv
  expect(csv.filter((row) => row.length !== header?.length)).toEqual([])
  await region.getByRole('button', { name: 'Take away', exact: true }).first().click()
  return { svg, texts: drawn.texts, csv }
}

/** A number as the page writes it, and as the file has it. */
function expectSame(shown: string, full: string | undefined): void {
  const value = Number(
    shown
      .replace('−', '-')
      .replace('+', '')
      .replace(/[^\d.eE-]+$/, ''),
  )
  expect(Math.abs(Number(full) - value)).toBeLessThanOrEqual(Math.max(0.00006, Math.abs(value) * 0.006))
}

test('every panel’s charts can be taken away with the numbers that stand on the page', async ({ playground }) => {
  const { page } = playground
  await playground.open('problem=5&seed=3&max-tokens=32')
  await playground.ready()
  // Nothing stands twice under the names of the token axis' own exits.
  await expect(page.getByRole('button', { name: 'Export SVG', exact: true })).toHaveCount(1)
  await playground.sample()
  await playground.tokens.nth(6).click()
  const count = await playground.tokens.count()
  const panel = async (name: string): Promise<Locator> => {
    await page.getByRole('tab', { name, exact: true }).click()
    return page.getByRole('region', { name, exact: true })
  }

  const rail = await panel('Divergence rail')
  await expect(rail).toHaveAttribute('aria-busy', 'false')
  await rail.getByText('The strips as a table', { exact: true }).click()
  const strips = await takeAway(page, rail, 'Divergence rail', [1, 2, 4])
  expect(strips.csv).toHaveLength(1 + count)
  expect(strips.csv[0]?.slice(0, 4)).toEqual(['position', 'token', 'Forward KL, nats', 'Reverse KL, nats'])
  const rows = await rail
    .locator('.folded-table tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  for (const [i, cells] of rows.entries()) {
    for (const [column, shown] of cells.entries())
      if (column >= 2 && shown !== '–') expectSame(shown, strips.csv[i + 1]?.[column])
  }
  // A token that a spreadsheet would run is told apart from a formula.
  expect(strips.csv.flatMap(([, token = '']) => token).filter((token) => /^[=+@-]/.test(token))).toEqual([])
  const means = await rail.locator('.rail-means td').allInnerTexts()
  expect(strips.texts).toEqual(expect.arrayContaining(means.filter((text) => text.trim() !== '')))

  const xray = await panel('Hint X-ray')
  await expect(xray).toHaveAttribute('aria-busy', 'false', { timeout: 180_000 })
  expect((await takeAway(page, xray, 'Hint X-ray')).csv).toHaveLength(1 + count)

  const compare = await panel('Compare')
  await expect(compare).toHaveAttribute('aria-busy', 'false', { timeout: 180_000 })
  expect((await takeAway(page, compare, 'Compare')).csv).toHaveLength(1 + count)

  const waterfall = await panel('Pivot waterfall')
  const sentence = await waterfall.locator('.waterfall-sentence b').first().innerText()
  const bars = await takeAway(page, waterfall, 'Pivot waterfall')
  const values = bars.csv.slice(1).map((row) => Math.abs(Number(row[2])))
  expect([...values].sort((a, b) => b - a)).toEqual(values)
  expect(bars.texts.join('').replaceAll(/\s/g, '')).toContain(sentence.replaceAll(/\s/g, ''))

  const estimators = await panel('Estimators')
  await estimators.getByRole('button', { name: 'Draw 50', exact: true }).click()
  await expect(estimators.getByText(/^50 draws/)).toBeVisible()
  const draws = (await takeAway(page, estimators, 'Estimators')).csv
  expect(draws.filter(([chart, series]) => chart === 'draws, nats' && series === 'k1')).toHaveLength(50)
  const k1 = draws.filter(([chart, series]) => chart === 'draws, nats' && series === 'k1').map((row) => Number(row[3]))
  const mean = Number(draws.find(([, series]) => series === 'k1 mean')?.[3])
  expect(mean).toBeCloseTo(k1.reduce((sum, value) => sum + value, 0) / k1.length, 9)

  const fork = await panel('Fork')
  await fork.getByRole('button', { name: 'Force this token', exact: true }).click()
  await expect(fork.getByRole('row')).toHaveCount(3)
  await playground.settled()
  const branches = await takeAway(page, fork, 'Fork')
  expect(branches.csv).toHaveLength(3)
  const verdicts = branches.csv.slice(1).map((row) => row[6] ?? '')
  expect(branches.texts).toEqual(expect.arrayContaining(verdicts))

  const bench = await panel('Divergence bench')
  const densities = await takeAway(page, bench, 'Divergence bench')
  const teacher = densities.csv.filter(([chart, series]) => chart === 'density' && series === 'teacher')
  const xs = teacher.map((row) => Number(row[2]))
  const mass = teacher.reduce((sum, row) => sum + Number(row[3]), 0) * ((xs[1] ?? 0) - (xs[0] ?? 0))
  expect(mass).toBeCloseTo(1, 2)
  const simplex = bench.getByRole('region', { name: 'Token simplex', exact: true })
  const corners = (await takeAway(page, simplex, 'Token simplex')).csv
  for (const row of corners.slice(1))
    expect(row.slice(2).reduce((sum, share) => sum + Number(share), 0)).toBeCloseTo(1, 6)

  const details = await takeAway(page, playground.details, 'Token details')
  const shares = details.csv.slice(1).map((row) => Number(row[3]))
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4)

  const training = await panel('Training')
  await expect(training.getByRole('button', { name: 'Take away', exact: true }).first()).toBeVisible()
  expect((await takeAway(page, training, 'Training')).csv[0]).toEqual([
    'chart',
    'series',
    'steps',
    'value',
    'low',
    'high',
  ])
})
