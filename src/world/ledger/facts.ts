/**
 * @file The ledger's facts: prices, a calendar and two rules. They are the same in every problem, so that a model can
 * know them by heart. The outdated ones are what a sloppy writer believes, always and in the same places.
 */

export interface Good {
  readonly name: string
  readonly price: number
  /** The price in the old list; equal to `price` for goods that did not change. */
  readonly oldPrice: number
}

const good = (name: string, price: number, oldPrice = price): Good => ({ name, price, oldPrice })

export const GOODS: readonly Good[] = [
  good('lamps', 14),
  good('ropes', 23, 21),
  good('jars', 8),
  good('maps', 17, 13),
  good('bells', 26),
  good('drums', 32, 35),
  good('rugs', 27),
  good('pots', 12),
  good('cups', 6, 7),
  good('kites', 19),
  good('nets', 21),
  good('saws', 16, 18),
]

export interface Month {
  readonly name: string
  readonly days: number
  readonly oldDays: number
}

/** The months in their order; the last is followed by the first. */
export const MONTHS: readonly Month[] = [
  { name: 'Brim', days: 24, oldDays: 24 },
  { name: 'Tarn', days: 31, oldDays: 33 },
  { name: 'Vole', days: 28, oldDays: 26 },
  { name: 'Oss', days: 27, oldDays: 27 },
  { name: 'Lune', days: 35, oldDays: 32 },
]

export const DAYS = ['Ashday', 'Fenday', 'Oakday'] as const
/** On this day the bill is `DISCOUNT` less. */
export const DISCOUNT_DAY = 'Fenday'
export const DISCOUNT = 10
/** What the cart (delivery) costs. */
export const CART = 9

export const NAMES = ['Ann', 'Ben', 'Eva', 'Dan'] as const

/** The month after `index`, cyclic. */
export function monthAt(index: number): Month {
  return MONTHS[index % MONTHS.length]!
}

/** The sentences in which a document states the facts. */
export const goodFact = (item: Good): string => `The ${item.name} cost ${item.price} each.`
export const monthFact = (index: number): string =>
  `${monthAt(index).name} has ${monthAt(index).days} days, then comes ${monthAt(index + 1).name}.`
export const DISCOUNT_FACT = `On ${DISCOUNT_DAY} the bill is ${DISCOUNT} less.`
export const CART_FACT = `The cart costs ${CART}.`
