/**
 * @file Typed shorthands for the operators that our graphs use. Each keeps to kernels that onnxruntime's native WebGPU
 * provider has (so no LogSoftmax, OneHot, ReduceLogSumExp, int64 arithmetic), and all work the same on CPU and WASM.
 */
import type { Graph } from './graph.ts'
import { normalizeAxis } from './infer.ts'
import { type Dim, type DType, GraphError, type Shape, type Value } from './types.ts'

/** ONNX TensorProto.DataType codes. */
export const DTYPE_CODES: Readonly<Record<DType, number>> = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  bfloat16: 16,
}

export type Operand = Value | number

const value = (g: Graph, x: Operand): Value => (typeof x === 'number' ? g.scalar(x) : x)

export const add = (g: Graph, a: Operand, b: Operand): Value => g.op('Add', [value(g, a), value(g, b)])
export const sub = (g: Graph, a: Operand, b: Operand): Value => g.op('Sub', [value(g, a), value(g, b)])
export const mul = (g: Graph, a: Operand, b: Operand): Value => g.op('Mul', [value(g, a), value(g, b)])
export const div = (g: Graph, a: Operand, b: Operand): Value => g.op('Div', [value(g, a), value(g, b)])
export const pow = (g: Graph, a: Value, exponent: number): Value => g.op('Pow', [a, g.scalar(exponent)])
export const maximum = (g: Graph, a: Operand, b: Operand): Value => g.op('Max', [value(g, a), value(g, b)])
export const minimum = (g: Graph, a: Operand, b: Operand): Value => g.op('Min', [value(g, a), value(g, b)])
export const greater = (g: Graph, a: Operand, b: Operand): Value => g.op('Greater', [value(g, a), value(g, b)])
export const less = (g: Graph, a: Operand, b: Operand): Value => g.op('Less', [value(g, a), value(g, b)])
export const equal = (g: Graph, a: Value, b: Value): Value => g.op('Equal', [a, b])
export const where = (g: Graph, c: Value, a: Operand, b: Operand): Value => g.op('Where', [c, value(g, a), value(g, b)])

export const abs = (g: Graph, x: Value): Value => g.op('Abs', [x])
export const exp = (g: Graph, x: Value): Value => g.op('Exp', [x])
export const log = (g: Graph, x: Value): Value => g.op('Log', [x])
export const neg = (g: Graph, x: Value): Value => g.op('Neg', [x])
export const sqrt = (g: Graph, x: Value): Value => g.op('Sqrt', [x])
export const reciprocal = (g: Graph, x: Value): Value => g.op('Reciprocal', [x])
export const sigmoid = (g: Graph, x: Value): Value => g.op('Sigmoid', [x])
/** log(1 + exp(x)). Where the runtime has no kernel of its own (float64, WebGPU) it is taken by these words, so exp must not overflow: beyond EVEN it is x. */
export const softplus = (g: Graph, x: Value): Value =>
  add(g, g.op('Softplus', [minimum(g, x, EVEN)]), relu(g, sub(g, x, EVEN)))
/** There 1 + exp(-x) is 1, in float64 too; no whole number, so that no difference of round logits falls on it. */
const EVEN = 40.123
export const tanh = (g: Graph, x: Value): Value => g.op('Tanh', [x])
export const relu = (g: Graph, x: Value): Value => g.op('Relu', [x])
export const softmax = (g: Graph, x: Value, axis = -1): Value => g.op('Softmax', [x], { axis })
export const cast = (g: Graph, x: Value, to: DType): Value => g.op('Cast', [x], { to: DTYPE_CODES[to] })
export const matmul = (g: Graph, a: Value, b: Value): Value => g.op('MatMul', [a, b])

/** Matrix product of two rank-2 tensors, either transposed on the way: the kernel reads them in place. */
export const gemm = (g: Graph, a: Value, b: Value, transA: boolean, transB: boolean): Value =>
  g.op('Gemm', [a, b], { transA: Number(transA), transB: Number(transB) })

type Reduction = 'ReduceSum' | 'ReduceMean' | 'ReduceMax'
const reduce = (g: Graph, op: Reduction, x: Value, axes: readonly number[], keep: boolean): Value =>
  g.op(op, [x, g.ints(axes)], { keepdims: Number(keep) })

/** Sum over `axes`; `keep` leaves them in place with extent 1. */
export const sum = (g: Graph, x: Value, axes: readonly number[], keep = false): Value =>
  reduce(g, 'ReduceSum', x, axes, keep)
export const mean = (g: Graph, x: Value, axes: readonly number[], keep = false): Value =>
  reduce(g, 'ReduceMean', x, axes, keep)
