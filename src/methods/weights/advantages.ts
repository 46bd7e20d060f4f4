/** @file Advantages of the policy-gradient terms: parts that add up, then limits, margins and evidence. Constants of the step. */
import { mean, deviation as sampleDeviation } from '../../divergence/stats.ts'
import { type Batch, groupsOf, type TextRows, textsOf } from '../batch.ts'
import type { AdvantageShape, BareAdvantage, PolicyGradientTerm, TaughtAdvantage } from '../recipe/terms.ts'
import { gapOf, ratio, rowsOf, textMean, textSum } from './selection.ts'

/** Added to a group's deviation, as GRPO trainers do (TRL GRPOTrainer: std + 1e-4). */
const DEVIATION_EPSILON = 1e-4

/**
 * The advantage of every row.
 * @returns [rows], in nats or units of reward; 0 outside the term's draws
 */
export function advantagesOf(batch: Batch, term: PolicyGradientTerm<true> | PolicyGradientTerm<false>): Float64Array {
  const texts = textsOf(batch, term.on)
  const total = new Float64Array(batch.rows)
  for (const part of term.advantage) {
    const values = partOf(batch, texts, part)
    for (const row of rowsOf(texts)) total[row]! += values(row)
  }
  return shaped(batch, texts, total, term.shape ?? {})
}

function partOf(
  batch: Batch,
  texts: readonly TextRows[],
  part: TaughtAdvantage | BareAdvantage,
): (row: number) => number {
  const { columns } = batch
  switch (part.kind) {
    case 'log-ratio': {
      const logp = part.against === 'student' ? columns.studentLogp : columns.behaviourLogp
      return (row) => (part.scale ?? 1) * (columns.teacherLogp[row]! - logp[row]!)
    }
    case 'extrapolated':
      // G-OPD (arXiv:2602.12125): lambda (log p_T - log p_ref) - (log p_S - log p_ref).
      return (row) => {
        const reference = columns.referenceLogp[row]!
        return part.lambda * (columns.teacherLogp[row]! - reference) - (columns.studentLogp[row]! - reference)
      }
    case 'return':
      return fromTexts(batch, texts, (text) => returns(batch, text, part))
    case 'k-step':
      return kStep(batch, texts, part.k)
    case 'group':
      return groupRelative(batch, texts, ({ reward }) => reward, part.deviation ?? true, part.scale ?? 1)
    case 'quantile': {
      // BOND (arXiv:2407.14622): log p(r' <= r), r' of the anchor's texts.
      const anchors = groupsOf(textsOf(batch, [part.draw]))
      return fromTexts(batch, texts, (text) => {
        const rivals = anchors.find(([first]) => first?.problem === text.problem) ?? []
        const beaten = rivals.filter(({ reward }) => reward <= text.reward).length
        const quantile = beaten > 0 ? Math.log(beaten / rivals.length) : part.least
        return new Array<number>(text.length).fill(rivals.length > 0 ? Math.max(quantile, part.least) : 0)
      })
    }
    case 'constrained': {
      // Constrained OPD (arXiv:2509.22921): the reward where the text's KL fits the budget, else -(penalty + overshoot).
      const reward = (text: TextRows) => {
        const cost = textSum(text, (row) => columns.reverseKl[row]!)
        return cost <= part.budget ? text.reward : -(part.penalty + cost - part.budget)
      }
      return groupRelative(batch, texts, reward, true, 1)
    }
  }
}

/** Each row's number, text by text. */
function fromTexts(
  { rows }: Batch,
  texts: readonly TextRows[],
  values: (text: TextRows) => readonly number[],
): (row: number) => number {
  const all = new Float64Array(rows)
  for (const text of texts) all.set(values(text), text.first)
  return (row) => all[row]!
}

/**
 * Discounted return-to-go of log p_T - log p; over the remaining length where `normalise` (MiniLLM, arXiv:2306.08543), from the
 * next token on where `ahead`.
 */
function returns(
  { columns }: Batch,
  { first, length }: TextRows,
  { discount, normalise, against, ahead }: Extract<TaughtAdvantage, { kind: 'return' }>,
): readonly number[] {
  const logp = against === 'student' ? columns.studentLogp : columns.behaviourLogp
  const out = new Array<number>(length).fill(0)
  let later = 0
  for (let i = length - 1; i >= 0; i--) {
    const sum = columns.teacherLogp[first + i]! - logp[first + i]! + discount * later
    const [gain, tokens] = ahead ? [discount * later, length - i - 1] : [sum, length - i]
    out[i] = normalise ? gain / Math.max(1, tokens) : gain
    later = sum
  }
  return out
}

