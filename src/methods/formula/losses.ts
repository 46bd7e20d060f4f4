/** @file The notation of each term: what is averaged, over which tokens of which texts, with which weight. */
import { preferencePart } from '../part-names.ts'
import type { PreferenceTerm, Term } from '../recipe/terms.ts'
import { type Weight, weightObject } from '../weights/weights.ts'
import { policyGradientPiece } from './advantages.ts'
import { divergencePiece } from './divergences.ts'
import { type FormulaPiece, logRatio, marked, numeral, plain, ratio, type Segments, scheduled } from './segments.ts'

type TokenTerm = Exclude<Term, PreferenceTerm>

/**
 * coefficient E[ reduction w_t loss ] of a term.
 * @param texts what a draw's texts are sampled from, by ids of draws
 * @param mark tells the weights and advantages of several terms apart, such as ^{(2)}
 */
export function termPiece(
  term: Term,
  texts: (ids: readonly string[], text: string) => Segments,
  mark: string,
): FormulaPiece {
  const factor = coefficient(term)
  if (term.kind === 'preference') {
    const { main, where } = preferencePiece(term)
    const over = [
      plain(String.raw`\mathbb{E}_{x,\ `),
      ...texts([term.chosen], 'y^{+}'),
      plain(String.raw`,\ `),
      ...texts([term.rejected], 'y^{-}'),
      plain('}'),
    ]
    return { main: [...factor, ...over, plain(String.raw`\Big[`), ...main, plain(String.raw`\Big]`)], where }
  }
  const loss = lossPiece(term, mark)
  const weight = `w_t${mark}`
  const weights = weightsPiece(term.weights, weight)
  const { before, tokens, inside } = reduction(term.per, weight, weights.length > 0)
  const factors = weights.length > 0 ? String.raw`${inside}${weight}\,` : inside
  const inner = factors === '' ? loss.main : [plain(factors), ...signed(loss.main)]
  const over = [plain(String.raw`\mathbb{E}_{x,\ `), ...texts(term.on, 'y'), plain(`${tokens}}`)]
  return {
    main: [...factor, plain(before), ...over, plain(String.raw`\Big[`), ...inner, plain(String.raw`\Big]`)],
    where: [...weights, ...loss.where],
  }
}

/** In brackets where it begins with a minus, or is a difference, which a factor before it would change. */
function signed(loss: Segments): Segments {
  if (!loss[0]?.tex.startsWith('-') && loss[0]?.part !== 'D.gate2') return loss
  return [plain(String.raw`\Big(`), ...loss, plain(String.raw`\Big)`)]
}

/** The product of a term's weights, and what its factors stand for; nothing where it has none. @param name such as w_t */
function weightsPiece(weights: readonly Weight[] | undefined, name: string): Segments[] {
  if (!weights || weights.length === 0) return []
  const pieces = weights.map(weightPiece)
  const factors = pieces.flatMap(({ main }, i) => (i === 0 ? main : [plain(String.raw`\,`), ...main]))
  return [[plain(`${name} = `), ...factors], ...pieces.flatMap(({ where }) => where)]
}

/** One factor of w_t. */
function weightPiece(weight: Weight): FormulaPiece {
  const { parts, notation } = weightObject(weight)
  const { tex, where } = notation(weight)
  return { main: [marked(parts[0] ?? null, tex)], where: where === undefined ? [] : [[plain(where)]] }
}

/** A mean over tokens, over tokens that are kept, over texts of means, or over texts of sums. */
function reduction(per: TokenTerm['per'], weight: string, weighed: boolean) {
  const token = { before: '', tokens: String.raw`,\ t`, inside: '' }
  switch (per) {
    case 'kept':
      return weighed ? { ...token, before: String.raw`\tfrac{1}{\mathbb{E}|${weight}|}\,` } : token
    case 'counted':
      return weighed ? { ...token, before: String.raw`\tfrac{1}{\mathbb{E}\,\mathbf{1}[${weight} \ne 0]}\,` } : token
    case 'texts':
      return { before: '', tokens: '', inside: String.raw`\tfrac{1}{|y|} \textstyle\sum_t\,` }
    case 'texts-counted': {
      const length = weighed ? String.raw`\#\{t : ${weight} \ne 0\}` : '|y|'
      return { before: '', tokens: '', inside: String.raw`\tfrac{1}{${length}} \textstyle\sum_t\,` }
    }
    case 'sum':
      return { before: '', tokens: '', inside: String.raw`\textstyle\sum_t\,` }
    default:
      return token
  }
}

function coefficient({ coefficient: value = 1 }: Term): Segments {
  if (value === 1) return []
  if (typeof value === 'number' && value < 0) return [plain(String.raw`(${numeral(value)})\,`)]
  return [scheduled(value), plain(String.raw`\,`)]
}

