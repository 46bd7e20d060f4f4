/**
 * @file A bet in an address, as a QR code carries it to the phones of a room: `?bet=1#b=…`, its JSON deflated in base64url. The hash
 * never leaves the phone, and nothing else is fetched than the page. docs/phone-bets.md describes it.
 */

import type { Json } from '../json/parse.ts'
import { each, index, text } from '../json/plain.ts'
import { hashSeed } from '../world/random.ts'
import { CHOICES, ROUNDS } from './bet-code.ts'
import { packText, unpackText } from './packed-text.ts'
import { MOST_OPTIONS } from './talk-limits.ts'

export interface PhoneBet {
  /** 0 to ROUNDS - 1: answers to another bet are told from answers to this one. */
  readonly round: number
  /** What the student was asked. */
  readonly problem: string
  /** Texts of the tokens, in order. Empty where options are bet on. */
  readonly tokens: readonly string[]
  /** Indices of tokens that the environment wrote: nobody bets on them. */
  readonly others: readonly number[]
  /** What can be chosen where it is not a token. */
  readonly options: readonly string[]
}

const QUERY = 'bet=1'
const MARK = '#b='
const ANSWER = 'OPD:'
/** Characters. A code with more would be too fine for a phone in the back row anyway. */
const MOST_PACKED = 2800
const MOST_TEXT = 20_000

/** The number of a bet's round: what is bet on, and how often it has been before, so that a second bet on a text is another one. */
export function roundOf(content: string, nth: number): number {
  return hashSeed('bet', content, nth) % ROUNDS
}

/** How many things can be chosen. */
export function choicesOf({ tokens, options }: PhoneBet): number {
  return options.length > 0 ? options.length : tokens.length
}

/** Whether this can be chosen. */
export function isChoice(bet: PhoneBet, choice: number): boolean {
  return choice >= 0 && choice < choicesOf(bet) && (bet.options.length > 0 || !bet.others.includes(choice))
}

/** Query and hash of the phone's page; null where the bet is too long for a code. */
export async function writeBet({ round, problem, tokens, others, options }: PhoneBet): Promise<string | null> {
  const packed = await packText(JSON.stringify([1, round, problem, tokens, others, options]))
  return packed.length > MOST_PACKED ? null : `${QUERY}${MARK}${packed}`
}

/** What a QR code of an answer holds: capitals and digits make the smallest code. */
export function writeAnswerQr(code: string): string {
  return `${ANSWER}${code}`
}

/** The code in what a camera read, or null where it read something else. */
export function readAnswerQr(text: string): string | null {
  return text.startsWith(ANSWER) ? text.slice(ANSWER.length) : null
}

/** Where tabs of one browser talk to each other: a phone's page says a code, the speaker's page says what became of it. */
export const BET_CHANNEL = 'opd-bets'

/** The bet in an address's hash; null where there is none that can be read. Never rejects. */
export async function readBet(hash: string): Promise<PhoneBet | null> {
  if (!hash.startsWith(MARK) || hash.length > MOST_PACKED + MARK.length) return null
  const source = await unpackText(hash.slice(MARK.length), MOST_TEXT)
  try {
    return source === null ? null : betOf(JSON.parse(source))
  } catch {
    return null
  }
}

function betOf(json: Json): PhoneBet | null {
  if (!Array.isArray(json) || json[0] !== 1) return null
  const [, round, problem, tokens, others, options] = json as readonly Json[]
  const bet: PhoneBet = {
    round: index(round, 'round', ROUNDS),
    problem: text(problem, 'problem'),
    tokens: each(tokens, 'tokens', text),
    others: each(others, 'others', (other, at) => index(other, at, CHOICES)),
    options: each(options, 'options', text),
  }
  const n = choicesOf(bet)
  return n > 0 && n <= CHOICES && bet.options.length <= MOST_OPTIONS ? bet : null
}
