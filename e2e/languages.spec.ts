/**
 * @file No sentence of the page stays English in another language: what is seen, and what is said to screen readers, on the stage and in
 * every instrument. Only what is quoted stays as it is: problems and rollouts, names of methods, sources, formulas.
 */
import { expect, test } from './playground.ts'

// Models that do not come have to be asked for.
test.use({ engine: 'own' })

/** Three words in a row are a sentence's; in Spanish, those that only English has. */
const ENGLISH = {
  zh: /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i,
  es: /\b(?:the|of|and|from|which|this|that|not|it|its)\b/i,
} as const

/** Sources and titles, as they are cited; problems, in the words of their world. */
const QUOTED = /arXiv|TRL|MiniLLM|Thinking Machines|OPD for motion planning|Solution:|Student, step/

for (const language of ['zh', 'es'] as const)
  test(`nothing is left in English on the page in ${language}`, async ({ playground }) => {
    const { page } = playground
    await page.route('**/models/**', () => {})
    await playground.open(`lang=${language}`)
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-Hans' : 'es')
    const left = new Set<string>()
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
      for (const text of said) if (ENGLISH[language].test(text) && !QUOTED.test(text)) left.add(text.trim())
    }
    expect([...left]).toEqual([])
  })
