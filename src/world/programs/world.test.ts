import { describe, expect, it } from 'vitest'
import { WRITERS } from '../pieces.ts'
import { programs, runProgram } from './world.ts'

const DIFFICULTIES = [1, 2, 3, 4, 5]
const seeds = (count: number) => Array.from({ length: count }, (_, i) => i)

/** A stack machine that reads the question, written without the world's code: every result in order. */
function run(question: string, most: number): number[] {
  const stack: number[] = []
  const results: number[] = []
  for (const line of question.split('\n').slice(1)) {
    const pushed = /^push (\d+)$/.exec(line)
    if (pushed) {
      stack.push(Number(pushed[1]))
      continue
    }
    const b = stack.pop() ?? Number.NaN
    const a = line === 'add' || line === 'sub' ? (stack.pop() ?? Number.NaN) : 0
    const result = { add: a + b, sub: a - b, double: b * 2, half: b / 2 }[line] ?? Number.NaN
    expect(Number.isInteger(result) && result >= 0 && result <= most, question).toBe(true)
    stack.push(result)
    results.push(result)
  }
  expect(stack.length, question).toBe(1)
  return results
}

/** Evaluates an expression of numbers, brackets and + - x /, by JavaScript's own precedence. */
function evaluate(expression: string): number {
  expect(expression).toMatch(/^[\d+\-x/()]+$/)
  return Number(new Function(`return ${expression.replaceAll('x', '*')}`)())
}

describe('programs', () => {
  it.each(DIFFICULTIES)('at difficulty %i have the results that an independent machine finds', (difficulty) => {
    const most = [60, 199, 199, 499, 999][difficulty - 1] ?? 0
    for (const seed of seeds(500)) {
      const problem = programs.generate(seed, difficulty)
      const results = run(problem.question, most)
      expect(
        problem.steps.map((step) => Number(step.split('=')[1])),
        problem.question,
      ).toEqual(results)
      expect(problem.answer).toBe(String(results.at(-1)))
      const path = /^Path: (.*)\.$/.exec(problem.context('path'))?.[1] ?? ''
      expect(evaluate(path), problem.question).toBe(Number(problem.answer))
    }
  })

  it('are worked as by hand: 27+15=42, doubled 84', () => {
    const program = [
      { kind: 'push', value: 27 },
      { kind: 'push', value: 15 },
      { kind: 'add' },
      { kind: 'double' },
    ] as const
    expect(runProgram(program, true).map((step) => step.terse)).toEqual(['27+15=42', '42x2=84'])
    // The sloppy writer forgets the carry of 7+5.
    expect(runProgram(program, false).map((step) => step.terse)).toEqual(['27+15=32', '32x2=64'])
    expect(runProgram(program, true)[0]?.verbose).toBe('add uses 27 and 15: 27+15=42')
    expect(() => runProgram([{ kind: 'push', value: 1 }, { kind: 'add' }], true)).toThrow('the stack is empty')
  })

  it('writes careful solutions that are right and sloppy ones that are right in a third to a half', () => {
    let right = 0
    for (const seed of seeds(2000)) {
      const problem = programs.generate(seed)
      for (const writer of WRITERS.slice(0, 2)) {
        expect(problem.verify(problem.write(writer, 0))).toMatchObject({ status: 'right', firstWrongStep: null })
      }
      const [terse, verbose] = WRITERS.slice(2).map((writer) => problem.verify(problem.write(writer, 0)))
      expect(terse).toEqual(verbose)
      if (terse?.status === 'right') right++
    }
    expect(right / 2000).toBeGreaterThan(0.35)
    expect(right / 2000).toBeLessThan(0.5)
  })

  it('refuses a difficulty that it does not have', () => {
    for (const difficulty of [0, 6, 2.5, Number.NaN]) expect(() => programs.generate(1, difficulty)).toThrow(RangeError)
  })
})
