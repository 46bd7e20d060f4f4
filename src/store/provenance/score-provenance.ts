/** @file Receipts of two readings held against each other: the sum of one, and what lies between both. */
import { divergenceById, unitOf } from '../../divergence/registry.ts'
import { mark } from '../../i18n/words.ts'
import { GAP_MEASURE, type SummaryNumber, type ReadAs, type ScoreNumber } from './provenance.ts'

/** One side as its receipts need it. */
export interface SideNumbers {
  readonly source: ReadAs
  /** `GAP_MEASURE`, or the id of a divergence. */
  readonly measure: string
  /** One a token, nats or the divergence's own measure; null where there is none. */
  readonly values: readonly (number | null)[]
}

type Reading = SummaryNumber['reading']

export const readingOfSource = ({ context }: ReadAs): Reading => (context === null ? 'without' : 'with')

const nameOf = (measure: string): string => (measure === GAP_MEASURE ? mark('gap') : divergenceById(measure).name)

/** Of one token; narrow, because differences show two. */
function formulaOf({ measure, source }: SideNumbers): string {
  if (measure !== GAP_MEASURE) return divergenceById(measure).formula
  const told = source.context === null ? '' : 'c, '
  return `\\log \\frac{p_T(y_t \\mid x, ${told}y_{<t})}{p_S(y_t \\mid x, y_{<t})}`
}

/** The value of one side at one token. */
export function sideValueReceipt({ source, measure }: SideNumbers, token: number): ScoreNumber & { readonly token: number } {
  const about = { token, source, reading: readingOfSource(source) }
  return measure === GAP_MEASURE
    ? { ...about, quantity: 'gap' }
    : { ...about, quantity: 'divergence', divergence: measure }
}

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((all, value) => all + (value ?? 0), 0)

/** Sum of one side over the student's tokens. */
export function sideTotalReceipt(side: SideNumbers): SummaryNumber {
  const { source, measure, values } = side
  return {
    quantity: 'headline',
    token: null,
    reading: readingOfSource(source),
    source,
    name: mark('Total of one side'),
    value: sum(values),
    unit: unitOf(measure),
    formula: `\\sum_t d_t, \\quad d = ${formulaOf(side)}`,
    made: { [mark('measure')]: nameOf(measure), [mark('tokens')]: values.filter((value) => value !== null).length },
    lists: { [mark('value at each token')]: values },
  }
}

/** What two differences have in common: who A and B are, what they measure, and in which unit they can be subtracted. */
function between(a: SideNumbers, b: SideNumbers) {
  const [unit, other] = [unitOf(a.measure), unitOf(b.measure)]
  return {
    quantity: 'headline',
    reading: readingOfSource(a.source),
    source: a.source,
    against: b.source,
    unit: unit === other ? unit : null,
    measures: { [mark('measure of A')]: nameOf(a.measure), [mark('measure of B')]: nameOf(b.measure) },
    terms: `a = ${formulaOf(a)}, \\quad b = ${formulaOf(b)}`,
  } as const
}

/** B less A at one token that both texts share. Null where one of them has no value there. */
export function differenceReceipt(a: SideNumbers, b: SideNumbers, token: number): SummaryNumber | null {
  const [left = null, right = null] = [a.values[token], b.values[token]]
  if (left === null || right === null) return null
  const { measures, terms, ...about } = between(a, b)
  return {
    ...about,
    token,
    name: mark('Difference of two readings at a token'),
    value: right - left,
    formula: `b_t - a_t, \\quad ${terms}`,
    made: { ...measures, [mark('value of A')]: left, [mark('value of B')]: right },
  }
}

/** B less A over the tokens that both texts begin with. @param shared how many these are */
export function differenceTotalReceipt(a: SideNumbers, b: SideNumbers, shared: number): SummaryNumber {
  const { measures, terms, ...about } = between(a, b)
  const [left, right] = [a.values.slice(0, shared), b.values.slice(0, shared)]
  const pairs = left.map((value, i) => {
    const other = right[i] ?? null
    return value === null || other === null ? null : other - value
  })
  return {
    ...about,
    token: null,
    name: mark('Difference of two readings in total'),
    value: sum(pairs),
    formula: `\\sum_t (b_t - a_t), \\quad ${terms}`,
    made: { ...measures, [mark('shared tokens')]: shared },
    lists: { [mark('A at each token')]: left, [mark('B at each token')]: right },
  }
}
