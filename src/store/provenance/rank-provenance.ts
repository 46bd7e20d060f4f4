/** @file Receipts of what the rail and the waterfall make of single tokens and of the order of tokens. */
import { divergenceById, unitOf } from '../../divergence/registry.ts'
import { mark } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import type { SummaryNumber, MadeNumber } from './provenance.ts'

type Reading = SummaryNumber['reading']
type Values = readonly (number | null)[]

const headline = (reading: Reading, token: number | null, number: MadeNumber): SummaryNumber => ({
  quantity: 'headline',
  token,
  reading,
  ...number,
})

const dialsOf = (id: string, { params }: Settings): readonly (readonly [string, number])[] =>
  divergenceById(id).params.map((spec) => [spec.id, params[id]?.[spec.id] ?? spec.default])

function onSupport({ support, supportK, supportOf }: Settings): MadeNumber['made'] {
  const top = support === 'top-k' || support === 'top-k-tail'
  return { [mark('support')]: support, ...(top && { k: supportK, [mark('most likely of')]: supportOf }) }
}

/** What a divergence is measured with. */
const measuredWith = (id: string, settings: Settings): MadeNumber['made'] => ({
  [mark('divergence')]: divergenceById(id).name,
  ...Object.fromEntries(dialsOf(id, settings)),
  ...onSupport(settings),
})

/** A divergence's value at one token, on the chosen support. @param value nats or its own measure */
export function stripValueReceipt(
  id: string,
  token: number,
  value: number,
  settings: Settings,
  reading: Reading,
): SummaryNumber {
  const { name, formula, kind } = divergenceById(id)
  const summed = kind === 'full' && settings.support === 'full'
  return headline(reading, token, { name, value, unit: unitOf(id), formula, made: measuredWith(id, settings), summed })
}

/** The same over the mean size of the whole strip. @param raw the strip's values, nats or its own measure */
export function relativeValueReceipt(
  id: string,
  token: number,
  raw: Values,
  settings: Settings,
  reading: Reading,
): SummaryNumber {
  const finite = raw.filter((value) => value !== null && Number.isFinite(value))
  const mean = finite.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0) / finite.length
  const own = raw[token] ?? Number.NaN
  return headline(reading, token, {
    name: mark('A divergence over its own mean size'),
    value: mean === 0 ? own : own / mean,
    unit: null,
    formula: `\\frac{D_t}{\\frac1T \\sum_{s=1}^T |D_s|}, \\quad D = ${divergenceById(id).formula}`,
    made: { ...measuredWith(id, settings), [mark('own value')]: own, [mark('mean size')]: mean },
    lists: { [mark('value at each token')]: raw },
  })
}

export interface RankedStrip {
  readonly id: string
  readonly values: Values
}

/** Spearman's rank correlation of two divergences over the tokens that both have a value for. */
export function correlationReceipt(
  pair: readonly [RankedStrip, RankedStrip],
  value: number,
  settings: Settings,
  reading: Reading,
): SummaryNumber {
  const [first, second] = pair
  const nameOf = ({ id }: RankedStrip): string => divergenceById(id).name
  const [a, b] = [first.values, second.values]
  const shared = a.filter(
    (each, i) => each !== null && b[i] != null && !Number.isNaN(each) && !Number.isNaN(b[i]),
  ).length
  const dials = pair.flatMap(({ id }) =>
    dialsOf(id, settings).map(([dial, chosen]) => [`${id} ${dial}`, chosen] as const),
  )
  return headline(reading, null, {
    name: mark('Rank correlation of two divergences'),
    value,
    unit: null,
    formula:
      '\\rho = \\frac{\\sum_t (r_t - \\bar r)(s_t - \\bar s)}{\\sqrt{\\sum_t (r_t - \\bar r)^2 \\sum_t (s_t - \\bar s)^2}}, \\quad r_t = \\operatorname{rank} a_t,\\; s_t = \\operatorname{rank} b_t',
    made: {
      a: nameOf(first),
      b: nameOf(second),
      ...Object.fromEntries(dials),
      [mark('tokens')]: shared,
      ...onSupport(settings),
    },
    lists: { [mark('a at each token')]: a, [mark('b at each token')]: b },
  })
}
