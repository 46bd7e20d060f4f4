/**
 * @file The vector-Jacobian product of every differentiable operator: given the gradient of the loss with respect to the
 * output, the gradients with respect to the inputs, as new nodes. Textbook rules; where a kernel is missing on WebGPU
 * the rule uses one that is there (one-hot products instead of scattered rows, Split instead of Pad).
 */
import type { Graph, TapeEntry } from './graph.ts'
import { normalizeAxis } from './infer.ts'
import * as o from './ops.ts'
import { extent, GraphError, sameShape, signature, type Value } from './types.ts'

type Vjp = (g: Graph, entry: TapeEntry, dy: Value) => readonly (Value | null)[]

/** Sums a gradient back over the axes along which its operand was broadcast. */
export function unbroadcast(g: Graph, gradient: Value, like: Value): Value {
  if (sameShape(gradient.shape, like.shape)) return gradient
  const extra = gradient.shape.length - like.shape.length
  const leading = gradient.shape.slice(0, extra).map((_, i) => i)
  const reduced = leading.length > 0 ? o.sum(g, gradient, leading) : gradient
  const ones = like.shape.flatMap((dim, i) => (dim === 1 && reduced.shape[i] !== 1 ? [i] : []))
  return ones.length > 0 ? o.sum(g, reduced, ones, true) : reduced
}

/**
 * Reshape to another value's shape. Its run-time shape is read only where ONNX could not infer the target: a Shape node
 * behind a Transpose makes onnxruntime insert an int64 Gather, which WebGPU does not have.
 */
function reshapeLike(g: Graph, x: Value, like: Value): Value {
  const unknown = like.shape.filter((dim, i) => typeof dim === 'string' && dim !== x.shape[i])
  if (unknown.length <= 1) return o.reshape(g, x, like.shape)
  return g.op('Reshape', [x, g.op('Shape', [like])], {}, like.shape)
}

function at(values: readonly Value[], i: number): Value {
  const found = values[i]
  if (!found) throw new GraphError(`operand ${i} is missing`)
  return found
}

function axesOf(entry: TapeEntry): { x: Value; keep: boolean } {
  return { x: at(entry.inputs, 0), keep: entry.attributes.keepdims === 1 }
}

/** Puts the reduced axes of a reduction's result back with extent 1. */
function restoreAxes(g: Graph, entry: TapeEntry, reduced: Value): Value {
  const { keep } = axesOf(entry)
  return keep ? reduced : g.op('Unsqueeze', [reduced, at(entry.inputs, 1)])
}

const swapLast = (g: Graph, x: Value): Value => {
  const perm = x.shape.map((_, i) => i)
  const n = perm.length
  return o.transpose(g, x, [...perm.slice(0, n - 2), n - 1, n - 2])
}

/** A bool tensor as 0 and 1 in the graph's own float type. */
const indicator = (g: Graph, mask: Value): Value => o.cast(g, mask, g.float)

const matmul: Vjp = (g, { inputs }, dy) => {
  const [a, b] = [at(inputs, 0), at(inputs, 1)]
  if (b.shape.length === 2) {
    const rows = (x: Value) => o.reshape(g, x, [extent(x.shape.slice(0, -1)), x.shape.at(-1) ?? 1])
    const [flatA, flatDy] = [rows(a), rows(dy)]
    return [reshapeLike(g, o.gemm(g, flatDy, b, false, true), a), o.gemm(g, flatA, flatDy, true, false)]
  }
  const da = o.matmul(g, dy, swapLast(g, b))
  const db = o.matmul(g, swapLast(g, a), dy)
  return [unbroadcast(g, da, a), unbroadcast(g, db, b)]
}

const gemm: Vjp = (g, { inputs, attributes }, dy) => {
  const [a, b] = [at(inputs, 0), at(inputs, 1)]
  const [ta, tb] = [attributes.transA === 1, attributes.transB === 1]
  const da = ta ? o.gemm(g, b, dy, tb, true) : o.gemm(g, dy, b, false, !tb)
  const db = tb ? o.gemm(g, dy, a, true, ta) : o.gemm(g, a, dy, !ta, false)
  return [da, db]
}

const gather: Vjp = (g, { inputs, attributes }, dy) => {
  const [table, indices] = [at(inputs, 0), at(inputs, 1)]
  const [rows, width] = table.shape
  if (attributes.axis !== 0 || typeof rows !== 'number' || table.shape.length !== 2 || width === undefined)
    throw new GraphError(
      `only rows of a matrix of known height can be gathered differentiably, not ${signature(table)}`,
    )
  if (indices.dtype !== 'int32') throw new GraphError(`indices must be int32 to differentiate: ${signature(indices)}`)
  // A one-hot product is deterministic on every backend; ScatterND would add duplicate rows in an order of its own.
  const range = g.initializer(
    `range_of_${dy.name}`,
    'int32',
    [1, rows],
    Int32Array.from({ length: rows }, (_, i) => i),
  )
  const onehot = indicator(g, o.equal(g, o.reshape(g, indices, [extent(indices.shape), 1]), range))
  return [o.gemm(g, onehot, o.reshape(g, dy, [extent(indices.shape), width]), true, false), null]
}

const extremum =
  (takesFirst: (g: Graph, a: Value, b: Value) => Value): Vjp =>
  (g, { inputs }, dy) => {
    const [a, b] = [at(inputs, 0), at(inputs, 1)]
    const first = takesFirst(g, a, b)
    return [unbroadcast(g, o.where(g, first, dy, 0), a), unbroadcast(g, o.where(g, first, 0, dy), b)]
  }

