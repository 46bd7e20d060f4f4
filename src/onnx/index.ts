/**
 * A builder of ONNX graphs with reverse-mode differentiation: operators with inferred shapes, gradients as ordinary nodes, files
 * that ONNX Runtime runs and Netron opens.
 *
 * ```ts
 * import { Graph, gradients, ops, serialize } from 'opd-playground/onnx'
 *
 * const g = new Graph('square', 'y = sum of x squared, and its gradient')
 * const x = g.input('x', 'float32', [3])
 * const y = ops.sumAll(g, ops.mul(g, x, x))
 * const [dx] = gradients(g, y, [x])
 * g.output('y', y)
 * g.output('dx', dx)
 * const file = serialize(g)
 * ```
 * @module onnx
 */
export { gradients } from './autodiff.ts'
export { type CompositeVjp, Graph, type TapeEntry } from './graph.ts'
export { fromHalf, toHalf } from './half.ts'
export { readConstants, type StoredTensor, serialize } from './model.ts'
export * as ops from './ops.ts'
export {
  type Attribute,
  type Dim,
  type DType,
  type ExternalTensor,
  GraphError,
  type Initializer,
  type NodeAttributes,
  type OpNode,
  type Shape,
  type TensorData,
  type Value,
} from './types.ts'
