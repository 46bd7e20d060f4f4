import { describe, expect, it } from 'vitest'
import { type DecoderConfig, parameterCount, parameters } from '../../network/config.ts'
import { fromSafetensors, toSafetensors } from './network-files.ts'

const CONFIG: DecoderConfig = {
  vocabSize: 5,
  hiddenSize: 4,
  layers: 1,
  heads: 2,
  kvHeads: 1,
  headDim: 2,
  ffnSize: 3,
  maxPositions: 8,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}
const WEIGHTS = Float32Array.from({ length: parameterCount(CONFIG) }, (_, i) => i + 0.5)

/** The file by its format alone: length, header, data. */
function open(file: Uint8Array) {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)))
  const numbers = (name: string) => {
    const [start, end] = header[name].data_offsets
    return new Float32Array(file.slice(8 + length + start, 8 + length + end).buffer)
  }
  return { length, header, numbers }
}

type Header = Readonly<Record<string, { readonly data_offsets: unknown }>>

/** A header in which one small tensor stands elsewhere. */
function moved(header: Header, place: unknown): Header {
  const name = Object.keys(header).find((each) => each.includes('layernorm')) ?? ''
  return { ...header, [name]: { ...header[name], data_offsets: place } }
}

describe('safetensors', () => {
  it("has Hugging Face's shapes: projections [out, in], the embedding [vocabulary, hidden]", () => {
    const { length, header, numbers } = open(toSafetensors(CONFIG, WEIGHTS, { format: 'pt' }))
    expect(length % 8).toBe(0)
    expect(header.__metadata__).toEqual({ format: 'pt' })
    const down = parameters(CONFIG).find(({ name }) => name.endsWith('mlp.down_proj.weight'))!
    expect(down.shape).toEqual([3, 4])
    expect(header[down.name]).toMatchObject({ dtype: 'F32', shape: [4, 3] })
    // Row 1 of the file is column 1 of ours.
    expect(Array.from(numbers(down.name).slice(3, 6))).toEqual([1, 5, 9].map((i) => WEIGHTS[down.offset + i]))
    expect(header['model.embed_tokens.weight'].shape).toEqual([5, 4])
    expect(Array.from(numbers('model.embed_tokens.weight'))).toEqual(Array.from(WEIGHTS.slice(0, 20)))
  })

  it('reads back what it wrote, and refuses other networks and broken files in words', () => {
    const file = toSafetensors(CONFIG, WEIGHTS, {})
    expect(fromSafetensors(file, CONFIG, 'x')).toEqual(WEIGHTS)
    expect(() => fromSafetensors(file, { ...CONFIG, ffnSize: 6 }, 'x')).toThrow(
      /mlp\.gate_proj\.weight of shape \[6, 4\]/,
    )
    expect(() => fromSafetensors(Uint8Array.of(1, 2, 3), CONFIG, 'x')).toThrow(/not a safetensors file/)
    const bad = WEIGHTS.slice()
    bad[7] = Number.NaN
    expect(() => fromSafetensors(toSafetensors(CONFIG, bad, {}), CONFIG, 'x')).toThrow(/not finite/)
  })

  it.each<[string, (header: Header) => unknown, RegExp]>([
    ['a header that is null', () => null, /its header is no object/],
    ['offsets that are a number', (header) => moved(header, 5), /layernorm.*\.data_offsets: expected a list, found 5/],
    [
      'offsets below zero',
      (header) => moved(header, [-4, 0]),
      /data_offsets\[0\]: expected a whole number of at least 0, found -4/,
    ],
    ['tensors that overlap', (header) => moved(header, [0, 16]), /does not begin where the tensor before it ends/],
    ['a hole', ({ 'model.norm.weight': _, ...rest }) => rest, /belong to no tensor|does not begin/],
  ])('refuses %s', (_, change, message) => {
    const { header, length } = open(toSafetensors(CONFIG, WEIGHTS, {}))
    const data = toSafetensors(CONFIG, WEIGHTS, {}).slice(8 + length)
    const text = new TextEncoder().encode(JSON.stringify(change(header)))
    const file = new Uint8Array(8 + text.length + data.length)
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true)
    file.set(text, 8)
    file.set(data, 8 + text.length)
    expect(() => fromSafetensors(file, CONFIG, 'x')).toThrow(message)
  })

  it('refuses bytes behind the last tensor, and a header longer than the file', () => {
    const file = toSafetensors(CONFIG, WEIGHTS, {})
    const longer = new Uint8Array(file.length + 4)
    longer.set(file)
    expect(() => fromSafetensors(longer, CONFIG, 'x')).toThrow(/4 bytes belong to no tensor/)
    const lying = file.slice()
    new DataView(lying.buffer).setBigUint64(0, 10n ** 12n, true)
    expect(() => fromSafetensors(lying, CONFIG, 'x')).toThrow(/its header is longer than the file/)
  })
})
