/** @file What once went wrong with a file or a line of a stranger: each stays right. Inputs stand in found.json, shrunk to what matters. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCellTrace } from '../../embed/cell-trace.ts'
import { checkTexts } from '../../engine/check-requests.ts'
import { toEngineError } from '../../engine/errors.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { restoreTalk } from '../../formats/talk-file.ts'
import { decodeText, parseJson } from '../../json/parse.ts'
import type { WorkerMessage } from '../../worker/protocol.ts'
import { createServer } from '../../worker/server.ts'
import { faultOf, READERS } from './readers.test-helper.ts'

interface Found {
  readonly reader: string
  readonly input: unknown
  /** Part of the error; null for what is read. */
  readonly says: string | null
}

const FOUND: readonly Found[] = JSON.parse(readFileSync(join(import.meta.dirname, 'found.json'), 'utf8'))

async function said(reader: (typeof READERS)[number], input: unknown): Promise<string | null> {
  try {
    await reader.read(input as never)
    return null
  } catch (error) {
    return `${error instanceof Error ? error.message : error} ${error instanceof Error && 'remedy' in error ? error.remedy : ''}`
  }
}

describe('what was found', () => {
  for (const [i, { reader: name, input, says }] of FOUND.entries()) {
    it(`${i}: ${name}${says ? `: ${says}` : ''}`, async () => {
      const reader = READERS.find((each) => each.name === name)
      if (!reader) throw new Error(`there is no reader ${name}`)
      expect(await faultOf(reader, input)).toBeNull()
      const words = await said(reader, input)
      if (says === null) expect(words).toBeNull()
      else expect(words).toContain(says)
    })
  }
})

describe('JSON text', () => {
  it.each([
    ['a text that is not closed, with a quote behind every backslash', `"${'\\"'.repeat(200_000)}`],
    ['lists in lists', '['.repeat(2_000_000)],
    ['backslashes', `["${'\\'.repeat(300_000)}`],
    ['words for numbers that stand nowhere', 'NaN '.repeat(100_000)],
    ['blanks', `[1,${' '.repeat(2_000_000)}x`],
  ])('is refused at once: %s', (_, text) => {
    const begin = performance.now()
    expect(() => parseJson(text)).toThrow(TypeError)
    expect(performance.now() - begin).toBeLessThan(1000)
  })

  it('keeps words for numbers where they stand in texts', () => {
    expect(parseJson('{"NaN, \\"Infinity": [-Infinity, "a \\\\", Infinity]}')).toEqual({
      'NaN, "Infinity': ['-Infinity', 'a \\', 'Infinity'],
    })
  })

  it('is read in any of the encodings that editors and shells write', () => {
    const text = '{"a": "é𝒳"}'
    const little = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])
    const big = Uint8Array.from([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()])
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, big]) {
      expect(parseJson(decodeText(bytes))).toEqual({ a: 'é𝒳' })
    }
    expect(() => parseJson(decodeText(Buffer.from(text, 'utf16le')))).toThrow('it is not UTF-8 text')
    expect(() => parseJson(decodeText(Buffer.from(text, 'latin1')))).not.toThrow('Unexpected')
  })
})

describe('a talk', () => {
  it('is read with a byte order mark, and with numbers as Python writes them', () => {
    const talk =
      '{"format":"opd-cues","version":1,"title":"T","cues":[{"id":"a","title":"One","limit":Infinity},{"id":"b"}]}'
    expect(restoreTalk(`\ufeff${talk}`).talk?.cues.map(({ id }) => id)).toEqual(['b'])
  })
})

describe('a trace in a notebook', () => {
  it('is read as the page reads it', () => {
    expect(() => readCellTrace('{"format":"opd-trace","version":2,"rollout":{"verdict":{},"tokens":3}}')).toThrow(
      'rollout.prompt: expected text, found nothing',
    )
  })
})

describe('a worker', () => {
  it('answers what it does not know, and bears what is no message', async () => {
    const answers: WorkerMessage[] = []
    const receive = createServer(
      (message) => answers.push(message),
      () => createFakeEngine(),
    )
    const say = receive as (message: unknown) => void
    for (const message of [
      null,
      undefined,
      3,
      'cancel',
      [],
      { type: 7 },
      { type: 'cancel' },
      { type: 'seen', target: 'x' },
    ])
      say(message)
    say({ type: 'init', requestId: 1, modelsUrl: 'x' })
    for (const [i, type] of ['toString', '__proto__', 'no-such', 'sample'].entries())
      say({ type, requestId: 2 + i, stream: true })
    say({ type: 'load', requestId: 6, args: [null], stream: false })
    await expect.poll(() => answers.length).toBe(6)
    const errors = answers.filter((answer) => answer.type === 'error')
    expect(errors.slice(0, 4).map(({ error }) => error.message)).toEqual(
      Array(4).fill('The worker was asked for something that it does not know.'),
    )
  })
})

describe('a rollout', () => {
  it('is refused where the text of a token is not that of its id', () => {
    const textOf = (id: number): string => ['', 'Ben', ' has', '\n'][id] ?? ''
    const tokens = (...all: (readonly [number, string])[]) => all.map(([id, text]) => ({ id, text }))
    expect(() => checkTexts(tokens([1, 'Ben'], [2, ' has'], [0, '']), textOf)).not.toThrow()
    // A file may leave the texts out.
    expect(() => checkTexts(tokens([1, ''], [2, '']), textOf)).not.toThrow()
    expect(() => checkTexts(tokens([1, 'Ben'], [2, 'has']), textOf)).toThrow(
      'Token 2 of the rollout is "has"; its id 2 is " has" to the model.',
    )
  })
})

describe('a failure of the file system', () => {
  it('is not taken for another one by the name of the file', () => {
    const error = Object.assign(new Error("ENOENT: no such file, open 'out of memory, device lost.json'"), {
      errno: -2,
    })
    const fallback = { code: 'bad-request', message: 'It cannot be read.', remedy: 'Give a file.' } as const
    expect(toEngineError(error, fallback)).toMatchObject({ code: 'bad-request', remedy: 'Give a file.' })
  })
})
