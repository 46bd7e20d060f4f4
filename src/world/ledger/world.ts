/** @file The world `ledger`: bills and dates whose facts stand in a document that the student does not see. */
import { collectPieces } from '../pieces.ts'
import { Random } from '../random.ts'
import { checkDifficulty, type World } from '../types.ts'
import { type WorkedDraft, workedProblem } from '../worked/problem.ts'
import type { WorkedStep } from '../worked/steps.ts'
import {
  CART,
  CART_FACT,
  DAYS,
  DISCOUNT,
  DISCOUNT_DAY,
  DISCOUNT_FACT,
  GOODS,
  type Good,
  goodFact,
  MONTHS,
  monthAt,
  monthFact,
  NAMES,
} from './facts.ts'

/** The share of calendar questions. */
const DATE_SHARE = 0.3
const DIFFICULTY = { min: 1, max: 5, default: 2 } as const
const SHOP_SKILL = 'multiply each price, add all, then use the rules of the day and the cart.'
const DATE_SKILL = 'take the days that are left in the first month, add each month between, then add the last days.'

interface Item {
  readonly good: Good
  readonly count: number
}

interface Bill {
  readonly items: readonly Item[]
  readonly day: string | null
  readonly cart: boolean
}

interface Span {
  /** Index of the first month; the last is `months` later. */
  readonly start: number
  readonly months: number
  readonly from: number
  readonly to: number
}

function billSteps(bill: Bill, careful: boolean): WorkedStep[] {
  const steps: WorkedStep[] = []
  let total = 0
  for (const [index, { good, count }] of bill.items.entries()) {
    const price = careful ? good.price : good.oldPrice
    const operation = `${price}x${count}`
    const value = price * count
    steps.push({
      terse: `${count} ${good.name}: ${operation}=${value}`,
      verbose: `The ${good.name} cost ${price} each, so ${count} ${good.name} cost ${operation}=${value}.`,
      operation,
      value,
      tip: goodFact(good),
    })
    if (index > 0) {
      const sum = `${total}+${value}`
      steps.push({
        terse: `${sum}=${total + value}`,
        verbose: `Together the goods cost ${sum}=${total + value}.`,
        operation: sum,
        value: total + value,
        tip: 'Add all goods.',
      })
    }
    total += value
  }
  if (careful && bill.day === DISCOUNT_DAY) {
    const operation = `${total}-${DISCOUNT}`
    total -= DISCOUNT
    steps.push({
      terse: `${DISCOUNT_DAY}: ${operation}=${total}`,
      verbose: `On ${DISCOUNT_DAY} the bill is ${DISCOUNT} less, so ${operation}=${total}.`,
      operation,
      value: total,
      tip: DISCOUNT_FACT,
    })
  }
  if (bill.cart) {
    const operation = `${total}+${CART}`
    total += CART
    steps.push({
      terse: `cart: ${operation}=${total}`,
      verbose: `The cart costs ${CART}, so together it is ${operation}=${total}.`,
      operation,
      value: total,
      tip: CART_FACT,
    })
  }
  return steps
}

function spanSteps(span: Span, careful: boolean): WorkedStep[] {
  const length = (offset: number): number => {
    const month = monthAt(span.start + offset)
    return careful ? month.days : month.oldDays
  }
  const first = monthAt(span.start).name
  let total = length(0) - span.from
  const steps: WorkedStep[] = [
    {
      terse: `${first}: ${length(0)}-${span.from}=${total}`,
      verbose: `${first} has ${length(0)} days, so ${length(0)}-${span.from}=${total} days are left.`,
      operation: `${length(0)}-${span.from}`,
      value: total,
      tip: monthFact(span.start),
    },
  ]
  for (let offset = 1; offset <= span.months; offset++) {
    const { name } = monthAt(span.start + offset)
    const last = offset === span.months
    const days = last ? span.to : length(offset)
    const operation = `${total}+${days}`
    total += days
    steps.push({
      terse: `${name}: ${operation}=${total}`,
      verbose: last
        ? `In ${name} it is ${days} days more, so ${operation}=${total}.`
        : `${name} has ${days} days, so together it is ${operation}=${total}.`,
      operation,
      value: total,
      tip: last ? 'Add the last days.' : monthFact(span.start + offset),
    })
  }
  return steps
}

