/** @file Weights and gates of whole texts, by outcome, perplexity, pass rate, reward and agreement. */
import { mean } from '../../divergence/stats.ts'
import { BOTH_MODELS, groupsOf, STUDENT_ONLY, TEACHER_ONLY, type TextRows, textsOf } from '../batch.ts'
import { logRatio, numeral, percent, plainText } from '../formula/segments.ts'
import type { Atoms } from '../schema/atoms.ts'
import { gapOf, orZero, rowsOf, textMean } from './selection.ts'
import { gateTex, weightOf } from './weight.ts'

/** Only right, or only wrong texts. */
const outcome = weightOf(
  ({ z }: Atoms) => z.strictObject({ kind: z.literal('outcome'), keep: z.enum(['right', 'wrong']) }),
  {
    example: { kind: 'outcome', keep: 'wrong' },
    text:
      (_, _texts, { keep }) =>
      ({ right }) =>
        Number(right === (keep === 'right')),
    notation: ({ keep }) => ({ tex: gateTex(String.raw`y\ \text{${keep}}`) }),
    parts: ['W.outcome', 'X.verify'],
    keeps: ({ keep }) => keep,
  },
)

/**
 * SCOPE (arXiv:2604.10688): PPL_S^(1/tau) or PPL_T^(-1/tau), normalised to mean 1 over the problem's texts of the same
 * outcome, because each path weighs its own.
 */
const perplexity = weightOf(
  ({ z, positive }: Atoms) =>
    z.strictObject({ kind: z.literal('perplexity'), of: z.enum(['student', 'teacher']), tau: positive }),
  {
    example: { kind: 'perplexity', of: 'teacher', tau: 2 },
    text: ({ columns }, texts, { of, tau }) => {
      const logp = of === 'student' ? columns.studentLogp : columns.teacherLogp
      const sign = of === 'student' ? -1 : 1
      const exponent = (text: TextRows) => (sign * textMean(text, (row) => logp[row]!)) / tau
      const weights = new Map<TextRows, number>()
      for (const group of groupsOf(texts))
        for (const outcome of [true, false]) {
          const path = group.filter(({ right }) => right === outcome)
          // A small tau makes large exponents: what is largest is taken out of all, which leaves the quotients as they are.
          const largest = Math.max(...path.map(exponent))
          const raw = (text: TextRows) => Math.exp(exponent(text) - largest)
          const centre = mean(path.map(raw))
          for (const text of path) weights.set(text, orZero(raw(text), centre))
        }
      return (text) => weights.get(text) ?? 0
    },
    notation: ({ of, tau }) => {
      const [model, minus] = of === 'student' ? ['S', ''] : ['T', '-']
      const power = tau === 1 ? minus && '^{-1}' : `^{${minus}1/${numeral(tau)}}`
      return { tex: String.raw`\operatorname{norm}_{x}\big[\mathrm{PPL}_{${model}}(y)${power}\big]` }
    },
    parts: ['W.ppl'],
    needs: ({ of }) => (of === 'teacher' ? TEACHER_ONLY : STUDENT_ONLY),
  },
)

/**
 * PACED (arXiv:2603.11178): p^a (1 - p)^b over the mean of it over the batch's problems, p the share of right texts among the
 * problem's texts of a draw. Without a draw: among its own group.
 */
const passRate = weightOf(
  ({ z, atLeastZero, line }: Atoms) =>
    z.strictObject({ kind: z.literal('pass-rate'), a: atLeastZero, b: atLeastZero, draw: line.optional() }),
  {
    example: { kind: 'pass-rate', a: 2, b: 0.5, draw: 'student' },
    text: (batch, texts, { a, b, draw }) => {
      const judged = draw === undefined ? texts : textsOf(batch, [draw])
      const byProblem = new Map(
        groupsOf(judged).map((group) => {
          const p = group.filter(({ right }) => right).length / group.length
          return [group[0]!.problem, p ** a * (1 - p) ** b]
        }),
      )
      const centre = mean([...byProblem.values()])
      return ({ problem }) => orZero(byProblem.get(problem) ?? 0, centre)
    },
    notation: ({ a, b, draw }) => {
      const power = (exponent: number) => (exponent === 1 ? '' : `^{${numeral(exponent)}}`)
      const of = draw === undefined ? '' : String.raw`_{\text{${plainText(draw)}}}`
      return {
        tex: String.raw`\operatorname{norm}\big[\pi_x${power(a)}\,(1 - \pi_x)${power(b)}\big]`,
        where: String.raw`\pi_x = \text{share of right texts}${of}`,
      }
    },
    parts: ['W.pass', 'X.verify'],
    compares: ({ draw }, on) => (draw === undefined ? on : [draw]),
  },
)

/** The text's reward. */
const reward = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('reward') }), {
  example: { kind: 'reward' },
  text: () => (text) => text.reward,
  notation: () => ({ tex: 'r(y)' }),
  parts: ['W.reward', 'X.verify'],
})

/**
 * SGSD: sign(reward) times sign of the mean clipped gap of the text's tokens that are no format (skill/sgsd_trainer.py); 0 where
 * that gap is not above the threshold.
 */
