/** @file What models take of a backend's memory, told before it is taken. */

import { message } from '../../message/message.ts'
import { EngineError } from '../errors.ts'
import type { Backend, ModelInfo } from '../types.ts'

/** What the heap of WebAssembly can give to models: 4 GB less what the page and the runtime take. */
const WASM_BYTES = 3.2e9
/** The runtime with an empty session. */
const RUNTIME_BYTES = 0.5e9
/** Four bytes a parameter whatever the file holds, and a third more while a session is made. */
const BYTES_A_PARAMETER = 4 * 1.3

/** Bytes that models of so many parameters take together. */
export function memoryOf(parameters: number): number {
  return parameters * BYTES_A_PARAMETER + RUNTIME_BYTES
}

/** Bytes that a backend has for all models together, or null where nothing here limits them. */
export function memoryBudget(backend: Backend): number | null {
  return backend === 'wasm' ? WASM_BYTES : null
}

/**
 * @param others parameters of the models that are there already
 * @throws EngineError 'out-of-memory' with the sum
 */
export function checkMemory(name: string, parameters: number, others: number, backend: Backend): void {
  const budget = memoryBudget(backend)
  const bytes = memoryOf(parameters + others)
  if (budget === null || bytes <= budget) return
  const gigabytes = (count: number) => (count / 1e9).toFixed(1)
  if (others > 0 && memoryOf(parameters) <= budget)
    throw new EngineError(
      'out-of-memory',
      message(
        '"{name}" and the models that you have brought already need about {bytes} GB together; WebAssembly has about {budget}.',
        { name, bytes: gigabytes(bytes), budget: gigabytes(budget) },
      ),
      'Remove one of the others first.',
    )
  throw new EngineError(
    'out-of-memory',
    message(
      '"{name}" needs about {bytes} GB ({parameters} billion parameters of 4 bytes, a third more while it loads, and the runtime); WebAssembly has about {budget}.',
      { name, bytes: gigabytes(memoryOf(parameters)), parameters: gigabytes(parameters), budget: gigabytes(budget) },
    ),
    'Choose a smaller model, or the WebGPU backend.',
  )
}

/** An ONNX file with the weights in it is held as it was read, as it was parsed, and as the session has it (natively measured). */
const COPIES_OF_EMBEDDED = 3

/** Bytes that an ONNX file with so many weights in it takes. */
export function memoryOfEmbedded(parameters: number): number {
  return memoryOf(COPIES_OF_EMBEDDED * parameters)
}

/** @throws EngineError 'out-of-memory' with the sum */
export function checkEmbedded(name: string, parameters: number, backend: Backend): void {
  const budget = memoryBudget(backend)
  const bytes = memoryOfEmbedded(parameters)
  if (budget === null || bytes <= budget) return
  throw new EngineError(
    'out-of-memory',
    message(
      '"{name}" needs about {bytes} GB, because its weights stand in the ONNX file itself and are held three times while it loads; WebAssembly has about {budget}.',
      { name, bytes: (bytes / 1e9).toFixed(1), budget: (budget / 1e9).toFixed(1) },
    ),
    'Give the folder with model.safetensors instead, or choose the WebGPU backend.',
  )
}

/** Frozen weights stand three times while an adapter trains: as they were read, in the session, and turned for the way back. */
const BYTES_A_FROZEN = 12
/** Training all weights keeps gradient, two moments, the start and checkpoints of them. */
const MOST_TRAINED = 30e6
/** A gradient on all weights and a copy that has moved. */
const MOST_PROBED = 20e6

/**
 * Whether a model can be trained on a backend, known before its weights are read.
 * @param adapts only an adapter trains
 * @throws EngineError 'out-of-memory' with the sum
 */
export function checkTraining({ name, parameters }: ModelInfo, adapts: boolean, backend: Backend): void {
  const millions = Math.round(parameters / 1e6)
  if (!adapts && parameters > MOST_TRAINED)
    throw new EngineError(
      'out-of-memory',
      message('"{name}" has {n} million weights; at most {most} million are trained as a whole here.', {
        name,
        n: millions,
        most: MOST_TRAINED / 1e6,
      }),
      'Train an adapter: choose a rank above 0.',
    )
  const budget = memoryBudget(backend)
  const bytes = parameters * BYTES_A_FROZEN + RUNTIME_BYTES
  if (budget === null || bytes <= budget) return
  throw new EngineError(
    'out-of-memory',
    message(
      'Training an adapter beside "{name}" needs about {bytes} GB ({n} million frozen weights, three times 4 bytes each, and the runtime); WebAssembly has about {budget}.',
      { name, bytes: (bytes / 1e9).toFixed(1), n: millions, budget: (budget / 1e9).toFixed(1) },
    ),
    'Choose a smaller model, or the WebGPU backend.',
  )
}

/** Whether a step can be predicted, and tried on a copy. @throws EngineError 'out-of-memory' */
export function checkProbe({ name, parameters }: ModelInfo): void {
  if (parameters <= MOST_PROBED) return
  throw new EngineError(
    'out-of-memory',
    message('"{name}" has {n} million weights; a step is tried on a copy of at most {most} million.', {
      name,
      n: Math.round(parameters / 1e6),
      most: MOST_PROBED / 1e6,
    }),
    'Choose a smaller student for this.',
  )
}
