import { describe, expect, it } from 'vitest'
import { english } from './english.ts'
import { renderSolution } from './render.ts'
import { type Story, workStory } from './story.ts'
import { answerOf, diagnose, judge } from './verify.ts'

/** 37, +25 = 62, loses 4 = 58, at night half = 29, doubles = 58. */
const story: Story = {
  hero: 'Ann',
  thing: 'eggs',
  start: 37,
  sentences: [
    { type: 'event', kind: 'given', amount: 25, other: 'Ben', form: 0 },
    { type: 'event', kind: 'lost', amount: 4, other: 'Ben', form: 0 },
    { type: 'distractor', kind: 'other-has', amount: 99, thing: 'eggs', person: 'Tom', third: 'Ben' },
    { type: 'event', kind: 'night-half', amount: 2, other: 'Ben', form: 0 },
    { type: 'event', kind: 'doubled', amount: 2, other: 'Ben', form: 0 },
  ],
}
const gold = workStory(story, 'careful')
const check = (attempt: string) => judge(attempt, gold, '58')
const slips = (attempt: string) => diagnose(attempt, gold, '58').map(({ kind, step }) => `${kind} ${step}`)

describe('writers', () => {
  it('careful and sloppy hands are as worked out by hand', () => {
    expect(renderSolution(story, { care: 'careful', style: 'terse' }, english)).toBe(
      '37+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 58',
    )
    expect(renderSolution(story, { care: 'sloppy', style: 'terse' }, english)).toBe('37+25=52\n52x2=104\nAnswer: 104')
    expect(renderSolution(story, { care: 'careful', style: 'verbose' }, english)).toBe(
      'Ann starts with 37 eggs.\nBen gives 25: 37+25=62\nAnn loses 4: 62-4=58\nAt night half go missing: 58/2=29\nIt doubles: 29x2=58\nAnswer: 58',
    )
  })
})

describe('judge', () => {
  it.each([
    ['right', '37+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 58', 'right', null],
    ['right in Swahili', '37+25=62\n62-4=58\n58/2=29\n29x2=58\nJibu: 58', 'right', null],
    ['a double written as a sum', '37+25=62\n62-4=58\n58/2=29\n29+29=58\nAnswer: 58', 'right', null],
    ['the answer alone', 'Answer: 058', 'right', null],
    ['wrong at step 1', '37+25=52\n52-4=48\n48/2=24\n24x2=48\nAnswer: 48', 'wrong', 1],
    ['wrong at step 3, later steps consistent', '37+25=62\n62-4=58\n58/2=28\n28x2=56\nAnswer: 56', 'wrong', 3],
    ['the loss skipped', '37+25=62\n62/2=31\n31x2=62\nAnswer: 62', 'wrong', 2],
    ['the last event skipped', '37+25=62\n62-4=58\n58/2=29\nAnswer: 29', 'wrong', 4],
    ['the distractor used', '37+25=62\n62-4=58\n58+99=157\n157/2=78\n78x2=156\nAnswer: 156', 'wrong', 3],
    ['only the answer line wrong', '37+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 85', 'wrong', null],
    ['wrong steps, right answer', '37+25=52\n52-4=58\n58/2=29\n29x2=58\nAnswer: 58', 'right', 1],
    ['a result that fits a false left side', '38+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 58', 'right', 1],
    ['no answer line', '37+25=62\n62-4=58\n58/2=29\n29x2=58', 'malformed', null],
    ['cut short', '37+25=62\n62-', 'malformed', 2],
    ['a fraction', '37+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 58.5', 'malformed', null],
    ['empty', '', 'malformed', 1],
  ])('%s', (_, attempt, status, firstWrongStep) => {
    expect(check(attempt)).toMatchObject({ status, firstWrongStep })
  })

  it('takes arbitrary text without throwing', () => {
    for (const text of [
      'Answer:',
      'Answer: x',
      '1/0=3',
      '=====',
      '\u0000\uD800',
      '9'.repeat(400),
      '1+1=2'.repeat(99),
    ]) {
      expect(check(text).status).toBe('malformed')
    }
    expect(check(`Answer: ${'9'.repeat(400)}`).status).toBe('wrong')
  })

  it('reads the last answer line', () => {
    expect(answerOf('Answer: 3\nAnswer: 0058.')).toBe('58')
    expect(answerOf('Jibu: -4')).toBe('-4')
    expect(answerOf('Answer: none')).toBeNull()
  })
})

describe('diagnose', () => {
  it('names what a sloppy writer did', () => {
    expect(slips('37+25=52\n52x2=104\nAnswer: 104')).toEqual(['carry 1', 'lost 2', 'night 3'])
  })

  it.each([
    ['37+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 58', []],
    ['37+25=61\n61-4=57\n57/2=28\n28x2=56\nAnswer: 56', ['sum 1', 'sum 3']],
    ['37+25=62\n62-4=58\n58+99=157\n157/2=78\n78x2=156\nAnswer: 156', ['extra 3', 'sum 3']],
    ['37+25=62\n26-4=22\n22/2=11\n11x2=22\nAnswer: 22', ['sum 2']],
    ['37+25=62\n62-4=58\n58/2=29\nAnswer: 29', ['missed 4']],
    ['37+25=62\n62-4=58\n58/2=29\n29x2=58\n58+99=157\nAnswer: 157', ['extra 4']],
    ['37+25=62\n62-4=58\n58/2=29\n29x2=58\nAnswer: 85', ['answer 4']],
  ])('%j', (attempt, expected) => {
    expect(slips(attempt)).toEqual(expected)
  })
})
