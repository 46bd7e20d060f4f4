/** @file Weights and gates of single tokens. */
import { BOTH_MODELS, PAIR_OF_LOGITS, type SomeNeeds, STUDENT_ONLY, TEACHER_ONLY, type TextRows } from '../batch.ts'
import { evaluate } from '../expression/evaluate.ts'
import { checkedExpression, namesIn } from '../expression/parse.ts'
import { TOKEN_NAMES, tokenQuantity } from '../expression/quantities.ts'
import { tokenExpression } from '../expression/schema.ts'
import { expressionTex } from '../expression/tex.ts'
import { logRatio, numeral, percent, ratio as ratioTex } from '../formula/segments.ts'
import type { Atoms } from '../schema/atoms.ts'
import { gapOf, minMax, orZero, ratio, rowsOf, textMean, topRows } from './selection.ts'
import { gateTex, type TokenWeighing, weightOf } from './weight.ts'

/** 1 where H(p_T) > nats, else 0. */
const teacherEntropyAbove = weightOf(
  ({ z, atLeastZero }: Atoms) => z.strictObject({ kind: z.literal('teacher-entropy-above'), nats: atLeastZero }),
  {
    example: { kind: 'teacher-entropy-above', nats: 0.8 },
    token:
      ({ columns }, _, { nats }) =>
      (row) =>
        Number(columns.teacherEntropy[row]! > nats),
    notation: ({ nats }) => ({ tex: gateTex(`H(p_T) > ${numeral(nats)}`) }),
    parts: ['W.tent'],
    needs: () => TEACHER_ONLY,
  },
)

/** 1 where H(p_T) <= nats, else 0: where the teacher knows its way. */
const teacherEntropyAtMost = weightOf(
  ({ z, atLeastZero }: Atoms) => z.strictObject({ kind: z.literal('teacher-entropy-at-most'), nats: atLeastZero }),
  {
    example: { kind: 'teacher-entropy-at-most', nats: 0.8 },
    token:
      ({ columns }, _, { nats }) =>
      (row) =>
        Number(columns.teacherEntropy[row]! <= nats),
    notation: ({ nats }) => ({ tex: gateTex(String.raw`H(p_T) \le ${numeral(nats)}`) }),
    parts: ['W.tent'],
    needs: () => TEACHER_ONLY,
  },
)

/** 1 on the share of the batch's tokens where the student's entropy is highest. */
const studentEntropyTop = weightOf(
  ({ z, share }: Atoms) => z.strictObject({ kind: z.literal('student-entropy-top'), share }),
  {
    example: { kind: 'student-entropy-top', share: 0.2 },
    token: ({ columns }, texts, { share }) => {
      const kept = topRows(rowsOf(texts), share, (row) => columns.studentEntropy[row]!)
      return (row) => Number(kept.has(row))
    },
    notation: ({ share }) => ({ tex: gateTex(String.raw`H(p_S) \in \mathrm{top}\ ${percent(share)}`) }),
    parts: ['W.sent'],
    needs: () => STUDENT_ONLY,
  },
)

/** sigmoid(H(p_S) - H(p_T)) (TSD-KD). */
const entropyGap = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('entropy-gap') }), {
  example: { kind: 'entropy-gap' },
  token:
    ({ columns }) =>
    (row) =>
      1 / (1 + Math.exp(columns.teacherEntropy[row]! - columns.studentEntropy[row]!)),
  notation: () => ({ tex: String.raw`\sigma\big(H(p_S) - H(p_T)\big)` }),
  parts: ['W.sent', 'W.tent'],
  needs: () => BOTH_MODELS,
})

/**
 * 1 on the share of tokens with the highest soft OR h + d - h d of student entropy and reverse KL, both min-max normalised
 * (TIP, arXiv:2604.14084).
 */
