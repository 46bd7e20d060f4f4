/**
 * @file What the engine needs from its surroundings: an ONNX Runtime module for each backend, the device that its sessions
 * share, and the mutex that keeps their calls apart. Node and the browser each implement `Hardware`.
 */

import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common'
import type { Sentence } from '../message/message.ts'
import type { Mutex } from './mutex.ts'
import type { Backend } from './types.ts'

/** The part of the onnxruntime-common API that is used. */
export interface OrtModule {
  readonly InferenceSession: {
    create(bytes: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>
  }
  readonly Tensor: TensorConstructor
}

/** One device (for CPU backends: the processor, which is never lost). */
export interface Device {
  readonly providers: readonly InferenceSession.ExecutionProviderConfig[]
  /** Why it is gone, or null while it works. */
  readonly lost: string | null
  /** Calls back once when the device is lost (at once if it already is); returns the way to stop listening. */
  onLost(listener: (reason: string) => void): () => void
}

/** One opened backend. */
export interface Runtime {
  readonly backend: Backend
  readonly ort: OrtModule
  readonly threads: number
  /** Where the key-value cache stays between decode steps. */
  readonly cacheLocation: Extract<Tensor.DataLocation, 'cpu' | 'gpu-buffer'>
  /** Around every create, run, release and dispose of this runtime. */
  readonly mutex: Mutex
  /** The one device of all sessions; made anew when the last one was lost. */
  device(): Promise<Device>
  dispose(): Promise<void>
}

/** Whether a backend can be used here, found out without loading it. */
export interface Availability {
  readonly available: boolean
  /** The processor plays the graphics card: correct, but slower than WASM. */
  readonly software: boolean
  /** Why it is not available or not worth a trial, in words, or null. */
  readonly reason: Sentence | null
}

/** A backend that this device may have. */
export interface BackendOption {
  readonly backend: Backend
  probe(): Promise<Availability>
  /** @throws EngineError 'backend-unavailable' */
  open(): Promise<Runtime>
}

/** The backends of Node or of this browser. */
export interface Hardware {
  /** In order of preference when nothing can be measured. */
  readonly backends: readonly BackendOption[]
}

/** A device that is never lost, for backends on the processor. */
export function processorDevice(providers: readonly InferenceSession.ExecutionProviderConfig[]): Device {
  return { providers, lost: null, onLost: () => () => undefined }
}
