/** @file The notation of weights and gates. H is entropy in nats, r a text's reward, norm: over its mean. */
import type { PartId } from '../modules.ts'
import type { Weight } from '../recipe/weights.ts'
import { logRatio, marked, numeral, type Piece, percent, plain, ratio, type Segments } from './segments.ts'

/** One factor of w_t. */
function weightPiece(weight: Weight): Piece {
  const [part, tex, where] = notation(weight)
  return { main: [marked(part, tex)], where: where === undefined ? [] : [[plain(where)]] }
}

function notation(weight: Weight): readonly [PartId, string, string?] {
  const gate = (condition: string) => String.raw`\mathbf{1}[${condition}]`
  switch (weight.kind) {
    case 'teacher-entropy-above':
      return ['W.tent', gate(`H(p_T) > ${numeral(weight.nats)}`)]
    case 'student-entropy-top':
      return ['W.sent', gate(String.raw`H(p_S) \in \mathrm{top}\ ${percent(weight.share)}`)]
    case 'entropy-gap':
      return ['W.sent', String.raw`\sigma\big(H(p_S) - H(p_T)\big)`]
    case 'entropy-or-divergence-top':
      return [
        'W.div',
        gate(String.raw`h_t + d_t - h_t d_t \in \mathrm{top}\ ${percent(weight.share)}`),
        String.raw`h_t = \mathrm{minmax}\,H(p_S),\quad d_t = \mathrm{minmax}\,\mathrm{KL}(p_S \,\|\, p_T)`,
      ]
    case 'divergence-share':
      return ['W.div', String.raw`\operatorname{norm}_{y}\big[\mathrm{KL}(p_S \,\|\, p_T)\big]`]
    case 'prefix':
      return ['W.prefix', gate(String.raw`t \le ${weight.tokens}`)]
    case 'from-first-error':
      return ['W.span', gate(String.raw`t \ge t_{\mathrm{error}}`)]
    case 'position': {
      const { from, to } = weight
      return ['W.pos', String.raw`\Big(${numeral(from)} + (${numeral(to)} - ${numeral(from)})\,\tfrac{t-1}{|y|-1}\Big)`]
    }
    case 'no-special':
      return ['W.special', gate(String.raw`y_t \notin \mathrm{format}`)]
    case 'accepted': {
      const [base, rest] = [numeral(weight.base), numeral(1 - weight.base)]
      return [
        'W.accept',
        String.raw`\big(${base} + ${rest}\,${gate(String.raw`y_t \in \mathrm{top}_{${weight.topK}}(p_T)`)}\big)`,
      ]
    }
    case 'safety': {
      const k = weight.topK
      return [
        'W.safety',
        String.raw`\operatorname{norm}_{y}\Big[\tfrac{H(\mathrm{top}_{${k}}\,p_T)}{\log ${k}}\,\big(1 - p_S(y_t)\big)\Big]`,
      ]
    }
    case 'importance':
      return ['W.is', String.raw`\min\Big(${ratio('p_S', String.raw`\mu`)},\ ${numeral(weight.most)}\Big)`]
    case 'tvd':
      return ['W.tvd', String.raw`\big(${numeral(weight.scale)}\,\mathrm{TV}(p_S, p_T) + ${numeral(weight.floor)}\big)`]
    case 'log-ratio-above':
      return ['W.advclip', gate(String.raw`${logRatio('p_T', 'p_S')} \ge ${numeral(weight.nats)}`)]
    case 'outcome':
      return ['W.outcome', gate(String.raw`y\ \text{${weight.keep}}`)]
    case 'perplexity': {
      const power = (tau: number, minus: string) => (tau === 1 ? minus && '^{-1}' : `^{${minus}1/${numeral(tau)}}`)
      const [model, sign] = weight.of === 'student' ? ['S', ''] : ['T', '-']
      return [
        'W.ppl',
        String.raw`\operatorname{norm}_{x}\big[\mathrm{PPL}_{${model}}(y)${power(weight.tau, sign)}\big]`,
      ]
    }
    case 'pass-rate': {
      const power = (exponent: number) => (exponent === 1 ? '' : `^{${numeral(exponent)}}`)
      const of = weight.draw === undefined ? '' : String.raw`_{\text{${plainText(weight.draw)}}}`
      return [
        'W.pass',
        String.raw`\operatorname{norm}\big[\pi_x${power(weight.a)}\,(1 - \pi_x)${power(weight.b)}\big]`,
        String.raw`\pi_x = \text{share of right texts}${of}`,
      ]
    }
    case 'reward':
      return ['W.reward', 'r(y)']
    case 'polarity':
      return [
        'W.polarity',
        String.raw`\big(2r(y) - 1\big)\operatorname{sign}(\bar g)\,${gate(String.raw`|\bar g| \ge ${numeral(weight.threshold)}`)}`,
        String.raw`\bar g = \operatorname{mean}_t \operatorname{clip}_{\pm ${numeral(weight.clip)}} ${logRatio('p_T', 'p_S')}`,
      ]
    case 'consensus': {
      const agreement = gate(String.raw`\text{${plainText(weight.draw)} agree} \ge ${percent(weight.share)}`)
      const majority = gate(String.raw`y\ \text{agrees}`)
      return ['W.consensus', weight.texts === 'agreeing' ? String.raw`${agreement}\,${majority}` : agreement]
    }
  }
}

/** An id as it may stand in \text: letters, digits and what KaTeX does not read as a command. */
export function plainText(id: string): string {
  return id.replace(/[\\{}$&#^_%~]/g, ' ')
}

/** The product of a term's weights, and what its factors stand for; nothing where it has none. @param name such as w_t */
export function weightsPiece(weights: readonly Weight[] | undefined, name: string): Segments[] {
  if (!weights || weights.length === 0) return []
  const pieces = weights.map(weightPiece)
  const factors = pieces.flatMap(({ main }, i) => (i === 0 ? main : [plain(String.raw`\,`), ...main]))
  return [[plain(`${name} = `), ...factors], ...pieces.flatMap(({ where }) => where)]
}
