import { Tokenizer } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { problemTexts } from '../pieces.ts'
import { BOS_ID, EOS_ID, PAD_ID, renderPrompt } from '../prompt.ts'
import { WORLDS } from '../registry.ts'
import { buildTokenizer, VOCABULARY_LIMIT } from './build.ts'
import { BYTE_CHARACTERS, fromByteCharacters, toByteCharacters } from './bytes.ts'
import { WorldTokenizer } from './load.ts'

const worlds = Object.values(WORLDS)
const built = buildTokenizer(worlds)
// As a model's folder holds it: the JSON text, not the object.
const tokenizerJson: object = JSON.parse(JSON.stringify(built.tokenizerJson))
const library = new Tokenizer(tokenizerJson, built.tokenizerConfigJson)
const tokenizer = new WorldTokenizer(tokenizerJson, built.tokenizerConfigJson)

/** The texts of seeds that the builder did not read, at every difficulty in turn, as prompts and solutions. */
function* texts(seeds: number): Generator<string> {
  for (const world of worlds) {
    for (let seed = 0; seed < seeds; seed++) {
      const problem = world.generate(1_000_000 + seed, 1 + (seed % 5))
      yield renderPrompt(problem, problem.context('answer'))
      yield* problemTexts(problem, seed)
    }
  }
}

const ODD = [
  'Habari za asubuhi?',
  'naïve café Ünïcødé',
  '日本語のテキスト',
  '😀👩‍👩‍👧 \u0301a',
  '\ufeffbom',
  ' \t\r\n\u00a0\u2028 ',
  '  two  spaces  ',
  '12٣４½²',
  'x'.repeat(300),
  "don't_stop(now);",
  '\u0000\u007f\u0085',
]

describe('the byte alphabet', () => {
  it('is the published one', () => {
    // GPT-2: space is U+0120, newline U+010A, byte 0 is U+0100, byte 173 (soft hyphen) the last of the moved ones.
    expect([BYTE_CHARACTERS[32], BYTE_CHARACTERS[10], BYTE_CHARACTERS[0], BYTE_CHARACTERS[173]]).toEqual([
      'Ġ',
      'Ċ',
      'Ā',
      'Ń',
    ])
    expect(new Set(BYTE_CHARACTERS).size).toBe(256)
    expect(toByteCharacters(' é')).toBe('ĠÃ©')
    expect(fromByteCharacters('ĠÃ©')).toEqual([0x20, 0xc3, 0xa9])
    expect(() => fromByteCharacters('日')).toThrow(RangeError)
  })
})

describe('the tokenizer', () => {
  it('has a small vocabulary with the specials first and every byte', () => {
    expect(built.vocab.length).toBeLessThanOrEqual(VOCABULARY_LIMIT)
    expect(tokenizer.size).toBe(built.vocab.length)
    expect([PAD_ID, BOS_ID, EOS_ID].map((id) => built.vocab[id])).toEqual(['<|pad|>', '<|bos|>', '<|eos|>'])
    expect(new Set(built.vocab).size).toBe(built.vocab.length)
    expect(built.vocab.slice(3, 259)).toEqual([...BYTE_CHARACTERS])
  })

  it('is the same however often it is built', () => {
    expect(JSON.stringify(buildTokenizer(worlds).tokenizerJson)).toBe(JSON.stringify(built.tokenizerJson))
  }, 60_000)

  it('keeps words whole and digits single', () => {
    const parts = tokenizer.encode('Ann buys 42 lamps.\n').map((id) => tokenizer.tokenText(id))
    expect(parts).toEqual(['Ann', ' buys', ' ', '4', '2', ' lamps', '.', '\n'])
  })

  it('round-trips every text of the worlds, each word as one token, exactly as the library does', () => {
    let compared = 0
    for (const text of texts(300)) {
      const ids = tokenizer.encode(text)
      const parts = ids.map((id) => tokenizer.tokenText(id))
      if (parts.join('') !== text || tokenizer.decode(ids) !== text) expect(parts.join('')).toBe(text)
      // A lone letter would be a word that fell apart into its bytes (x is the sign, k and d stand on the quest's map).
      const letters = parts.filter((part) => /^[^\W\d_]$/.test(part) && !'xkdA'.includes(part))
      if (letters.length > 0) expect(letters, text).toEqual([])
      if (compared++ % 10 === 0) {
        expect(library.encode(text, { add_special_tokens: false }).ids).toEqual(ids)
        expect(library.decode(ids)).toBe(text)
      }
    }
    expect(compared).toBeGreaterThan(20_000)
  }, 120_000)

  it.each(ODD)('round-trips %j as the library does', (text) => {
    const ids = tokenizer.encode(text)
    expect(tokenizer.decode(ids)).toBe(text)
    expect(library.encode(text, { add_special_tokens: false }).ids).toEqual(ids)
  })

  it('round-trips random Unicode', () => {
    let state = 12345
    const next = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return (state >>> 8) % below
    }
    for (let trial = 0; trial < 300; trial++) {
      const points = Array.from({ length: 40 }, () => next([128, 0x800, 0xd800, 0x110000][next(4)] ?? 128))
      const text = String.fromCodePoint(...points.map((point) => (point >= 0xd800 && point < 0xe000 ? 63 : point)))
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    }
  })

  it('reads no special token in a text, and writes those that it is given', () => {
    expect(tokenizer.encode('<|eos|>')).not.toContain(EOS_ID)
    expect(tokenizer.decode(tokenizer.encode('<|eos|>'))).toBe('<|eos|>')
    expect(tokenizer.decode([BOS_ID, ...tokenizer.encode('Ann'), EOS_ID])).toBe('<|bos|>Ann<|eos|>')
    expect(tokenizer.encode('')).toEqual([])
    expect(tokenizer.decode([])).toBe('')
    expect(() => tokenizer.tokenText(tokenizer.size)).toThrow(RangeError)
    expect(() => tokenizer.decode([-1])).toThrow('there is no token -1')
  })

  it('encodes fast enough for training data', () => {
    const sample = [...texts(20)]
    const start = performance.now()
    let tokens = 0
    for (let round = 0; round < 5; round++) for (const text of sample) tokens += tokenizer.encode(text).length
    expect(tokens / ((performance.now() - start) / 1000)).toBeGreaterThan(300_000)
  })
})