export const max = (g: Graph, x: Value, axes: readonly number[], keep = false): Value =>
  reduce(g, 'ReduceMax', x, axes, keep)

/** Sum over every axis: a scalar. */
export const sumAll = (g: Graph, x: Value): Value =>
  sum(
    g,
    x,
    x.shape.map((_, i) => i),
  )

export const cumsum = (g: Graph, x: Value, axis: number): Value => g.op('CumSum', [x, g.ints([axis])])
export const transpose = (g: Graph, x: Value, perm: readonly number[]): Value => g.op('Transpose', [x], { perm })
export const unsqueeze = (g: Graph, x: Value, axes: readonly number[]): Value => g.op('Unsqueeze', [x, g.ints(axes)])
/** Rows of `table` along `axis`; `indices` are int32 or int64 and may be negative. */
export const gather = (g: Graph, table: Value, indices: Value, axis = 0): Value =>
  g.op('Gather', [table, indices], { axis })
export const gatherElements = (g: Graph, x: Value, indices: Value, axis: number): Value =>
  g.op('GatherElements', [x, indices], { axis })
/**
 * The k largest entries along the last axis, in descending order: values, and indices as int64. Outside the tape: what is
 * chosen gets no gradient; gather from the source to let one through.
 */
export function topK(g: Graph, x: Value, k: number): { readonly values: Value; readonly indices: Value } {
  const [values, indices] = g.silently(() => g.apply('TopK', [x, g.ints([k])], { axis: -1, largest: 1, sorted: 1 }))
  if (!values || !indices) throw new GraphError('TopK has no output')
  return { values, indices }
}
/** A copy of `x` with `updates` added at `indices`. */
export const scatterAdd = (g: Graph, x: Value, indices: Value, updates: Value, axis: number): Value =>
  g.op('ScatterElements', [x, indices, updates], { axis, reduction: 'add' })

/** Joins along `axis`. `extent` names the result's extent when one of the parts is symbolic. */
export function concat(g: Graph, xs: readonly Value[], axis: number, extent?: Dim): Value {
  const shape = xs[0]?.shape
  if (!shape) throw new GraphError('nothing to concatenate')
  const at = normalizeAxis(axis, shape.length)
  return g.op(
    'Concat',
    xs,
    { axis: at },
    extent === undefined ? undefined : shape.map((dim, i) => (i === at ? extent : dim)),
  )
}

/**
 * Columns `start` to `end` (exclusive) along `axis`; negative ones count from the end. `extent` names or counts them.
 */
export function slice(g: Graph, x: Value, axis: number, start: number, end: number, extent: Dim): Value {
  const at = normalizeAxis(axis, x.shape.length)
  const inputs = [x, g.ints([start]), g.ints([end]), g.ints([at])]
  return g.op(
    'Slice',
    inputs,
    {},
    x.shape.map((dim, i) => (i === at ? extent : dim)),
  )
}

/** A shader binds at least eight buffers; a Split with more outputs than this would need more on some devices. */
const MAX_PARTS = 6

/** Cuts along `axis` into parts of the given sizes; many parts are cut in several levels. */
export function split(g: Graph, x: Value, sizes: readonly number[], axis: number): readonly Value[] {
  const at = normalizeAxis(axis, x.shape.length)
  if (sizes.length <= MAX_PARTS) return g.apply('Split', [x, g.ints(sizes)], { axis: at })
  const width = Math.ceil(sizes.length / MAX_PARTS)
  const groups = Array.from({ length: Math.ceil(sizes.length / width) }, (_, i) =>
    sizes.slice(i * width, (i + 1) * width),
  )
  const totals = groups.map((group) => group.reduce((total, size) => total + size, 0))
  return split(g, x, totals, at).flatMap((part, i) => split(g, part, groups[i] ?? [], at))
}

/** Repeats `x` to the run-time shape of `like` (whose shape it must broadcast to). */
export const expandLike = (g: Graph, x: Value, like: Value): Value =>
  g.op('Expand', [x, g.op('Shape', [like])], {}, like.shape)

/**
 * Reshape to a possibly symbolic shape. ONNX allows one inferred extent (-1) and extents copied from the same position
 * (0); a target that needs more than that is an error.
 */
export function reshape(g: Graph, x: Value, shape: Shape): Value {
  let inferred = 0
  const spec = shape.map((dim, i) => {
    if (typeof dim === 'number') return dim
    if (dim === x.shape[i]) return 0
    inferred += 1
    return -1
  })
  if (inferred > 1)
    throw new GraphError(`reshape of [${x.shape.join(', ')}] to [${shape.join(', ')}] infers two extents`)
  return g.op('Reshape', [x, g.ints(spec)], {}, shape)
}
