/**
 * @file No sentence of the page is out of reach of translators: what is seen, and what is said to screen readers, on the stage and in
 * every instrument. Only what is quoted stays as it is: problems and rollouts, names of methods, sources, formulas. How much of a
 * real language is there, `npm run words` says.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { readCatalogue } from '../tools/words/catalogue.ts'
import { expect, test } from './playground.ts'

// Models that do not come have to be asked for.
test.use({ engine: 'own' })

/** Three words in a row are a sentence's; the made-up language has a sign of its own in each. */
const ENGLISH = /(?<!\p{L})[a-z]{2,} [a-z]{2,} [a-z]{2,}(?!\p{L})/iu

/** Sources and titles, as they are cited; problems, in the words of their world. */
const QUOTED = /arXiv|TRL|MiniLLM|Thinking Machines|OPD for motion planning|Solution:|Student, step/

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'ëë',
  i: 'î',
  o: 'öö',
  u: 'ù',
  y: 'ÿ',
  A: 'Å',
  E: 'É',
  I: 'Ï',
}

/** A made-up language: every sentence of the catalogues in accented letters, a third longer, as German or Finnish are. */
function madeUp(): string {
  const file = join(import.meta.dirname, '../src/i18n/locales/fr.po')
  const accented = (text: string): string => text.replace(/[aeiouyAEI]/g, (letter) => ACCENTS[letter] ?? letter)
  const sentences = readCatalogue(readFileSync(file, 'utf8')).entries.map(
    ({ english }) => [english, compileMessage(english, accented)] as const,
  )
  return `export default ${JSON.stringify(Object.fromEntries(sentences))}`
}

test('a language of long, accented words is all that the page says, and turns with it from right to left', async ({
  playground,
}) => {
  const { page } = playground
  await page.route('**/models/**', () => {})
  const fetched: string[] = []
  await page.route(/\/assets\/(?:zh|es|fr)-[\w-]+\.js$/, (route) => {
    fetched.push(new URL(route.request().url()).pathname)
    return route.fulfill({ contentType: 'text/javascript', body: madeUp() })
  })
  await playground.open('lang=fr')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'fr')
  await expect(html).toHaveAttribute('dir', 'ltr')
  expect(fetched, 'the words of the chosen language are fetched, and of no other').toHaveLength(1)

  const left = new Set<string>()
  const wide = new Set<string>()
  const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect(page.locator('[role=tabpanel]:not([hidden]) section').first()).toBeVisible()
    const said = await page.evaluate(() => {
      const quoted = '.katex, code, noscript, script, style, .problem, .token, .strip, pre, option, [lang="en"]'
      const texts: string[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const { parentElement, textContent } = walker.currentNode
        if (!parentElement?.closest(quoted)) texts.push(textContent ?? '')
      }
      for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        if (!element.closest(quoted))
          for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
      return texts
    })
    for (const text of said) if (ENGLISH.test(text) && !QUOTED.test(text)) left.add(text.trim())
    if ((await overflow()) > 0) wide.add(`${await tab.textContent()}`)
  }
  expect([...left]).toEqual([])
  expect([...wide], 'tabs that make the page wider than the window').toEqual([])

  // What an Arabic catalogue says of itself: the page turns round, and nothing hangs out of it.
  await html.evaluate((root) => root.setAttribute('dir', 'rtl'))
  const [title, language] = [page.getByRole('heading', { level: 1 }), page.locator('.language')]
  const middle = async (part: typeof title): Promise<number> => {
    const box = await part.boundingBox()
    return (box?.x ?? 0) + (box?.width ?? 0) / 2
  }
  expect(await middle(title)).toBeGreaterThan(await middle(language))
  expect(await overflow()).toBeLessThanOrEqual(0)
})
