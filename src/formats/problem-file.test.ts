import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FileLine, PLAIN_FIELDS, type ProblemFormat, problemLines, problemOf } from './problem-file.ts'

async function* pieces(text: string, size: number) {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function linesOf(text: string, format: ProblemFormat, size = 7): Promise<readonly FileLine[]> {
  const lines: FileLine[] = []
  for await (const batch of problemLines(pieces(text, size), format)) for (const line of batch) lines.push(line)
  return lines
}

const READING = { fields: PLAIN_FIELDS, kind: 'document', template: '{note}\n\n{prompt}' } as const

describe('a file of problems', () => {
  it('is read line by line; broken ones are told of by their numbers', async () => {
    const text = '\uFEFF{"prompt": "2+3=", "answer": 5}\r\n\n[1]\n{"prompt": "你好 🙂", "note": "a"}\n{"prompt"'
    for (const size of [1, 3, 1000])
      expect(await linesOf(text, 'jsonl', size)).toEqual([
        { line: 1, fields: { prompt: '2+3=', answer: 5 } },
        { line: 3, wrong: 'the problem: expected an object, found [1]' },
        { line: 4, fields: { prompt: '你好 🙂', note: 'a' } },
        { line: 5, wrong: expect.stringMatching(/^it is not JSON/) },
      ])
  })

  it('may be CSV: quotes hold commas and line breaks, empty cells say nothing', async () => {
    const text = '\uFEFFprompt,answer,note\r\n"one, ""two""\nthree",5,\r\n,,\r\nx,1,y,z\r\n"a"b,2,\r\nlast,,n'
    for (const size of [1, 4, 1000])
      expect(await linesOf(text, 'csv', size)).toEqual([
        { line: 2, fields: { prompt: 'one, "two"\nthree', answer: '5' } },
        { line: 5, wrong: 'it has 4 cells, the header 3' },
        { line: 6, wrong: expect.stringMatching(/quote/i) },
        { line: 7, fields: { prompt: 'last', note: 'n' } },
      ])
    expect(await linesOf('prompt;answer\na,b;c', 'csv')).toEqual([{ line: 2, fields: { prompt: 'a,b', answer: 'c' } }])
    expect(await linesOf('prompt\na', 'csv', 100)).toEqual([{ line: 2, fields: { prompt: 'a' } }])
    expect(await linesOf('', 'csv')).toEqual([])
  })

  it('gives the same whichever way it is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' '), maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
          const text = ['prompt,answer', ...rows.map((row) => row.map(quoted).join(','))].join('\n')
          const whole = await linesOf(text, 'csv', 1e6)
          expect(await linesOf(text, 'csv', size)).toEqual(whole)
          const told = rows.filter((row) => row.some((value) => value.trim() !== ''))
          expect(
            whole.map((each) => ('fields' in each ? [each.fields.prompt ?? '', each.fields.answer ?? ''] : null)),
          ).toEqual(told)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is bounded: a quote that is never closed takes its own line and no more', async () => {
    const text = `prompt,answer\n"open,1\n${'x,2\n'.repeat(300_000)}`
    const lines = await linesOf(text, 'csv', 1 << 20)
    expect(lines[0]).toEqual({ line: 2, wrong: 'it has more than 1000000 characters' })
    expect(lines[1]).toEqual({ line: 3, fields: { prompt: 'x', answer: '2' } })
    expect(lines).toHaveLength(300_001)
  })
})

describe('a line of it', () => {
  it('is a problem: the note, else the answer, is what the teacher is told', () => {
    expect(problemOf({ prompt: '2+3=', answer: 5 }, READING)).toEqual({
      prompt: { text: '2+3=' },
      notes: {
        answer: { text: 'The answer is 5.', template: READING.template, prompt: { text: 'The answer is 5.\n\n2+3=' } },
      },
      answer: { kind: 'number', values: ['5'] },
    })
    const chat = [{ role: 'user', content: 'Hi' }]
    expect(problemOf({ messages: chat, prompt: 'not this', note: 'n', answer: ['a', 'b'] }, READING)).toMatchObject({
      prompt: { chat },
      notes: { document: { text: 'n', prompt: { chat: [{ role: 'user', content: 'n\n\nHi' }] } } },
      answer: { kind: 'one-of', values: ['a', 'b'] },
    })
    const mapped = { ...READING, fields: { prompt: ['q'], answer: 'a', note: null, check: null } }
    expect(problemOf({ q: 'Q', a: 'yes\nno', note: 'not this' }, { ...mapped, checkAs: 'one-of' })).toMatchObject({
      prompt: { text: 'Q' },
      answer: { kind: 'one-of', values: ['yes', 'no'] },
    })
  })

  it.each([
    [{}, /^prompt: expected text, found nothing|^prompt: expected text/],
    [{ prompt: 3 }, /^prompt: expected text, found 3/],
    [{ prompt: 'a', answer: { b: 1 } }, /^answer: expected text/],
    [{ prompt: 'a', answer: 'b', check: 'eval' }, /^check: expected one of/],
    [{ messages: [{ role: 'user' }] }, /^messages\[0\]\.content/],
  ])('%j is refused by name', (fields, message) => {
    expect(() => problemOf(fields, READING)).toThrow(message)
  })
})
