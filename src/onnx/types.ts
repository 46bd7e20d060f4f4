/**
 * @file The vocabulary of the graph builder: element types, shapes with symbolic dimensions, values and attributes.
 */

export type DType = 'float32' | 'float64' | 'float16' | 'bfloat16' | 'int32' | 'int64' | 'bool'

/** A known extent, or the name of one that is known only at run time ("batch", "sequence"). */
export type Dim = number | string
export type Shape = readonly Dim[]

/** A tensor in a graph under construction: nothing but its name, type and (partly symbolic) shape. */
export interface Value {
  readonly name: string
  readonly dtype: DType
  readonly shape: Shape
}

export type Attribute = number | string | readonly number[] | { readonly float: number }
export type NodeAttributes = Readonly<Record<string, Attribute>>

export interface OpNode {
  readonly op: string
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly attributes: NodeAttributes
}

export type TensorData = Float32Array | Float64Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array

/** Constant data inside a graph. `float16` data are raw IEEE half bits in a Uint16Array, `bool` one byte an element. */
export interface Initializer {
  readonly value: Value
  readonly data: TensorData
}

/** Constant data in a file beside the graph's: what ONNX calls external data. */
export interface ExternalTensor {
  readonly dtype: DType
  readonly shape: readonly number[]
  /** Name of the file, as it is handed to the runtime with its bytes. */
  readonly location: string
  /** Of the data in that file. */
  readonly offset: number
  readonly bytes: number
}

export interface ExternalInitializer {
  readonly value: Value
  readonly tensor: ExternalTensor
}

export class GraphError extends Error {
  override name = 'GraphError'
}

/** "float32[batch, 4]", for messages. */
export function signature(value: Value): string {
  return `${value.name}: ${value.dtype}[${value.shape.join(', ')}]`
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i])
}

/** The number of elements of a (partly symbolic) shape: a number, or a symbol that equal shapes share. */
export function extent(shape: Shape): Dim {
  const symbols = shape.filter((dim) => typeof dim === 'string')
  const known = shape.reduce<number>((product, dim) => (typeof dim === 'number' ? product * dim : product), 1)
  if (symbols.length === 0) return known
  return known === 1 ? symbols.join('_x_') : `${known}_x_${symbols.join('_x_')}`
}
