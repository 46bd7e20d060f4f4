/** @file From a manifest entry to a model that can run: read and check its files, make its session, warm it up. */

import { warmUp } from './backend-trial.ts'
import type { DecoderSession, ExternalFile } from './decoder.ts'
import { createDecoderSession } from './decoder-session.ts'
import { throwIfCancelled } from './errors.ts'
import { type FileSource, parseJson } from './files.ts'
import { type ManifestFile, type ManifestModel, modelFile, modelInfo, type Precision, weightsFile } from './manifest.ts'
import { type DecoderShape, readDecoderShape } from './model-config.ts'
import { outsideVocabulary } from './outside/tokenizer.ts'
import type { Runtime } from './runtime.ts'
import type { Backend, LoadProgress, ModelInfo } from './types.ts'
import { isWorldTokenizer, readVocabulary, type Vocabulary } from './vocabulary.ts'

/** A model that is open on a backend. */
export interface LoadedModel {
  readonly info: ModelInfo
  readonly vocabulary: Vocabulary
  readonly session: DecoderSession
}

/** A model's checked files in memory, not yet bound to a backend. */
export interface ModelFiles {
  readonly info: ModelInfo
  readonly shape: DecoderShape
  /** Parsed config.json. */
  readonly config: unknown
  readonly vocabulary: Vocabulary
  /** The graph with whatever it reads, for one backend. @throws EngineError 'out-of-memory' for a model that is too large there */
  readonly source: (backend: Backend) => ModelSource
}

/** What a session is made from. */
export interface ModelSource {
  /** The ONNX file where it is at hand already. */
  readonly onnx: Uint8Array | null
  /** Reads it again, so that no second copy stays in memory. */
  readonly readOnnx: (signal?: AbortSignal) => Promise<Uint8Array>
  /** Reads the files with the weights, where they are not in the ONNX file. */
  readonly readExternal?: () => Promise<readonly ExternalFile[]>
  /** The graph has the input `logit_rows`. */
  readonly choosesRows?: true
}

export interface LoadOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: LoadProgress) => void
}

/**
 * Reads everything that a model needs, the weights last.
 * @throws EngineError 'missing-file', 'corrupt-file', 'unsupported-model' or 'cancelled'
 */
export async function readModel(
  source: FileSource,
  model: ManifestModel,
  precision: Precision,
  { signal, onProgress }: LoadOptions = {},
): Promise<ModelFiles> {
  const info = modelInfo(model, precision)
  const weights = weightsFile(model, precision)
  const small = ['config.json', 'tokenizer.json', 'tokenizer_config.json'].map((name) => modelFile(model, name))
  const total = [...small, weights].reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  const report = (phase: LoadProgress['phase'], loaded: number) =>
    onProgress?.({ model: model.id, phase, loaded, total })
  const read = async (file: ManifestFile) => {
    throwIfCancelled(signal)
    const before = done
    report('download', before)
    const bytes = await source.read(file.path, {
      expected: file,
      onBytes: (loaded) => report('download', before + loaded),
      // The small files are checked in no time; only the weights are worth a phase of their own.
      onVerify: () => file === weights && report('verify', total),
      signal,
    })
    done += file.bytes
    return bytes
  }
  const [config, tokenizer, tokenizerConfig] = [
    parseJson(await read(small[0]!), small[0]!.path),
    parseJson(await read(small[1]!), small[1]!.path),
    parseJson(await read(small[2]!), small[2]!.path),
  ]
  const shape = readDecoderShape(config, model.id)
  return {
    info,
    shape,
    config,
    vocabulary: isWorldTokenizer(tokenizer)
      ? readVocabulary(tokenizer, tokenizerConfig, shape, model.id)
      : outsideVocabulary(tokenizer, tokenizerConfig, shape, model.id, null),
    source: sourceOf(await read(weights), (again) => source.read(weights.path, { expected: weights, signal: again })),
  }
}

/** A model whose weights are in its ONNX file: the same on every backend. */
export function sourceOf(onnx: Uint8Array, readOnnx: ModelSource['readOnnx']): ModelFiles['source'] {
  return () => ({ onnx, readOnnx })
}

/**
 * Makes the session on a runtime and runs it once, so that the first rollout does not wait for kernels to compile.
 * @throws EngineError 'session-failed', 'out-of-memory', 'device-lost', 'unsupported-model' or 'cancelled'
 */
export async function openModel(
  files: ModelFiles,
  runtime: Runtime,
  { signal, onProgress }: LoadOptions = {},
): Promise<LoadedModel> {
  const { info, shape, vocabulary } = files
  const report = (phase: LoadProgress['phase']) =>
    onProgress?.({ model: info.id, phase, loaded: info.bytes, total: info.bytes })
  const { onnx, readOnnx, readExternal, choosesRows } = files.source(runtime.backend)
  const session = createDecoderSession({
    model: info.id,
    runtime,
    shape,
    readWeights: readOnnx,
    ...(readExternal && { readExternal }),
    ...(choosesRows && { choosesRows }),
  })
  try {
    report('compile')
    await session.prepare(onnx ?? undefined, signal)
    report('warm-up')
    await warmUp(session, signal)
  } catch (error) {
    await session.close()
    throw error
  }
  return { info, vocabulary, session }
}
