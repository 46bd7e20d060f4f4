/**
 * @file How many multiplications and additions WebAssembly can do at all: a loop of 128-bit SIMD instructions on registers
 * alone, fourteen independent sums, nothing read from memory. No matrix product in WebAssembly is faster. onnxruntime-web's
 * build multiplies and adds in two instructions; the newer relaxed SIMD has one for both, which is measured beside it.
 * Runs in the browser and in Node.
 */

/** Single-precision operations a second, in 10^9; a multiplication and an addition count as two. */
export interface Ceiling {
  readonly simd: number
  /** Null where the browser has no relaxed SIMD. */
  readonly relaxed: number | null
}

/** As many as there are registers beside factor and addend on x86. */
const SUMS = 14
const UNROLLED = 4
const LANES = 4

/** LEB128, unsigned: how WebAssembly writes its integers. */
function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]
}

const section = (id: number, bytes: readonly number[]) => [id, ...leb(bytes.length), ...bytes]
const float = (value: number) => [...new Uint8Array(Float32Array.of(value).buffer)]
const simd = (code: number, ...rest: number[]) => [0xfd, ...leb(code), ...rest]

/** Local variables: the count of rounds, the factor, the addend, and the sums. */
const [COUNT, FACTOR, ADDEND, FIRST] = [0, 1, 2, 3]
const get = (local: number) => [0x20, ...leb(local)]
const set = (local: number) => [0x21, ...leb(local)]

/** `run(rounds: i32): f32`: every sum goes to `sum * factor + addend`, again and again; they stay near 2. */
function program(relaxed: boolean): Uint8Array<ArrayBuffer> {
  const splat = (value: number, local: number) => [0x43, ...float(value), ...simd(19), ...set(local)]
  const sums = Array.from({ length: SUMS }, (_, i) => FIRST + i)
  const step = relaxed ? simd(0x105) : [] // f32x4.relaxed_madd
  const advance = (sum: number) =>
    relaxed
      ? [...get(sum), ...get(FACTOR), ...get(ADDEND), ...step, ...set(sum)]
      : [...get(sum), ...get(FACTOR), ...simd(230), ...get(ADDEND), ...simd(228), ...set(sum)]
  const code = [
    ...[0x01, ...leb(2 + SUMS), 0x7b], // the local variables are v128
    ...splat(0.5, FACTOR),
    ...splat(1, ADDEND),
    ...[0x03, 0x40], // loop
    ...Array.from({ length: UNROLLED }, () => sums.flatMap(advance)).flat(),
    ...[...get(COUNT), 0x41, 1, 0x6b, 0x22, COUNT, 0x0d, 0, 0x0b], // until the count is 0
    ...sums.flatMap((sum, i) => [...get(sum), ...(i === 0 ? [] : simd(228))]),
    ...[...simd(31, 0), 0x0b], // one lane of all sums together, so that none is left out
  ]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...new TextEncoder().encode('run'), 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ])
}

const ROUNDS = 2_000_000
const REPEATS = 7

/** The best of some rounds, because others' work can only slow one down. */
async function rate(relaxed: boolean): Promise<number> {
  const { instance } = await WebAssembly.instantiate(program(relaxed))
  const run = instance.exports.run as (rounds: number) => number
  let best = 0
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now()
    const sum = run(ROUNDS)
    const seconds = (performance.now() - start) / 1000
    if (Math.abs(sum - 2 * SUMS) > 1e-3) throw new Error(`the loop gave ${sum}`)
    best = Math.max(best, (2 * LANES * SUMS * UNROLLED * ROUNDS) / seconds / 1e9)
  }
  return best
}

export async function measureCeiling(): Promise<Ceiling> {
  return { simd: await rate(false), relaxed: WebAssembly.validate(program(true)) ? await rate(true) : null }
}
