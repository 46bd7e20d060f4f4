/** @file The engine in Node: for the lab, for training and evaluation scripts, and for tests. */
import { createEngine, type LocalEngine } from '../engine/engine.ts'
import type { FileSource } from '../engine/files.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'
import { nodeFiles } from './node-files.ts'
import { nodeHardware } from './node-hardware.ts'

export interface NodeEngineOptions {
  /** The models folder, or where its files come from. Default "models", relative to the working directory. */
  readonly models?: string | FileSource
  /** Models in folders of their own, by their ids. */
  readonly folders?: ReadonlyMap<string, ModelFolder>
  /** LoRA adapters for some of them. */
  readonly adapters?: ReadonlyMap<string, ModelFolder>
  /** Threads of the native provider. */
  readonly threads?: number
}

/** An engine over a models folder. Call `start` to choose a backend; without it the native CPU provider is used. */
export function createNodeEngine({
  models = 'models',
  folders,
  adapters,
  threads,
}: NodeEngineOptions = {}): LocalEngine {
  return createEngine({
    hardware: nodeHardware(threads),
    ...(folders && { folders }),
    ...(adapters && { adapters }),
    files: typeof models === 'string' ? nodeFiles(models) : models,
  })
}
