import type { Page } from '@playwright/test'
import { expect, gapOf, test, wordOf } from './playground.ts'
import { asked, overheard, rollouts, scores } from './wiretap.ts'

// As most visitors have it.
test.use({ motion: true })

/** Hot and long, so that there is time to look on. */
const LONG = 'temperature=2&max-tokens=400'

test('tokens stream in one by one, and the answer is judged; a seed gives the same tokens each time, another seed others', async ({
  playground,
}) => {
  const { page } = playground
  await playground.open('seed=5')
  await playground.ready()
  await page.evaluate(() => {
    const list = document.querySelector('ul[aria-label="Rollout"]')
    const counts: number[] = []
    Object.assign(window, { counts })
    if (list) new MutationObserver(() => counts.push(list.children.length)).observe(list, { childList: true })
  })
  await playground.sample()
  const counts = await page.evaluate(() => (window as unknown as { counts: number[] }).counts)
  const total = await playground.tokens.count()
  expect(total).toBeGreaterThan(5)
  // Several tokens may share a frame; a rollout that appears at once is not a stream.
  expect(new Set(counts).size).toBeGreaterThan(total / 4)
  // Where the text has a new line, the page has one.
  const fallen = await page.evaluate(() =>
    [...document.querySelectorAll('ul[aria-label="Rollout"] .line-end + li')].map((item) => {
      const line = (element: Element | null) => element?.querySelector('button')?.getBoundingClientRect().top ?? 0
      return line(item) > line(item.previousElementSibling)
    }),
  )
  expect(fallen.length).toBeGreaterThan(0)
  expect(fallen).not.toContain(false)
  await expect(page.getByText(/^(Right|Wrong|Malformed)$/)).toBeVisible()
  await expect(page.getByText('LIVE', { exact: true })).toBeVisible()

  const seeds = async () => (await rollouts(page)).map(({ sampling }) => sampling.seed)
  const fifth = await playground.names()
  // Without a lock, Sample moves to the next seed.
  await playground.sample()
  expect(await seeds()).toEqual([5, 6])
  await expect(playground.samplingSeed).toHaveValue('6')
  const sixth = await playground.names()
  expect(sixth.map(wordOf)).not.toEqual(fifth.map(wordOf))
  await page.getByRole('button', { name: 'Keep the sampling seed', exact: true }).click()
  await playground.sample()
  expect(await playground.names()).toEqual(sixth)
  await playground.samplingSeed.fill('12')
  await playground.samplingSeed.press('Enter')
  await playground.sample()
  expect(await playground.words()).not.toEqual(sixth.map(wordOf))
  expect(await seeds()).toEqual([5, 6, 6, 12])
})

test('context, teacher and divergence change the gaps and never the tokens; readings and rollouts are kept', async ({
  playground,
}) => {
  const { page } = playground
  // The same model as its own teacher: it has the student's habits until it is told.
  await playground.open('seed=3&teacher=student&problem=7')
  await playground.ready()
  await playground.sample()
  const without = await playground.names()
  expect(without.map(gapOf)).toEqual(without.map(() => 0))
  await playground.privileged.click()
  await expect(playground.privileged).toBeChecked()
  await playground.settled()
  const told = await playground.names()
  expect(told.map(wordOf)).toEqual(without.map(wordOf))
  const moved = told.filter((name, i) => Math.abs(gapOf(name) - gapOf(without[i] ?? '')) > 0.1)
  expect(moved.length).toBeGreaterThan(0)
  await expect(page.getByText('Only the teacher sees')).toBeVisible()

  const scored = await asked(page, 'score')
  await playground.privileged.click()
  await expect(playground.privileged).not.toBeChecked()
  expect(await playground.names()).toEqual(without)
  await playground.privileged.click()
  expect(await playground.names()).toEqual(told)
  // Both readings were kept: flipping back and forth asked the engine nothing.
  expect(await asked(page, 'score')).toBe(scored)
  expect(await asked(page, 'sample')).toBe(1)

  await playground.context.selectOption('answer')
  await playground.settled()
  expect(await playground.words()).toEqual(without.map(wordOf))
  expect((await scores(page)).map(({ context }) => context)).toContain('answer')

  await playground.teacher.selectOption('teacher')
  await playground.privileged.click()
  await playground.settled()
  expect(await playground.words()).toEqual(without.map(wordOf))
  await playground.divergence.selectOption('jsd')
  await expect(page.getByRole('heading', { name: /Jensen/ })).toBeVisible()
  expect(await playground.words()).toEqual(without.map(wordOf))
  const divergences = (await scores(page))
    .filter(({ teacher }) => teacher === 'teacher')
    .flatMap(({ tokens }) => tokens.map((token) => token.divergences['reverse-kl']))
  expect(Math.max(...divergences.map(Number))).toBeGreaterThan(0.1)
  expect(await asked(page, 'sample')).toBe(1)

  // Another problem clears the stage; the way back leads to the earlier rollout with its scores.
  const names = await playground.names()
  const problem = await playground.problemSeed.inputValue()
  await playground.problemSeed.fill('8')
  await playground.problemSeed.press('Enter')
  await expect(playground.tokens).toHaveCount(0)
  await page.getByRole('button', { name: 'Previous rollout' }).click()
  await expect(playground.problemSeed).toHaveValue(problem)
  expect(await playground.names()).toEqual(names)
  await expect(page).toHaveURL(new RegExp(`problem=${problem}`))
  expect(await asked(page, 'sample')).toBe(1)
})

