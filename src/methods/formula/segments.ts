/** @file Pieces of a formula, each with the part of the literature that it stands for, and numbers as they are set. */
import type { PartId } from '../part-names.ts'
import type { Schedule } from '../recipe/schedule.ts'

/** A piece of KaTeX source. One with a part can be wrapped: it is balanced and holds no alignment of its own. */
export interface Segment {
  readonly tex: string
  /** A part id such as "D.rkl" or "W.prefix"; null for what holds the parts together. */
  readonly part: PartId | null
}

export type Segments = readonly Segment[]

/** A formula and the definitions that it needs below it. */
export interface FormulaPiece {
  readonly main: Segments
  readonly where: readonly Segments[]
}

export const plain = (tex: string): Segment => ({ tex, part: null })
export const marked = (part: PartId | null, tex: string): Segment => ({ tex, part })

/** p_T(y_t) over p_S(y_t), and its log. */
export const ratio = (top: string, bottom: string) => String.raw`\frac{${top}(y_t)}{${bottom}(y_t)}`
export const logRatio = (top: string, bottom: string) => String.raw`\log ${ratio(top, bottom)}`

/** KL(p || q) with both as they are written. */
export const klTex = (p: string, q: string) => String.raw`\mathrm{KL}\big(${p} \,\|\, ${q}\big)`

/** An id as it may stand in \text: letters, digits and what KaTeX does not read as a command. */
export function plainText(id: string): string {
  return id.replace(/[\\{}$&#^_%~]/g, ' ')
}

/** Three significant digits. */
export function numeral(x: number): string {
  const [mantissa = '', exponent] = String(Number(x.toPrecision(3))).split('e')
  return exponent === undefined ? mantissa : String.raw`${mantissa} \cdot 10^{${Number(exponent)}}`
}

/** 20 %. */
export const percent = (share: number) => String.raw`${numeral(100 * share)}\%`

/** A number, or where it comes from, where it goes and when. @param part what a moving one stands for */
export function scheduled(value: Schedule, part: PartId = 'S.anneal'): Segment {
  if (typeof value === 'number') return plain(numeral(value))
  const { from, to, start = 0, end = 1 } = value
  const span = start === 0 && end === 1 ? '' : String.raw`_{[${numeral(start)},\,${numeral(end)}]}`
  return marked(part, String.raw`(${numeral(from)} \to ${numeral(to)})${span}`)
}

/** Segments with another between each two. */
export function joined(parts: readonly Segments[], between: string): Segments {
  return parts.flatMap((part, i) => (i === 0 ? part : [plain(between), ...part]))
}
