/** @file What can fail on the way to a model, fails in words: what happened, what to do, and Retry does it. */
import { chromium, type Page, type Route } from '@playwright/test'
import { FLAGS_WITHOUT_WEBGPU, installedBrowser } from './browser.ts'
import { expect, Playground, test } from './playground.ts'

// What fails here is the start of an engine.
test.use({ engine: 'own' })

const WEIGHTS = '**/models/student/onnx/*.onnx'

/** The student's file with one byte of its weights turned over. */
async function corrupt(route: Route): Promise<void> {
  const response = await route.fetch()
  const body = Buffer.from(await response.body())
  const middle = body.length >> 1
  body[middle] = (body[middle] ?? 0) ^ 0xff
  await route.fulfill({ response, body })
}

const missing = (route: Route): Promise<void> => route.fulfill({ status: 404, body: 'not here' })

/** In the order in which an engine asks for them: what fails next shows that Retry got past what failed before. */
const FAILURES = [
  {
    what: 'a missing manifest',
    path: '**/models/manifest.json',
    answer: missing,
    message: /manifest\.json could not be fetched \(HTTP 404\)/,
    remedy: /Check that the models folder is served/,
  },
  {
    what: 'a missing weights file',
    path: WEIGHTS,
    answer: missing,
    message: /student\/onnx\/model\S* could not be fetched \(HTTP 404\)/,
    remedy: /Check that the models folder is served/,
  },
  {
    what: 'a corrupted weights file',
    path: WEIGHTS,
    answer: corrupt,
    message: /student\/onnx\/model\S* does not match the size and hash/,
    remedy: /again/i,
  },
  {
    what: 'no network',
    path: '**/models/teacher/**',
    answer: (route: Route) => route.abort('internetdisconnected'),
    message: /teacher\/\S+ could not be fetched/,
    remedy: /online/,
  },
] as const

test('models that do not come are told of, each by its cause; the page goes on, and Retry works', async ({
  playground,
}) => {
  const { page, alert } = playground
  playground.expectTrouble(/Failed to load resource/)
  const retry = alert.getByRole('button', { name: 'Retry' })
  for (const [i, { what, path, answer, message, remedy }] of FAILURES.entries()) {
    await page.route(path, answer)
    // Once the new cause stands in its way, the old one is taken out of it.
    const before = FAILURES[i - 1]
    if (before) {
      await page.unroute(before.path, before.answer)
      await retry.click()
    } else await playground.open('seed=3')
    await expect(alert, what).toContainText(message, { timeout: 180_000 })
    await expect(alert, what).toContainText(remedy)
    await expect(page.locator('html')).not.toHaveAttribute('data-backend')
    await goesOn(page, playground, 8 + i)

    // Still broken: told again, once.
    await retry.click()
    await expect(alert, what).toContainText(message, { timeout: 180_000 })
    await expect(retry).toHaveCount(1)
  }
  await page.unroute(FAILURES[3].path)
  await retry.click()
  await playground.ready()
  await expect(alert).toBeEmpty()
  await playground.sample()
  expect(await playground.tokens.count()).toBeGreaterThan(5)
})

test('WebGPU that is asked for and not there: told of, and the other backend is one choice away', async ({
  baseURL,
}) => {
  const executablePath = installedBrowser()
  const browser = await chromium.launch({
    args: [...FLAGS_WITHOUT_WEBGPU],
    ...(executablePath ? { executablePath } : {}),
  })
  try {
    const page = await browser.newPage({ baseURL })
    const playground = new Playground(page)
    await playground.listen(baseURL ?? '')
    await playground.open('backend=webgpu&seed=3')
    await expect(playground.alert).toContainText('The backend "webgpu" cannot be used', { timeout: 180_000 })
    await expect(playground.alert).toContainText('Use wasm instead.')
    await goesOn(page, playground)
    await playground.alert.getByRole('button', { name: 'Retry' }).click()
    await expect(playground.alert).toContainText('The backend "webgpu" cannot be used')

    await page.getByRole('button', { name: 'Backend', exact: true }).click()
    await page.getByRole('combobox', { name: 'Backend', exact: true }).selectOption('wasm')
    await playground.ready()
    await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm')
    await expect(playground.alert).toBeEmpty()
    await playground.sample()
    expect(await playground.tokens.count()).toBeGreaterThan(5)
    expect(playground.troubles).toEqual([])
  } finally {
    await browser.close()
  }
})

/** Everything that needs no model still answers. */
async function goesOn(page: Page, playground: Playground, problem = 8): Promise<void> {
  const was = await playground.divergence.inputValue()
  await playground.divergence.selectOption('jsd')
  await expect(page.getByRole('heading', { name: /Jensen/ })).toBeVisible()
  await playground.divergence.selectOption(was)
  await playground.problemSeed.fill(String(problem))
  await playground.problemSeed.press('Enter')
  await expect(page.getByRole('heading', { name: new RegExp(`^Problem ${problem}, `) })).toBeVisible()
}
