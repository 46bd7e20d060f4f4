/** @file Links: broken ones harm nothing, a good one gives the same rollout, and back, forward and undo mean what they say. */
import type { Page } from '@playwright/test'
import { mutatedLinks } from '../src/settings/mutated-links.test-helper.ts'
import { expect, test } from './playground.ts'
import { asked } from './wiretap.ts'

/** In a running page; the same 2,000 links go through the reader of addresses in a unit test each time. */
const IN_PAGE = process.env.LONG ? 2000 : 100
const ANEW = process.env.LONG ? 25 : 5

/** What was copied last; the clipboard of the machine is not the test's to use. */
async function catchCopies(page: Page, refuse = false): Promise<() => Promise<string>> {
  await page.addInitScript((refuse) => {
    const copies: string[] = []
    Object.assign(window, { copies })
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: async (text: string) => {
          if (refuse) throw new DOMException('denied', 'NotAllowedError')
          copies.push(text)
        },
      },
    })
  }, refuse)
  return () => page.evaluate(() => (window as unknown as { copies: string[] }).copies.at(-1) ?? '')
}

test('mutated links in a running page @long: none throws, none hangs, and the page still works', async ({
  playground,
}) => {
  const { page } = playground
  // Models that do not exist are asked for by their links; nothing else may be complained of.
  await playground.open('problem=3')
  await playground.ready()
  const links = mutatedLinks(IN_PAGE, 77)
  let notices = 0
  for (let from = 0; from < links.length; from += 100) {
    notices += await page.evaluate(
      async (some) => {
        let seen = 0
        for (const link of some) {
          history.pushState(null, '', `?${link.replaceAll('#', '%23')}`)
          window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
          // React has drawn it when the microtasks are through; what waits for a frame gets one now and then.
          await Promise.resolve()
          if (some.indexOf(link) % 20 === 0) await new Promise((resolve) => requestAnimationFrame(resolve))
          if (document.querySelector('[role="alert"] .notice')) seen++
          for (const button of document.querySelectorAll<HTMLElement>('[role="alert"] [aria-label]')) button.click()
          if (!document.querySelector('[role="tabpanel"]:not([hidden])')) throw new Error(`no page after ${link}`)
        }
        return seen
      },
      links.slice(from, from + 100),
    )
  }
  expect(notices).toBeGreaterThan(IN_PAGE / 4)
  await page.evaluate(() => {
    history.pushState(null, '', '?backend=wasm&lang=en')
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
  })
  await playground.sample()
  expect((await playground.words()).length).toBeGreaterThan(3)
})

test('mutated links opened anew @long give a working page', async ({ playground }) => {
  const { page } = playground
  const links = mutatedLinks(4000, 9).filter((link) => link.length > 10 && link.length < 4000)
  for (const link of links.filter((_, i) => i % 157 === 0).slice(0, ANEW)) {
    await page.goto(`/?${link.replaceAll('#', '%23')}&backend=wasm`)
    // In whatever language the link asks for.
    await expect(page.locator('.sampling-run button').first()).toBeVisible()
    expect(await page.locator('[role="alert"] .notice').count()).toBeLessThanOrEqual(1)
  }
})

test('a copied link gives the same rollout to the token, with the token selected and the tab open', async ({
  playground,
}) => {
  const { page } = playground
  const copied = await catchCopies(page)
  await playground.open('temperature=1.2&problem=11')
  await playground.ready()
  await playground.sample()
  await playground.sample()
  const words = await playground.words()
  await playground.tokens.nth(3).getByRole('button').click()
  await page.getByRole('tab', { name: 'Divergence rail', exact: true }).click()
  // The next rollout's seed is not this one's.
  await playground.samplingSeed.fill('4242')
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await expect(page.getByText('Link copied')).toBeVisible()
  const link = await copied()
  expect(link).toContain('run=1')

  // A visitor who has never been here.
  await playground.forget()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText('LIVE', { exact: true })).toBeVisible({ timeout: 180_000 })
  await playground.settled()
  expect(await asked(page, 'sample')).toBe(1)
  expect(await playground.words()).toEqual(words)
  await expect(page.getByRole('tab', { name: 'Divergence rail', exact: true })).toHaveAttribute('aria-selected', 'true')
  await expect(playground.tokens.nth(3).getByRole('button')).toHaveAttribute('aria-pressed', 'true')
})

test('embed code, QR code, and the hand’s way where the browser refuses to copy', async ({ playground }) => {
  const { page } = playground
  const copied = await catchCopies(page)
  await playground.open('problem=5&tab=rail')
  await page.getByRole('button', { name: 'Copy embed code', exact: true }).click()
  const sheet = page.getByRole('dialog')
  const frame =
    /^<iframe src="http:\/\/localhost:\d+\/\?embed=1&amp;view=(\w+)&amp;v=1&amp;.*problem=5.*" width="\d+" height="\d+" title=".+" loading="lazy"/
  await expect.poll(copied).toMatch(frame)
  expect(frame.exec(await copied())?.[1]).toBe('rail')
  await sheet.getByRole('combobox', { name: 'View', exact: true }).selectOption('inspector')
  await sheet.getByRole('radio', { name: 'Element', exact: true }).check()
  await sheet.getByRole('button', { name: 'Copy code', exact: true }).click()
  await expect.poll(copied).toMatch(/<opd-playground view="inspector" state="v=1&amp;/)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await page.getByRole('button', { name: 'QR code', exact: true }).click()
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(/problem=5/)
  await page.keyboard.press('Escape')

  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Link', exact: true })
  await expect(field).toBeFocused()
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart)).toBeGreaterThan(
    20,
  )
})

test('back and forward walk through what was changed, and undo takes it back', async ({ playground }) => {
  const { page } = playground
  await playground.open()
  await page.getByRole('tab', { name: 'Pivot waterfall', exact: true }).click()
  // The address follows after a pause, and leaves a step behind.
  await expect(page).toHaveURL(/tab=waterfall/)
  await playground.divergence.selectOption('jsd')
  await expect(page).toHaveURL(/divergence=jsd/)
  // By the bare keyboard: a busy machine takes so long to find a control again that a slider's way becomes two.
  await playground.temperature.focus()
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(/temperature=0\.7(?:&|$)/)
  await page.goBack()
  await expect(playground.temperature).toHaveValue('1')
  await expect(playground.divergence).toHaveValue('jsd')
  await page.goBack()
  await expect(playground.divergence).toHaveValue('reverse-kl')
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'Training', exact: true })).toHaveAttribute('aria-selected', 'true')
  await page.goForward()
  await page.goForward()
  await page.goForward()
  await expect(playground.temperature).toHaveValue('0.7')
  await expect(playground.divergence).toHaveValue('jsd')

  await page.getByRole('tab', { name: 'Pivot waterfall', exact: true }).focus()
  await page.keyboard.press('1')
  await expect(playground.divergence).not.toHaveValue('jsd')
  await page.keyboard.press('Control+z')
  await expect(playground.divergence).toHaveValue('jsd')
  await page.keyboard.press('Control+Shift+z')
  await expect(playground.divergence).not.toHaveValue('jsd')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(playground.divergence).toHaveValue('jsd')
})
