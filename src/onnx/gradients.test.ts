import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { gradients } from './autodiff.ts'
import { VJPS } from './gradients.ts'
import { Graph } from './graph.ts'
import { serialize } from './model.ts'
import * as o from './ops.ts'
import { GraphError, type Value } from './types.ts'

type Build = (g: Graph, xs: readonly Value[]) => Value

interface Case {
  readonly ops: readonly string[]
  readonly shapes: readonly (readonly number[])[]
  readonly build: Build
  /** Keeps inputs away from poles and kinks. */
  readonly range?: readonly [number, number]
}

const ids = (g: Graph, name: string, shape: readonly number[], data: readonly number[]) =>
  g.initializer(name, 'int32', shape, Int32Array.from(data))

const one = (op: string, apply: (g: Graph, x: Value) => Value, range?: readonly [number, number]): Case => ({
  ops: [op],
  shapes: [[2, 3]],
  build: (g, [x]) => apply(g, x as Value),
  ...(range ? { range } : {}),
})

const two = (op: string, apply: (g: Graph, a: Value, b: Value) => Value, range?: readonly [number, number]): Case => ({
  ops: [op],
  // Broadcasting on both sides: the gradient must be summed back.
  shapes: [
    [2, 1, 3],
    [4, 1],
  ],
  build: (g, [a, b]) => apply(g, a as Value, b as Value),
  ...(range ? { range } : {}),
})

const CASES: Readonly<Record<string, Case>> = {
  abs: one('Abs', o.abs),
  add: two('Add', o.add),
  cast: one('Cast', (g, x) => o.cast(g, x, 'float64')),
  concat: {
    ops: ['Concat'],
    shapes: [
      [2, 3],
      [2, 1],
    ],
    build: (g, xs) => o.concat(g, xs, 1),
  },
  div: two('Div', o.div, [0.5, 2]),
  exp: one('Exp', o.exp),
  expand: {
    ops: ['Expand'],
    shapes: [
      [1, 3],
      [2, 3],
    ],
    build: (g, [a, b]) => o.mul(g, o.expandLike(g, a as Value, b as Value), b as Value),
  },
  gather: {
    ops: ['Gather'],
    shapes: [[4, 3]],
    build: (g, [x]) => o.gather(g, x as Value, ids(g, 'rows', [2, 3], [0, 2, 2, 3, 0, 2])),
  },
  gatherElements: {
    ops: ['GatherElements'],
    shapes: [[2, 4]],
    build: (g, [x]) => o.gatherElements(g, x as Value, ids(g, 'picks', [2, 2], [3, 0, 1, 1]), 1),
  },
  'gemm transA transB': {
    ops: ['Gemm'],
    shapes: [
      [3, 2],
      [4, 3],
    ],
    build: (g, [a, b]) => o.gemm(g, a as Value, b as Value, true, true),
  },
  'gemm transA': {
    ops: ['Gemm'],
    shapes: [
      [3, 2],
      [3, 4],
    ],
    build: (g, [a, b]) => o.gemm(g, a as Value, b as Value, true, false),
  },
  'gemm transB': {
    ops: ['Gemm'],
    shapes: [
      [2, 3],
      [4, 3],
    ],
    build: (g, [a, b]) => o.gemm(g, a as Value, b as Value, false, true),
  },
  gemm: {
    ops: ['Gemm'],
    shapes: [
      [2, 3],
      [3, 4],
    ],
    build: (g, [a, b]) => o.gemm(g, a as Value, b as Value, false, false),
  },
  identity: one('Identity', (g, x) => g.op('Identity', [x])),
  log: one('Log', o.log, [0.5, 3]),
  'matmul by a matrix': {
    ops: ['MatMul'],
    shapes: [
      [2, 3, 4],
      [4, 2],
    ],
    build: (g, [a, b]) => o.matmul(g, a as Value, b as Value),
  },
  'matmul of batches': {
    ops: ['MatMul'],
    shapes: [
      [2, 3, 2, 4],
      [3, 4, 2],
    ],
    build: (g, [a, b]) => o.matmul(g, a as Value, b as Value),
  },
  max: two('Max', o.maximum),
  min: two('Min', o.minimum),
  mul: two('Mul', o.mul),
  neg: one('Neg', o.neg),
  pow: one('Pow', (g, x) => o.pow(g, x, 3)),
  reciprocal: one('Reciprocal', o.reciprocal, [0.5, 2]),
  'reduce max': one('ReduceMax', (g, x) => o.max(g, x, [1])),
  'reduce mean': one('ReduceMean', (g, x) => o.mean(g, x, [0], true)),
  'reduce sum': one('ReduceSum', (g, x) => o.sum(g, x, [1])),
  relu: one('Relu', o.relu),
  reshape: one('Reshape', (g, x) => o.reshape(g, x, [3, 2])),
  scatterElements: {
    ops: ['ScatterElements'],
    shapes: [
      [2, 4],
      [2, 2],
    ],
    build: (g, [x, u]) => o.scatterAdd(g, x as Value, ids(g, 'picks', [2, 2], [3, 3, 1, 0]), u as Value, 1),
  },
  sigmoid: one('Sigmoid', o.sigmoid),
  softmax: one('Softmax', (g, x) => o.softmax(g, x)),
  split: {
    ops: ['Split'],
    shapes: [[2, 5]],
    // The middle part is not used: its gradient is zero.
    build: (g, [x]) => {
      const parts = o.split(g, x as Value, [2, 1, 2], 1)
      return o.mul(g, parts[0] as Value, parts[2] as Value)
    },
  },
  'split in levels': {
    ops: ['Split'],
    shapes: [[9]],
    build: (g, [x]) => {
      const parts = o.split(
        g,
        x as Value,
        Array.from({ length: 9 }, () => 1),
        0,
      )
      return o.mul(g, parts[0] as Value, o.mul(g, parts[4] as Value, parts[8] as Value))
    },
  },
  sqrt: one('Sqrt', o.sqrt, [0.5, 3]),
  sub: two('Sub', o.sub),
  tanh: one('Tanh', o.tanh),
  transpose: { ops: ['Transpose'], shapes: [[2, 3, 4]], build: (g, [x]) => o.transpose(g, x as Value, [2, 0, 1]) },
  unsqueeze: one('Unsqueeze', (g, x) => o.unsqueeze(g, x, [1])),
  where: {
    ops: ['Where'],
    shapes: [
      [2, 3],
      [1, 3],
    ],
    build: (g, [a, b]) => o.where(g, o.greater(g, a as Value, 0), o.mul(g, a as Value, b as Value), b as Value),
  },
}

