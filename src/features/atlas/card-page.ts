/** @file A card as one page that needs nothing else: its text, its flow and its formulas as MathML, which browsers draw by themselves. */

/** The little that the page looks like: paper by day, ink by night. */
const LOOK = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fdfbf6, #1b1915); color: light-dark(#211e19, #ede7db); }
ol.atlas-flow { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
.atlas-flow li { flex: 1 1 9rem; padding: .6rem .8rem; border: 1px solid currentcolor; border-radius: 7px; }
.atlas-flow li > * { display: block; }
dl, dd { margin: 0 0 .6rem; }
math { margin: .8rem 0; }
table { border-collapse: collapse; }
th, td { padding: .2rem .9rem .2rem 0; border-bottom: 1px solid; font-weight: 400; text-align: start; }
.formula, .atlas-table { overflow-x: auto; }
svg { width: 1em; height: 1em; fill: currentcolor; }
a { color: inherit; }
fieldset { margin: 0; padding: 0; border: 0; }
:is(.atlas-badges, .atlas-sources, .atlas-card-facts) > * { margin-inline-end: .8rem; }
.visually-hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
`

/** Controls and what they say of themselves: on paper nobody presses them. */
const LEFT_OUT = '.atlas-deeds, .atlas-forms input, .atlas-repair button, .katex-html'

/**
 * @param article the whole card as it stands on the page
 * @param formulas KaTeX of its formulas in their order: those that nobody has scrolled to yet are set now
 */
export async function cardPage(article: HTMLElement, formulas: readonly string[]): Promise<string> {
  const { renderFormula } = await import('../../ui/katex.ts')
  const copy = article.cloneNode(true) as HTMLElement
  // Addresses of the page's own are relative to it.
  const links = [...article.querySelectorAll('a')]
  copy.querySelectorAll('a').forEach((link, i) => {
    link.setAttribute('href', links[i]?.href ?? '')
  })
  copy.querySelectorAll<HTMLElement>('.formula').forEach((place, i) => {
    const tex = formulas[i]
    if (place.childElementCount === 0 && tex !== undefined) renderFormula(tex, place)
    place.removeAttribute('style')
  })
  // The form that is shown is the one that the page tells.
  for (const input of copy.querySelectorAll<HTMLInputElement>('.atlas-forms input'))
    if (!input.checked) input.closest('label')?.remove()
  for (const each of copy.querySelectorAll(LEFT_OUT)) each.remove()
  for (const each of copy.querySelectorAll('[style], [data-action], [tabindex]')) {
    for (const name of ['style', 'data-action', 'tabindex']) each.removeAttribute(name)
  }
  const page = document.implementation.createHTMLDocument(copy.querySelector('h3')?.textContent?.trim() ?? '')
  page.documentElement.lang = document.documentElement.lang || 'en'
  const charset = page.createElement('meta')
  charset.setAttribute('charset', 'utf-8')
  const size = page.createElement('meta')
  size.setAttribute('name', 'viewport')
  size.setAttribute('content', 'width=device-width')
  page.head.prepend(charset, size)
  page.body.append(page.importNode(copy, true))
  // As text: a style element that is made here would count as one of this page's, which allows none.
  const html = page.documentElement.outerHTML.replace('</head>', () => `<style>${LOOK}</style></head>`)
  return `<!doctype html>\n${html}\n`
}