const polarity = weightOf(
  ({ z, positive, atLeastZero }: Atoms) =>
    z.strictObject({ kind: z.literal('polarity'), clip: positive, threshold: atLeastZero }),
  {
    example: { kind: 'polarity', clip: 5, threshold: 0.01 },
    text: (batch, _, { clip, threshold }) => {
      const gap = gapOf(batch)
      return (text) => {
        const plain = rowsOf([text]).filter((row) => !batch.special[row])
        const clipped = mean(plain.map((row) => Math.min(clip, Math.max(-clip, gap(row)))))
        // A wrong text has the reward -1 here.
        return Math.abs(clipped) > threshold ? Math.sign(clipped) * (text.right ? 1 : -1) : 0
      }
    },
    notation: ({ clip, threshold }) => {
      const gate = gateTex(String.raw`|\bar g| > ${numeral(threshold)}`)
      return {
        tex: String.raw`\big(2r(y) - 1\big)\operatorname{sign}(\bar g)\,${gate}`,
        where: String.raw`\bar g = \operatorname{mean}_{t:\,y_t \notin \mathrm{format}} \operatorname{clip}_{\pm ${numeral(clip)}} ${logRatio('p_T', 'p_S')}`,
      }
    },
    parts: ['W.polarity', 'X.verify'],
    needs: () => BOTH_MODELS,
  },
)

/**
 * GATES (arXiv:2602.20574): 1 on the texts that gave their group's majority answer, or on all of them, where at least `share`
 * of a draw's texts for the problem agree; else 0.
 */
const consensus = weightOf(
  ({ z, line, share }: Atoms) =>
    z.strictObject({ kind: z.literal('consensus'), draw: line, share, texts: z.enum(['agreeing', 'all']) }),
  {
    example: { kind: 'consensus', draw: 'student', share: 0.6, texts: 'agreeing' },
    text: (batch, _, { draw, share, texts }) => {
      const agreed = new Map<number, string>()
      for (const group of groupsOf(textsOf(batch, [draw]))) {
        const votes = new Map<string, number>()
        for (const { answer } of group) if (answer !== null) votes.set(answer, (votes.get(answer) ?? 0) + 1)
        const [best] = [...votes].sort(([, x], [, y]) => y - x)
        if (best && best[1] / group.length >= share) agreed.set(group[0]!.problem, best[0])
      }
      return ({ problem, answer }) => {
        const wanted = agreed.get(problem)
        return wanted === undefined || (texts === 'agreeing' && answer !== wanted) ? 0 : 1
      }
    },
    notation: ({ draw, share, texts }) => {
      const agreement = gateTex(String.raw`\text{${plainText(draw)} agree} \ge ${percent(share)}`)
      const majority = gateTex(String.raw`y\ \text{agrees}`)
      return { tex: texts === 'agreeing' ? String.raw`${agreement}\,${majority}` : agreement }
    },
    parts: ['W.consensus'],
    compares: ({ draw }) => [draw],
  },
)

/** 1 on the texts of one of the term's draws: the others only take part in the comparison and in the denominator. */
const ofDraw = weightOf(({ z, line }: Atoms) => z.strictObject({ kind: z.literal('of-draw'), draw: line }), {
  example: { kind: 'of-draw', draw: 'student' },
  text:
    (_, _texts, { draw }) =>
    (text) =>
      Number(text.draw === draw),
  notation: ({ draw }) => ({ tex: gateTex(String.raw`y \in \text{${plainText(draw)}}`) }),
  parts: [],
})

/** SDPO (arXiv:2601.20802): 1 where another text of the problem is right, which the teacher can be shown; else 0. */
const rightSibling = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('right-sibling') }), {
  example: { kind: 'right-sibling' },
  text: (_, texts) => {
    const right = new Map(
      groupsOf(texts).map((group) => [group[0]!.problem, group.filter((text) => text.right).length]),
    )
    return (text) => Number((right.get(text.problem) ?? 0) > Number(text.right))
  },
  notation: () => ({ tex: gateTex(String.raw`\exists\, y' \ne y\ \text{right}`) }),
  parts: ['X.verify'],
  compares: (_, on) => on,
})

/** 1 on the first text of the highest reward among the problem's texts of its draw, else 0: the best of n. */
const best = weightOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('best') }), {
  example: { kind: 'best' },
  text: (_, texts) => {
    const winners = new Set(
      groupsOf(texts).map((group) => {
        const most = Math.max(...group.map(({ reward: earned }) => earned))
        return group.find(({ reward: earned }) => earned === most)
      }),
    )
    return (text) => Number(winners.has(text))
  },
  notation: () => ({ tex: gateTex(String.raw`y = \arg\max_{y'} r(y')`) }),
  parts: ['T.bon', 'X.verify'],
  compares: (_, on) => on,
})

export const TEXT_WEIGHTS = [
  ofDraw,
  best,
  rightSibling,
  outcome,
  perplexity,
  passRate,
  reward,
  polarity,
  consensus,
] as const
