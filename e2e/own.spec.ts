/** @file A public model from a folder: dropped on the page, sampled, read by itself with a note; and a folder that is none. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import GOLDEN from '../src/engine/outside/golden.fixture.json' with { type: 'json' }
import { tinyExport, tinyFiles } from '../src/engine/outside/tiny-folder.test-helper.ts'
import { expectAccessible } from './axe.ts'
import { expect, type Playground, test } from './playground.ts'
import { asked, rollouts, scores } from './wiretap.ts'

/** What GOLDEN.prompt is as text. */
const PROMPT = '<|start|>Hhello world'

/** Folders cannot be dropped by a script in the page: the browser's own protocol can, as a hand does. */
async function drop({ page }: Playground, folder: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
}

async function write(folder: string, files: ReturnType<typeof tinyFiles>): Promise<string> {
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), bytes)
  }
  return folder
}

/** Stands in for the hub, with one model. @returns the paths that it is asked for, from now on */
async function hubOf(playground: Playground, files: ReturnType<typeof tinyFiles>): Promise<string[]> {
  playground.expectTrouble(/^request to https:\/\/huggingface\.co\//)
  const told: string[] = []
  await playground.page.route('https://huggingface.co/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    told.push(pathname)
    const headers = { 'access-control-allow-origin': '*' }
    if (pathname.includes('/revision/'))
      return route.fulfill({ headers, json: { sha: 'a'.repeat(40), cardData: { license: 'mit' } } })
    if (pathname.includes('/tree/'))
      return route.fulfill({
        headers,
        json: [...files].map(([path, { length }]) => ({ type: 'file', path, size: length })),
      })
    return route.fulfill({ headers, body: Buffer.from(files.get(pathname.split('/').at(-1) ?? '')!) })
  })
  return told
}

test('a folder that is dropped writes and is read as independent numbers say; a broken one changes nothing', async ({
  playground,
}, info) => {
  const { page } = playground
  const good = await write(info.outputPath('tiny-qwen2'), tinyFiles('qwen2', 'BF16'))
  const files = tinyFiles('llama')
  files.set('model.safetensors', files.get('model.safetensors')!.slice(0, 9000))
  const bad = await write(info.outputPath('half'), files)
  await playground.open('temperature=0&max-tokens=10')
  await playground.ready()
  const before = await asked(page, 'load')

  await page.getByRole('button', { name: 'Bring a model' }).click()
  const region = page.getByRole('region', { name: 'Your own words' })
  await expect(region.getByRole('button', { name: 'Choose a folder' })).toBeFocused()
  await drop(playground, bad)
  await expect(region.getByRole('alert')).toContainText('model.safetensors is cut short or damaged')
  await drop(playground, good)
  await expect(region.getByRole('heading', { name: 'tiny-qwen2' })).toBeVisible()
  await expect(region.getByRole('alert')).toHaveCount(0)
  // The plan stands there before a byte of the weights is read.
  await expect(region.getByText('None of its weights has been read')).toBeVisible()
  expect(await asked(page, 'load')).toBe(before)

  await region.getByRole('textbox', { name: 'Prompt' }).fill(PROMPT)
  await region.getByRole('textbox', { name: 'Privileged context text' }).fill('More.')
  await expect(playground.privileged).toHaveAttribute('aria-checked', 'true')
  await playground.sample()
  const golden = GOLDEN.models['qwen2-BF16']
  const [rollout] = await rollouts(page)
  expect(rollout?.tokens.map(({ id }) => id)).toEqual(golden.greedy)
  for (const [i, { logpStudent }] of rollout!.tokens.entries())
    expect(logpStudent).toBeCloseTo(golden.logps[i] ?? Number.NaN, 3)
  // Without a note the same model agrees with itself to the last digit; with one it does not.
  const read = await scores(page)
  const [told, untold] = [read.find(({ context }) => context), read.find(({ context }) => !context)]
  expect(untold?.tokens.every(({ gap }) => gap === 0)).toBe(true)
  expect(told?.teacherPrompt).toBe(`More.\n\n${PROMPT}`)
  const total = told!.tokens.reduce((sum, { gap }) => sum + gap, 0)
  const ledger = await page.locator('[data-part="gap-summary"]').innerText()
  const shown = Number(/Gap in total: ([−+]?[\d.]+)/.exec(ledger)?.[1]?.replace('−', '-'))
  expect(Math.abs(shown - total)).toBeLessThan(0.006 * Math.abs(total) + 0.0006)
  await expectAccessible(page, '.own')

  // The instruments read it like any other rollout.
  await page.getByRole('tab', { name: 'Divergence rail' }).click()
  const rail = page.getByRole('region', { name: 'Divergence rail', exact: true })
  await rail.getByText('The strips as a table').click()
  await expect(rail.locator('details tbody tr')).toHaveCount(10)

  // The same weights as an ONNX export, in a file beside the graph's: it comes to teach, and writes when it is chosen to.
  await drop(playground, await write(info.outputPath('tiny-export'), tinyExport('qwen2', true)))
  await expect(region.getByRole('heading', { name: 'tiny-export' })).toBeVisible()
  await expect(playground.teacher).toHaveValue('own-3')
  await page.getByRole('combobox', { name: 'Student', exact: true }).selectOption('own-3')
  await playground.sample()
  const float32 = GOLDEN.models['qwen2-F32']
  const exported = (await rollouts(page)).at(-1)
  expect(exported?.tokens.map(({ id }) => id)).toEqual(float32.greedy)
  for (const [i, { logpStudent }] of exported!.tokens.entries())
    expect(logpStudent).toBeCloseTo(float32.logps[i] ?? Number.NaN, 3)

  // A model of the hub: asked for by a press, planned, fetched, kept, and used.
  const requests = await hubOf(playground, tinyFiles('llama'))
  await region.getByRole('textbox', { name: 'Hub address' }).fill('someone/tiny')
  expect(requests).toEqual([])
  await region.getByRole('button', { name: 'Look it up' }).click()
  await expect(region.getByText('mit', { exact: true })).toBeVisible()
  expect(requests.join()).not.toContain('model.safetensors')
  await region.getByRole('button', { name: /^Fetch .* from huggingface\.co$/ }).click()
  await expect(region.getByRole('heading', { name: 'tiny', exact: true })).toBeVisible()
  // It has the student's tokenizer, so it comes to teach.
  await expect(playground.teacher).toHaveValue('own-4')
  await region.getByText(/^Kept in this browser: 1 model/).click()
  await region.getByRole('listitem').filter({ hasText: 'someone/tiny' }).getByRole('button', { name: 'Remove' }).click()
  await expect(region.getByText(/^Kept in this browser/)).toHaveCount(0)

  await region.getByRole('button', { name: 'Back to the worlds' }).click()
  await expect(page.getByRole('heading', { name: /^Problem \d+, Tally/ })).toBeVisible()
})
