/**
 * @file A model in a folder of its own, in Hugging Face layout: everything is read and checked but the weights, which stay
 * where they are until a session takes them, as the files that they are.
 */
import { decodeText, parseJson as parseText } from '../../json/parse.ts'
import { message } from '../../message/message.ts'
import { type DecoderConfig, parameterCount } from '../../network/config.ts'
import { buildDecoder } from '../../network/decoder.ts'
import { serialize } from '../../onnx/model.ts'
import type { ExternalFile } from '../decoder.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { ModelFiles, ModelSource } from '../loader.ts'
import type { DecoderShape } from '../model-config.ts'
import type { Backend, ModelInfo, ModelPlan } from '../types.ts'
import { filesOfFlat, type Merge, readMerge } from './adapter.ts'
import { readChatTemplate } from './chat.ts'
import { decoderOf } from './decoder-size.ts'
import { flatWeights } from './flat-weights.ts'
import type { ModelFolder } from './folder.ts'
import { checkEmbedded, checkMemory, memoryBudget, memoryOf, memoryOfEmbedded } from './memory.ts'
import { exportIn, type OnnxExport, onlyExported, readExport, sourceOfExport } from './onnx-export.ts'
import { type FoundTensors, findTensors } from './tensors.ts'
import { outsideVocabulary } from './tokenizer.ts'
import { hasSafetensors, pointerFile, shardsOf } from './weight-files.ts'
import { widenedFiles, widenedTensors } from './widen.ts'

type Json = Readonly<Record<string, unknown>>

export interface OutsideModel {
  readonly folder: ModelFolder
  readonly files: ModelFiles
  /** Its weights, or the export that holds them where nothing but the runtime can get at them. */
  readonly holds: StoredWeights | OnnxExport
}

/** Weights in safetensors files. */
export interface StoredWeights {
  readonly config: DecoderConfig
  readonly found: FoundTensors
  /** Adds the adapter that the model was opened with; null where there is none. */
  readonly merge: Merge | null
}

/**
 * Reads a folder.
 * @param id under which the engine lists the model
 * @param adapter a folder with a LoRA adapter for it
 * @throws EngineError 'missing-file', 'corrupt-file', 'wrong-vocabulary' or 'unsupported-model', in one line for people
 */
export async function readOutsideModel(
  folder: ModelFolder,
  id: string,
  adapter: ModelFolder | null = null,
): Promise<OutsideModel> {
  const { name, sizes } = folder
  if (!sizes.has('config.json')) {
    if (sizes.has('adapter_config.json'))
      throw new EngineError(
        'missing-file',
        message('"{name}" is an adapter, not a model.', { name }),
        'Give the model that it belongs to, and this folder as its adapter.',
      )
    // A folder with nothing but a GGUF file or a pickle is told so; one with weights lacks its configuration alone.
    await shardsOf(folder)
    throw missing(name, 'config.json')
  }
  const json = await readJson(folder, 'config.json')
  const holds = await weightsIn(folder, json, adapter)
  if (!sizes.has('tokenizer.json')) throw missing(name, 'tokenizer.json')
  const optional = async (path: string) => (sizes.has(path) ? await readJson(folder, path) : {})
  const shape = shapeOf(dimensionsOf(holds), json, await optional('generation_config.json'))
  const tokenizer = await readJson(folder, 'tokenizer.json')
  const tokenizerConfig = await optional('tokenizer_config.json')
  const template = sizes.has('chat_template.jinja')
    ? new TextDecoder().decode(await folder.read('chat_template.jinja'))
    : null
  const chat = await readChatTemplate(template, tokenizerConfig, name)
  const files: ModelFiles = {
    info: {
      id,
      name,
      role: 'own',
      ...sizeOf(holds, folder),
      sha256: '',
      description: message('A {architecture} from a folder.', { architecture: architectureOf(json) }),
    },
    shape,
    config: json,
    vocabulary: outsideVocabulary(tokenizer, tokenizerConfig, shape, name, chat),
    source: (backend) => sourceOn(backend, folder, holds),
  }
  return { folder, files, holds }
}

/** Safetensors files where there are any: only they can be trained. */
async function weightsIn(
  folder: ModelFolder,
  json: Json,
  adapter: ModelFolder | null,
): Promise<StoredWeights | OnnxExport> {
  const path = hasSafetensors(folder) ? null : exportIn(folder)
  if (path !== null) {
    if (adapter) throw onlyExported(folder.name)
    return readExport(folder, path, json)
  }
  const config = decoderOf(json, folder.name)
  const found = await findTensors(folder, config)
  return { config, found, merge: adapter && (await readMerge(adapter, config)) }
}

type Dimensions = Omit<DecoderShape, 'bosId' | 'eosIds'>

