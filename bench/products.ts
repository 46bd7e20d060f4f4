/**
 * @file The matrix products of a graph alone, each by itself on tensors of its shapes: what the runtime needs for the arithmetic that no
 * better graph can save. What a whole run takes beyond that is what a graph can still gain.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { Graph } from '../src/onnx/graph.ts'
import { serialize } from '../src/onnx/model.ts'
import type { Dim, NodeAttributes, OpNode, Shape } from '../src/onnx/types.ts'

/** Products of one kind: same operator, same shapes. */
export interface Product {
  readonly op: string
  readonly shapes: readonly (readonly number[])[]
  readonly attributes: NodeAttributes
  /** How many the graph has. */
  readonly count: number
}

/** What both runtimes offer. */
export interface ProductRuntime {
  readonly Tensor: typeof Tensor
  create(model: Uint8Array): Promise<InferenceSession>
}

/**
 * @param sizes the extents that the graph leaves open, by their names ("batch", "sequence", ...)
 * @throws RangeError for an extent that is not among them
 */
export function productsOf(g: Graph, sizes: Readonly<Record<string, number>>): readonly Product[] {
  const kinds = new Map<string, Product>()
  for (const { op, inputs, attributes } of g.nodes.filter(isProduct)) {
    const shapes = inputs.map(({ shape }) => shape.map((dim) => size(dim, sizes)))
    const name = JSON.stringify([op, shapes, attributes])
    kinds.set(name, { op, shapes, attributes, count: 1 + (kinds.get(name)?.count ?? 0) })
  }
  return [...kinds.values()]
}

const isProduct = ({ op }: OpNode) => op === 'MatMul' || op === 'Gemm'

function size(dim: Dim, sizes: Readonly<Record<string, number>>): number {
  const known = typeof dim === 'number' ? dim : sizes[dim]
  if (known === undefined) throw new RangeError(`the graph has an extent "${dim}", which nothing says`)
  return known
}

const elements = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1)

/** A graph of nothing else. Its operands are inputs, but for a constant matrix, which the runtime lays out for itself beforehand. */
function alone({ op, shapes, attributes }: Product, matrices: Matrices): Graph {
  const g = new Graph('product', 'One matrix product.')
  const operands = shapes.map((shape, i) =>
    isConstant(shape, i, matrices)
      ? g.initializer(operand(i), 'float32', shape, filled(shape))
      : g.input(operand(i), 'float32', shape),
  )
  g.output('product', g.op(op, operands, attributes))
  return g
}

/** What stands on the right where it is a plain matrix: a weight, which training hands in and inference knows. */
export type Matrices = 'inputs' | 'constants'

const isConstant = (shape: readonly number[], i: number, matrices: Matrices) =>
  matrices === 'constants' && i === 1 && shape.length === 2

const operand = (i: number) => `operand_${i}`
const filled = (shape: readonly number[]) => new Float32Array(elements(shape)).fill(0.1)

/** Single-precision operations of them all; a multiplication and an addition count as two. */
export function operations(products: readonly Product[]): number {
  return products.reduce((sum, product) => {
    const { op, shapes, attributes, count } = product
    const left = shapes[0] ?? []
    const inner = (op === 'Gemm' && attributes.transA === 1 ? left[0] : left.at(-1)) ?? 1
    return sum + 2 * count * inner * elements(fixed(alone(product, 'inputs').outputs[0]?.shape ?? []))
  }, 0)
}

const fixed = (shape: Shape) => shape.map((dim) => size(dim, {}))

/** A function that does each kind once, and says how long all of its count take: milliseconds. */
export async function createProducts(
  { Tensor, create }: ProductRuntime,
  products: readonly Product[],
  matrices: Matrices,
): Promise<() => Promise<{ readonly milliseconds: number }>> {
  const kinds: { readonly count: number; run(): Promise<unknown> }[] = []
  for (const product of products) {
    const session = await create(serialize(alone(product, matrices)))
    const operands = Object.fromEntries(
      product.shapes.flatMap((shape, i) =>
        isConstant(shape, i, matrices) ? [] : [[operand(i), new Tensor('float32', filled(shape), shape)]],
      ),
    )
    kinds.push({ count: product.count, run: () => session.run(operands) })
  }
  return async () => {
    let milliseconds = 0
    for (const { count, run } of kinds) {
      const start = performance.now()
      await run()
      milliseconds += count * (performance.now() - start)
    }
    return { milliseconds }
  }
}
