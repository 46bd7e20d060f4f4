/** @file Embeds in a host of another origin: every view in every size, what they wait for, who they listen to. */
import { OLD_NAMES } from '../src/app/embed/old-names.ts'
import { expectAccessible } from './axe.ts'
import { EMBED_VIEWS, expect, test, UNREAD_VIEWS } from './embed-page.ts'
import { inkShare } from './ink.ts'
import { outOfSight } from './out-of-sight.ts'

const SIZES = [
  { width: 320, height: 240 },
  { width: 640, height: 400 },
  { width: 1200, height: 700 },
] as const

/** Embeds are figures first: in a frame of this size the point of a view is seen whole, with nothing to scroll. */
const FIGURES = [
  { width: 320, height: 240 },
  { width: 900, height: 480 },
  { width: 640, height: 360 },
] as const

// Several on one page: what they share is fetched and compiled once.
for (const views of [EMBED_VIEWS.slice(0, 4), EMBED_VIEWS.slice(4, 8), EMBED_VIEWS.slice(8)])
  test(`the views ${views.join(', ')} fit their box in every size, show their point whole in a small frame, and axe finds nothing`, async ({
    hosted,
  }) => {
    const { page, playground } = hosted
    for (const view of views) {
      await page.emulateMedia({ colorScheme: view.length % 2 === 0 ? 'dark' : 'light' })
      await page.setViewportSize(SIZES[2])
      await page.goto(`${playground}/?embed=1&autoload=click&view=${view}`)
      await expect(page.getByRole('link', { name: 'Open in the playground' })).toBeVisible()
      if (UNREAD_VIEWS.includes(view)) await expect(page.getByText('REPLAY')).toHaveCount(0)
      else await expect(page.getByText('REPLAY').first()).toBeVisible()
      await expect(page.locator('main :is(h2, h3)').first()).toBeAttached()
      for (const size of SIZES) {
        await page.setViewportSize(size)
        const overflow = await page.evaluate(() => {
          const main = document.querySelector('main')
          return [
            document.documentElement.scrollWidth - innerWidth,
            (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
          ]
        })
        expect(overflow, `${view} at ${size.width}`).toEqual([0, 0])
        // Nothing lies over the footer, and the footer is in sight.
        await page.getByRole('link', { name: 'Open in the playground' }).click({ trial: true })
      }
      await page.setViewportSize(SIZES[1])
      await test.step(view, () => expectAccessible(page))
      await expect(page.locator('[data-glance]').first()).toBeVisible()
      for (const size of FIGURES) {
        await page.setViewportSize(size)
        await expect.poll(() => outOfSight(page), { message: `${view} at ${size.width}` }).toEqual([])
      }
      expect(await inkShare(page, page.locator('main')), view).toBeGreaterThan(0.003)
    }
    expect(hosted.heavy()).toEqual([])
  })

test('nothing heavy before it is in view; then it runs, without isolation, on one thread', async ({ hosted }) => {
  const { page, playground } = hosted
  const src = `${playground}/?embed=1&backend=wasm&max-tokens=48`
  await hosted.write(
    `<main><div style="height:200vh"></div><iframe title="embed" width="700" height="500" src="${src}"></iframe></main>`,
  )
  const frame = hosted.frame()
  // Until then a recorded rollout, made by the same models.
  await expect(frame.getByText('REPLAY').first()).toBeAttached()
  // It has heard that it is out of view, and had time for what it puts off until there is time.
  await page.frames()[1]?.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const idle = (then: () => void) => requestIdleCallback(then, { timeout: 2000 })
        new IntersectionObserver(() => idle(() => idle(resolve))).observe(document.body)
      }),
  )
  expect(hosted.heavy()).toEqual([])
  await page.locator('iframe').scrollIntoViewIfNeeded()
  await expect(frame.locator('html')).toHaveAttribute('data-backend', 'wasm', { timeout: 180_000 })
  expect(hosted.heavy().length).toBeGreaterThan(2)
  const inside = page.frames()[1]
  expect(await inside?.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([false, 'undefined'])
  await frame.getByRole('button', { name: 'Sample', exact: true }).click()
  await expect(frame.getByText('LIVE').first()).toBeVisible({ timeout: 180_000 })
  await expect(frame.getByRole('list', { name: 'Rollout' })).toHaveAttribute('aria-busy', 'false', { timeout: 180_000 })
})

