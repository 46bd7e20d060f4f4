/** @file Which number is asked for, and how it is read: its name, value, formula and what goes into it. */
import { divergenceById } from '../../divergence/registry.ts'
import type { TokenScore, VocabularyEntry } from '../../engine/types.ts'
import { PLAIN_QUANTITIES, type PlainQuantity } from './quantities.ts'

/** A number of the table: in the column of the student, or of the teacher without or with its context. */
export interface ReadingAsk {
  readonly quantity: PlainQuantity | 'divergence'
  readonly reading: 'student' | 'without' | 'with'
}

/** A probability among both models' most likely tokens. */
export interface EntryAsk {
  readonly quantity: 'entry'
  readonly reading: 'without' | 'with'
  readonly side: 'student' | 'teacher'
  /** Id of the vocabulary entry, or null for all that are not listed. */
  readonly entry: number | null
  readonly listed: readonly number[]
}

export type ReceiptAsk = { readonly token: number } & (ReadingAsk | EntryAsk)

export interface NumberSource {
  readonly own: boolean
  readonly logpStudent: number
  readonly score: TokenScore | null
  /** Id of the divergence on view. */
  readonly divergence: string
}

export interface MeasuredNumber {
  readonly name: string
  readonly value: number
  readonly unit: 'nats' | null
  readonly formula: string
  readonly sampled: boolean
  readonly summed: boolean
  readonly logpStudent: number | null
  readonly logpTeacher: number | null
  readonly entry: VocabularyEntry | null
}

/** The number, or null where it was not computed. */
export function measuredNumber(ask: ReceiptAsk, source: NumberSource): MeasuredNumber | null {
  const { own, score } = source
  if (ask.quantity === 'entry') return score && entryNumber(ask, score)
  const inputs = {
    logpStudent: own ? source.logpStudent : (score?.logpStudent ?? source.logpStudent),
    logpTeacher: own ? null : (score?.logpTeacher ?? null),
    entry: null,
  }
  if (ask.quantity === 'divergence') {
    const { id, name, formula, kind } = divergenceById(source.divergence)
    const value = score?.divergences[id]
    const unit = UNITLESS.has(id) ? null : 'nats'
    return value === undefined
      ? null
      : { ...inputs, name, value, unit, formula, sampled: false, summed: kind === 'full' }
  }
  const { name, unit, sampled, summed, formula, value: read } = PLAIN_QUANTITIES[ask.quantity]
  const value = read(source)
  const tex = formula(own ? 'S' : 'T', ask.reading === 'with')
  return value === null ? null : { ...inputs, name, value, unit, formula: tex, sampled, summed }
}

/** Sums of probabilities, not of logarithms. */
const UNITLESS: ReadonlySet<string> = new Set(['tvd', 'squared-hellinger', 'alpha'])

function entryNumber({ side, entry, listed, reading }: EntryAsk, score: TokenScore): MeasuredNumber | null {
  const student = side === 'student'
  const model = student ? 'S' : 'T'
  const given = !student && reading === 'with' ? 'x, c, y_{<t}' : 'x, y_{<t}'
  const common = { unit: null, sampled: false }
  if (entry === null) {
    const rest = score.top.filter(({ id }) => !listed.includes(id))
    const logps = rest.map(({ logpStudent, logpTeacher }) => (student ? logpStudent : logpTeacher))
    const tail = student ? score.tailStudent : score.tailTeacher
    return {
      ...common,
      name: 'Probability of all others',
      value: logps.reduce((sum, logp) => sum + Math.exp(logp), tail),
      formula: `1 - \\sum_{v \\in \\text{listed}} p_{${model}}(v \\mid ${given})`,
      summed: true,
      ...{ logpStudent: null, logpTeacher: null, entry: null },
    }
  }
  const found = score.top.find(({ id }) => id === entry)
  if (!found) return null
  const { logpStudent, logpTeacher } = found
  return {
    ...common,
    name: 'Probability of an entry',
    value: Math.exp(student ? logpStudent : logpTeacher),
    formula: `p_{${model}}(v \\mid ${given}) = \\operatorname{softmax}(z_{${model}})_v`,
    summed: false,
    ...{ logpStudent, logpTeacher, entry: found },
  }
}
