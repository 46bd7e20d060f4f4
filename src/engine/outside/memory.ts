/** @file What models take of a backend's memory, told before it is taken. */
import { EngineError } from '../errors.ts'
import type { Backend } from '../types.ts'

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
      `"${name}" and the models that you have brought already need about ${gigabytes(bytes)} GB together; WebAssembly has about ${gigabytes(budget)}.`,
      'Remove one of the others first.',
    )
  throw new EngineError(
    'out-of-memory',
    `"${name}" needs about ${gigabytes(memoryOf(parameters))} GB (${gigabytes(parameters)} billion parameters of 4 bytes, a third more while it loads, and the runtime); WebAssembly has about ${gigabytes(budget)}.`,
    'Choose a smaller model, or the WebGPU backend.',
  )
}
