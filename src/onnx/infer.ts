/**
 * @file Shape inference: from an operator, its inputs and attributes to the element types and shapes of its outputs.
 * Symbolic dimensions are equal when their names are; what cannot be proven equal is an error here, not at run time.
 */
import { type Dim, type DType, GraphError, type NodeAttributes, type Shape, signature, type Value } from './types.ts'

export interface Inferred {
  readonly dtype: DType
  readonly shape: Shape
}

/** What inference may need besides the inputs' types: constant integer inputs and names for new symbolic extents. */
export interface InferContext {
  /** The value of an input that is an integer constant (axes, target shape, split sizes); undefined when it is not. */
  constant(value: Value): readonly number[] | undefined
  /** Shape that the caller knows better than inference can (targets of Reshape and Expand, extents of Concat and Slice). */
  readonly hint?: Shape
}

type Rule = (inputs: readonly Value[], attributes: NodeAttributes, context: InferContext) => readonly Inferred[]

/** Numpy broadcasting of two shapes. Throws GraphError when two extents differ and neither is 1. */
export function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a[i - rank + a.length] ?? 1
    const y = b[i - rank + b.length] ?? 1
    if (x === y || y === 1) return x
    if (x === 1) return y
    throw new GraphError(`shapes [${a.join(', ')}] and [${b.join(', ')}] do not broadcast: ${x} against ${y}`)
  })
}

/** A non-negative axis; throws GraphError when it is outside the rank. */
export function normalizeAxis(axis: number, rank: number): number {
  const normal = axis < 0 ? axis + rank : axis
  if (normal < 0 || normal >= rank) throw new GraphError(`axis ${axis} is outside a tensor of rank ${rank}`)
  return normal
}

function first(inputs: readonly Value[]): Value {
  return input(inputs, 0)
}

function input(inputs: readonly Value[], i: number): Value {
  const value = inputs[i]
  if (!value) throw new GraphError(`input ${i} is missing`)
  return value
}

function int(attributes: NodeAttributes, name: string, fallback?: number): number {
  const value = attributes[name] ?? fallback
  if (typeof value !== 'number') throw new GraphError(`attribute ${name} must be a number`)
  return value
}

function constantOf(context: InferContext, value: Value): readonly number[] {
  const constant = context.constant(value)
  if (!constant) throw new GraphError(`${signature(value)} must be a constant for shape inference`)
  return constant
}

const unary: Rule = (inputs) => [{ dtype: first(inputs).dtype, shape: first(inputs).shape }]

const binary: Rule = (inputs) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)]
  if (a.dtype !== b.dtype) throw new GraphError(`element types differ: ${signature(a)} and ${signature(b)}`)
  return [{ dtype: a.dtype, shape: broadcast(a.shape, b.shape) }]
}

const comparison: Rule = (inputs, attributes, context) =>
  binary(inputs, attributes, context).map(({ shape }) => ({ dtype: 'bool', shape }))

const reduce: Rule = (inputs, attributes, context) => {
  const x = first(inputs)
  const axes = inputs[1]
    ? constantOf(context, inputs[1]).map((axis) => normalizeAxis(axis, x.shape.length))
    : x.shape.map((_, i) => i)
  const keep = int(attributes, 'keepdims', 1) === 1
  const shape = x.shape.flatMap((dim, i): Dim[] => (axes.includes(i) ? (keep ? [1] : []) : [dim]))
  return [{ dtype: x.dtype, shape }]
}

const matmul: Rule = (inputs) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)]
  const inner = a.shape.at(-1)
  if (a.shape.length < 2 || b.shape.length < 2 || inner !== b.shape.at(-2))
    throw new GraphError(`cannot multiply ${signature(a)} by ${signature(b)}: inner extents differ`)
  const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2))
  return [{ dtype: a.dtype, shape: [...batch, a.shape.at(-2) ?? 1, b.shape.at(-1) ?? 1] }]
}

const gemm: Rule = (inputs, attributes) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)]
  if (a.shape.length !== 2 || b.shape.length !== 2) throw new GraphError('Gemm multiplies matrices only')
  const [m, k] = int(attributes, 'transA', 0) ? [a.shape[1], a.shape[0]] : a.shape
  const [l, n] = int(attributes, 'transB', 0) ? [b.shape[1], b.shape[0]] : b.shape
  if (k !== l) throw new GraphError(`cannot multiply ${signature(a)} by ${signature(b)}: inner extents differ`)
  return [{ dtype: a.dtype, shape: [m ?? 1, n ?? 1] }]
}

const concat: Rule = (inputs, attributes, context) => {
  const x = first(inputs)
  const axis = normalizeAxis(int(attributes, 'axis'), x.shape.length)
  const extents = inputs.map((v) => v.shape[axis] ?? 1)
  const known = extents.every((e) => typeof e === 'number')
  const extent = known ? extents.reduce<number>((sum, e) => sum + Number(e), 0) : context.hint?.[axis]
  if (extent === undefined) throw new GraphError('Concat of symbolic extents needs a name for the result')
  for (const v of inputs)
    if (v.shape.some((dim, i) => i !== axis && dim !== x.shape[i]))
      throw new GraphError(`cannot concatenate ${signature(x)} and ${signature(v)} along axis ${axis}`)
  return [{ dtype: x.dtype, shape: x.shape.map((dim, i) => (i === axis ? extent : dim)) }]
}

