/** @file KaTeX with its fonts, a chunk of its own. It builds elements rather than markup, which a strict CSP allows. */
import katex, { type KatexOptions } from 'katex'
import 'katex/dist/katex.min.css'

/** Marks of pieces and nothing else of what KaTeX would let a formula do to the page. */
const OPTIONS: KatexOptions = {
  displayMode: true,
  throwOnError: false,
  output: 'htmlAndMathml',
  trust: ({ command }) => command === '\\htmlClass' || command === '\\htmlData',
  // Marks are no LaTeX; everything else that is none is still told.
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
}

/** Renders a formula into an element, with MathML beside it for screen readers; one that is too long is set smaller. */
export function renderFormula(tex: string, target: HTMLElement): void {
  katex.render(tex, target, OPTIONS)
  shrinkToFit(target)
}

/** Sets a formula as large as its place allows, and no larger than its text. */
export function shrinkToFit(target: HTMLElement): void {
  target.style.removeProperty('font-size')
  const { clientWidth, scrollWidth } = target
  if (clientWidth > 0 && scrollWidth > clientWidth) target.style.fontSize = `${(clientWidth / scrollWidth) * 0.99}em`
}
