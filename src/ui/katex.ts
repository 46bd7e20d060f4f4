/** @file KaTeX with its fonts, a chunk of its own. It builds elements rather than markup, which a strict CSP allows. */
import katex from 'katex'
import 'katex/dist/katex.min.css'

/** Renders a formula into an element, with MathML beside it for screen readers; one that is too long is set smaller. */
export function renderFormula(tex: string, target: HTMLElement): void {
  katex.render(tex, target, { displayMode: true, throwOnError: false, output: 'htmlAndMathml' })
  shrinkToFit(target)
  // Its fonts are fetched on first use, and are wider or narrower than what stands in for them.
  void document.fonts.ready.then(() => shrinkToFit(target))
}

function shrinkToFit(target: HTMLElement): void {
  target.style.removeProperty('font-size')
  const { clientWidth, scrollWidth } = target
  if (clientWidth > 0 && scrollWidth > clientWidth) target.style.fontSize = `${(clientWidth / scrollWidth) * 0.99}em`
}