function drawBill(random: Random, difficulty: number): Bill {
  const [low, high] = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 3],
    [3, 3],
  ][difficulty - 1] as [number, number]
  const items = random
    .shuffle(GOODS)
    .slice(0, random.int(low, high))
    .map((good) => ({ good, count: random.int(2, difficulty === 1 ? 4 : 5) }))
  const dayChance = [0, 0.35, 0.7, 0.9, 1][difficulty - 1] as number
  const cartChance = [0, 0.3, 0.4, 0.6, 1][difficulty - 1] as number
  const day = random.chance(dayChance) ? random.pick([DISCOUNT_DAY, ...DAYS]) : null
  return { items, day, cart: random.chance(cartChance) }
}

function billQuestion(random: Random, bill: Bill): string {
  const goods = bill.items.map(({ good, count }) => `${count} ${good.name}`)
  const list = goods.length === 1 ? goods[0] : `${goods.slice(0, -1).join(', ')} and ${goods.at(-1)}`
  if (bill.day === null && !bill.cart) return `Ledger: what do ${list} cost?`
  const name = random.pick(NAMES)
  const when = bill.day === null ? '' : ` on ${bill.day}`
  const how = bill.cart ? ' and takes the cart' : ''
  return `Ledger: ${name} buys ${list}${when}${how}. What does ${name} pay?`
}

/** The needed facts among others of the same kind, shuffled, up to five lines. */
function documentLines(random: Random, needed: readonly string[], others: readonly string[]): string[] {
  const room = Math.max(1, 5 - needed.length)
  const rest = random.shuffle(others.filter((fact) => !needed.includes(fact))).slice(0, room)
  return random.shuffle([...needed, ...rest])
}

function draft(seed: number, difficulty: number, stream: string, dates: boolean): WorkedDraft {
  const random = new Random(seed, stream)
  const sibling = (): WorkedDraft => draft(seed, difficulty, `${stream}-sibling`, dates)
  const common = { world: 'ledger', seed, difficulty, sibling } as const
  if (dates) {
    const months = [1, 1, random.int(1, 2), 2, random.int(2, 3)][difficulty - 1] as number
    const start = random.int(0, MONTHS.length - 1)
    const span = { start, months, from: random.int(2, 19), to: random.int(2, 19) }
    const needed = Array.from({ length: months }, (_, offset) => monthFact((start + offset) % MONTHS.length))
    const others = MONTHS.map((_, index) => monthFact(index))
    const careful = spanSteps(span, true)
    const lengths = Array.from({ length: months - 1 }, (_, offset) => `+${monthAt(start + offset + 1).days}`)
    const [first, last] = [monthAt(start).name, monthAt(start + months).name]
    return {
      ...common,
      question: `Ledger: how many days are there from ${span.from} ${first} to ${span.to} ${last}?`,
      careful,
      sloppy: spanSteps(span, false),
      expression: `${careful[0]?.operation}${lengths.join('')}+${span.to}`,
      skill: DATE_SKILL,
      extra: {
        document: ['Document:', ...documentLines(random, needed, others)].join('\n'),
        'short-context': ['Facts:', ...needed].join('\n'),
      },
    }
  }
  const bill = drawBill(random, difficulty)
  const discount = bill.day === DISCOUNT_DAY
  const needed = [
    ...bill.items.map(({ good }) => goodFact(good)),
    ...(discount ? [DISCOUNT_FACT] : []),
    ...(bill.cart ? [CART_FACT] : []),
  ]
  const products = bill.items.map(({ good, count }) => `${good.price}x${count}`)
  return {
    ...common,
    question: billQuestion(random, bill),
    careful: billSteps(bill, true),
    sloppy: billSteps(bill, false),
    expression: `${products.join('+')}${discount ? `-${DISCOUNT}` : ''}${bill.cart ? `+${CART}` : ''}`,
    skill: SHOP_SKILL,
    extra: {
      document: ['Document:', ...documentLines(random, needed, [...GOODS.map(goodFact), DISCOUNT_FACT])].join('\n'),
      'short-context': ['Facts:', ...needed].join('\n'),
    },
  }
}

export const ledger: World = {
  id: 'ledger',
  name: 'Ledger',
  description: 'Bills and dates; the prices, the rules and the calendar stand in a document.',
  known:
    'Secret are the prices, the rules of each day and the calendar: the student goes by what it once read, right or outdated; the note “the document” shows them to the teacher.',
  difficulty: DIFFICULTY,
  generate(seed, difficulty = DIFFICULTY.default) {
    checkDifficulty(ledger, difficulty)
    return workedProblem(draft(seed, difficulty, 'ledger', new Random(seed, 'ledger-kind').chance(DATE_SHARE)))
  },
  words: () => collectPieces(ledger),
}
