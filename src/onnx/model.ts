/**
 * @file From a graph to the bytes of an ONNX file and back to its constants. Opset 18, IR version 10: what every
 * onnxruntime since 1.18 and Netron read.
 */
import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf'
import type { Graph } from './graph.ts'
import { DTYPE_CODES } from './ops.ts'
import {
  type Attribute,
  type Dim,
  type DType,
  type ExternalInitializer,
  GraphError,
  type Initializer,
  type OpNode,
  type Value,
} from './types.ts'

const OPSET = 18n
const IR_VERSION = 10n

/**
 * Serializes a graph.
 *
 * @param metadata key-value pairs stored in the model (shown by Netron).
 * @returns the bytes of a `.onnx` file with every intermediate value's type and shape, doc strings and constants.
 */
export function serialize(g: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const used = liveNodes(g)
  const outputs = new Set(g.outputs.map(({ name }) => name))
  const read = new Set([...used.flatMap(({ inputs }) => inputs), ...g.outputs].map(({ name }) => name))
  const graph = create(GraphProtoSchema, {
    name: g.name,
    docString: g.doc,
    node: used.map((node, i) => nodeProto(node, i)),
    input: g.inputs.map(valueInfo),
    output: g.outputs.map(valueInfo),
    valueInfo: used.flatMap((node) => node.outputs.filter(({ name }) => !outputs.has(name)).map(valueInfo)),
    initializer: [
      ...g.initializers.filter(({ value }) => read.has(value.name)).map(tensorProto),
      ...g.externals.filter(({ value }) => read.has(value.name)).map(externalProto),
    ],
  })
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'opd-playground',
    docString: g.doc,
    opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: OPSET })],
    metadataProps: Object.entries(metadata).map(([key, value]) => create(StringStringEntryProtoSchema, { key, value })),
    graph,
  })
  return toBinary(ModelProtoSchema, model)
}

/** Nodes that an output needs, under their outputs' names: differentiation leaves some behind that nobody reads. */
function liveNodes(g: Graph): readonly OpNode[] {
  const needed = new Set(g.outputs.map(({ name }) => name))
  const live: OpNode[] = []
  const named = (value: Value): Value => ({ ...value, name: g.outputNames.get(value.name) ?? value.name })
  for (const inner of [...g.nodes].reverse()) {
    const node = { ...inner, inputs: inner.inputs.map(named), outputs: inner.outputs.map(named) }
    if (!node.outputs.some(({ name }) => needed.has(name))) continue
    for (const { name } of node.inputs) needed.add(name)
    live.push(node)
  }
  return live.reverse()
}

function nodeProto(node: OpNode, index: number) {
  return create(NodeProtoSchema, {
    name: `${node.op}_node_${index}`,
    opType: node.op,
    input: node.inputs.map(({ name }) => name),
    output: node.outputs.map(({ name }) => name),
    attribute: Object.entries(node.attributes).map(([name, value]) => attributeProto(name, value)),
  })
}

function attributeProto(name: string, value: Attribute) {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) })
  if (typeof value === 'string')
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) })
  if ('float' in value) return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.float })
  return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) })
}

function valueInfo(value: Value) {
  const dim = value.shape.map((d: Dim) =>
    create(TensorShapeProto_DimensionSchema, {
      value: typeof d === 'number' ? { case: 'dimValue', value: BigInt(d) } : { case: 'dimParam', value: d },
    }),
  )
  const tensor = create(TypeProto_TensorSchema, {
    elemType: DTYPE_CODES[value.dtype],
    shape: create(TensorShapeProtoSchema, { dim }),
  })
  return create(ValueInfoProtoSchema, {
    name: value.name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensor } }),
  })
}

function tensorProto({ value, data }: Initializer) {
  const bytes = new Uint8Array(data.byteLength)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return create(TensorProtoSchema, {
    name: value.name,
    dataType: DTYPE_CODES[value.dtype],
    dims: value.shape.map((dim) => BigInt(dim)),
    rawData: bytes,
  })
}

function externalProto({ value, tensor }: ExternalInitializer) {
  const { location, offset, bytes } = tensor
  const entries = { location, offset: String(offset), length: String(bytes) }
  return create(TensorProtoSchema, {
    name: value.name,
    dataType: DTYPE_CODES[value.dtype],
    dims: value.shape.map((dim) => BigInt(dim)),
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: Object.entries(entries).map(([key, value]) => create(StringStringEntryProtoSchema, { key, value })),
  })
}

export interface StoredTensor {
  readonly name: string
  readonly dtype: DType
  readonly shape: readonly number[]
  /** Little-endian elements, as in the file. */
  readonly bytes: Uint8Array
}

/**
 * The constants stored in an ONNX file (raw data only, which is how `serialize` writes them).
 * @throws GraphError when the bytes are not an ONNX model.
 */
export function readConstants(file: Uint8Array): readonly StoredTensor[] {
  const model = (() => {
    try {
      return fromBinary(ModelProtoSchema, file)
    } catch (error) {
      throw new GraphError(`not an ONNX model: ${error instanceof Error ? error.message : String(error)}`)
    }
  })()
  const dtypes = new Map(Object.entries(DTYPE_CODES).map(([dtype, code]) => [code, dtype as DType]))
  return (model.graph?.initializer ?? []).map(({ name, dataType, dims, rawData }) => {
    const dtype = dtypes.get(dataType)
    if (!dtype) throw new GraphError(`${name}: element type ${dataType} is not supported`)
    return { name, dtype, shape: dims.map(Number), bytes: rawData }
  })
}
