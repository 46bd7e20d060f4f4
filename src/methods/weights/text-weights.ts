/** @file Weights and gates of whole texts, by outcome, perplexity, pass rate, reward and agreement. Constants of the step. */
import { mean } from '../../divergence/stats.ts'
import { type Batch, groupsOf, type TextRows, textsOf } from '../batch.ts'
import type { TextWeight } from '../recipe/weights.ts'
import { gapOf, orZero, textMean } from './selection.ts'

/**
 * The weight of each text.
 * @param texts the texts of the term's draws: groups and means are taken over them
 */
export function textWeight(batch: Batch, texts: readonly TextRows[], weight: TextWeight): (text: TextRows) => number {
  switch (weight.kind) {
    case 'outcome':
      return ({ right }) => Number(right === (weight.keep === 'right'))
    case 'perplexity':
      return perplexity(batch, texts, weight)
    case 'pass-rate':
      return passRate(batch, texts, weight)
    case 'reward':
      return ({ reward }) => reward
    case 'polarity': {
      // SGSD: sign(reward) sign(mean clipped gap); a wrong text has the reward -1 here.
      const gap = gapOf(batch)
      return (text) => {
        const clipped = textMean(text, (row) => Math.min(weight.clip, Math.max(-weight.clip, gap(row))))
        return Math.abs(clipped) < weight.threshold ? 0 : Math.sign(clipped) * (text.right ? 1 : -1)
      }
    }
    case 'consensus':
      return consensus(batch, weight)
  }
}

/**
 * SCOPE (arXiv:2604.10688): PPL_S^(1/tau) or PPL_T^(-1/tau), normalised to mean 1 over the problem's texts of the same
 * outcome, because each path weighs its own.
 */
function perplexity(
  { columns }: Batch,
  texts: readonly TextRows[],
  { of, tau }: Extract<TextWeight, { kind: 'perplexity' }>,
): (text: TextRows) => number {
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
}

/** PACED (arXiv:2603.11178): p^a (1 - p)^b of each problem's pass rate, over the mean of it over the batch's problems. */
function passRate(
  batch: Batch,
  texts: readonly TextRows[],
  { a, b, draw }: Extract<TextWeight, { kind: 'pass-rate' }>,
): (text: TextRows) => number {
  const judged = draw === undefined ? texts : textsOf(batch, [draw])
  const byProblem = new Map(
    groupsOf(judged).map((group) => {
      const p = group.filter(({ right }) => right).length / group.length
      return [group[0]!.problem, p ** a * (1 - p) ** b]
    }),
  )
  const centre = mean([...byProblem.values()])
  return ({ problem }) => orZero(byProblem.get(problem) ?? 0, centre)
}

/** GATES (arXiv:2602.20574): a problem counts where enough of a draw's texts give the same answer. */
function consensus(
  batch: Batch,
  { draw, share, texts }: Extract<TextWeight, { kind: 'consensus' }>,
): (text: TextRows) => number {
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
}