test('five on a page: only what is near is made, none of them starts an engine unasked, and what is out of view rests', async ({
  hosted,
}) => {
  const { page } = hosted
  // A descent that is cut to its end could not be seen to rest.
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  const one = (view: string) =>
    `<opd-playground view="${view}" autoload="click" height="300"></opd-playground><div style="height:150vh"></div>`
  await hosted.write(`<main>${one('bench')}${one('stage').repeat(4)}</main>${hosted.script}`)
  await expect(page.locator('iframe')).toHaveCount(1)
  const bench = hosted.frame('opd-playground >> nth=0 >> iframe')
  await bench.getByRole('button', { name: 'Run descent' }).click()
  await page.locator('opd-playground').nth(4).scrollIntoViewIfNeeded()
  await expect(hosted.frame('opd-playground >> nth=4 >> iframe').getByText('REPLAY').first()).toBeVisible()
  await expect(bench.getByRole('button', { name: 'Run descent' })).toBeAttached()
  await page.locator('opd-playground').first().scrollIntoViewIfNeeded()
  await expect(bench.getByRole('button', { name: 'Pause descent' })).toBeVisible()
  expect(hosted.heavy()).toEqual([])
})

test('controls are hidden by name, in any language; their keys go with them; unknown names are said once', async ({
  hosted,
}) => {
  const { page, playground } = hosted
  const hide = 'sample,stop,temperature,privileged-context,units,divergence,legend,nonsense'
  await page.goto(`${playground}/?embed=1&autoload=click&hide=${hide}`)
  const gone = async (lang: 'en' | 'es'): Promise<void> => {
    const words = { en: ['Sample', 'Privileged context'], es: ['Muestrear', 'Contexto privilegiado'] }[lang]
    await expect(page.getByRole('button', { name: words[0], exact: true })).toHaveCount(0)
    await expect(page.getByRole('switch', { name: words[1] })).toHaveCount(0)
    await expect(page.getByRole('slider')).toHaveCount(0)
  }
  await expect(page.getByRole('alert')).toContainText('hide=nonsense')
  await gone('en')
  await expect(page.getByRole('combobox', { name: 'Divergence' })).toHaveCount(0)
  await expect(page.getByRole('combobox', { name: 'Units' })).toHaveCount(0)
  // The sentence still says which.
  await expect(page.getByRole('region', { name: 'Recipe' })).toContainText(/Reverse KL/)
  await expect(page.getByRole('combobox', { name: 'Teacher' })).toBeVisible()
  await page.keyboard.press('p')
  await page.keyboard.press(' ')
  await page.keyboard.press('/')
  await expect(page.getByRole('heading', { name: 'A note for the teacher, sealed' })).toHaveCount(0)
  expect(hosted.heavy()).toEqual([])
  await page.goto(`${playground}/?embed=1&autoload=click&lang=es&hide=${hide}`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await gone('es')
})

test('a control is hidden by its action’s id as by its old name, and the sentence stays to be read', async ({
  hosted,
}) => {
  const { page, playground } = hosted
  for (const hide of ['set-temperature', 'temperature']) {
    await page.goto(`${playground}/?embed=1&autoload=click&hide=${hide}`)
    const sentence = page.getByRole('region', { name: 'Recipe', exact: true })
    await expect(sentence).toContainText('at temperature 1.00.')
    await expect(page.locator('[data-action="set-temperature"]')).toHaveCount(0)
    await expect(page.locator('[data-action="set-problem"]')).toBeVisible()
    await expect(page.getByRole('alert')).toBeEmpty()
  }
})

test('an old name @long hides every control that is called so, whose id it stands for, and nothing takes the focus', async ({
  hosted,
}) => {
  const { page, playground } = hosted
  const names = Object.keys(OLD_NAMES)
  const found = new Set<string>()
  for (const view of ['stage', 'inspector', 'rail', 'race', 'training', 'estimators'] as const) {
    await page.goto(`${playground}/?embed=1&autoload=click&view=${view}`)
    await expect(page.locator('main :is(h2, h3)').first()).toBeAttached()
    if (view === 'rail') await page.getByRole('button', { name: 'Take away' }).click()
    // A word that can be asked about is no control: the sentence stays to be read.
    const controls = await page.evaluate(() =>
      [...document.querySelectorAll('button:not([data-action="open-glossary"]), select, input')].map((control) => {
        const label = control instanceof HTMLInputElement ? control.labels?.[0]?.textContent : control.textContent
        const place = control.closest('[data-part]')?.getAttribute('data-part') ?? ''
        return {
          name: (control.getAttribute('aria-label') ?? label ?? '').trim(),
          by: [control.getAttribute('data-action') ?? place],
        }
      }),
    )
    for (const { name, by } of controls) {
      const old = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
      if (!names.includes(old)) continue
      expect(OLD_NAMES[old], `${view}: ${name}`).toEqual(expect.arrayContaining(by))
      found.add(old)
    }
    if (!process.env.LONG && view !== 'stage' && view !== 'training') continue
    const hidden = await page.goto(`${playground}/?embed=1&autoload=click&view=${view}&hide=${names.join(',')}`)
    expect(hidden?.ok()).toBe(true)
    await expect(page.locator('main :is(h2, h3)').first()).toBeAttached()
    const left = [...new Set(Object.values(OLD_NAMES).flat())].map((id) => `[data-action="${id}"]`).join(', ')
    for (const control of await page.locator(left).all()) await expect(control).toBeHidden()
  }
  const parts = ['footer', 'recipe-sentence', 'prompt', 'ledger']
  expect(names.filter((name) => !found.has(name) && !parts.includes(name))).toEqual([])
})

test('follows the colour scheme of the reader, and the theme that the host asks for', async ({ hosted }) => {
  const { page } = hosted
  const paper = (): Promise<string> =>
    page.frames()[1]?.evaluate(() => getComputedStyle(document.body).backgroundColor) ?? Promise.resolve('')
  await page.emulateMedia({ colorScheme: 'dark' })
  await hosted.write(`<opd-playground autoload="click"></opd-playground>${hosted.script}`)
  await page.evaluate(() => document.querySelector<Element & { ready: Promise<unknown> }>('opd-playground')?.ready)
  expect(await paper()).toBe('rgb(27, 25, 21)')
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await paper()).toBe('rgb(253, 251, 246)')
  await page.locator('opd-playground').evaluate((element) => element.setAttribute('theme', 'night'))
  await expect.poll(paper).toBe('rgb(27, 25, 21)')
})

