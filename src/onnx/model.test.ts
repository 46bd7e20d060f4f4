import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { Graph } from './graph.ts'
import { fromHalf, toHalf } from './half.ts'
import { readConstants, serialize } from './model.ts'
import * as o from './ops.ts'
import { GraphError } from './types.ts'

function example(): Graph {
  const g = new Graph('example', 'Doubles its input and adds a weight.')
  const x = g.input('x', 'float32', ['rows', 2])
  const w = g.initializer('w', 'float32', [2], Float32Array.of(10, 20))
  o.exp(g, x)
  g.output('y', o.add(g, o.mul(g, x, 2), w))
  return g
}

describe('an ONNX file', () => {
  it('runs', async () => {
    const session = await ort.InferenceSession.create(serialize(example()), { intraOpNumThreads: 1 })
    const out = await session.run({ x: new ort.Tensor('float32', Float32Array.of(1, 2, 3, 4), [2, 2]) })
    expect(Array.from(out.y?.data as Float32Array)).toEqual([12, 24, 16, 28])
  })

  it('documents itself, types every value and leaves out what nobody reads', () => {
    const model = fromBinary(ModelProtoSchema, serialize(example(), { model: 'example' }))
    const graph = model.graph
    expect(model.opsetImport.map(({ version }) => version)).toEqual([18n])
    expect(graph?.docString).toBe('Doubles its input and adds a weight.')
    expect(model.metadataProps.map(({ key, value }) => [key, value])).toEqual([['model', 'example']])
    expect(graph?.node.map(({ opType }) => opType)).toEqual(['Mul', 'Add'])
    const typed = new Set([...(graph?.valueInfo ?? []), ...(graph?.output ?? [])].map(({ name }) => name))
    for (const node of graph?.node ?? []) for (const name of node.output) expect(typed).toContain(name)
    expect(new Set(graph?.node.map(({ name }) => name)).size).toBe(2)
  })

  it('names a result after its output, and copies only what has a name already', async () => {
    const g = new Graph('names', 'One sum under two names, and its input.')
    const x = g.input('x', 'float32', [1])
    const y = o.add(g, x, 1)
    g.output('y', y)
    g.output('again', y)
    g.output('same', x)
    g.output('after', o.mul(g, y, 2))
    const file = serialize(g)
    const nodes = fromBinary(ModelProtoSchema, file).graph?.node ?? []
    expect(nodes.map(({ opType, input, output }) => `${opType} ${input[0]} ${output[0]}`)).toEqual([
      'Add x y',
      'Identity y again',
      'Identity x same',
      'Mul y after',
    ])
    const out = await (await ort.InferenceSession.create(file, { intraOpNumThreads: 1 })).run({
      x: new ort.Tensor(Float32Array.of(3), [1]),
    })
    expect(Object.values(out).map(({ data }) => Number(data[0]))).toEqual([4, 4, 3, 8])
  })

  it('gives its constants back', () => {
    const [w] = readConstants(serialize(example())).filter(({ name }) => name === 'w')
    expect(w?.shape).toEqual([2])
    expect(new DataView(w?.bytes.buffer ?? new ArrayBuffer(0), w?.bytes.byteOffset).getFloat32(4, true)).toBe(20)
    expect(() => readConstants(Uint8Array.of(255, 255, 255))).toThrow(GraphError)
  })
})

describe('shape inference', () => {
  const g = new Graph('shapes', 'none')
  const a = g.input('a', 'float32', ['batch', 3, 4])
  const b = g.input('b', 'float32', [4, 5])
  const i = g.input('i', 'int32', [2])

  it('carries names of extents along', () => {
    expect(o.matmul(g, a, b).shape).toEqual(['batch', 3, 5])
    expect(o.sum(g, a, [-1]).shape).toEqual(['batch', 3])
    expect(o.sum(g, a, [1], true).shape).toEqual(['batch', 1, 4])
    expect(o.transpose(g, a, [2, 0, 1]).shape).toEqual([4, 'batch', 3])
    expect(o.unsqueeze(g, b, [0, 3]).shape).toEqual([1, 4, 5, 1])
    expect(o.gather(g, b, i).shape).toEqual([2, 5])
    expect(o.concat(g, [a, a], 1).shape).toEqual(['batch', 6, 4])
    expect(o.reshape(g, a, ['batch', 12]).shape).toEqual(['batch', 12])
  })

  it('names what does not fit', () => {
    expect(() => o.matmul(g, b, a)).toThrow(/MatMul: cannot multiply b: float32\[4, 5\]/)
    expect(() => o.add(g, a, i)).toThrow(/element types differ/)
    expect(() => o.add(g, a, b)).toThrow(/do not broadcast/)
    expect(() => o.split(g, b, [2, 2], 1)).toThrow(/add to 4, not to 5/)
    expect(() => o.reshape(g, a, ['x', 'y'])).toThrow(/infers two extents/)
    expect(() => o.sum(g, a, [3])).toThrow(/axis 3 is outside/)
    expect(() => g.op('NoSuchOperator', [a])).toThrow(/no shape rule/)
    expect(() => g.input('a', 'float32', [1])).toThrow(/is taken/)
    expect(() => g.input('not a name', 'float32', [1])).toThrow(/not a valid ONNX name/)
    expect(() => g.initializer('short', 'float32', [3], Float32Array.of(1))).toThrow(/1 elements do not fill/)
  })
})

describe('half precision', () => {
  it('knows the bits of IEEE 754', () => {
    // One, minus two, the largest, the smallest normal, the smallest subnormal, one third, overflow, a tie to even.
    const numbers = Float32Array.of(1, -2, 65504, 2 ** -14, 2 ** -24, 1 / 3, 70000, 1 + 2 ** -11)
    const bits = [0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x3555, 0x7c00, 0x3c00]
    expect(Array.from(toHalf(numbers))).toEqual(bits)
  })

  it('reads all finite values back exactly', () => {
    const all = Uint16Array.from({ length: 0x10000 }, (_, b) => b).filter((b) => (b & 0x7c00) !== 0x7c00)
    expect(Array.from(toHalf(fromHalf(all)))).toEqual(Array.from(all))
    expect(Array.from(fromHalf(Uint16Array.of(0x7c00, 0xfc00, 0x7e00)))).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ])
  })
})