function lossPiece(term: TokenTerm, mark: string): FormulaPiece {
  const of = (...main: Segments): FormulaPiece => ({ main, where: [] })
  const gap = logRatio('p_T', 'p_S')
  switch (term.kind) {
    case 'divergence':
      return divergencePiece(term, mark)
    case 'policy-gradient':
      return policyGradientPiece(term, mark)
    case 'estimator':
      if (term.id === 'k1') return of(plain(logRatio('p_S', 'p_T')))
      if (term.id === 'k2') return of(marked('D.k2', String.raw`\tfrac{1}{2} \Big(${gap}\Big)^2`))
      return of(marked('D.k3', String.raw`\Big(${ratio('p_T', 'p_S')} - ${gap} - 1\Big)`))
    case 'bounded-gap': {
      const gate = String.raw`\log 2 - \log\Big(1 + \exp\big(-\tfrac{g_t^2}{2 \cdot ${numeral(term.tau)}}\big)\Big)`
      return { main: [marked('D.gate2', gate)], where: [[plain(`g_t = ${gap}`)]] }
    }
    case 'cross-entropy':
      return of(marked('D.ce', String.raw`-\log p_S(y_t)`))
    case 'idft': {
      const gamma = String.raw`\operatorname{clip}\Big(e^{-(\log p_S(y_t) + H(p_S)) / ${numeral(term.b)}},\ 0.1,\ 2\Big)`
      return {
        main: [marked('D.idft', String.raw`-p_S(y_t)^{\gamma_t} \log p_S(y_t)`)],
        where: [[marked('D.idft', String.raw`\gamma_t = \mathrm{sg}\big[${gamma}\big]`)]],
      }
    }
    case 'entropy':
      return of(marked('X.ent', term.sign === 1 ? 'H(p_S)' : '-H(p_S)'))
    case 'anchor': {
      const start = String.raw`p_{\mathrm{ref}}`
      return of(marked('X.anchor', String.raw`\Big(${ratio(start, 'p_S')} - ${logRatio(start, 'p_S')} - 1\Big)`))
    }
    case 'ranking': {
      const order = String.raw`\mathrm{top}_{${term.topK}}(p_S)\ \text{in the order of}\ p_T`
      return of(marked('D.rank', String.raw`-\log \mathrm{PL}_{p_S}\big(${order}\big)`))
    }
    case 'hybrid':
      return hybrid()
    case 'features':
      return of(marked('D.l2', String.raw`\big\lVert h_S - h_T \big\rVert^2`))
    case 'cross-tokenizer':
      return of(marked('D.xtok', String.raw`\big\lVert \mathrm{sort}\,p_S - \mathrm{sort}\,p_T \big\rVert_1`))
  }
}

function hybrid(): FormulaPiece {
  const gain = String.raw`\kappa(v) = p_S(v) \log \tfrac{p_T(v)}{p_S(v)}`
  const data = String.raw`a_t = \kappa(y_t) + p_T(y_t)\,\mathbf{1}[\kappa(y_t) > 0]\,\big(1 + \mathbf{1}[\kappa(s_t) < 0]\big)`
  const own = String.raw`b_t = \min\big(\kappa(s_t),\ 0\big)\,\mathbf{1}[s_t \ne y_t],\quad s_t \sim p_S`
  return {
    main: [marked('D.hpd', String.raw`-\mathrm{sg}[a_t] \log p_S(y_t) - \mathrm{sg}[b_t] \log p_S(s_t)`)],
    where: [[marked('D.hpd', data)], [marked('D.hpd', own)], [marked('D.hpd', gain)]],
  }
}

function preferencePiece({ id, beta }: PreferenceTerm): FormulaPiece {
  const b = numeral(beta)
  const part = preferencePart(id)
  const reward = [plain(String.raw`h(y) = \log \frac{p_S(y)}{p_{\mathrm{ref}}(y)}`)]
  switch (id) {
    case 'dpo':
      return {
        main: [marked(part, String.raw`-\log \sigma\Big(${b}\,\big(h(y^{+}) - h(y^{-})\big)\Big)`)],
        where: [reward],
      }
    case 'bce':
      return {
        main: [marked(part, String.raw`-\log \sigma\big(${b}\,h(y^{+})\big) - \log \sigma\big(-${b}\,h(y^{-})\big)`)],
        where: [reward],
      }
    case 'bco': {
      const middle = String.raw`\mathrm{sg}\Big[\overline{${b}\,h}\Big]`
      return {
        main: [
          marked(
            part,
            String.raw`-\log \sigma\big(${b}\,h(y^{+}) - \delta\big) - \log \sigma\big(\delta - ${b}\,h(y^{-})\big)`,
          ),
        ],
        where: [reward, [plain(String.raw`\delta = ${middle}`)]],
      }
    }
    case 'wind':
      return {
        main: [
          marked(part, String.raw`\Big(${b}\,\big(h(y^{+}) - h(y^{-})\big) - \big(r(y^{+}) - r(y^{-})\big)\Big)^2`),
        ],
        where: [reward],
      }
    case 'orpo':
      return {
        main: [marked(part, String.raw`-\log \sigma\big(o(y^{+}) - o(y^{-})\big)`)],
        where: [[plain(String.raw`o(y) = \log \frac{P(y)}{1 - P(y)},\quad P(y) = p_S(y)^{1/|y|}`)]],
      }
  }
}