/**
 * KETCHUP (arXiv:2504.19024): with the teacher's logits as q, the k-step Bellman residual q(s_t, a_t) - max q(s_{t+k}) summed
 * from t on in strides of k; behind the end the maximum is 0. Minus the mean over all rows, the baseline.
 */
function kStep(batch: Batch, texts: readonly TextRows[], k: number): (row: number) => number {
  const { teacherLogit, teacherMaxLogit } = batch.columns
  const raw = fromTexts(batch, texts, ({ first, length }) => {
    const out = new Array<number>(length).fill(0)
    for (let i = length - 1; i >= 0; i--) {
      const next = i + k < length ? teacherMaxLogit[first + i + k]! : 0
      out[i] = teacherLogit[first + i]! - next + (i + k < length ? out[i + k]! : 0)
    }
    return out
  })
  const rows = rowsOf(texts)
  const baseline = mean(rows.map(raw))
  return (row) => raw(row) - baseline
}

/**
 * (reward - mean) / (deviation + 1e-4) over a problem's texts, the deviation that of a sample (n - 1), as TRL's GRPOTrainer
 * has it; exactly 0 for a text alone and for equal rewards. arXiv:2402.03300; without the division arXiv:2503.20783.
 */
function groupRelative(
  batch: Batch,
  texts: readonly TextRows[],
  rewardOf: (text: TextRows) => number,
  deviation: boolean,
  scale: number,
): (row: number) => number {
  const advantage = new Map<TextRows, number>()
  for (const group of groupsOf(texts)) {
    const rewards = group.map(rewardOf)
    // The mean of equal numbers may differ from them in the last digit, and nothing is to be learnt from that.
    if (rewards.every((reward) => reward === rewards[0])) continue
    const centre = mean(rewards)
    const spread = sampleDeviation(rewards)
    group.forEach((text, i) => {
      advantage.set(text, (scale * (rewards[i]! - centre)) / (deviation ? spread + DEVIATION_EPSILON : 1))
    })
  }
  return fromTexts(batch, texts, (text) => new Array<number>(text.length).fill(advantage.get(text) ?? 0))
}

/** In this order: margin, floor, clip, evidence, so that limits bind whatever has been shifted. 0 outside the texts. */
function shaped(batch: Batch, texts: readonly TextRows[], raw: Float64Array, shape: AdvantageShape): Float64Array {
  const { floor, clip, margin, evidence } = shape
  const out = margin ? withMargin(texts, raw, margin) : raw.slice()
  const limited = (a: number, low: number, high: number) => Math.min(high, Math.max(low, a))
  const gap = gapOf(batch)
  for (const row of rowsOf(texts)) {
    let a = out[row]!
    if (floor !== undefined) a = Math.max(a, floor)
    if (clip !== undefined) a = limited(a, -clip, clip)
    if (evidence) {
      // RLSD (arXiv:2604.03128): min(w A, clip(w, 1 - e, 1 + e) A), w = exp(sign(A) (log p_T - log p_S)).
      const w = ratio(Math.sign(a) * gap(row))
      a = Math.min(w * a, limited(w, 1 - evidence.epsilon, 1 + evidence.epsilon) * a)
    }
    out[row] = a
  }
  return out
}

/**
 * Uni-OPD (arXiv:2605.03677): where the mean advantage of a problem's right texts does not exceed that of its wrong ones by
 * delta (of extremes: its least that of the wrong's largest), the right go up, the wrong go down, or both half way.
 */
function withMargin(
  texts: readonly TextRows[],
  raw: Float64Array,
  { delta, shift, of }: NonNullable<AdvantageShape['margin']>,
): Float64Array {
  const out = raw.slice()
  for (const group of groupsOf(texts)) {
    const [right, wrong] = [group.filter((text) => text.right), group.filter((text) => !text.right)]
    if (right.length === 0 || wrong.length === 0) continue
    const means = (side: readonly TextRows[]) => side.map((text) => textMean(text, (row) => raw[row]!))
    const gap = of ? Math.min(...means(right)) - Math.max(...means(wrong)) : mean(means(right)) - mean(means(wrong))
    const missing = delta - gap
    if (missing <= 0) continue
    const move = (side: readonly TextRows[], by: number) => {
      for (const row of rowsOf(side)) out[row]! += by
    }
    if (shift !== 'down') move(right, shift === 'both' ? missing / 2 : missing)
    if (shift !== 'up') move(wrong, shift === 'both' ? -missing / 2 : -missing)
  }
  return out
}
