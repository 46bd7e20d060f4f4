/** @file The sets that ship: every line can be read, and what is said to be right is. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../../engine/own/check.ts'
import type { OwnText } from '../../../engine/types.ts'
import { problemAt, readingOf } from './read-set.ts'
import { SHIPPED_SETS, shippedChoice } from './shipped.ts'

type Line = Readonly<Record<'prompt' | 'note' | 'check', string>> & {
  readonly answer: string | number
  readonly expression?: string
}

function linesOf(key: string): readonly (Line & { readonly problem: OwnText })[] {
  const { path, kind } = SHIPPED_SETS.find((set) => set.key === key)!
  const lines = readFileSync(`public/${path}`, 'utf8').trim().split('\n')
  return lines.map((text, i) => {
    const fields = JSON.parse(text) as Line
    const read = problemAt({ line: i + 1, fields }, readingOf(shippedChoice(kind)))
    if ('wrong' in read) throw new TypeError(`line ${i + 1}: ${read.wrong}`)
    return { ...fields, problem: read.problem }
  })
}

/** The value of sums, products, quotients and remainders in the usual order: nothing of the page takes part. */
function resultOf(expression: string): number {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/%()]/g) ?? []
  let at = 0
  const atom = (): number => {
    const token = tokens[at++]
    if (token === '-') return -atom()
    if (token !== '(') return Number(token)
    const inside = sum()
    at++
    return inside
  }
  const product = (): number => {
    let value = atom()
    while (['*', '/', '%'].includes(tokens[at] ?? '')) {
      const sign = tokens[at++]
      const right = atom()
      value = sign === '*' ? value * right : sign === '/' ? value / right : value % right
    }
    return value
  }
  const sum = (): number => {
    let value = product()
    while (['+', '-'].includes(tokens[at] ?? '')) value += tokens[at++] === '+' ? product() : -product()
    return value
  }
  return sum()
}

describe('the shipped sets', () => {
  it.each(SHIPPED_SETS.map(({ key }) => key))('%s: forty different problems, each with a note and an answer', (key) => {
    const lines = linesOf(key)
    expect(new Set(lines.map(({ prompt }) => prompt)).size).toBe(40)
    for (const { problem, note } of lines) {
      expect(Object.values(problem.notes ?? {}).map(({ text }) => text)).toEqual([note])
      expect(checkAnswer('something else', problem.answer).status).not.toBe('right')
    }
  })

  it('word problems: each answer is the value of its expression, and what the worked solution comes to', () => {
    expect(resultOf('2*(12+9)-2')).toBe(40)
    expect(resultOf('-6+13-5')).toBe(2)
    for (const { prompt, answer, expression = '', note, problem } of linesOf('word-problems')) {
      expect(resultOf(expression), prompt).toBeCloseTo(Number(answer), 9)
      expect(checkAnswer(note, problem.answer).status, note).toBe('right')
      expect(checkAnswer(`The answer is ${Number(answer) + 1}.`, problem.answer).status).toBe('wrong')
    }
  })

  it('facts: the document holds the answer, and the question does not', () => {
    for (const { prompt, note, problem } of linesOf('facts')) {
      expect(checkAnswer(note, problem.answer).status, prompt).toBe('right')
      expect(checkAnswer(prompt, problem.answer).status, prompt).toBe('wrong')
    }
  })

  it('instructions: there is an answer that follows each', () => {
    const good = [
      'river',
      '1,2,3,4,5',
      'STONE',
      'red',
      'yes',
      '???',
      'drum drum drum',
      'tac',
      'Dear Ada, hello',
      'Go!',
      '(open)',
      '7',
      'twelve',
      '- a\n- b',
      'ABC',
      'I do not know.',
      '*lamp*',
      '4:30',
      '8',
      'quiet',
      'no\nyes',
      'sunflower',
      '4',
      'banan',
      'Birds sang.',
      'mice',
      'hot',
      '{"sky": "clear"}',
      'h e l l o',
      '71',
      'It is the\nend',
      '# Notes',
      '2021-05-03',
      'xxxxx',
      'Sunday',
      '"blue"',
      'float',
      '7+8',
      '40%',
      '.',
    ]
    linesOf('instructions').forEach(({ problem, prompt }, i) => {
      expect(checkAnswer(good[i]!, problem.answer).status, prompt).toBe('right')
    })
  })
})
