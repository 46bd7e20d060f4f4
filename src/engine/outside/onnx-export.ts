/**
 * @file A decoder's ONNX export with a key-value cache, as optimum and transformers.js write it: which file of a folder it is, and
 * whether its inputs and outputs are those that the engine feeds and reads. The graph is the file's own, so any architecture will do.
 */
import { message } from '../../message/message.ts'
import { MOST_POSITIONS } from '../../network/hugging-face.ts'
import type { Dim } from '../../onnx/types.ts'
import type { ExternalFile } from '../decoder.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { ModelSource } from '../loader.ts'
import type { DecoderShape } from '../model-config.ts'
import type { ModelFolder } from './folder.ts'
import { type OnnxHeader, type Port, readOnnxHeader } from './onnx-header.ts'
import { damaged, strangeFile } from './weight-files.ts'

type Json = Readonly<Record<string, unknown>>

/** Where exports lie, the one that is read first in front. Those with half-precision weights must have 32-bit inputs and outputs. */
export const EXPORTS = [
  ...['onnx/model.onnx', 'onnx/decoder_model_merged.onnx', 'model.onnx', 'decoder_model_merged.onnx'],
  'onnx/model_fp16.onnx',
] as const

export interface OnnxExport {
  /** Of the ONNX file, within the folder. */
  readonly path: string
  /** By the names that the graph has for them: their paths within the folder. */
  readonly beside: ReadonlyMap<string, string>
  readonly shape: Omit<DecoderShape, 'bosId' | 'eosIds'>
  readonly parameters: number
  /** Bytes of all its files. */
  readonly bytes: number
  /** The weights stand in the ONNX file itself. */
  readonly embeds: boolean
}

/** The export of a folder, or null where it has none. */
export function exportIn({ sizes }: ModelFolder): string | null {
  return EXPORTS.find((path) => sizes.has(path)) ?? null
}

/**
 * Reads what an export says of itself, without its weights.
 * @param json config.json, for what the graph leaves open
 * @throws EngineError 'corrupt-file', 'missing-file' for a file beside it, or 'unsupported-model' naming the first input or output that
 *   does not fit
 */
export async function readExport(folder: ModelFolder, path: string, json: Json): Promise<OnnxExport> {
  const size = folder.sizes.get(path) ?? 0
  const header = await readOnnxHeader((start, end) => folder.read(path, { start, end }), size).catch(
    async (error: unknown) => {
      if (error instanceof EngineError) throw error
      const strange = strangeFile(path, await folder.read(path, { start: 0, end: Math.min(size, 64) }))
      throw strange ?? damaged(path, oneLine(error))
    },
  )
  const misfit = (why: string) => unfit(folder, path, why)
  const shape = shapeOf(header, json, misfit)
  const home = path.slice(0, path.lastIndexOf('/') + 1)
  const beside = new Map(header.locations.map((location) => [location, `${home}${location}`]))
  for (const file of beside.values()) {
    if (folder.sizes.has(file)) continue
    throw new EngineError(
      'missing-file',
      message('"{name}" lacks {file}, which {index} names.', { name: folder.name, file, index: path }),
      'Copy or fetch that file as well.',
    )
  }
  const bytes = [path, ...beside.values()].reduce((sum, file) => sum + (folder.sizes.get(file) ?? 0), 0)
  return { path, beside, shape, parameters: header.constants, bytes, embeds: header.within > bytes / 2 }
}

/** The export as what a session is made from: its files are read whenever that is. */
export function sourceOfExport(folder: ModelFolder, { path, beside }: OnnxExport): ModelSource {
  const readExternal = () =>
    Promise.all(
      [...beside].map(async ([name, file]): Promise<ExternalFile> => ({ path: name, data: await folder.read(file) })),
    )
  return { onnx: null, readOnnx: () => folder.read(path), ...(beside.size > 0 && { readExternal }) }
}

/** For what needs the weights themselves. */
export function onlyExported(name: string): EngineError {
  return new EngineError(
    'unsupported-model',
    message('"{name}" is an ONNX export: it can write and be read, but its weights cannot be trained.', { name }),
    'Give the folder with model.safetensors to train it.',
  )
}

const PAST = /^past_key_values\.(\d+)\.(key|value)$/

