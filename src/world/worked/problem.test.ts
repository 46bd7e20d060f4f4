import { describe, expect, it } from 'vitest'
import { type WorkedDraft, workedProblem } from './problem.ts'
import { firstFault, judge, readAttempt } from './steps.ts'

const step = (terse: string, tip: string) => {
  const [operation = '', value] = terse.split('=')
  return { terse, verbose: `So ${terse}.`, operation, value: Number(value), tip }
}
const STEPS = [step('37+25=62', 'Carry.'), step('62-10=52', 'Take ten.')]

const draft: WorkedDraft = {
  world: 'programs',
  seed: 1,
  difficulty: 2,
  question: 'What is it?',
  careful: STEPS,
  sloppy: [step('37+25=52', 'Carry.'), step('52-10=42', 'Take ten.')],
  expression: '37+25-10',
  skill: 'count.',
  extra: { document: 'Document:\nNothing.' },
  sibling: () => ({ ...draft, question: 'What is that?' }),
}
const problem = workedProblem(draft)

describe('the verdict', () => {
  it.each([
    ['37+25=62\n62-10=52\nAnswer: 52', 'right', null, '52'],
    ['So 37+25=62.\nSo 62-10=52.\nAnswer: 52\n', 'right', null, '52'],
    ['Answer: 052', 'right', null, '52'],
    ['37+25=62\n62-10=53\nAnswer: 52', 'right', 2, '52'],
    ['37+25=52\n52-10=42\nAnswer: 42', 'wrong', 1, '42'],
    ['37+25=62\n62-10=51\nAnswer: 51', 'wrong', 2, '51'],
    ['37+25=62\nAnswer: 62', 'wrong', 2, '62'],
    ['37+25=62\n62-10=52\nAnswer: 53', 'wrong', 3, '53'],
    ['37+25=62\n52-10=42\nAnswer: 42', 'wrong', 2, '42'],
    ['37+25=62\nwell\nAnswer: 7', 'wrong', 2, '7'],
    ['37+25=62\n62-10=52', 'malformed', 3, null],
    ['37+25=62\n62-10=52\nAnswer: 52\nAnswer: 53', 'malformed', null, '52'],
    ['Answer: five', 'malformed', 1, null],
    ['', 'malformed', 1, null],
  ] as const)('on %j is %s', (attempt, status, firstWrongStep, answer) => {
    expect(problem.verify(attempt)).toMatchObject({ status, firstWrongStep, answer })
  })

  it('never throws on arbitrary text', () => {
    for (const attempt of ['\u0000', '=====', '1+=2\n\n\n', '9'.repeat(5000), '1/0=0\nAnswer: 1', '\ud800 \u{1f600}']) {
      expect(['right', 'wrong', 'malformed']).toContain(problem.verify(attempt).status)
    }
  })

  it('says in the message what was wrong first', () => {
    expect(judge('37+25=52\n52-10=42\nAnswer: 42', STEPS, 52).message).toBe(
      'The answer is 52, not 42. First: step 1 is wrong: got 52, expected 62.',
    )
    expect(firstFault(readAttempt('37+25=62\nAnswer: 62'), STEPS, 52)).toEqual({ step: 2, got: null, expected: 52 })
  })
})

describe('the contexts', () => {
  const wrong = '37+25=62\n62-10=51\nAnswer: 51'
  it.each([
    ['answer', 'The answer is 52.'],
    ['trace', 'Trace:\n37+25=62\n62-10=52\nAnswer: 52'],
    ['hint', 'Hint: first 37+25.'],
    ['demo', 'Example: What is that?\n37+25=62\n62-10=52\nAnswer: 52'],
    ['concise', 'Be brief.'],
    ['document', 'Document:\nNothing.'],
    ['feedback', 'Feedback: step 2 is wrong: got 51, expected 52.'],
    ['revise', `Attempt:\n${wrong}\nThis is wrong.`],
    ['skill', 'Skill: count.'],
    ['memory', 'Tip: Take ten.'],
    ['path', 'Path: 37+25-10.'],
    ['reflection', 'The attempt has a wrong number in step 2. Take ten.'],
  ] as const)('%s speaks of the given attempt', (kind, text) => {
    expect(problem.context(kind, { attempt: wrong })).toBe(text)
  })

  it('takes a sloppy attempt when none is given, and shows a right one as success', () => {
    expect(problem.context('feedback')).toBe('Feedback: step 1 is wrong: got 52, expected 62.')
    expect(problem.context('memory')).toBe('Tip: Carry. Take ten.')
    const [title, ...lines] = problem.context('success').split('\n')
    expect(title).toBe('A right attempt:')
    expect(problem.verify(lines.join('\n')).status).toBe('right')
  })

  it('praises a right attempt and names a missing step or answer', () => {
    const right = '37+25=62\n62-10=52\nAnswer: 52'
    expect(problem.context('feedback', { attempt: right })).toBe('Feedback: every step is right.')
    expect(problem.context('revise', { attempt: right })).toBe(`Attempt:\n${right}\nThis is right.`)
    expect(problem.context('reflection', { attempt: right })).toBe('The attempt is right.')
    expect(problem.context('feedback', { attempt: '37+25=62\nAnswer: 62' })).toBe(
      'Feedback: step 2 is missing: expected 52.',
    )
    expect(problem.context('revise', { attempt: 'well' })).toBe('Attempt:\nwell\nThis has no answer.')
  })

  it('refuses a kind that the problem lacks', () => {
    expect(problem.contextKinds).not.toContain('translation')
    expect(() => problem.context('translation')).toThrow(RangeError)
  })
})
