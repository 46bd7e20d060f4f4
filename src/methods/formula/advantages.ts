/** @file The notation of advantages, their limits, and what multiplies them. mu is who wrote the token. */
import type { AdvantageShape, BareAdvantage, PolicyGradientTerm, Surrogate, TaughtAdvantage } from '../recipe/terms.ts'
import {
  type FormulaPiece,
  joined,
  logRatio,
  marked,
  numeral,
  plain,
  plainText,
  ratio,
  type Segment,
  type Segments,
} from './segments.ts'

type GradientTerm = PolicyGradientTerm<true> | PolicyGradientTerm<false>

/** The loss of a token, with the definitions of A_t and rho_t. @param mark distinguishes several terms, such as ^{(2)} */
export function policyGradientPiece(term: GradientTerm, mark: string): FormulaPiece {
  const advantage = `A_t${mark}`
  const { main, where } = surrogatePiece(term.surrogate, advantage, `\\rho_t${mark}`)
  return { main, where: [...advantageLines(term, advantage), ...where] }
}

function surrogatePiece(surrogate: Surrogate<true>, advantage: string, rho: string): FormulaPiece {
  if (surrogate.kind === 'none') {
    return { main: [plain(String.raw`-${advantage} \log p_S(y_t)`)], where: [] }
  }
  const since = ratio('p_S', String.raw`\mu`)
  if (surrogate.kind === 'shaped') {
    const gamma = numeral(surrogate.gamma)
    const gain = String.raw`-\tfrac{${rho}}{${rho} + ${gamma}}\,${advantage}`
    return { main: [marked('W.is', gain)], where: [[plain(`${rho} = `), marked('W.is', since)]] }
  }
  const { clip } = surrogate
  const [low, high] = clip?.map(numeral) ?? []
  const gain = clip
    ? String.raw`-\min\big(${rho} ${advantage},\ \operatorname{clip}(${rho}, ${low}, ${high})\,${advantage}\big)`
    : `-${rho} ${advantage}`
  const definition: Segment =
    surrogate.kind === 'importance' ? marked('W.is', since) : marked('W.ratio', teacherMixTex(since, surrogate))
  return { main: [marked('W.is', gain)], where: [[plain(`${rho} = `), definition]] }
}

/** RLAD's ratio: the product of powers, or the weighted sum. */
function teacherMixTex(since: string, { alpha, sum }: Extract<Surrogate<true>, { kind: 'teacher-mix' }>): string {
  const [own, teachers] = [numeral(alpha), numeral(1 - alpha)]
  const toTeacher = ratio('p_S', 'p_T')
  if (sum) return String.raw`${own}\,${since} + ${teachers}\,${toTeacher}`
  return String.raw`\Big(${since}\Big)^{${own}} \Big(${toTeacher}\Big)^{${teachers}}`
}

function advantageLines(term: GradientTerm, name: string): readonly Segments[] {
  const pieces = term.advantage.map(partPiece)
  const sum = joined(
    pieces.map(({ main }) => main),
    ' + ',
  )
  const where = pieces.flatMap((piece) => piece.where)
  const shape: AdvantageShape = term.shape ?? {}
  const held = (inner: Segments, of: string): Segments => [
    plain(String.raw`${of} = \mathrm{sg}\Big[`),
    ...inner,
    plain(String.raw`\Big]`),
  ]
  const limited = limits(sum, shape)
  if (!shape.evidence) return [held(limited, name), ...where]
  const raw = name.replace('A', 'a')
  const weight = name.replace('A', 'e')
  const [low, high] = [numeral(1 - shape.evidence.epsilon), numeral(1 + shape.evidence.epsilon)]
  const weighed = String.raw`\min\big(${weight} ${raw},\ \operatorname{clip}(${weight}, ${low}, ${high})\,${raw}\big)`
  const evidence = String.raw`${weight} = \exp\big(\operatorname{sign}(${raw})\,${logRatio('p_T', 'p_S')}\big)`
  return [
    held([marked('W.ratio', weighed)], name),
    [marked('W.ratio', evidence)],
    [plain(`${raw} = `), ...limited],
    ...where,
  ]
}

