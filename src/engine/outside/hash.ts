/**
 * A hash of a long text for comparing with others, 106 bits in hexadecimal: a vocabulary of 150,000 entries should not be
 * kept as a text of ten megabytes. Twice cyrb53 (public domain, bryc), which is no protection against forgery.
 */
export function hashOf(text: string): string {
  return [0, 1].map((seed) => half(text, seed).toString(16).padStart(14, '0')).join('')
}

function half(text: string, seed: number): number {
  let [a, b] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
