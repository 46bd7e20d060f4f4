/** @file KaTeX with its fonts, a chunk of its own. It builds elements rather than markup, which a strict CSP allows. */
import katex from 'katex'
import 'katex/dist/katex.min.css'

/** Renders a formula into an element, with MathML beside it for screen readers. */
export function renderFormula(tex: string, target: HTMLElement): void {
  katex.render(tex, target, { displayMode: true, throwOnError: false, output: 'htmlAndMathml' })
}
