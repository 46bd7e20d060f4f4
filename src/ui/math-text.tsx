/** @file Running text whose few symbols are set as such: Greek letters, double bars, minus signs, p with a low S or T. */

/** Names of parameters, as they are written in formulas. */
export const GREEK: Readonly<Record<string, string>> = { alpha: 'α', beta: 'β', mu: 'μ', w: 'w' }

export function MathText({ text }: { readonly text: string }) {
  const pieces = text
    .replaceAll('||', '‖')
    .replaceAll('D_alpha', 'Dα')
    .replace(/(^| )-(?= |log)/g, '$1−')
    .replace(/\b(alpha|beta|mu)\b/g, (name) => GREEK[name] ?? name)
    .split(/\b(p_[ST])\b/)
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