/** Deterministic numbers in a range, no two alike and none near a kink at zero. */
function numbers(count: number, [lo, hi]: readonly [number, number] = [-2, 2], salt = 0): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, i) => lo + (hi - lo) * ((0.137 + 0.618033988749 * (i + 1 + 7 * salt)) % 1),
  )
}

const size = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1)

/** The graph computes a weighted sum of the case's result in double precision, with its gradients. */
async function session({ shapes, build }: Case): Promise<ort.InferenceSession> {
  const g = new Graph('case', 'gradient check', 'float64')
  const xs = shapes.map((shape, i) => g.input(`x${i}`, 'float64', shape))
  const y = build(g, xs)
  const weights = g.initializer(
    'weights',
    'float64',
    y.shape.map(Number),
    numbers(size(y.shape.map(Number)), [-1, 1], 3),
  )
  const loss = o.sumAll(g, o.mul(g, y, weights))
  const found = gradients(g, loss, xs)
  g.silently(() => {
    g.output('loss', loss)
    for (const [i, gradient] of found.entries()) g.output(`d${i}`, gradient)
  })
  return ort.InferenceSession.create(serialize(g), { intraOpNumThreads: 1 })
}

describe('gradients agree with central differences in double precision', () => {
  for (const [name, example] of Object.entries(CASES))
    it(name, async () => {
      const model = await session(example)
      const inputs = example.shapes.map((shape, i) => numbers(size(shape), example.range, i))
      const run = (xs: readonly Float64Array[]) =>
        model.run(
          Object.fromEntries(xs.map((x, i) => [`x${i}`, new ort.Tensor('float64', x, example.shapes[i] ?? [])])),
        )
      const loss = async (xs: readonly Float64Array[]) => Number((await run(xs)).loss?.data[0])
      const exact = await run(inputs)
      const h = 1e-5
      for (const [i, x] of inputs.entries())
        for (let j = 0; j < x.length; j++) {
          const moved = (by: number) => inputs.map((v, k) => (k === i ? v.map((e, n) => (n === j ? e + by : e)) : v))
          const slope = ((await loss(moved(h))) - (await loss(moved(-h)))) / (2 * h)
          expect(Number(exact[`d${i}`]?.data[j])).toBeCloseTo(slope, 8)
        }
    })

  it('covers every operator that has a rule', () => {
    const covered = new Set(Object.values(CASES).flatMap(({ ops }) => ops))
    // Softplus has no double-precision kernel; it is checked below in single precision.
    expect([...Object.keys(VJPS), 'Split'].filter((op) => !covered.has(op))).toEqual(['Softplus'])
  })

  it('softplus, against its closed form', async () => {
    const g = new Graph('softplus', 'single precision')
    const x = g.input('x', 'float32', [3])
    const loss = o.sumAll(g, o.softplus(g, x))
    const [dx] = gradients(g, loss, [x])
    g.silently(() => g.output('dx', dx as Value))
    const model = await ort.InferenceSession.create(serialize(g), { intraOpNumThreads: 1 })
    const out = await model.run({ x: new ort.Tensor('float32', Float32Array.of(-1, 0, 2), [3]) })
    const logistic = [0.2689414, 0.5, 0.8807971]
    expect(out.dx?.data).toHaveLength(3)
    for (const [i, y] of logistic.entries()) expect(Number(out.dx?.data[i])).toBeCloseTo(y, 6)
  })
})

describe('differentiation', () => {
  it('adds up over the paths by which a value reaches the loss', async () => {
    const g = new Graph('paths', 'x * x + 3 x', 'float64')
    const x = g.input('x', 'float64', [])
    const [dx] = gradients(g, o.add(g, o.mul(g, x, x), o.mul(g, x, 3)), [x])
    g.silently(() => g.output('dx', dx as Value))
    const model = await ort.InferenceSession.create(serialize(g), { intraOpNumThreads: 1 })
    const out = await model.run({ x: new ort.Tensor('float64', Float64Array.of(5), []) })
    expect(Number(out.dx?.data[0])).toBe(13)
  })

  it('says what it cannot do', () => {
    const g = new Graph('errors', 'none')
    const x = g.input('x', 'float32', [2])
    const y = g.input('y', 'float32', [])
    expect(() => gradients(g, x, [x])).toThrow(/only a scalar/)
    expect(() => gradients(g, o.sumAll(g, x), [y])).toThrow(/does not depend on y/)
    expect(() => gradients(g, o.sumAll(g, o.cumsum(g, x, 0)), [x])).toThrow(GraphError)
  })
})