/** In the order of computation: margin, floor, clip. */
function limits(inner: Segments, { margin, floor, clip }: AdvantageShape): Segments {
  let out = inner
  const around = (part: 'W.margin' | 'W.advclip', open: string, close: string) => {
    out = [marked(part, open), ...out, marked(part, close)]
  }
  if (margin) {
    const arrow = { up: String.raw`\uparrow`, down: String.raw`\downarrow`, both: String.raw`\updownarrow` }[
      margin.shift
    ]
    const of = margin.of ? String.raw`,\,\min / \max` : ''
    const name = String.raw`\operatorname{margin}^{${arrow}}_{${numeral(margin.delta)}${of}}`
    around('W.margin', String.raw`${name}\big(`, String.raw`\big)`)
  }
  if (floor !== undefined) around('W.advclip', String.raw`\max\big(`, String.raw`,\ ${numeral(floor)}\big)`)
  if (clip !== undefined) {
    around('W.advclip', String.raw`\operatorname{clip}_{\pm ${numeral(clip)}}\big(`, String.raw`\big)`)
  }
  return out
}

const times = (scale: number | undefined) => (scale === undefined || scale === 1 ? '' : String.raw`${numeral(scale)}\,`)
const relative = (r: string) => String.raw`\frac{${r} - \bar{${r}}}{\mathrm{std}(${r})}`

function partPiece(part: TaughtAdvantage | BareAdvantage): FormulaPiece {
  const of = (segment: Segment, ...where: readonly Segments[]): FormulaPiece => ({ main: [segment], where })
  switch (part.kind) {
    case 'group': {
      const gain = part.deviation === false ? String.raw`\big(r - \bar r\big)` : relative('r')
      return of(marked('X.grpo', times(part.scale) + gain))
    }
    case 'quantile':
      return of(
        marked(
          'D.jeffreys',
          String.raw`\max\big(\log \mathrm{share}[r(y') \le r],\ ${numeral(part.least)}\big),\ y' \in \text{${plainText(part.draw)}}`,
        ),
      )
    case 'log-ratio': {
      const writer = part.against === 'student' ? 'p_S' : String.raw`\mu`
      return of(marked('D.k1pg', times(part.scale) + logRatio('p_T', writer)))
    }
    case 'extrapolated': {
      const pull = logRatio('p_T', String.raw`p_{\mathrm{ref}}`)
      const own = logRatio('p_S', String.raw`p_{\mathrm{ref}}`)
      return of(marked('X.extrap', String.raw`${numeral(part.lambda)}\,${pull} - ${own}`))
    }
    case 'return': {
      const writer = part.against === 'student' ? 'p_S' : String.raw`\mu`
      const rest = part.ahead ? '|y| - t' : '|y| - t + 1'
      const mean = part.normalise ? String.raw`\tfrac{1}{${rest}}` : ''
      const discount = part.discount === 1 ? '' : String.raw`${numeral(part.discount)}^{\,u - t} `
      return of(
        marked(
          'X.return',
          String.raw`${mean}\sum_{u ${part.ahead ? '>' : String.raw`\ge`} t} ${discount}\log \frac{p_T(y_u)}{${writer}(y_u)}`,
        ),
      )
    }
    case 'k-step':
      return of(marked('X.kstep', String.raw`q_t - \bar q`), [
        marked(
          'X.kstep',
          String.raw`q_t = \sum_{j \ge 0} \Big(z_T(y_{t + ${part.k}j}) - \max_v z_T(v)_{t + ${part.k}(j + 1)}\Big)`,
        ),
        plain(String.raw`,\quad z_T:\ \text{logits of } p_T`),
      ])
    case 'constrained': {
      const { budget, penalty } = part
      const over = String.raw`-\big(${numeral(penalty)} + \mathrm{KL}_y - ${numeral(budget)}\big)`
      const text = String.raw`\mathrm{KL}_y = \textstyle\sum_t \mathrm{KL}\big(p_S \,\|\, p_T\big)`
      return of(
        marked('X.grpo', relative(String.raw`\tilde r`)),
        [
          plain(String.raw`\tilde r = `),
          marked(
            'X.constraint',
            String.raw`\begin{cases} r & \mathrm{KL}_y \le ${numeral(budget)} \\ ${over} & \text{else} \end{cases}`,
          ),
        ],
        [marked('D.rkl', text)],
      )
    }
  }
}
