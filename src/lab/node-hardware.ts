/**
 * @file The backends of Node: the native CPU provider, the WebAssembly build (for comparison with browsers), and WebGPU
 * where onnxruntime-node finds a graphics adapter.
 */
import { availableParallelism } from 'node:os'
import type { InferenceSession } from 'onnxruntime-common'
import { EngineError, oneLine } from '../engine/errors.ts'
import { createMutex } from '../engine/mutex.ts'
import { type BackendOption, type Hardware, type OrtModule, processorDevice, type Runtime } from '../engine/runtime.ts'
import type { Backend } from '../engine/types.ts'

/** More threads than this only wait for each other with models of a few million parameters. */
const MAX_THREADS = 4

/**
 * What Node can run on. 'cpu' comes first and is the only one that 'auto' considers.
 * @param threads of the native provider; default: the number of cores, at most 4
 */
export function nodeHardware(threads = Math.min(MAX_THREADS, availableParallelism())): Hardware {
  return {
    backends: [
      option('cpu', true, async () => runtime('cpu', await import('onnxruntime-node'), threads)),
      option('wasm', false, async () => {
        const ort = await import('onnxruntime-web')
        // The Node build of the WebAssembly runtime has no worker threads.
        ort.env.wasm.numThreads = 1
        return runtime('wasm', ort, 1)
      }),
      option('webgpu', false, async () => runtime('webgpu', await import('onnxruntime-node'), threads)),
    ],
  }
}

function option(backend: Backend, automatic: boolean, load: () => Promise<Runtime>): BackendOption {
  return {
    backend,
    probe: async () => ({
      available: true,
      software: !automatic,
      reason: automatic ? null : 'only on request in Node',
    }),
    async open() {
      try {
        return await load()
      } catch (error) {
        throw new EngineError(
          'backend-unavailable',
          `The backend "${backend}" could not be loaded (${oneLine(error)}).`,
          'Run npm ci, or use another --backend: cpu or wasm.',
          { cause: error },
        )
      }
    },
  }
}

function runtime(backend: Backend, ort: OrtModule, threads: number): Runtime {
  const provider: InferenceSession.ExecutionProviderConfig = backend
  const device = processorDevice([provider])
  return {
    backend,
    ort,
    threads,
    // onnxruntime-node aborts the process when it downloads a tensor that a run left on the device.
    cacheLocation: 'cpu',
    mutex: createMutex(),
    device: async () => device,
    dispose: async () => undefined,
  }
}
