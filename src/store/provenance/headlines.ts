/** @file Receipts of what instruments make of a whole rollout: their names, formulas and what goes into each. */
import { mark } from '../../i18n/words.ts'
import type { Movement } from '../gap-summary.ts'
import type { SummaryNumber } from './provenance.ts'

type Reading = SummaryNumber['reading']

const headline = (reading: Reading, ask: Omit<SummaryNumber, 'quantity' | 'token' | 'reading'>): SummaryNumber => ({
  quantity: 'headline',
  token: null,
  reading,
  ...ask,
})

const TOLD = 'p_T(y_t \\mid x, c, y_{<t})'
const PLAIN = 'p_T(y_t \\mid x, y_{<t})'
const STUDENT = 'p_S(y_t \\mid x, y_{<t})'
/** The fewest tokens whose sizes reach a part of all sizes. */
const fewest = (size: string, part: string): string =>
  `\\min\\Bigl\\{ |A| : \\sum_{t \\in A} |${size}| \\ge ${part} \\sum_t |${size}| \\Bigr\\}`

/** Sum of the gaps over the student's tokens. @param value nats */
export function totalGapReceipt(value: number, tokens: number, reading: Reading): SummaryNumber {
  const teacher = reading === 'with' ? TOLD : PLAIN
  return headline(reading, {
    name: mark('Gap in total'),
    value,
    unit: 'nats',
    formula: `\\sum_t \\log ${teacher} - \\log ${STUDENT}`,
    made: { [mark('tokens')]: tokens },
  })
}

/** Numbers of the movement from without the note to with it, by name. */
export function movementReceipt({ total, moved, halfOn, count }: Movement, of: 'total' | 'moved' | 'half'): SummaryNumber {
  const made = { [mark('tokens')]: count }
  const change = `\\log ${TOLD} - \\log ${PLAIN}`
  if (of === 'half')
    return headline('with', {
      name: mark('Tokens that hold half of the movement'),
      value: halfOn,
      unit: null,
      formula: `${fewest('m_t', '\\tfrac12')}, \\quad m_t = ${change}`,
      made: { ...made, [mark('movement, nats')]: moved },
    })
  return of === 'total'
    ? headline('with', {
        name: mark('Change of the text’s log-prob by the note'),
        value: total,
        unit: 'nats',
        formula: `\\sum_t ${change}`,
        made,
      })
    : headline('with', {
        name: mark('Movement by the note'),
        value: moved,
        unit: 'nats',
        formula: `\\sum_t \\left| ${change} \\right|`,
        made,
      })
}

export interface CarryingNumbers {
  /** How many tokens carry the part, and of how many. */
  readonly carrying: number
  readonly tokens: number
  /** Between 0 and 1. */
  readonly part: number
  /** Name of the divergence whose values are the terms of the loss. */
  readonly divergence: string
  /** Thresholds that are on, by name. */
  readonly thresholds: SummaryNumber['made']
}

/** The statement of the waterfall: so many tokens carry that part of the loss. */
export function carryingReceipt(numbers: CarryingNumbers, reading: Reading): SummaryNumber {
  const { carrying, tokens, part, divergence, thresholds } = numbers
  return headline(reading, {
    name: mark('Tokens that carry most of the loss'),
    value: carrying,
    unit: null,
    formula: fewest('\\ell_t', '\\rho'),
    made: { ρ: part, [mark('tokens')]: tokens, [mark('divergence')]: divergence, ...thresholds },
  })
}

export interface StripNumbers {
  /** The mean on the chosen support, the mean on the full vocabulary, or the first less the second. */
  readonly of: 'support' | 'full' | 'bias'
  readonly value: number
  readonly unit: 'nats' | null
  /** Of the divergence: its name, and its formula at one token. */
  readonly name: string
  readonly formula: string
  readonly support: string
}

/** A strip's mean over the student's tokens, or what its support makes of it. */
export function stripReceipt({ of, value, unit, name, formula, support }: StripNumbers, reading: Reading): SummaryNumber {
  const mean = `\\frac1T \\sum_{t=1}^T D_t`
  const biased = `\\frac1T \\sum_{t=1}^T \\left( D_t^{\\text{support}} - D_t^{\\text{full}} \\right)`
  return headline(reading, {
    name: of === 'bias' ? mark('Bias of the support') : mark('Mean of a divergence over the tokens'),
    value,
    unit,
    formula: `${of === 'bias' ? biased : mean}, \\quad D = ${formula}`,
    made: { [mark('divergence')]: name, [mark('support')]: support },
  })
}