const entropyOrDivergenceTop = weightOf(
  ({ z, share }: Atoms) => z.strictObject({ kind: z.literal('entropy-or-divergence-top'), share }),
  {
    example: { kind: 'entropy-or-divergence-top', share: 0.5 },
    token: ({ columns }, texts, { share }) => {
      const rows = rowsOf(texts)
      const [h, d] = [minMax(rows, columns.studentEntropy), minMax(rows, columns.reverseKl)]
      const kept = topRows(rows, share, (row) => h(row) + d(row) - h(row) * d(row))
      return (row) => Number(kept.has(row))
    },
    notation: ({ share }) => ({
      tex: gateTex(String.raw`h_t + d_t - h_t d_t \in \mathrm{top}\ ${percent(share)}`),
      where: String.raw`h_t = \mathrm{minmax}\,H(p_S),\quad d_t = \mathrm{minmax}\,\mathrm{KL}(p_S \,\|\, p_T)`,
    }),
    parts: ['W.div', 'W.sent'],
    needs: () => PAIR_OF_LOGITS,
  },
)

/** Reverse KL over the mean reverse KL of its text. */
const divergenceShare = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('divergence-share') }), {
  example: { kind: 'divergence-share' },
  token: ({ columns }, texts) =>
    perText(texts, (text) => {
      const mean = textMean(text, (row) => columns.reverseKl[row]!)
      return (row) => orZero(columns.reverseKl[row]!, mean)
    }),
  notation: () => ({ tex: String.raw`\operatorname{norm}_{y}\big[\mathrm{KL}(p_S \,\|\, p_T)\big]` }),
  parts: ['W.div'],
  needs: () => PAIR_OF_LOGITS,
})

/** 1 on the first tokens of a text. */
const prefix = weightOf(({ z, count }: Atoms) => z.strictObject({ kind: z.literal('prefix'), tokens: count }), {
  example: { kind: 'prefix', tokens: 32 },
  token:
    (_, _texts, { tokens }) =>
    (row, { first }) =>
      Number(row - first < tokens),
  notation: ({ tokens }) => ({ tex: gateTex(String.raw`t \le ${tokens}`) }),
  parts: ['W.prefix'],
})

/** 1 from the first wrong step on, everywhere where none is known. */
const fromFirstError = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('from-first-error') }), {
  example: { kind: 'from-first-error' },
  token:
    () =>
    (row, { firstWrongRow }) =>
      Number(firstWrongRow === null || row >= firstWrongRow),
  notation: () => ({ tex: gateTex(String.raw`t \ge t_{\mathrm{error}}`) }),
  parts: ['W.span', 'X.verify'],
})

/** `from` at the first token to `to` at the last, linearly. */
const position = weightOf(
  ({ z, finite }: Atoms) => z.strictObject({ kind: z.literal('position'), from: finite, to: finite }),
  {
    example: { kind: 'position', from: 1, to: 0.25 },
    token:
      (_, _texts, { from, to }) =>
      (row, { first, length }) =>
        from + (to - from) * (length > 1 ? (row - first) / (length - 1) : 0),
    notation: ({ from, to }) => ({
      tex: String.raw`\Big(${numeral(from)} + (${numeral(to)} - ${numeral(from)})\,\tfrac{t-1}{|y|-1}\Big)`,
    }),
    parts: ['W.pos'],
  },
)

/** 0 on special and format tokens: end of text, line breaks. */
const noSpecial = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('no-special') }), {
  example: { kind: 'no-special' },
  token:
    ({ special }) =>
    (row) =>
      Number(special[row] === 0),
  notation: () => ({ tex: gateTex(String.raw`y_t \notin \mathrm{format}`) }),
  parts: ['W.special'],
})

/** base + (1 - base) 1[token in the teacher's top k] (SpecKD, arXiv:2510.24021). */
const accepted = weightOf(
  ({ z, count, unit }: Atoms) => z.strictObject({ kind: z.literal('accepted'), topK: count, base: unit }),
  {
    example: { kind: 'accepted', topK: 5, base: 0.1 },
    token:
      ({ columns }, _, { topK, base }) =>
      (row) =>
        columns.teacherRank[row]! <= topK ? 1 : base,
    notation: ({ topK, base }) => {
      const gate = gateTex(String.raw`y_t \in \mathrm{top}_{${topK}}(p_T)`)
      return { tex: String.raw`\big(${numeral(base)} + ${numeral(1 - base)}\,${gate}\big)` }
    },
    parts: ['W.accept'],
    needs: () => TEACHER_ONLY,
  },
)