test('Stop ends a sample within one token', async ({ playground }) => {
  const { page } = playground
  await playground.open(LONG)
  await playground.ready()
  // Pressed from within the page: the sample may be over before a message from out here arrives.
  await page.evaluate(() => {
    const list = document.querySelector('ul[aria-label="Rollout"]')
    const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === 'Stop')
    const observer = new MutationObserver(() => {
      if (!list || list.children.length < 4 || list.getAttribute('aria-busy') !== 'true') return
      observer.disconnect()
      Object.assign(window, { shown: list.children.length })
      stop?.click()
    })
    if (list) observer.observe(list, { childList: true })
  })
  await playground.sample()
  const [rollout] = await rollouts(page)
  expect(rollout?.finish).toBe('stopped')
  const log = await overheard(page)
  // Of this call: a reading that was under way is cancelled as well.
  const [sample] = log.flatMap(({ message }) => (message.type === 'sample' ? [message.requestId] : []))
  const cancel = log.findIndex(({ message }) => message.type === 'cancel' && message.target === sample)
  expect(cancel).toBeGreaterThan(0)
  const late = log.slice(cancel).filter(({ message }) => message.type === 'event' && message.event.type === 'token')
  expect(late.length).toBeLessThanOrEqual(1)
  const shown = await page.evaluate(() => (window as unknown as { shown: number }).shown)
  expect(shown).toBeGreaterThanOrEqual(4)
  expect((rollout?.tokens.length ?? 400) - shown).toBeLessThanOrEqual(1)
  await expect(page.getByText(/\d+ tokens, stopped/)).toBeVisible()
  expect(await playground.tokens.count()).toBe(rollout?.tokens.length)
  // What was written is read by the teacher all the same, and the page goes on.
  for (const name of await playground.names()) expect(Number.isNaN(gapOf(name))).toBe(false)
  await playground.temperature.fill('0')
  await playground.sample()
  expect((await rollouts(page)).at(-1)?.finish).toBe('eos')
})

test('the sampling details narrow the draw and cut the text', async ({ playground }) => {
  const { page } = playground
  await playground.open('seed=6&lock=1')
  await playground.ready()
  const field = (name: string) => page.getByRole('spinbutton', { name, exact: true })
  const open = () => page.getByText('Sampling details').click()
  const set = async (name: string, value: string) => {
    if (!(await field(name).isVisible())) await open()
    await field(name).fill(value)
    await field(name).press('Enter')
  }
  await open()
  for (const name of ['Top-k', 'Top-p', 'Min-p', 'Token limit']) await expect(field(name)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field('Top-k')).toBeHidden()
  await set('Token limit', '9')
  // Each of these leaves the likeliest token alone.
  for (const [name, narrow, wide] of [
    ['Top-k', '1', '0'],
    ['Top-p', '0.01', '1'],
    ['Min-p', '1', '0'],
  ] as const) {
    await set(name, narrow)
    await playground.sample()
    await expect(page.getByText(`${name.toLowerCase()} ${narrow}`).first()).toBeVisible()
    await set(name, wide)
  }
  await playground.temperature.fill('0')
  await playground.sample()
  const all = await rollouts(page)
  expect(all.map(({ sampling }) => [sampling.topK, sampling.topP, sampling.minP])).toEqual([
    [1, 1, 0],
    [0, 0.01, 0],
    [0, 1, 1],
    [0, 1, 0],
  ])
  const [first, ...others] = all.map(({ tokens }) => tokens.map(({ id }) => id))
  expect(first).toHaveLength(9)
  for (const other of others) expect(other).toEqual(first)
  await expect(page).toHaveURL(/max-tokens=9/)
})

test('the whole journey by keyboard', async ({ playground }) => {
  const { page } = playground
  await playground.open('seed=9')
  await playground.ready()
  await page.keyboard.press('Space')
  await expect.poll(async () => (await rollouts(page)).length, { timeout: 180_000 }).toBe(1)
  await playground.settled()
  const without = await playground.names()

  // One Tab stop leads into the text; arrows walk along it.
  await page.keyboard.press('Tab')
  for (let i = 0; i < 60 && !(await focusedToken(playground.page)); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  expect(await focusedToken(page)).toBe('0')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await focusedToken(page)).toBe('2')
  await expect(playground.details).toContainText(`3 of ${without.length}`)
  await page.keyboard.press('ArrowDown')
  expect(Number(await focusedToken(page))).toBeGreaterThan(2)
  await page.keyboard.press('Enter')
  await expect(playground.details).toContainText('pinned')
  await page.keyboard.press('Escape')
  await expect(playground.details).not.toContainText('pinned')

  await playground.tap('p')
  await expect(playground.privileged).toBeChecked()
  expect(await playground.names()).not.toEqual(without)
  expect(await asked(page, 'sample')).toBe(1)
  await page.keyboard.press('2')
  await expect(playground.divergence).toHaveValue('reverse-kl')
  await page.keyboard.press('1')
  await expect(playground.divergence).toHaveValue('forward-kl')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

function focusedToken(page: Page): Promise<string | null> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.token ?? null)
}
