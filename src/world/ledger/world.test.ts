import { describe, expect, it } from 'vitest'
import { WRITERS } from '../pieces.ts'
import { ledger } from './world.ts'

const DIFFICULTIES = [1, 2, 3, 4, 5]
const seeds = (count: number) => Array.from({ length: count }, (_, i) => i)
const careful = { care: 'careful', style: 'terse' } as const
const sloppy = { care: 'sloppy', style: 'terse' } as const

/** A reader that knows nothing but the question and the facts of a document, written without the world's code. */
function solve(question: string, document: string): number {
  const price = (name: string) => Number(new RegExp(`The ${name} cost (\\d+) each`).exec(document)?.[1])
  const dates = /from (\d+) (\w+) to (\d+) (\w+)\?/.exec(question)
  if (dates) {
    const [, from, first = '', to, last] = dates
    let days = -Number(from)
    let month = first
    for (let passed = 0; month !== last && passed < 6; passed++) {
      const [, length, next = ''] = new RegExp(`${month} has (\\d+) days, then comes (\\w+)`).exec(document) ?? []
      days += Number(length)
      month = next
    }
    return days + Number(to)
  }
  const goods = [...question.matchAll(/(\d+) (\w+)/g)]
  let total = goods.reduce((sum, [, count, name = '']) => sum + Number(count) * price(name), 0)
  const [, day, less] = /On (\w+) the bill is (\d+) less/.exec(document) ?? []
  if (day !== undefined && question.includes(day)) total -= Number(less)
  if (question.includes('takes the cart')) total += Number(/The cart costs (\d+)/.exec(document)?.[1])
  return total
}

describe('ledger', () => {
  it.each(DIFFICULTIES)('at difficulty %i can be solved from the document, and from the needed facts', (difficulty) => {
    for (const seed of seeds(500)) {
      const problem = ledger.generate(seed, difficulty)
      expect(solve(problem.question, problem.context('document')), problem.question).toBe(Number(problem.answer))
      expect(solve(problem.question, problem.context('short-context')), problem.question).toBe(Number(problem.answer))
    }
  })

  it('has short documents that hold more than the needed facts', () => {
    for (const seed of seeds(300)) {
      const problem = ledger.generate(seed)
      const lines = problem.context('document').split('\n').slice(1)
      const needed = problem.context('short-context').split('\n').slice(1)
      expect(lines.length).toBeGreaterThan(needed.length)
      expect(lines.length).toBeLessThanOrEqual(7)
      expect(new Set(lines).size).toBe(lines.length)
      for (const fact of needed) expect(lines).toContain(fact)
    }
  })

  it('keeps the same facts in all problems', () => {
    const facts = new Map<string, string>()
    for (const seed of seeds(500)) {
      const document = ledger.generate(seed).context('document')
      for (const [, name = '', price = ''] of document.matchAll(/The (\w+) cost (\d+) each/g)) {
        expect(facts.get(name) ?? price).toBe(price)
        facts.set(name, price)
      }
    }
    expect(facts.size).toBe(12)
  })

  it('writes careful solutions that are right and sloppy ones that are right in a third to a half', () => {
    let right = 0
    for (const seed of seeds(2000)) {
      const problem = ledger.generate(seed)
      for (const writer of WRITERS.slice(0, 2)) {
        expect(problem.verify(problem.write(writer, 0))).toMatchObject({ status: 'right', firstWrongStep: null })
      }
      const [terse, verbose] = WRITERS.slice(2).map((writer) => problem.verify(problem.write(writer, 0)))
      expect(terse?.answer).toBe(verbose?.answer)
      if (terse?.status === 'right') right++
    }
    expect(right / 2000).toBeGreaterThan(0.35)
    expect(right / 2000).toBeLessThan(0.5)
  })

  it('lets the sloppy writer hold to outdated prices and forget the discount day, and nothing else', () => {
    for (const seed of seeds(2000)) {
      const problem = ledger.generate(seed)
      const outdated = /ropes|maps|drums|cups|saws/.test(problem.question)
      const forgotten = problem.question.includes('Fenday')
      if (problem.question.includes('days')) continue
      const status = problem.verify(problem.write(sloppy, 0)).status
      if (!outdated && !forgotten) expect(status, problem.question).toBe('right')
      if (!outdated && forgotten) expect(status, problem.question).toBe('wrong')
    }
  })

  it('asks for the same in verbose texts that are longer', () => {
    for (const seed of seeds(100)) {
      const problem = ledger.generate(seed)
      const verbose = problem.write({ care: 'careful', style: 'verbose' }, 0)
      expect(verbose.length).toBeGreaterThan(problem.write(careful, 0).length)
    }
  })

  it('refuses a difficulty that it does not have', () => {
    for (const difficulty of [0, 6, 2.5, Number.NaN]) expect(() => ledger.generate(1, difficulty)).toThrow(RangeError)
  })
})