test('the link opens the whole page in the same state', async ({ hosted }) => {
  const { page, playground } = hosted
  await page.goto(`${playground}/?embed=1&autoload=click&view=rail&divergence=jsd&hide=units`)
  await page.getByRole('checkbox', { name: 'Jeffreys' }).check()
  const link = new URL((await page.getByRole('link', { name: 'Open in the playground' }).getAttribute('href')) ?? '')
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    divergence: 'jsd',
    tab: 'rail',
    rail: expect.stringContaining('jeffreys'),
  })
  for (const key of ['embed', 'view', 'hide', 'autoload']) expect(link.searchParams.has(key)).toBe(false)
})

test('hostile and foreign messages are passed over or answered as data', async ({ hosted }) => {
  const { page, playground, host } = hosted
  const src = `${playground}/?embed=1&autoload=click&allow=${host.origin}`
  await hosted.write(`<iframe id="a" title="embed" width="600" height="400" src="${src}"></iframe>
    <iframe id="b" title="closed" width="600" height="400" src="${playground}/?embed=1&autoload=click&allow=https://other.example"></iframe>`)
  for (const id of ['#a', '#b']) await expect(hosted.frame(id).getByText('REPLAY').first()).toBeAttached()
  const heard = await page.evaluate(async (home) => {
    const replies: { id?: unknown; ok?: boolean; error?: { code: string } }[] = []
    const closed: unknown[] = []
    const [a, b] = ['#a', '#b'].map((id) => document.querySelector<HTMLIFrameElement>(id)?.contentWindow)
    addEventListener('message', ({ source, data }) =>
      source === a ? replies.push(data) : source === b && closed.push(data),
    )
    const say = (message: object): void => a?.postMessage({ protocol: 'opd-playground', version: 1, ...message }, home)
    // Before hello nobody is there.
    say({ id: 'early', type: 'get-state' })
    b?.postMessage({ protocol: 'opd-playground', version: 1, id: 'closed', type: 'hello' }, home)
    say({ id: 'hello', type: 'hello' })
    for (const junk of [null, 0, 'text', [], new Date(), new Map([[1, 2]]), { protocol: 'opd-playground' }])
      a?.postMessage(junk, home)
    say({ id: 'version', version: 99, type: 'hello' })
    say({ id: 'type', type: '__proto__' })
    say({ id: 'token', type: 'select-token', index: 1e9 })
    say({ id: 'divergence', type: 'set-divergence', divergence: '<img src=x onerror=alert(1)>' })
    say({ id: 'state', type: 'set-state', state: 'x'.repeat(9000) })
    say({ id: 'trace', type: 'import-trace', trace: { format: 'opd-trace', version: 2, rollout: null } })
    say({ id: 'cue', type: 'next-cue' })
    for (let i = 0; i < 300; i++) say({ id: i, type: 'set-state', state: { [`k${i}`]: i, seed: -i } })
    say({ id: 'last', type: 'get-state' })
    // Cues are fetched when they are first asked for: their answer may come behind the last one.
    const waited = ['last', 'cue']
    while (!waited.every((name) => replies.some(({ id }) => id === name)))
      await new Promise((resolve) => setTimeout(resolve, 20))
    const codes = Object.fromEntries(
      replies.filter(({ id }) => typeof id === 'string').map(({ id, ok, error }) => [id, ok ? 'ok' : error?.code]),
    )
    return { codes, closed, numbered: replies.filter(({ id }) => typeof id === 'number').length }
  }, playground)
  expect(heard.codes).toEqual({
    hello: 'ok',
    version: 'wrong-version',
    type: 'unknown-type',
    token: 'bad-value',
    divergence: 'bad-value',
    state: 'bad-value',
    trace: 'bad-value',
    cue: 'not-available',
    last: 'ok',
  })
  expect(heard.closed).toEqual([])
  expect(heard.numbered).toBe(300)
  await expect(hosted.frame('#a').getByText('REPLAY').first()).toBeVisible()
})
