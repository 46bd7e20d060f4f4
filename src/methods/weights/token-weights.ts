/** @file Weights and gates of single tokens. Each fills the rows of the texts that it is asked for; constants of the step. */
import type { Batch, TextRows } from '../batch.ts'
import type { TokenWeight } from '../recipe/weights.ts'
import { gapOf, minMax, orZero, ratio, rowsOf, textMean, topRows } from './selection.ts'

const KEEP = 1
const DROP = 0

/**
 * The weight of a row.
 * @param texts the texts of the term's draws: shares and normalisations are taken over their rows
 * @returns a function of the row and its text; never NaN for finite columns
 */
export function tokenWeight(
  batch: Batch,
  texts: readonly TextRows[],
  weight: TokenWeight,
): (row: number, text: TextRows) => number {
  const { columns } = batch
  const gate = (keep: boolean) => (keep ? KEEP : DROP)
  switch (weight.kind) {
    case 'teacher-entropy-above':
      return (row) => gate(columns.teacherEntropy[row]! > weight.nats)
    case 'student-entropy-top': {
      const kept = topRows(rowsOf(texts), weight.share, (row) => columns.studentEntropy[row]!)
      return (row) => gate(kept.has(row))
    }
    case 'entropy-gap':
      return (row) => 1 / (1 + Math.exp(columns.teacherEntropy[row]! - columns.studentEntropy[row]!))
    case 'entropy-or-divergence-top': {
      // TIP (arXiv:2604.14084): the soft OR of min-max normalised student entropy and reverse KL.
      const rows = rowsOf(texts)
      const [h, d] = [minMax(rows, columns.studentEntropy), minMax(rows, columns.reverseKl)]
      const kept = topRows(rows, weight.share, (row) => h(row) + d(row) - h(row) * d(row))
      return (row) => gate(kept.has(row))
    }
    case 'divergence-share':
      return perText(texts, (text) => {
        const mean = textMean(text, (row) => columns.reverseKl[row]!)
        return (row) => orZero(columns.reverseKl[row]!, mean)
      })
    case 'prefix':
      return (row, { first }) => gate(row - first < weight.tokens)
    case 'from-first-error':
      return (row, { firstWrongRow }) => gate(firstWrongRow === null || row >= firstWrongRow)
    case 'position':
      return (row, { first, length }) =>
        weight.from + (weight.to - weight.from) * (length > 1 ? (row - first) / (length - 1) : 0)
    case 'no-special':
      return (row) => gate(batch.special[row] === 0)
    case 'accepted':
      // SpecKD (arXiv:2510.24021): b + (1 - b) 1[token in Top_k(p_T)].
      return (row) => (columns.teacherRank[row]! <= weight.topK ? 1 : weight.base)
    case 'safety':
      // MSD (arXiv:2605.02971): normalised teacher top-k entropy times the student's risk, over their mean in the text. The
      // log k that normalises the entropy cancels in the quotient.
      return perText(texts, (text) => {
        const risk = (row: number) => columns.teacherTopEntropy[row]! * (1 - Math.exp(columns.studentLogp[row]!))
        const mean = textMean(text, risk)
        return (row) => orZero(risk(row), mean)
      })
    case 'importance':
      // TRL sdft/loss_utils: min(exp(clamp(lp_S - lp_old, +-20)), clip), detached.
      return (row) => Math.min(ratio(columns.studentLogp[row]! - columns.behaviourLogp[row]!), weight.most)
    case 'tvd':
      return (row) => columns.tvd[row]! * weight.scale + weight.floor
    case 'log-ratio-above': {
      const gap = gapOf(batch)
      return (row) => gate(gap(row) >= weight.nats)
    }
  }
}

/** A weight that is normalised within each text. */
function perText(
  texts: readonly TextRows[],
  make: (text: TextRows) => (row: number) => number,
): (row: number, text: TextRows) => number {
  const made = new Map(texts.map((text) => [text, make(text)]))
  return (row, text) => made.get(text)?.(row) ?? 0
}