/** dy times a factor made from the input x and the output y. */
const pointwise =
  (factor: (g: Graph, x: Value, y: Value) => Value): Vjp =>
  (g, { inputs, outputs }, dy) => [o.mul(g, dy, factor(g, at(inputs, 0), at(outputs, 0)))]

export const VJPS: Readonly<Record<string, Vjp>> = {
  Abs: pointwise((g, x) => o.sub(g, indicator(g, o.greater(g, x, 0)), indicator(g, o.less(g, x, 0)))),
  Add: (g, { inputs }, dy) => inputs.map((x) => unbroadcast(g, dy, x)),
  Cast: (g, { inputs }, dy) => [o.cast(g, dy, at(inputs, 0).dtype)],
  Concat: (g, { inputs, attributes }, dy) => {
    const axis = Number(attributes.axis)
    const sizes = inputs.map((x) => x.shape[axis])
    if (!sizes.every((size) => typeof size === 'number'))
      throw new GraphError('Concat of symbolic extents has no gradient')
    return o.split(g, dy, sizes, axis)
  },
  Div: (g, { inputs, outputs }, dy) => {
    const [a, b] = [at(inputs, 0), at(inputs, 1)]
    const da = o.div(g, dy, b)
    return [unbroadcast(g, da, a), unbroadcast(g, o.neg(g, o.mul(g, da, at(outputs, 0))), b)]
  },
  Exp: pointwise((_g, _x, y) => y),
  Expand: (g, { inputs }, dy) => [unbroadcast(g, dy, at(inputs, 0)), null],
  Gather: gather,
  GatherElements: (g, { inputs, attributes }, dy) => {
    const zeros = o.expandLike(g, g.scalar(0), at(inputs, 0))
    return [o.scatterAdd(g, zeros, at(inputs, 1), dy, Number(attributes.axis)), null]
  },
  Gemm: gemm,
  Identity: (_g, _entry, dy) => [dy],
  Log: pointwise((g, x) => o.reciprocal(g, x)),
  MatMul: matmul,
  Max: extremum((g, a, b) => o.greater(g, a, b)),
  Min: extremum((g, a, b) => o.less(g, a, b)),
  Mul: (g, { inputs }, dy) => {
    const [a, b] = [at(inputs, 0), at(inputs, 1)]
    return [unbroadcast(g, o.mul(g, dy, b), a), unbroadcast(g, o.mul(g, dy, a), b)]
  },
  Neg: (g, _entry, dy) => [o.neg(g, dy)],
  // The exponent is a constant in all our graphs.
  Pow: (g, { inputs }, dy) => {
    const [x, n] = [at(inputs, 0), at(inputs, 1)]
    return [o.mul(g, dy, o.mul(g, n, g.op('Pow', [x, o.sub(g, n, 1)]))), null]
  },
  Reciprocal: pointwise((g, _x, y) => o.neg(g, o.mul(g, y, y))),
  // Ties share the gradient equally.
  ReduceMax: (g, entry, dy) => {
    const { x } = axesOf(entry)
    const top = indicator(g, o.equal(g, x, restoreAxes(g, entry, at(entry.outputs, 0))))
    const ties = g.op('ReduceSum', [top, at(entry.inputs, 1)], { keepdims: 1 })
    return [o.mul(g, top, o.div(g, restoreAxes(g, entry, dy), ties)), null]
  },
  ReduceMean: (g, entry, dy) => {
    const { x } = axesOf(entry)
    const ones = o.expandLike(g, g.scalar(1), x)
    const count = g.op('ReduceSum', [ones, at(entry.inputs, 1)], { keepdims: 1 })
    return [o.expandLike(g, o.div(g, restoreAxes(g, entry, dy), count), x), null]
  },
  ReduceSum: (g, entry, dy) => [o.expandLike(g, restoreAxes(g, entry, dy), axesOf(entry).x), null],
  Relu: pointwise((g, x) => indicator(g, o.greater(g, x, 0))),
  Reshape: (g, { inputs }, dy) => [reshapeLike(g, dy, at(inputs, 0)), null],
  ScatterElements: (g, { inputs, attributes }, dy) => [
    dy,
    null,
    o.gatherElements(g, dy, at(inputs, 1), Number(attributes.axis)),
  ],
  Sigmoid: pointwise((g, _x, y) => o.mul(g, y, o.sub(g, 1, y))),
  Softmax: (g, { inputs, outputs, attributes }, dy) => {
    const p = at(outputs, 0)
    const axis = normalizeAxis(Number(attributes.axis), at(inputs, 0).shape.length)
    return [o.mul(g, p, o.sub(g, dy, o.sum(g, o.mul(g, dy, p), [axis], true)))]
  },
  Softplus: pointwise((g, x) => o.sigmoid(g, x)),
  Sqrt: pointwise((g, _x, y) => o.div(g, 0.5, y)),
  Sub: (g, { inputs }, dy) => {
    const [a, b] = [at(inputs, 0), at(inputs, 1)]
    return [unbroadcast(g, dy, a), o.neg(g, unbroadcast(g, dy, b))]
  },
  Tanh: pointwise((g, _x, y) => o.sub(g, 1, o.mul(g, y, y))),
  Transpose: (g, { attributes }, dy) => {
    const perm = attributes.perm
    if (!Array.isArray(perm)) throw new GraphError('Transpose has no permutation')
    return [
      o.transpose(
        g,
        dy,
        perm.map((_: number, i: number) => perm.indexOf(i)),
      ),
    ]
  },
  Unsqueeze: (g, { inputs }, dy) => [reshapeLike(g, dy, at(inputs, 0)), null],
  Where: (g, { inputs }, dy) => {
    const [c, a, b] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)]
    return [null, unbroadcast(g, o.where(g, c, dy, 0), a), unbroadcast(g, o.where(g, c, 0, dy), b)]
  },
}
