import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  duplicateCue,
  EMPTY_TALK,
  editCue,
  insertCue,
  moveCue,
  removeCue,
  type Talk,
  traceOfCue,
  withoutRecordings,
} from '../../formats/talk.ts'
import { restoreTalk } from '../../formats/talk-file.ts'
import { writeTalk } from '../../formats/write-talk.ts'
import { hashSeed } from '../../world/random.ts'
import { packTalk, unpackTalk } from './talk-link.ts'

const PUBLIC = join(import.meta.dirname, '../../../public')
const EXAMPLE = readFileSync(join(PUBLIC, 'talks/opd-in-ten-minutes.json'), 'utf8')

function example(): Talk {
  const { talk } = restoreTalk(EXAMPLE)
  if (!talk) throw new Error('the example talk cannot be read')
  return talk
}

/** A talk of cues with these ids. */
function talkOf(...ids: readonly string[]): Talk {
  const cues = ids.map((id) => ({ id, title: id, query: '' }))
  const { talk } = restoreTalk(JSON.stringify({ format: 'opd-cues', version: 1, title: '', cues }))
  return talk ?? EMPTY_TALK
}

const ids = ({ cues }: Talk): string => cues.map(({ id }) => id).join('')

describe('the order of cues', () => {
  it('moves to a place, and no further than the ends', () => {
    expect(ids(moveCue(talkOf('a', 'b', 'c', 'd'), 'a', 2))).toBe('bcad')
    expect(ids(moveCue(talkOf('a', 'b', 'c', 'd'), 'd', -5))).toBe('dabc')
    expect(ids(moveCue(talkOf('a', 'b', 'c', 'd'), 'a', 99))).toBe('bcda')
    const talk = talkOf('a', 'b')
    expect(moveCue(talk, 'x', 0)).toBe(talk)
  })

  it('duplicates after the original, under an id of its own', () => {
    const talk = duplicateCue(talkOf('a', 'b'), 'a')
    expect(talk.cues.map(({ title }) => title)).toEqual(['a', 'a', 'b'])
    expect(new Set(talk.cues.map(({ id }) => id)).size).toBe(3)
  })

  it('edits and removes one and leaves the others', () => {
    const talk = removeCue(editCue(talkOf('a', 'b', 'c'), 'b', { title: 'B' }), 'a')
    expect(talk.cues.map(({ title }) => title)).toEqual(['B', 'c'])
  })

  it('stops at a hundred', () => {
    let talk = talkOf('a')
    const [cue] = talk.cues
    for (let i = 0; cue && i < 200; i++) talk = insertCue(talk, { ...cue, id: `x${i}` })
    expect(talk.cues).toHaveLength(100)
  })
})

