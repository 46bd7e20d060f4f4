/** @file Where the page cannot run, it says why instead of standing white; and what is dropped on it is read. */
import { readFile } from 'node:fs/promises'
import { expect, test } from './playground.ts'

test('a frame without an origin, and a page whose code does not come, say so', async ({ playground }) => {
  const { page } = playground
  playground.expectTrouble(/CORS|ERR_FAILED|ERR_ABORTED|null|sandboxed/)
  await playground.open('v=1')
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.src = './?embed=1&view=rail'
    document.body.prepend(frame)
  })
  const inside = page.frameLocator('iframe[sandbox]')
  await expect(inside.getByText(/^The playground cannot run in this frame: .*“allow-same-origin”/)).toBeVisible()

  await page.route(/\/assets\/(?:index|main)-[^/]*\.js$/, (route) => route.abort())
  await page.goto('/?v=1&lang=es')
  await expect(page.getByRole('alert').getByText(/^No se pudo obtener una parte de esta página/)).toBeVisible()
})

test('a trace that is dropped on the page stands on its stage', async ({ playground }) => {
  const { page } = playground
  await playground.open('v=1')
  await expect(playground.tokens.first()).toBeVisible()
  const text = await readFile('public/recorded/first.json', 'utf8')
  await page.evaluate((json) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([json], 'dropped.trace.json'))
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
  }, text)
  await expect(page.getByText(/^Replay of dropped\.trace\.json: \d+ tokens\./)).toHaveCount(1)
  const { rollout } = JSON.parse(text)
  await expect(playground.tokens).toHaveCount(rollout.tokens.length)
})
