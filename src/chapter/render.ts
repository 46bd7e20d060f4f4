/** @file The chapter as one page of HTML that needs no script. A script may make its figures live (live.ts). */
import { CHAPTER_LANGUAGES, type ChapterLanguage, chapterAddress } from '../i18n/chapter.ts'
import { languageName, languageTag } from '../i18n/languages.ts'
import type { Fact, FactId, Receipt } from './facts.ts'
import { FIGURES, type FigureId, figureAddress, playgroundAddress } from './figures.ts'
import { escaped, htmlOf } from './markup.ts'
import type { MathSheet } from './maths.ts'
import { written } from './numbers.ts'
import { SOURCES, type SourceId } from './sources.ts'
import { type Block, type Chapter, SECTIONS, type SectionId } from './types.ts'

export interface RenderPlaces {
  readonly facts: Readonly<Record<FactId, Fact>>
  readonly maths: MathSheet
  /** The way from the page's address to the playground's folder: `./` or `../`. */
  readonly home: string
}

/** The content of `<body>`. @throws for a number, source or formula that there is not */
export function chapterBody(chapter: Chapter, places: RenderPlaces): string {
  return new Page(chapter, places).html()
}

/** What goes into `<head>` beside style sheets and scripts. */
export function chapterHead({ title, description }: Chapter, home: string): string {
  const others = CHAPTER_LANGUAGES.map(
    (language) =>
      `<link rel="alternate" hreflang="${languageTag(language)}" href="${home}${chapterAddress(language)}" />`,
  )
  return [
    `<title>${escaped(title)}</title>`,
    `<meta name="description" content="${escaped(description)}" />`,
    '<meta property="og:type" content="article" />',
    `<meta property="og:title" content="${escaped(title)}" />`,
    `<meta property="og:description" content="${escaped(description)}" />`,
    `<meta property="og:image" content="${home}og.png" />`,
    ...others,
  ].join('\n')
}

class Page {
  readonly #chapter: Chapter
  readonly #places: RenderPlaces
  readonly #cited: SourceId[] = []
  readonly #said: FactId[] = []
  #figures = 0

  constructor(chapter: Chapter, places: RenderPlaces) {
    this.#chapter = chapter
    this.#places = places
  }

