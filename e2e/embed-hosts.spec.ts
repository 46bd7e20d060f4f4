/** @file The worked examples in the real hosts, the code that the page's own button writes, and the notebook cell. */
import { readFileSync } from 'node:fs'
import { embedCode } from '../src/features/share/state.ts'
import { integrityOf } from '../vite.embed.ts'
import { expect, test } from './embed-page.ts'

const TRACE = readFileSync('public/recorded/first.json', 'utf8')

test('a plain frame', async ({ hosted }) => {
  await hosted.open('/iframe.html')
  const frame = hosted.frame()
  await expect(frame.getByRole('list', { name: 'Rollout' }).getByRole('listitem').first()).toBeVisible()
  await expect(frame.getByRole('spinbutton', { name: 'Sampling seed' })).toBeHidden()
})

test('a reveal.js deck steps the embed forwards and backwards by its fragments', async ({ hosted }) => {
  const { page } = hosted
  await hosted.open('/reveal.html')
  await expect(page.getByRole('heading', { name: 'Who disagrees, and where?' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  const frame = hosted.frame('opd-playground[view="stage"] > iframe')
  const context = frame.getByRole('switch', { name: 'Privileged context' })
  const divergence = frame.getByRole('combobox', { name: 'Divergence' })
  await expect(context).not.toBeChecked()
  await page.keyboard.press('ArrowRight')
  await expect(context).toBeChecked()
  await expect(divergence).toHaveValue('reverse-kl')
  await page.keyboard.press('ArrowRight')
  await expect(divergence).toHaveValue('jsd')
  await expect(frame.locator('[data-token="36"]')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(divergence).toHaveValue('reverse-kl')
  await expect(frame.locator('[data-token="36"]')).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('ArrowLeft')
  await expect(context).not.toBeChecked()
  // The third slide's frame is not made before it is shown.
  await expect(page.locator('opd-playground[view="bench"] > iframe')).toHaveCount(0)
})

test('an article of cells: a choice flows into the frame, a report flows back', async ({ hosted }) => {
  const { page } = hosted
  await hosted.open('/article.html')
  const frame = hosted.frame('#figure iframe')
  await expect(frame.getByRole('combobox', { name: 'Divergence' })).toHaveValue('reverse-kl')
  await page.getByRole('combobox', { name: 'Divergence of the article' }).selectOption('jsd')
  await expect(frame.getByRole('combobox', { name: 'Divergence' })).toHaveValue('jsd')
  await expect(page.locator('#gap')).toHaveText(/^-?\d+\.\d\d nats, \d+ values of jsd$/)
  await expect(page.locator('#second > iframe')).toHaveCount(0)
})

test('both forms of the code that the page writes work where they are pasted', async ({ hosted }) => {
  const { page, playground } = hosted
  // As the browser fetches it: a script that is another one by a byte does not run.
  const script = await (await page.request.get(`${playground}/embed/opd-playground.js`)).body()
  const parts = {
    integrity: integrityOf(script),
    view: 'rail',
    width: 700,
    height: 400,
    query: 'v=1&divergence=jsd&rail=jsd',
    page: `${playground}/`,
    title: 'Rail "x" & y',
  } as const
  for (const kind of ['iframe', 'element'] as const) {
    await hosted.write(embedCode({ ...parts, kind }))
    const frame = hosted.frame()
    await expect(frame.getByRole('heading', { name: 'Divergence rail', exact: true })).toBeVisible()
    await expect(frame.getByRole('checkbox', { name: 'JSD' })).toBeChecked()
    await expect(frame.getByRole('checkbox', { name: 'Forward KL', exact: true })).not.toBeChecked()
    const box = await page.locator('iframe').boundingBox()
    expect([box?.width, box?.height]).toEqual([700, 400])
    await expect(page.locator('[data-instead]')).toHaveCount(0)
  }
  // The page knows the hash of what it serves.
  const assets =
    (await (await page.request.get(`${playground}/service-worker.js`)).text()).match(/assets\/[\w.-]+\.js/g) ?? []
  const texts = await Promise.all(
    [...new Set(assets)].map(async (path) => (await page.request.get(`${playground}/${path}`)).text()),
  )
  expect(texts.filter((text) => text.includes(parts.integrity))).toHaveLength(1)
})

test('the element is driven by its methods and tells by its events: a rollout, token by token', async ({ hosted }) => {
  const { page } = hosted
  await hosted.write(
    `<opd-playground state="backend=wasm&max-tokens=32&seed=5&lock=1"></opd-playground>${hosted.script}`,
  )
  const told = await page.evaluate(async () => {
    const embed = document.querySelector('opd-playground') as HTMLElement & {
      ready: Promise<{ version: number }>
      playing: boolean
      state: string
      sample(): Promise<{ tokens: number; text: string; seed: number }>
      step(): Promise<{ token: number | null }>
      selectToken(index: number | null): Promise<{ token: number | null }>
      setState(state: object): Promise<{ query: string }>
      getTrace(): Promise<{ format: string }>
    }
    const names: string[] = []
    let text = ''
    let playedMeanwhile = false
    for (const name of ['ready', 'state', 'token', 'rollout', 'score', 'error']) {
      embed.addEventListener(`opd-${name}`, (event) => {
        names.push(name)
        playedMeanwhile ||= embed.playing
        if (name === 'token') text += (event as CustomEvent<{ text: string }>).detail.text
      })
    }
    const { version } = await embed.ready
    const rollout = await embed.sample()
    await embed.selectToken(3)
    const { token } = await embed.step()
    const { query } = await embed.setState({ units: 'bits' })
    const refused = await embed.setState({ nested: { deep: 1 } }).catch((error) => error.report.code)
    const { format } = await embed.getTrace()
    return { names, text, version, rollout, token, query, refused, format, playedMeanwhile }
  })
  expect(told).toMatchObject({ version: 1, token: 4, refused: 'bad-value', format: 'opd-trace', playedMeanwhile: true })
  expect(told.rollout.seed).toBe(5)
  expect(told.names.filter((name) => name === 'token')).toHaveLength(told.rollout.tokens)
  expect(told.text.replace('<|eos|>', '')).toBe(told.rollout.text)
  expect(new URLSearchParams(told.query).get('units')).toBe('bits')
  // `run=1` makes it again: the link is of what was sampled.
  expect(new URLSearchParams(told.query).get('run')).toBe('1')
  for (const name of ['ready', 'state', 'rollout', 'error']) expect(told.names).toContain(name)
})

test('a notebook cell shows a trace by itself, and in the page that it is given', async ({ hosted }) => {
  const { page, playground } = hosted
  await hosted.write(`<div id="cell"></div><script type="module">
    import widget from '${playground}/embed/anywidget.js'
    const listeners = {}
    window.values = { trace: ${JSON.stringify(TRACE).replaceAll('<', '\\u003c')}, base: '', theme: 'paper', selected: 0 }
    window.model = {
      get: (name) => values[name],
      set: (name, value) => (values[name] = value),
      save_changes: () => (window.saved = values.selected),
      on: (event, listener) => (listeners[event] = listener),
      off: (event) => delete listeners[event],
    }
    window.change = (name, value) => { values[name] = value; listeners['change:' + name]() }
    window.end = widget.render({ model, el: document.querySelector('#cell') })
    window.listeners = listeners
  </script>`)
  const cell = page.getByRole('article', { name: 'OPD trace' })
  await expect(cell.getByText('REPLAY')).toBeVisible()
  const { rollout, scores } = JSON.parse(TRACE)
  await expect(cell.getByRole('list', { name: 'Rollout' }).getByRole('listitem')).toHaveCount(rollout.tokens.length)
  // The page's own marks, under the text once it is laid out.
  await expect.poll(() => cell.locator('.marks path[d*="V"]').count()).toBeGreaterThan(1)
  const before = hosted.requests.length
  // Every number against the file, not against the page.
  await cell.getByRole('combobox', { name: 'Reading' }).selectOption('0')
  await cell.locator('[data-token="36"]').click()
  const gap = scores[0].tokens[36].gap
  await expect(cell.getByRole('row', { name: /^gap/ })).toContainText(Math.abs(gap).toFixed(2))
  expect(await page.evaluate(() => (window as unknown as { saved: number }).saved)).toBe(36)
  await page.keyboard.press('ArrowRight')
  await expect(cell.getByRole('heading')).toContainText('Token 38 of')
  // All of it came from the script and the trace.
  expect(hosted.requests.length).toBe(before)
  await page.evaluate(() =>
    (window as unknown as { change(name: string, value: unknown): void }).change('trace', '{"format":"x"}'),
  )
  await expect(page.getByRole('alert')).toContainText('format: expected "opd-trace", found "x"')
  await page.evaluate(
    ([base, trace]) => {
      const { change } = window as unknown as { change(name: string, value: unknown): void }
      change('trace', JSON.parse(trace ?? ''))
      change('base', base)
    },
    [`${playground}/`, TRACE],
  )
  await expect(hosted.frame().getByText('REPLAY').first()).toBeVisible()
  await expect(hosted.frame().getByText(/Replay of trace/)).toBeAttached()
  expect(hosted.heavy()).toEqual([])
  const left = await page.evaluate(() => {
    const { end, listeners } = window as unknown as { end(): void; listeners: object }
    end()
    return [document.querySelector('#cell')?.childElementCount, Object.keys(listeners).length]
  })
  expect(left).toEqual([0, 0])
})