function shapeOf(header: OnnxHeader, json: Json, misfit: (why: string) => EngineError): OnnxExport['shape'] {
  const inputs = new Map(header.inputs.map((port) => [port.name, port]))
  const outputs = new Map(header.outputs.map((port) => [port.name, port]))
  const port = (from: ReadonlyMap<string, Port>, name: string, dtype: string, rank: number): Port => {
    const found = from.get(name)
    const what = from === inputs ? 'input' : 'output'
    if (!found) throw misfit(`it has no ${what} ${name}`)
    if (found.dtype !== dtype) throw misfit(`its ${what} ${name} is ${found.dtype}, not ${dtype}`)
    if (found.shape && found.shape.length !== rank)
      throw misfit(`its ${what} ${name} has ${found.shape.length} dimensions, not ${rank}`)
    return found
  }
  const open = (found: Port, axes: readonly number[]): void => {
    const fixed = axes.find((axis) => typeof found.shape?.[axis] === 'number')
    if (fixed !== undefined)
      throw misfit(`its ${found.name} is made for ${found.shape?.[fixed]} entries along axis ${fixed} alone`)
  }
  for (const name of ['input_ids', 'attention_mask']) open(port(inputs, name, 'int64', 2), [0, 1])
  if (inputs.has('position_ids')) open(port(inputs, 'position_ids', 'int64', 2), [0, 1])
  const numbers = header.inputs.flatMap(({ name }) => PAST.exec(name)?.[1] ?? [])
  const layers = new Set(numbers).size
  if (layers === 0) throw misfit('it has no inputs past_key_values.N.key and .value')
  const heads = new Set<Dim | undefined>()
  const widths = new Set<Dim | undefined>()
  for (let layer = 0; layer < layers; layer++)
    for (const part of ['key', 'value']) {
      const past = port(inputs, `past_key_values.${layer}.${part}`, 'float32', 4)
      open(past, [0, 2])
      port(outputs, `present.${layer}.${part}`, 'float32', 4)
      heads.add(past.shape?.[1])
      widths.add(past.shape?.[3])
    }
  const known = ['input_ids', 'attention_mask', 'position_ids']
  const strange = header.inputs.find(({ name }) => !known.includes(name) && !PAST.test(name))
  if (strange) throw misfit(`it has an input ${strange.name}, which nothing here feeds`)
  const logits = port(outputs, 'logits', 'float32', 3)
  open(logits, [0, 1])
  const field = (name: string): number | null => {
    const value = json[name]
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null
  }
  /** What the graph says, or config.json where it says nothing. Both must agree. */
  const agreed = (what: string, dims: ReadonlySet<Dim | undefined>, fallback: number | null, names: string): number => {
    const stated = [...dims].filter((dim) => typeof dim === 'number')
    const [first = fallback, second] = stated
    if (second !== undefined) throw misfit(`its layers differ in their ${what}`)
    if (first === null) throw misfit(`neither it nor config.json (${names}) says how many ${what} there are`)
    if (fallback !== null && first !== fallback)
      throw misfit(`it has ${first} ${what}, config.json says ${fallback} (${names})`)
    return first
  }
  const attending = field('num_attention_heads')
  const hidden = field('hidden_size')
  const ofConfig = field('num_hidden_layers')
  if (ofConfig !== null && ofConfig !== layers)
    throw misfit(`it has a cache for ${layers} layers, config.json says ${ofConfig} (num_hidden_layers)`)
  const positions = field('max_position_embeddings') ?? field('n_positions')
  if (positions === null) throw misfit('config.json has no usable max_position_embeddings')
  // A head's width is left to the graph where config.json only implies it: not every architecture divides evenly.
  const implied = attending !== null && hidden !== null && hidden % attending === 0 ? hidden / attending : null
  const width = field('head_dim') ?? ([...widths].some((dim) => typeof dim === 'number') ? null : implied)
  return {
    layers,
    kvHeads: agreed('key-value heads', heads, field('num_key_value_heads') ?? attending, 'num_key_value_heads'),
    headDim: agreed('numbers a head', widths, width, 'head_dim'),
    vocabulary: agreed('entries of the vocabulary', new Set([logits.shape?.[2]]), field('vocab_size'), 'vocab_size'),
    maxPositions: Math.min(MOST_POSITIONS, positions),
  }
}

function unfit({ name }: ModelFolder, file: string, why: string): EngineError {
  return new EngineError(
    'unsupported-model',
    message('The ONNX file {file} of "{name}" cannot be run here: {why}.', { file, name, why }),
    'Give a 32-bit export with input_ids, attention_mask and past_key_values.N.key and .value, or the folder with model.safetensors.',
  )
}