/**
 * The teacher's top-k entropy over log k times the student's risk 1 - p_S(token), over their mean in the text (MSD,
 * arXiv:2605.02971). The log k cancels in the quotient.
 */
const safety = weightOf(
  // The entropy is divided by log k, which is 0 for one candidate.
  ({ z }: Atoms) => z.strictObject({ kind: z.literal('safety'), topK: z.int().min(2) }),
  {
    example: { kind: 'safety', topK: 20 },
    token: ({ columns }, texts) =>
      perText(texts, (text) => {
        const risk = (row: number) => columns.teacherTopEntropy[row]! * (1 - Math.exp(columns.studentLogp[row]!))
        const mean = textMean(text, risk)
        return (row) => orZero(risk(row), mean)
      }),
    notation: ({ topK: k }) => ({
      tex: String.raw`\operatorname{norm}_{y}\Big[\tfrac{H(\mathrm{top}_{${k}}\,p_T)}{\log ${k}}\,\big(1 - p_S(y_t)\big)\Big]`,
    }),
    parts: ['W.safety'],
    needs: () => BOTH_MODELS,
    topEntropy: ({ topK }) => topK,
  },
)

/** min(p_S / p_behaviour, most) at the token, held constant, as SDFT uses it (TRL sdft/loss_utils, difference cut at +-20). */
const importance = weightOf(
  ({ z, positive }: Atoms) => z.strictObject({ kind: z.literal('importance'), most: positive }),
  {
    example: { kind: 'importance', most: 2 },
    token:
      ({ columns }, _, { most }) =>
      (row) =>
        Math.min(ratio(columns.studentLogp[row]! - columns.behaviourLogp[row]!), most),
    notation: ({ most }) => ({
      tex: String.raw`\min\Big(${ratioTex('p_S', String.raw`\mu`)},\ ${numeral(most)}\Big)`,
    }),
    parts: ['W.is'],
    needs: () => STUDENT_ONLY,
  },
)

/** p_S / p_behaviour at the token where it lies between the limits, else 0, held constant (MiMo-V2-Flash, arXiv:2601.02780). */
const importanceWithin = weightOf(
  ({ z, positive }: Atoms) => z.strictObject({ kind: z.literal('importance-within'), low: positive, high: positive }),
  {
    example: { kind: 'importance-within', low: 0.5, high: 2 },
    token:
      ({ columns }, _, { low, high }) =>
      (row) => {
        const r = ratio(columns.studentLogp[row]! - columns.behaviourLogp[row]!)
        return r >= low && r <= high ? r : 0
      },
    notation: ({ low, high }) => ({
      tex: String.raw`u_t\,${gateTex(String.raw`${numeral(low)} \le u_t \le ${numeral(high)}`)}`,
      where: `u_t = ${ratioTex('p_S', String.raw`\mu`)}`,
    }),
    parts: ['W.is'],
    needs: () => STUDENT_ONLY,
  },
)

/** 1 at the places where a speculating target refused the draft's token; everywhere in texts that no such loop wrote (OSD). */
const refused = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('refused') }), {
  example: { kind: 'refused' },
  token:
    ({ refused: marks }) =>
    (row) =>
      marks ? marks[row]! : 1,
  notation: () => ({ tex: gateTex(String.raw`p_T\ \text{refused the draft}`) }),
  parts: ['W.accept'],
})

