/** @file Running text whose few symbols are set as such: Greek letters, double bars, minus signs, p with a low S or T. */

/** Names of parameters, as they are written in formulas. */
export const GREEK: Readonly<Record<string, string>> = { alpha: 'α', beta: 'β', mu: 'μ', w: 'w' }

export function MathText({ text }: { readonly text: string }) {
  const pieces = spelled(text).split(/\b(p_[ST])\b/)
  let at = 0
  return pieces.map((piece) => {
    at += piece.length
    if (piece !== 'p_S' && piece !== 'p_T') return piece
    return (
      <span key={at}>
        <i>p</i>
        <sub>{piece.at(-1)}</sub>
      </span>
    )
  })
}

/** The same where no markup can stand, in titles and in drawings: the low letters are characters of their own. */
export function mathPlain(text: string): string {
  return spelled(text)
    .replace(/\bp_S\b/g, 'pₛ')
    .replace(/\bp_T\b/g, 'pₜ')
}

/** Signs as such, and no line between a symbol and its value. */
function spelled(text: string): string {
  return text
    .replaceAll('||', '‖')
    .replaceAll('D_alpha', 'Dα')
    .replace(/(^| )-(?= |log)/g, '$1−')
    .replace(/\b(alpha|beta|mu)\b/g, (name) => GREEK[name] ?? name)
    .replace(/(?<=^|[^\p{L}])([αβγλμτρkKTw]) = (?=[\d−])/gu, '$1\u00a0=\u00a0')
}