  html(): string {
    const { title, standfirst, words, language } = this.#chapter
    const { home } = this.#places
    // In the order of reading: references and receipts are numbered as they are met.
    const opening = this.#text(standfirst)
    const sections = SECTIONS.map((id, index) => this.#section(id, index + 1)).join('\n')
    return `<div class="chapter">
<header class="chapter-top">
<nav aria-label="${escaped(words.languages)}">
<a href="${home}?lang=${language}">${escaped(words.playground)}</a>
<span class="chapter-languages">${CHAPTER_LANGUAGES.map((each) => this.#language(each)).join(' ')}</span>
</nav>
<h1>${escaped(title)}</h1>
<p class="standfirst">${opening}</p>
<p class="minutes">${escaped(words.minutes)}</p>
</header>
<nav class="contents" aria-label="${escaped(words.contents)}"><ol>
${SECTIONS.map((id) => `<li><a href="#${id}">${escaped(this.#chapter.sections[id].title)}</a></li>`).join('\n')}
</ol></nav>
<main>
${sections}
</main>
<footer class="chapter-end">
${this.#receipts()}
${this.#references()}
</footer>
</div>`
  }

  #language(language: ChapterLanguage): string {
    const name = `lang="${languageTag(language)}"`
    return language === this.#chapter.language
      ? `<span ${name} aria-current="page">${languageName(language)}</span>`
      : `<a ${name} href="${this.#places.home}${chapterAddress(language)}">${languageName(language)}</a>`
  }

  #section(id: SectionId, number: number): string {
    const { title, blocks } = this.#chapter.sections[id]
    const { sectionLink } = this.#chapter.words
    return `<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading"><span class="number">${number}</span> ${escaped(title)} <a class="anchor" href="#${id}" aria-label="${escaped(`${sectionLink}: ${title}`)}">#</a></h2>
${blocks.map((block) => this.#block(block)).join('\n')}
</section>`
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'text':
        return `<p>${this.#text(block.text)}</p>`
      case 'note':
        return `<aside class="note"><p>${this.#text(block.text)}</p></aside>`
      case 'formula':
        return `<div class="display"><div class="display-math">${this.#places.maths.render(block.tex, true)}</div><p>${this.#text(block.said)}</p></div>`
      case 'figure':
        return this.#figure(block.figure, block.caption)
      case 'list':
        return `<ul>${block.items.map((item) => `<li>${this.#text(item)}</li>`).join('\n')}</ul>`
      case 'table':
        return this.#table(block.head, block.rows)
      case 'code':
        return `<pre tabindex="0"><code>${escaped(block.code)}</code></pre>`
    }
  }

  #table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const cells = rows.map((row) => {
      const [first = '', ...rest] = row
      return `<tr><th scope="row">${this.#text(first)}</th>${rest.map((cell) => `<td>${this.#text(cell)}</td>`).join('')}</tr>`
    })
    return `<div class="table" tabindex="0" role="region" aria-label="${escaped(this.#chapter.words.table)}"><table><thead><tr>${head.map((cell) => `<th scope="col">${this.#text(cell)}</th>`).join('')}</tr></thead>
<tbody>${cells.join('\n')}</tbody></table></div>`
  }

  #figure(id: FigureId, caption: string): string {
    const figure = FIGURES[id]
    const { words, language } = this.#chapter
    const { home } = this.#places
    const number = ++this.#figures
    const name = `${words.figure} ${number}`
    return `<figure id="figure-${id}" class="figure" data-live="${escaped(`${home}${figureAddress(figure, language)}`)}" data-height="${figure.height}" data-title="${escaped(`${name}: ${words.live}`)}">
<div class="figure-place figure-${id}"><img src="${home}chapter/${figure.picture}.svg" alt="" loading="lazy" /></div>
<figcaption><a class="figure-number" href="#figure-${id}">${escaped(name)}</a> ${this.#text(caption)} <a class="figure-open" href="${escaped(`${home}${playgroundAddress(figure, language)}`)}">${escaped(words.open)}</a></figcaption>
</figure>`
  }

  #text(text: string): string {
    return htmlOf(text, {
      math: (tex) => this.#places.maths.render(tex, false),
      fact: (id) => this.#fact(id),
      cite: (id) => this.#cite(id),
    })
  }

  #fact(id: string): string {
    if (!isFact(id, this.#places.facts)) throw new Error(`The chapter has no number “${id}”.`)
    if (!this.#said.includes(id)) this.#said.push(id)
    return `<a class="fact" href="#receipt-${id}">${escaped(written(this.#places.facts[id], this.#chapter.language))}</a>`
  }

  #cite(id: string): string {
    if (!isSource(id)) throw new Error(`The chapter has no source “${id}”.`)
    if (!this.#cited.includes(id)) this.#cited.push(id)
    const { title } = SOURCES[id]
    return `<a class="cite" href="#source-${id}" title="${escaped(title)}">[${this.#cited.indexOf(id) + 1}]</a>`
  }

  #receipts(): string {
    const { words, language } = this.#chapter
    const rows = this.#said.map((id) => {
      const fact = this.#places.facts[id]
      return `<div id="receipt-${id}"><dt>${escaped(written(fact, language))}</dt><dd>${this.#receipt(fact.from)}</dd></div>`
    })
    return `<section id="receipts" aria-labelledby="receipts-heading"><h2 id="receipts-heading">${escaped(words.receipts)}</h2>
<p>${escaped(words.receiptsIntro)}</p>
<dl class="receipts">${rows.join('\n')}</dl></section>`
  }

  #receipt(from: Receipt): string {
    switch (from.kind) {
      case 'measured':
        return `<code>${escaped(from.file)}</code><br /><code>${escaped(from.how)}</code>`
      case 'computed':
        return `${this.#places.maths.render(from.formula, false)} <code>src/chapter/facts.ts</code>`
      case 'cited':
        return `${escaped(from.where)} ${this.#cite(from.source)}`
    }
  }

  #references(): string {
    const { words } = this.#chapter
    const items = this.#cited.map((id) => {
      const { title, by, link } = SOURCES[id]
      return `<li id="source-${id}"><a href="${escaped(link)}">${escaped(title)}</a>. ${escaped(by)}.</li>`
    })
    return `<section id="references" aria-labelledby="references-heading"><h2 id="references-heading">${escaped(words.references)}</h2>
<ol>${items.join('\n')}</ol></section>`
  }
}

function isFact(id: string, facts: RenderPlaces['facts']): id is FactId {
  return Object.hasOwn(facts, id)
}

function isSource(id: string): id is SourceId {
  return Object.hasOwn(SOURCES, id)
}
