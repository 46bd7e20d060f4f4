/** @file Plots of curves: fetched with the panel that needs them, ink where the numbers are, and the same numbers in the picture and in the table. */
import { readFile } from 'node:fs/promises'
import { inkShare } from './ink.ts'
import { expect, test } from './playground.ts'

test.use({ engine: 'own' })

test('a panel’s plot is fetched when it is opened, shows its curves, and leaves with the numbers of its table', async ({
  playground,
}) => {
  const { page } = playground
  const plots: string[] = []
  page.on('response', (response) => {
    if (!/\/assets\/.*\.js/.test(response.url())) return
    void response.text().then(
      (text) => text.includes('recharts-wrapper') && plots.push(response.url()),
      () => undefined,
    )
  })
  // Models never come: densities, recorded runs and races need none.
  await page.route('**/models/**', () => undefined)
  await page.goto('/?backend=wasm')
  await expect(playground.tokens.first()).toBeVisible()
  await expect(page.locator('.recharts-wrapper')).toHaveCount(0)
  expect(plots).toEqual([])

  await page.getByRole('tab', { name: 'Divergence bench', exact: true }).click()
  const bench = page.getByRole('region', { name: 'Divergence bench', exact: true })
  const densities = bench.getByRole('img', { name: /^Densities/ })
  await expect(densities).toBeVisible()
  await expect.poll(() => plots.length).toBeGreaterThan(0)
  expect(await inkShare(page, bench.locator('.density-plot').first())).toBeGreaterThan(0.02)

  await bench.getByRole('button', { name: 'Take away', exact: true }).first().click()
  const ways = bench.getByRole('group', { name: 'Take away: Divergence bench', exact: true })
  const taken = async (name: string): Promise<string> => {
    const promise = page.waitForEvent('download')
    await ways.getByRole('button', { name, exact: true }).click()
    return readFile(await (await promise).path(), 'utf8')
  }
  const drawn = await page.evaluate(
    (text) => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
      const plot = root.querySelector('svg')
      const ticks = [...(plot?.querySelectorAll('text[text-anchor="end"]') ?? [])]
        .map((tick) => ({ value: Number(tick.textContent), y: Number(tick.getAttribute('y')) }))
        .filter(({ value }) => Number.isFinite(value))
      const [low, high] = [ticks[0], ticks.at(-1)]
      const heights = [...(plot?.querySelectorAll('path[fill="none"]') ?? [])].map((path) =>
        [...(path.getAttribute('d') ?? '').matchAll(/[ML][-\d.]+,([-\d.]+)/g)].map(([, y]) => Number(y)),
      )
      // The numbers at the axis say what a height is.
      const valueAt = (y: number): number =>
        low && high ? low.value + ((y - low.y) / (high.y - low.y)) * (high.value - low.value) : Number.NaN
      const peaks = heights.filter((ys) => ys.length > 50).map((ys) => valueAt(Math.min(...ys)))
      return { foreign: root.querySelectorAll('parsererror, foreignObject, style').length, texts: ticks.length, peaks }
    },
    await taken('Export SVG'),
  )
  expect(drawn.foreign).toBe(0)
  expect(drawn.texts).toBeGreaterThan(2)
  const rows = (await taken('Export CSV')).split('\r\n').map((row) => row.split(','))
  for (const series of ['teacher', 'start', 'forward-kl', 'reverse-kl']) {
    const values = rows.filter(([chart, id]) => chart === 'density' && id === series).map((row) => Number(row[3]))
    const peak = Math.max(...values)
    expect(Math.min(...drawn.peaks.map((each) => Math.abs(each - peak))), series).toBeLessThan(0.005)
  }

  // The recorded run is looked at when somebody comes near it.
  await page.getByRole('tab', { name: 'Training', exact: true }).click()
  const example = page.getByRole('figure').filter({ hasText: 'What a run looks like' })
  await expect(example.locator('.recharts-line-curve')).toHaveCount(1)
})
