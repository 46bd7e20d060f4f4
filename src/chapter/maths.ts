/**
 * @file Formulas as markup. KaTeX writes lengths into `style` attributes, which a strict policy refuses; here each different one becomes
 * a class, and the classes a style sheet.
 */
import katex from 'katex'

/** The style attributes met so far, by class. */
export class MathSheet {
  readonly #classes = new Map<string, string>()

  /** A formula's markup, with MathML beside it for who listens. @throws for what KaTeX cannot read */
  render(tex: string, displayMode: boolean): string {
    const markup = katex.renderToString(tex, { displayMode, output: 'htmlAndMathml', throwOnError: true })
    return markup.replace(/<([a-z]+)((?:\s[^<>]*)?)>/g, (tag, name: string, attributes: string) => {
      const style = /\sstyle="([^"]*)"/.exec(attributes)?.[1]
      if (style === undefined) return tag
      const rest = attributes.replace(/\sstyle="[^"]*"/, '')
      const added = this.#classOf(style)
      return rest.includes('class="')
        ? `<${name}${rest.replace('class="', `class="${added} `)}>`
        : `<${name}${rest} class="${added}">`
    })
  }

  /** The rules of all classes. They are said twice, so that they win over KaTeX's own, as an attribute would. */
  css(): string {
    return [...this.#classes].map(([style, name]) => `.${name}.${name}{${style}}`).join('\n')
  }

  #classOf(style: string): string {
    const known = this.#classes.get(style) ?? `m${this.#classes.size.toString(36)}`
    this.#classes.set(style, known)
    return known
  }
}
