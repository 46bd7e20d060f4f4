import { describe, expect, it } from 'vitest'
import { hashSeed } from '../world/random.ts'
import { type Answer, CHOICES, codesIn, ROUNDS, readCode, SIGNS, VOTERS, writeCode } from './bet-code.ts'
import { choicesOf, isChoice, type PhoneBet, readBet, roundOf, writeBet } from './phone-bet.ts'

const ANSWERS: readonly Answer[] = Array.from({ length: 150 }, (_, n) => ({
  round: hashSeed('round', n) % ROUNDS,
  voter: hashSeed('voter', n) % VOTERS,
  choice: hashSeed('choice', n) % CHOICES,
}))

describe('the code of an answer', () => {
  it('comes back as it was written, at the ends of its ranges too', () => {
    const ends = [
      { round: 0, voter: 0, choice: 0 },
      { round: ROUNDS - 1, voter: VOTERS - 1, choice: CHOICES - 1 },
    ]
    for (const answer of [...ends, ...ANSWERS]) {
      const code = writeCode(answer)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(readCode(code)).toEqual(answer)
    }
  })

  it('finds every single wrong sign and every two signs changed for each other', () => {
    const wrong: string[] = []
    for (const answer of ANSWERS) {
      const code = writeCode(answer).replace('-', '')
      for (let at = 0; at < code.length; at++) {
        for (const sign of SIGNS) if (sign !== code[at]) wrong.push(code.slice(0, at) + sign + code.slice(at + 1))
        for (let other = at + 1; other < code.length; other++) {
          if (code[at] === code[other]) continue
          const signs = [...code]
          ;[signs[at], signs[other]] = [code[other] ?? '', code[at] ?? '']
          wrong.push(signs.join(''))
        }
      }
    }
    expect(wrong.length).toBeGreaterThan(30_000)
    expect(wrong.filter((code) => readCode(code) !== null)).toEqual([])
  })

  it('is read as people write it', () => {
    for (const answer of ANSWERS) {
      const code = writeCode(answer)
      expect(readCode(code.toLowerCase())).toEqual(answer)
      expect(readCode(` ${code.replace('-', ' ')} `)).toEqual(answer)
      expect(readCode(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toEqual(answer)
    }
    for (const none of ['', '-', 'K7Q', 'K7Q-M2XDA', 'K7Q!M2X', '漢字']) expect(readCode(none)).toBe(null)
    expect(codesIn(' K7QM2XD, abc-defg\nx ')).toEqual(['K7QM2XD', 'abc-defg', 'x'])
  })

  it('is refused out of range', () => {
    expect(() => writeCode({ round: ROUNDS, voter: 0, choice: 0 })).toThrow(RangeError)
    expect(() => writeCode({ round: 0, voter: 0, choice: 1.5 })).toThrow(RangeError)
  })
})

describe('a bet in an address', () => {
  const bet: PhoneBet = {
    round: 5,
    problem: 'Tom has 30 eggs. How many, “now”?',
    tokens: ['Tom', ' has', ' ', '3', '\n'],
    others: [2],
    options: [],
  }

  it('comes back as it was written', async () => {
    const address = await writeBet(bet)
    expect(address).toMatch(/^bet=1#b=[\w-]+$/)
    expect(await readBet(address?.slice('bet=1'.length) ?? '')).toEqual(bet)
    const asked = { ...bet, tokens: [], others: [], options: ['yes', 'no'] }
    expect(await readBet((await writeBet(asked))?.slice('bet=1'.length) ?? '')).toEqual(asked)
  })

  it('knows what can be chosen', () => {
    expect([0, 1, 2, 3, 4, 5, -1].map((choice) => isChoice(bet, choice))).toEqual([
      ...[true, true, false, true, true],
      ...[false, false],
    ])
    expect(choicesOf({ ...bet, options: ['yes', 'no'] })).toBe(2)
  })

  it('is read without a throw when it is hostile, and refused where it is too long', async () => {
    const packed = (json: unknown) => writeBet(json as PhoneBet)
    for (const hash of ['', '#b=', '#b=AAAA', '#b=%%', `#b=${'A'.repeat(9000)}`]) expect(await readBet(hash)).toBe(null)
    for (const part of [
      { round: 64 },
      { tokens: [7] },
      { tokens: [] },
      { options: Array(9).fill('x') },
      { others: [-1] },
    ]) {
      const address = await packed({ ...bet, ...part })
      expect(await readBet(address?.slice('bet=1'.length) ?? ''), JSON.stringify(part)).toBe(null)
    }
    const noise = Array.from({ length: 900 }, (_, i) => hashSeed(i).toString(36))
    expect(await packed({ ...bet, tokens: noise })).toBe(null)
  })

  it('gives another round another number, most of the time', () => {
    const rounds = new Set(Array.from({ length: 40 }, (_, n) => roundOf('a text', n)))
    expect(rounds.size).toBeGreaterThan(20)
  })
})
