/** @file IEEE 754 half precision, for weights that are stored in two bytes. */

/** The nearest half-precision bits of each number (round to nearest, ties to even; overflow to infinity). */
export function toHalf(xs: Float32Array): Uint16Array {
  const bits = new Uint32Array(xs.buffer, xs.byteOffset, xs.length)
  return Uint16Array.from(bits, (b) => {
    const sign = (b >>> 16) & 0x8000
    const exponent = ((b >>> 23) & 0xff) - 112
    const mantissa = b & 0x7fffff
    if (((b >>> 23) & 0xff) === 0xff) return sign | 0x7c00 | (mantissa ? 0x200 : 0)
    if (exponent >= 31) return sign | 0x7c00
    if (exponent >= 1) return sign | round(((exponent << 23) | mantissa) >>> 0, 13)
    if (exponent < -10) return sign
    // Subnormal: the implicit one becomes explicit and moves right.
    return sign | round(mantissa | 0x800000, 14 - exponent)
  })
}

/** The exact value of each half-precision number. */
export function fromHalf(xs: Uint16Array): Float32Array {
  return Float32Array.from(xs, (h) => {
    const sign = h & 0x8000 ? -1 : 1
    const exponent = (h >>> 10) & 0x1f
    const mantissa = h & 0x3ff
    if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY
    return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1 + mantissa / 1024) * 2 ** (exponent - 15)
  })
}

/** Drops `shift` low bits, rounding to nearest with ties to even. A carry into the exponent is the right answer. */
function round(x: number, shift: number): number {
  const kept = Math.floor(x / 2 ** shift)
  const rest = x - kept * 2 ** shift
  const half = 2 ** (shift - 1)
  return rest > half || (rest === half && kept % 2 === 1) ? kept + 1 : kept
}
