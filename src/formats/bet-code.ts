/**
 * @file The answer of a phone as a code of seven signs, such as `K7Q-M2XD`: short enough to be called out or typed, and checked.
 * docs/phone-bets.md describes it. Pure.
 *
 * Thirty bits in six signs of five bits, the highest first: the round (6 bits), the voter (15 bits), the choice (9 bits). The seventh
 * sign checks: over GF(32) with x^5 + x^2 + 1 and a = x, the sum of a^i times the i-th sign is 0. The weights are all different and none is
 * 0, so any one wrong sign and any two signs changed for each other are always found, and of other mistakes 31 of 32.
 */

/** Digits and letters that nobody takes for another: no I, L, O, U. */
export const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** What people write for a sign that they misread. */
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' }

export const ROUNDS = 64
export const VOTERS = 32_768
/** As many choices as a text has tokens at most. */
export const CHOICES = 512
const LENGTH = 7
const BITS = 5
/** Where the hyphen stands: three signs and four are said more easily than seven. */
const BREAK = 3

export interface Answer {
  /** Which bet is answered, 0 to ROUNDS - 1. */
  readonly round: number
  /** Whose answer it is, 0 to VOTERS - 1: drawn by the phone, so that a second answer moves the first. */
  readonly voter: number
  /** Index of the token or the option, 0 to CHOICES - 1. */
  readonly choice: number
}

/** @throws RangeError where a part is no whole number in its range */
export function writeCode({ round, voter, choice }: Answer): string {
  for (const [value, end] of [
    [round, ROUNDS],
    [voter, VOTERS],
    [choice, CHOICES],
  ] as const) {
    if (!Number.isInteger(value) || value < 0 || value >= end) throw new RangeError('an answer out of range')
  }
  // Thirty bits: bitwise operators keep them whole.
  const bits = (round << 24) | (voter << 9) | choice
  const signs = Array.from({ length: LENGTH - 1 }, (_, i) => (bits >>> (BITS * (LENGTH - 2 - i))) & 31)
  const rest = signs.reduce((sum, sign, i) => sum ^ times(power(i), sign), 0)
  // The last sign times its weight is what the others leave; dividing is multiplying by the inverse power.
  const last = times(power(31 - ((LENGTH - 1) % 31)), rest)
  const text = [...signs, last].map((sign) => SIGNS[sign]).join('')
  return `${text.slice(0, BREAK)}-${text.slice(BREAK)}`
}

/** What a code says; null for what is none. Case, blanks and hyphens are free, and signs that look alike are taken for the right one. */
export function readCode(text: string): Answer | null {
  const signs = [...text.toUpperCase().replace(/[\s-]/g, '')].map((sign) => SIGNS.indexOf(MISREAD[sign] ?? sign))
  if (signs.length !== LENGTH || signs.includes(-1)) return null
  if (signs.reduce((sum, sign, i) => sum ^ times(power(i), sign), 0) !== 0) return null
  const bits = signs.slice(0, -1).reduce((sum, sign) => (sum << BITS) | sign, 0)
  return { round: bits >>> 24, voter: (bits >>> 9) & (VOTERS - 1), choice: bits & (CHOICES - 1) }
}

/** All codes in a text that somebody typed or pasted: blanks, commas and line breaks are between them. */
export function codesIn(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '')
}

/** x^5 + x^2 + 1 */
const MODULUS = 0b100101

/** Product in GF(32). */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < BITS; bit++) if ((b >>> bit) & 1) product ^= a << bit
  for (let bit = 2 * BITS - 2; bit >= BITS; bit--) if ((product >>> bit) & 1) product ^= MODULUS << (bit - BITS)
  return product
}

/** a^i in GF(32). */
function power(i: number): number {
  let value = 1
  for (let n = 0; n < i; n++) value = times(value, 2)
  return value
}
