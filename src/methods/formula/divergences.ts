/** @file The notation of the full-vocabulary divergences at one position, with their values of parameters. */
import type { DivergenceKind, DivergenceTerm } from '../recipe/terms.ts'
import { marked, numeral, type Piece, plain, type Segment, scheduled } from './segments.ts'

const kl = (p: string, q: string) => String.raw`\mathrm{KL}\big(${p} \,\|\, ${q}\big)`

/**
 * D(p_S, p_T) of a term, with its temperature, its support and its clip around it.
 * @param mark tells the mixtures and the like of several terms apart
 */
export function divergencePiece(
  { divergence, temperature = 1, support, entryClip }: DivergenceTerm,
  mark: string,
): Piece {
  const hot = temperature === 1 ? '' : String.raw`^{(\tau = ${numeral(temperature)})}`
  const inner = notation(divergence, `p_S${hot}`, `p_T${hot}`, mark)
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

function notation(kind: DivergenceKind, s: string, t: string, mark: string): Piece {
  const of = (...main: readonly Segment[]): Piece => ({ main, where: [] })
  switch (kind.id) {
    case 'forward-kl':
      return of(marked('D.fkl', kl(t, s)))
    case 'reverse-kl':
      return of(marked('D.rkl', kl(s, t)))
    case 'tvd':
      return of(marked('D.tvd', String.raw`\mathrm{TV}\big(${s}, ${t}\big)`))
    case 'squared-hellinger':
      return of(plain(String.raw`\mathrm{H}^2\big(${t}, ${s}\big)`))
    case 'teacher-argmax-ce':
      return {
        main: [marked('D.fkl', String.raw`-\log ${s}(v^{*})`)],
        where: [[plain(String.raw`v^{*} = \arg\max_v ${t}(v)`)]],
      }
    case 'jsd':
      return jsd(kind.beta, s, t, `M${mark}`)
    case 'skew-forward-kl':
    case 'skew-reverse-kl':
      return skew(kind, s, t, mark)
    case 'jeffreys': {
      const [w, rest] = [numeral(kind.w), numeral(1 - kind.w)]
      return of(marked('D.jeffreys', String.raw`\Big(${w}\,${kl(t, s)} + ${rest}\,${kl(s, t)}\Big)`))
    }
    case 'alpha':
      return of(plain(String.raw`D_{\alpha = ${numeral(kind.alpha)}}\big(${t} \,\|\, ${s}\big)`))
    case 'renyi':
      return of(plain(String.raw`R_{\alpha = ${numeral(kind.alpha)}}\big(${t} \,\|\, ${s}\big)`))
    case 'akl':
      return of(marked('D.akl', String.raw`\mathrm{AKL}_{\mu = ${numeral(kind.mu)}}\big(${t}, ${s}\big)`))
    case 'geometric':
      return {
        main: [marked('D.geo', kl(`Q${mark}`, s))],
        where: [
          [
            marked('D.geo', String.raw`Q${mark} \propto ${t} \cdot \mathrm{sg}[${s}]^{\beta${mark}}`),
            plain(String.raw`,\quad \beta${mark} = `),
            scheduled(kind.beta),
          ],
        ],
      }
  }
}

/** Exactly 0 and 1 are the two KLs; between them both are measured to the mixture M. */
function jsd(beta: number, s: string, t: string, middle: string): Piece {
  if (beta === 0 || beta === 1) {
    return { main: [marked('D.jsd', beta === 0 ? kl(t, s) : kl(s, t))], where: [] }
  }
  const [b, rest] = [numeral(beta), numeral(1 - beta)]
  return {
    main: [marked('D.jsd', String.raw`\Big(${b}\,${kl(t, middle)} + ${rest}\,${kl(s, middle)}\Big)`)],
    where: [[marked('D.jsd', String.raw`${middle} = ${b}\,${t} + ${rest}\,${s}`)]],
  }
}

function skew(
  { id, alpha, adaptive }: Extract<DivergenceKind, { readonly adaptive?: boolean }>,
  s: string,
  t: string,
  mark: string,
): Piece {
  const [own, other] = id === 'skew-forward-kl' ? [t, s] : [s, t]
  const part = id === 'skew-forward-kl' ? 'D.skl' : 'D.srkl'
  const skewed = String.raw`\alpha_y${mark}`
  const [a, rest] = adaptive ? [skewed, `(1 - ${skewed})`] : [numeral(alpha), numeral(1 - alpha)]
  const [most, rate] = [numeral(alpha), numeral(1 - alpha)]
  const gap = id === 'skew-forward-kl' ? String.raw`\hat p_T(y) - \hat p_S(y)` : String.raw`\hat p_S(y) - \hat p_T(y)`
  return {
    main: [marked(part, kl(own, String.raw`${a}\,${own} + ${rest}\,${other}`))],
    where: adaptive
      ? [
          [
            plain(
              String.raw`${skewed} = \operatorname{clip}\Big(1 - ${rate}\,\tfrac{\bar g}{g_y${mark}},\ 0.01,\ ${most}\Big)`,
            ),
          ],
          [plain(`g_y${mark} = ${gap}`)],
          [plain(String.raw`\hat p(y) = p(y)^{1/|y|}`)],
        ]
      : [],
  }
}
