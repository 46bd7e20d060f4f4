/** @file The notation of the full-vocabulary divergences at one position, with their values of parameters. */
import { lossDivergence } from '../divergences/registry.ts'
import type { DivergenceTerm } from '../recipe/terms.ts'
import { type FormulaPiece, marked, numeral, type Segment } from './segments.ts'

/**
 * D(p_S, p_T) of a term, with its temperature, its support and its clip around it.
 * @param mark tells the mixtures and the like of several terms apart
 */
export function divergencePiece(
  { divergence, temperature = 1, support, entryClip }: DivergenceTerm,
  mark: string,
): FormulaPiece {
  const hot = temperature === 1 ? '' : String.raw`^{(\tau = ${numeral(temperature)})}`
  const inner = lossDivergence(divergence).notation(divergence, `p_S${hot}`, `p_T${hot}`, mark)
  const tail = support ? [marked('D.topk', supportText(support))] : []
  const clipped: readonly [readonly Segment[], readonly Segment[]] =
    entryClip === undefined
      ? [[], []]
      : [
          [marked('W.tokclip', String.raw`\textstyle\sum_v \min\Big(`)],
          [marked('W.tokclip', String.raw`{}_v,\ ${numeral(entryClip)}\Big)`)],
        ]
  return { main: [...clipped[0], ...inner.main, ...tail, ...clipped[1]], where: inner.where }
}

function supportText({ topK, of, rest }: NonNullable<DivergenceTerm['support']>): string {
  const words = { renormalise: 'renormalised', bucket: 'and the rest', drop: 'cut' }[rest]
  return String.raw`\Big|_{\,\mathrm{top}_{${topK}}(p_${of === 'teacher' ? 'T' : 'S'})\ \text{${words}}}`
}