function dimensionsOf(holds: StoredWeights | OnnxExport): Dimensions {
  if ('shape' in holds) return holds.shape
  const { layers, kvHeads, headDim, vocabSize, maxPositions } = holds.config
  return { layers, kvHeads, headDim, vocabulary: vocabSize, maxPositions }
}

function sizeOf(holds: StoredWeights | OnnxExport, { sizes }: ModelFolder): Pick<ModelInfo, 'parameters' | 'bytes'> {
  if ('shape' in holds) return { parameters: holds.parameters, bytes: holds.bytes }
  const bytes = holds.found.files.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0)
  return { parameters: parameterCount(holds.config), bytes }
}

const architectureOf = ({ model_type: type }: Json): string => (typeof type === 'string' ? type : 'decoder')

/** What a model is and costs on a backend. */
export function planOf({ holds, files }: OutsideModel, backend: Backend): ModelPlan {
  const { info, shape, vocabulary, config: json } = files
  return {
    info,
    architecture: architectureOf(json as Json),
    layers: shape.layers,
    vocabulary: shape.vocabulary,
    maxPositions: shape.maxPositions,
    stored: 'shape' in holds ? 'ONNX' : storedAs(holds.found),
    memory: 'shape' in holds && holds.embeds ? memoryOfEmbedded(info.parameters) : memoryOf(info.parameters),
    budget: memoryBudget(backend),
    chats: vocabulary.chat !== null,
    tokenizer: vocabulary.fingerprint,
  }
}

/** End-of-text tokens are those of generation_config.json, as in transformers; chat models end with others than base models. */
function shapeOf(dimensions: Dimensions, json: Json, generation: Json): DecoderShape {
  const isId = (id: unknown): id is number =>
    Number.isSafeInteger(id) && Number(id) >= 0 && Number(id) < dimensions.vocabulary
  const ends = [generation.eos_token_id ?? json.eos_token_id ?? []].flat()
  const bos = json.bos_token_id
  return {
    ...dimensions,
    bosId: isId(bos) ? bos : 0,
    eosIds: ends.filter(isId),
  }
}

/**
 * Whether a model fits on a backend beside others.
 * @param others their parameters
 * @throws EngineError 'out-of-memory' with the sum
 */
export function checkRoom(name: string, holds: StoredWeights | OnnxExport, others: number, backend: Backend): void {
  if ('shape' in holds && holds.embeds) checkEmbedded(name, holds.parameters, backend)
  checkMemory(name, 'shape' in holds ? holds.parameters : parameterCount(holds.config), others, backend)
}

function storedAs({ tensors }: FoundTensors): string {
  return [...new Set([...tensors.values()].map(({ dtype }) => dtype))].join(', ')
}

function sourceOn(backend: Backend, folder: ModelFolder, holds: StoredWeights | OnnxExport): ModelSource {
  checkRoom(folder.name, holds, 0, backend)
  if ('shape' in holds) return sourceOfExport(folder, holds)
  const { config, found, merge } = holds
  const { tensors, files } = found
  // The WebGPU provider knows no bfloat16.
  const widen = backend === 'webgpu' && [...tensors.values()].some(({ dtype }) => dtype === 'bfloat16')
  const apart = widen || merge !== null
  const onnx = serialize(buildDecoder(config, { weights: apart ? widenedTensors(tensors) : tensors, rows: 'input' }))
  const read = async (): Promise<readonly ExternalFile[]> => {
    if (merge) return filesOfFlat(config, merge(await flatWeights(folder, config, found)))
    const whole = await Promise.all(files.map(async (path) => ({ path, data: await folder.read(path) })))
    return widen ? widenedFiles(tensors, whole) : whole
  }
  return { onnx, readOnnx: async () => onnx, readExternal: read, choosesRows: true }
}

async function readJson(folder: ModelFolder, path: string): Promise<Json> {
  const again = message('Copy or fetch the file again.')
  const json = await folder.read(path).then((bytes) => {
    const pointer = pointerFile(path, bytes.subarray(0, 64))
    if (pointer) throw pointer
    try {
      return parseText(decodeText(bytes))
    } catch (error) {
      throw new EngineError(
        'corrupt-file',
        message('The file {path} cannot be read ({why}).', { path, why: oneLine(error) }),
        again,
      )
    }
  })
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json
  throw new EngineError('corrupt-file', message('The file {file} holds no JSON object.', { file: path }), again)
}

function missing(name: string, path: string): EngineError {
  return new EngineError(
    'missing-file',
    message('"{name}" has no {file}.', { name, file: path }),
    'Give a whole folder in Hugging Face layout, as save_pretrained writes it for model and tokenizer.',
  )
}
