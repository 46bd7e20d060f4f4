/**
 * @file The graph under construction: inputs, constants, nodes, outputs, and the tape that differentiation walks.
 * A node is emitted in the order of its call, so the list is topologically sorted by construction.
 */
import { infer } from './infer.ts'
import {
  type DType,
  type ExternalInitializer,
  type ExternalTensor,
  GraphError,
  type Initializer,
  type NodeAttributes,
  type OpNode,
  type Shape,
  signature,
  type TensorData,
  type Value,
} from './types.ts'

/** Vector-Jacobian product of a composite: from the output's gradient to one gradient (or null) for each input. */
export type CompositeVjp = (gradient: Value) => readonly (Value | null)[]

export interface TapeEntry extends OpNode {
  /** Set for composites, whose inner nodes the tape skips. */
  readonly vjp?: CompositeVjp
}

export class Graph {
  readonly inputs: Value[] = []
  readonly outputs: Value[] = []
  readonly initializers: Initializer[] = []
  readonly externals: ExternalInitializer[] = []
  readonly nodes: OpNode[] = []
  readonly tape: TapeEntry[] = []
  /** What a node's result is called in the file, where an output gave it a name: by its name here. */
  readonly outputNames = new Map<string, string>()
  readonly #made = new Set<string>()
  readonly #names = new Set<string>()
  readonly #counters = new Map<string, number>()
  readonly #constants = new Map<string, Value>()
  readonly #integers = new Map<string, readonly number[]>()
  #recording = true

  /** @param name shown by Netron. @param doc one line about the graph, stored as its doc string. */
  constructor(
    readonly name: string,
    readonly doc: string,
    /** Element type of the floating-point constants that operators make on the way. */
    readonly float: 'float32' | 'float64' = 'float32',
  ) {}

  input(name: string, dtype: DType, shape: Shape): Value {
    const value = this.#value(name, dtype, shape)
    this.inputs.push(value)
    return value
  }

  /** A named constant tensor (weights, tables). `data` has as many elements as `shape`. */
  initializer(name: string, dtype: DType, shape: readonly number[], data: TensorData): Value {
    const size = shape.reduce((product, dim) => product * dim, 1)
    if (data.length !== size) throw new GraphError(`${name}: ${data.length} elements do not fill [${shape.join(', ')}]`)
    const value = this.#value(name, dtype, shape)
    this.initializers.push({ value, data })
    return value
  }

  /** A named constant tensor whose data lie in another file, so that they are neither copied nor converted. */
  external(name: string, tensor: ExternalTensor): Value {
    const value = this.#value(name, tensor.dtype, tensor.shape)
    this.externals.push({ value, tensor })
    return value
  }

  /** A floating-point scalar constant (rank 0), shared by all who ask for the same number. */
  scalar(x: number): Value {
    const data = this.float === 'float64' ? Float64Array.of(x) : Float32Array.of(x)
    return this.#shared(`scalar ${x}`, 'scalar', this.float, [], data)
  }

  /** An integer vector constant: axes, target shapes, split sizes. */
  ints(xs: readonly number[]): Value {
    const value = this.#shared(`ints ${xs.join(',')}`, 'ints', 'int64', [xs.length], BigInt64Array.from(xs, BigInt))
    this.#integers.set(value.name, xs)
    return value
  }

  /** One node with any number of outputs. `hint` is the result's shape where inference cannot know it. */
  apply(op: string, inputs: readonly Value[], attributes: NodeAttributes = {}, hint?: Shape): readonly Value[] {
    const constant = (value: Value) => this.#integers.get(value.name)
    const inferred = infer(op, inputs, attributes, hint ? { constant, hint } : { constant })
    const outputs = inferred.map(({ dtype, shape }) => this.#value(this.#fresh(op), dtype, shape))
    // The list may be the caller's own, and still grow.
    const node: OpNode = { op, inputs: [...inputs], outputs, attributes }
    this.nodes.push(node)
    for (const { name } of outputs) this.#made.add(name)
    if (this.#recording) this.tape.push(node)
    return outputs
  }

  /** One node with one output. */
  op(op: string, inputs: readonly Value[], attributes: NodeAttributes = {}, hint?: Shape): Value {
    const value = this.apply(op, inputs, attributes, hint)[0]
    if (!value) throw new GraphError(`${op} has no output`)
    return value
  }

  /**
   * Several nodes that differentiate as one, by a rule of their own: shorter and more exact than the chain rule over
   * the parts. `forward` emits the nodes and returns the output with its vector-Jacobian product.
   */
  composite(name: string, inputs: readonly Value[], forward: () => { output: Value; vjp: CompositeVjp }): Value {
    const outer = this.#recording
    this.#recording = false
    try {
      const { output, vjp } = forward()
      if (outer) this.tape.push({ op: name, inputs, outputs: [output], attributes: {}, vjp })
      return output
    } finally {
      this.#recording = outer
    }
  }

  /** Emits nodes that differentiation does not see: a backward pass, an optimizer. */
  silently<T>(emit: () => T): T {
    const outer = this.#recording
    this.#recording = false
    try {
      return emit()
    } finally {
      this.#recording = outer
    }
  }

  /**
   * Declares `value` a graph output under a name of its own. What a node makes is called so itself, because a copy costs
   * time: a whole key-value cache at every token. Inputs, constants and second names are copied.
   */
  output(name: string, value: Value): Value {
    const renamed = this.#value(name, value.dtype, value.shape)
    if (this.#made.has(value.name) && !this.outputNames.has(value.name)) this.outputNames.set(value.name, name)
    else this.nodes.push({ op: 'Identity', inputs: [value], outputs: [renamed], attributes: {} })
    this.outputs.push(renamed)
    return renamed
  }

  #shared(key: string, kind: string, dtype: DType, shape: readonly number[], data: TensorData): Value {
    const known = this.#constants.get(key)
    if (known) return known
    const value = this.initializer(this.#fresh(kind), dtype, shape, data)
    this.#constants.set(key, value)
    return value
  }

  #fresh(kind: string): string {
    const count = this.#counters.get(kind) ?? 0
    this.#counters.set(kind, count + 1)
    return `${kind}_${count}`
  }

  #value(name: string, dtype: DType, shape: Shape): Value {
    const value: Value = { name, dtype, shape }
    if (!/^[A-Za-z_][\w.]*$/.test(name)) throw new GraphError(`${signature(value)}: not a valid ONNX name`)
    if (this.#names.has(name)) throw new GraphError(`the name ${name} is taken`)
    this.#names.add(name)
    return value
  }
}