const split: Rule = (inputs, attributes, context) => {
  const x = first(inputs)
  const axis = normalizeAxis(int(attributes, 'axis'), x.shape.length)
  const sizes = constantOf(context, input(inputs, 1))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total !== x.shape[axis]) throw new GraphError(`split sizes add to ${total}, not to ${x.shape[axis]}`)
  return sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.map((dim, i) => (i === axis ? size : dim)) }))
}

const gather: Rule = (inputs, attributes) => {
  const [x, indices] = [input(inputs, 0), input(inputs, 1)]
  const axis = normalizeAxis(int(attributes, 'axis', 0), x.shape.length)
  return [{ dtype: x.dtype, shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)] }]
}

const hinted: Rule = (inputs, _attributes, context) => {
  if (!context.hint) throw new GraphError('this operator needs its target shape')
  return [{ dtype: first(inputs).dtype, shape: context.hint }]
}

const unsqueeze: Rule = (inputs, _attributes, context) => {
  const x = first(inputs)
  const axes = constantOf(context, input(inputs, 1))
  const rank = x.shape.length + axes.length
  const at = new Set(axes.map((axis) => normalizeAxis(axis, rank)))
  const rest = [...x.shape]
  return [{ dtype: x.dtype, shape: Array.from({ length: rank }, (_, i) => (at.has(i) ? 1 : (rest.shift() ?? 1))) }]
}

const transpose: Rule = (inputs, attributes) => {
  const x = first(inputs)
  const perm = attributes.perm
  if (!Array.isArray(perm) || perm.length !== x.shape.length)
    throw new GraphError(`bad permutation for ${signature(x)}`)
  return [{ dtype: x.dtype, shape: perm.map((axis: number) => x.shape[axis] ?? 1) }]
}

const where: Rule = (inputs) => {
  const [c, a, b] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)]
  if (c.dtype !== 'bool') throw new GraphError(`the condition of Where must be bool, not ${signature(c)}`)
  return [{ dtype: a.dtype, shape: broadcast(c.shape, broadcast(a.shape, b.shape)) }]
}

const topK: Rule = (inputs, attributes, context) => {
  const x = first(inputs)
  const k = constantOf(context, input(inputs, 1))[0]
  const axis = normalizeAxis(int(attributes, 'axis', -1), x.shape.length)
  const shape = x.shape.map((dim, i) => (i === axis ? (k ?? 1) : dim))
  return [
    { dtype: x.dtype, shape },
    { dtype: 'int64', shape },
  ]
}

const CAST_TARGETS: Readonly<Record<number, DType>> = {
  1: 'float32',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
}

const cast: Rule = (inputs, attributes) => {
  const dtype = CAST_TARGETS[int(attributes, 'to')]
  if (!dtype) throw new GraphError(`no element type has the ONNX code ${attributes.to}`)
  return [{ dtype, shape: first(inputs).shape }]
}

const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    [
      'Abs',
      'Exp',
      'Identity',
      'Log',
      'Neg',
      'Reciprocal',
      'Relu',
      'Sigmoid',
      'Softmax',
      'Softplus',
      'Sqrt',
      'Tanh',
    ].map((op) => [op, unary]),
  ),
  ...Object.fromEntries(['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min'].map((op) => [op, binary])),
  ...Object.fromEntries(['Equal', 'Greater', 'Less'].map((op) => [op, comparison])),
  ...Object.fromEntries(['ReduceSum', 'ReduceMean', 'ReduceMax'].map((op) => [op, reduce])),
  Cast: cast,
  Concat: concat,
  CumSum: unary,
  Expand: hinted,
  Gather: gather,
  GatherElements: (inputs) => [{ dtype: first(inputs).dtype, shape: input(inputs, 1).shape }],
  Gemm: gemm,
  MatMul: matmul,
  Reshape: hinted,
  ScatterElements: unary,
  Shape: (inputs) => [{ dtype: 'int64', shape: [first(inputs).shape.length] }],
  Slice: hinted,
  Split: split,
  TopK: topK,
  Transpose: transpose,
  Unsqueeze: unsqueeze,
  Where: where,
}

/** Element types and shapes of an operator's outputs. Throws GraphError, naming the operator, for a bad combination. */
export function infer(
  op: string,
  inputs: readonly Value[],
  attributes: NodeAttributes,
  context: InferContext,
): readonly Inferred[] {
  const rule = RULES[op]
  if (!rule) throw new GraphError(`operator ${op} has no shape rule; add one to RULES in infer.ts`)
  try {
    return rule(inputs, attributes, context)
  } catch (error) {
    throw error instanceof GraphError ? new GraphError(`${op}: ${error.message}`) : error
  }
}