describe('the file', () => {
  it('comes back as it was written', () => {
    const talk = example()
    const again = restoreTalk(writeTalk(talk, new Date(0)))
    expect(again).toEqual({ talk, notice: null })
  })

  it('holds the example: eight cues with notes, each with a recording, the last with a code', () => {
    const talk = example()
    expect(talk.cues).toHaveLength(8)
    expect(talk.cues.every(({ notes }) => notes.length > 40)).toBe(true)
    expect(talk.cues.every((cue) => traceOfCue(talk, cue) !== null)).toBe(true)
    expect(talk.cues.at(-1)?.qr).toBe(true)
  })

  it('builds up in steps, each once; a file without them holds nothing back', () => {
    const cues = [
      { title: 'old' },
      { title: 'new', reveal: ['teacher', 'note', 'teacher'], without: ['instrument'] },
      { title: 'odd', reveal: ['everything'] },
    ]
    const { talk } = restoreTalk(JSON.stringify({ format: 'opd-cues', version: 1, cues }))
    expect(talk?.cues.map(({ reveal, without }) => [reveal, without])).toEqual([
      [[], []],
      [['teacher', 'note'], ['instrument']],
    ])
    // The example begins before the teacher has read.
    expect(example().cues[0]?.without).toContain('teacher')
    expect(example().cues.some(({ reveal }) => reveal.includes('note'))).toBe(true)
  })

  it('carries a bet on options; one of too few is no bet that can be read', () => {
    const bet = { do: 'bet', options: ['yes', 'no'], answer: 1 }
    const cues = [{ action: bet }, { action: { ...bet, options: ['yes'] } }, { action: { do: 'bet' } }]
    const { talk } = restoreTalk(JSON.stringify({ format: 'opd-cues', version: 1, cues }))
    expect(talk?.cues.map(({ action }) => action)).toEqual([bet, { do: 'bet' }])
    expect(restoreTalk(writeTalk(talk ?? EMPTY_TALK, new Date(0))).talk).toEqual(talk)
  })

  it('leaves out what does not fit, and says so in one sentence', () => {
    const cues = [
      { title: 'good' },
      { title: 7 },
      'nothing',
      { action: { do: 'explode' } },
      { limit: -1 },
      { focus: 'me' },
    ]
    const { talk, notice } = restoreTalk(JSON.stringify({ format: 'opd-cues', version: 1, cues }))
    expect(talk?.cues.map(({ title }) => title)).toEqual(['good'])
    expect(notice).toBe('5 cues of the talk cannot be read and are left out.')
  })

  it('gives every cue its own id, and no recording that is not there', () => {
    const cues = [{ id: 'a', trace: '__proto__' }, { id: 'a', trace: 'gone' }, { id: '<b>' }]
    const { talk } = restoreTalk(JSON.stringify({ format: 'opd-cues', version: 1, cues }))
    expect(new Set(talk?.cues.map(({ id }) => id)).size).toBe(3)
    expect(talk?.cues.map(({ trace }) => trace)).toEqual([null, null, null])
  })

  it('tells a newer version and another file from a talk', () => {
    expect(restoreTalk('{"format":"opd-cues","version":2,"cues":[]}')).toMatchObject({
      talk: null,
      notice: expect.stringMatching(/another version/),
    })
    for (const text of ['', '[]', 'null', '{"format":"opd-trace"}', '{"format":"opd-cues","version":1}', '{'])
      expect(restoreTalk(text), text).toMatchObject({ talk: null, notice: expect.any(String) })
  })

  it('never throws, whatever is done to a good file', () => {
    const small = writeTalk(
      { ...example(), cues: example().cues.slice(0, 3), recordings: example().recordings },
      new Date(0),
    )
    // The beginning, where the cues stand, and some of the recordings behind it.
    const source = small.slice(0, 6000)
    for (let n = 0; n < 400; n++) {
      const at = hashSeed('at', n) % source.length
      const length = hashSeed('length', n) % 40
      const junk = ['', '"', '}', 'null', '1e999', '-0', '[[[[', '\u0000', '\ud800', '"__proto__":1,'][n % 10] ?? ''
      const broken = source.slice(0, at) + junk + source.slice(at + length)
      expect(() => restoreTalk(broken)).not.toThrow()
    }
    const root = JSON.parse(small) as { cues: Record<string, unknown>[]; recordings: Record<string, unknown> }
    const values = [
      null,
      -1,
      1e300,
      '',
      'x'.repeat(50_000),
      [],
      {},
      true,
      { do: 'train', steps: 'many' },
      { trace: {} },
    ]
    for (const key of [
      'id',
      'title',
      'notes',
      'query',
      'action',
      'reveal',
      'without',
      'chart',
      'planned',
      'used',
      'focus',
      'limit',
      'qr',
      'trace',
      'training',
    ]) {
      for (const value of values) {
        const cues = root.cues.map((cue) => ({ ...cue, [key]: value }))
        const { talk } = restoreTalk(JSON.stringify({ ...root, recordings: {}, cues }))
        for (const cue of talk?.cues ?? []) expect(cue.notes.length).toBeLessThanOrEqual(5000)
      }
    }
  })

  it('is described field by field by the schema beside the page', () => {
    const schema = JSON.parse(readFileSync(join(PUBLIC, 'cues.schema.json'), 'utf8'))
    const written = JSON.parse(EXAMPLE)
    expect(schema.properties.version.const).toBe(written.version)
    for (const key of Object.keys(written)) expect(Object.keys(schema.properties)).toContain(key)
    for (const cue of written.cues) {
      for (const key of Object.keys(cue)) expect(Object.keys(schema.$defs.cue.properties)).toContain(key)
    }
  })
})

describe('the link', () => {
  it('carries the cues without their recordings', async () => {
    const talk = example()
    const hash = await packTalk(talk, new Date(0))
    expect(hash).toMatch(/^#cues=[\w-]+$/)
    const source = await unpackTalk(hash ?? '')
    expect(restoreTalk(source ?? '').talk).toEqual(withoutRecordings(talk))
  })

  it('is read without a throw when it is hostile, and never further than a talk can go', async () => {
    for (const hash of ['#cues=', '#cues=AAAA', '#cues=%%%', `#cues=${'A'.repeat(50_000)}`, '#other=1', ''])
      expect(await unpackTalk(hash), hash.slice(0, 20)).toBe(null)
    // A bomb: ten million zeros in some ten thousand bytes.
    const stream = new Blob([new Uint8Array(10_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
    const bomb = Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')
    expect(bomb.length).toBeLessThan(32_000)
    expect(await unpackTalk(`#cues=${bomb}`)).toBe(null)
  })

  it('is refused where it would be too long', async () => {
    const [cue] = example().cues
    const noise = (n: number): string => Array.from({ length: 900 }, (_, i) => hashSeed(n, i).toString(36)).join('')
    const cues = Array.from({ length: 60 }, (_, i) => ({ ...cue!, id: `c${i}`, notes: noise(i).slice(0, 5000) }))
    expect(await packTalk({ ...EMPTY_TALK, cues }, new Date(0))).toBe(null)
  })
})