/** The distance of the two models of a product that have the largest and the least weight, times scale plus floor (AlignDistil). */
const teacherSpread = weightOf(
  ({ z, atLeastZero }: Atoms) =>
    z.strictObject({ kind: z.literal('teacher-spread'), scale: atLeastZero, floor: atLeastZero }),
  {
    example: { kind: 'teacher-spread', scale: 0.7, floor: 0.3 },
    token:
      ({ columns }, _, { scale, floor }) =>
      (row) =>
        columns.teacherSpread[row]! * scale + floor,
    notation: ({ scale, floor }) => ({
      tex: String.raw`\big(${numeral(scale)}\,\mathrm{TV}(p_{T^+}, p_{T^-}) + ${numeral(floor)}\big)`,
      where: String.raw`T^{\pm}:\ \text{the models of largest and least weight}`,
    }),
    parts: ['W.tvd'],
    needs: () => TEACHER_ONLY,
  },
)

/** TV(p_S, p_T) at the position times scale plus floor. */
const tvd = weightOf(
  ({ z, atLeastZero }: Atoms) => z.strictObject({ kind: z.literal('tvd'), scale: atLeastZero, floor: atLeastZero }),
  {
    example: { kind: 'tvd', scale: 0.7, floor: 0.3 },
    token:
      ({ columns }, _, { scale, floor }) =>
      (row) =>
        columns.tvd[row]! * scale + floor,
    notation: ({ scale, floor }) => ({
      tex: String.raw`\big(${numeral(scale)}\,\mathrm{TV}(p_S, p_T) + ${numeral(floor)}\big)`,
    }),
    parts: ['W.tvd'],
    needs: () => PAIR_OF_LOGITS,
  },
)

/** 0 where log p_T - log p_S at the token lies below (REOPOLD's first phase). */
const logRatioAbove = weightOf(
  ({ z, finite }: Atoms) => z.strictObject({ kind: z.literal('log-ratio-above'), nats: finite }),
  {
    example: { kind: 'log-ratio-above', nats: -2 },
    token: (batch, _, { nats }) => {
      const gap = gapOf(batch)
      return (row) => Number(gap(row) >= nats)
    },
    notation: ({ nats }) => ({ tex: gateTex(String.raw`${logRatio('p_T', 'p_S')} \ge ${numeral(nats)}`) }),
    parts: ['W.advclip'],
    needs: () => BOTH_MODELS,
  },
)

/** One's own: an expression over `TOKEN_QUANTITIES`. A value that is no finite number stops the run, as everywhere. */
const custom = weightOf(
  (atoms: Atoms) => atoms.z.strictObject({ kind: atoms.z.literal('custom'), expression: tokenExpression(atoms) }),
  {
    example: { kind: 'custom', expression: 'clip(1 - p_student, 0.1, 1)' },
    token: (batch, _, { expression }) => {
      const read = checkedExpression(expression, TOKEN_NAMES)
      return (row, text) => evaluate(read, (name) => tokenQuantity(name).of(batch, row, text))
    },
    notation: ({ expression }) => ({
      tex: `{${expressionTex(checkedExpression(expression, TOKEN_NAMES), (name) => tokenQuantity(name).tex)}}`,
    }),
    parts: [],
    needs: ({ expression }) =>
      Object.assign(
        {},
        ...[...namesIn(checkedExpression(expression, TOKEN_NAMES))].map((name) => tokenQuantity(name).needs),
      ) as SomeNeeds,
  },
)

export const TOKEN_WEIGHTS = [
  teacherEntropyAbove,
  teacherEntropyAtMost,
  studentEntropyTop,
  entropyGap,
  entropyOrDivergenceTop,
  divergenceShare,
  prefix,
  fromFirstError,
  position,
  noSpecial,
  accepted,
  safety,
  importance,
  importanceWithin,
  refused,
  teacherSpread,
  tvd,
  logRatioAbove,
  custom,
] as const

/** A weight that is normalised within each text. */
function perText(texts: readonly TextRows[], make: (text: TextRows) => (row: number) => number): TokenWeighing {
  const made = new Map(texts.map((text) => [text, make(text)]))
  return (row, text) => made.get(text)?.(row) ?? 0
}
