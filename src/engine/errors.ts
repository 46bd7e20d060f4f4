/**
 * @file The one error type that leaves the engine. Every failure becomes {code, message, remedy}: what happened, and what
 * the person at the page or the terminal can do about it. It crosses the worker's border as data, never as a string.
 */
import { english, message, type Sentence, withDetail } from '../message/message.ts'

const ENGINE_ERROR_CODES = [
  'cancelled',
  'bad-request',
  'unknown-model',
  'missing-file',
  'corrupt-file',
  'wrong-vocabulary',
  'unsupported-model',
  'too-long',
  'backend-unavailable',
  'device-lost',
  'out-of-memory',
  'session-failed',
  'worker-crashed',
] as const
export type EngineErrorCode = (typeof ENGINE_ERROR_CODES)[number]

export interface EngineErrorData {
  readonly code: EngineErrorCode
  /** What happened, one sentence. */
  readonly message: Sentence
  /** What to do about it, one sentence. */
  readonly remedy: Sentence
}

/**
 * A failure with a remedy, in English for terminals and programs, and as `sentences` for a page that speaks other languages.
 * `toData` and `EngineError.from` carry it across the worker's border.
 */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode
  readonly remedy: string
  readonly sentences: Omit<EngineErrorData, 'code'>

  constructor(code: EngineErrorCode, message: Sentence, remedy: Sentence, options?: ErrorOptions) {
    super(english(message), options)
    this.code = code
    this.remedy = english(remedy)
    this.sentences = { message, remedy }
  }

  toData(): EngineErrorData {
    return { code: this.code, ...this.sentences }
  }

  static from(data: EngineErrorData): EngineError {
    return new EngineError(data.code, data.message, data.remedy)
  }
}

/** The error of an operation that was stopped on purpose. */
export function cancelled(): EngineError {
  return new EngineError('cancelled', 'The operation was cancelled.', 'Start it again when you want its result.')
}

/** Throws EngineError 'cancelled' when the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled()
}

/** True for the engine's own 'cancelled' and for the platform's AbortError. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof EngineError) return error.code === 'cancelled'
  return error instanceof Error && error.name === 'AbortError'
}

const DEVICE_LOST = /device (?:is |was |has been )?(?:lost|destroyed)|lost device|buffer_manager\.cc/i
const NO_ADAPTER = /webgpu adapter|no available adapters|no supported adapters/i
/** The runtime finds no room at all: what makes requests smaller does not help. */
const NO_MEMORY = /WebAssembly\.Memory\(\)|could not allocate memory/i
/** Forbidden by a strict mode of the browser, or by a policy of the host. */
const NO_WASM = /WebAssembly is not defined|can't find variable: WebAssembly|wasm code generation (?:is )?disallowed/i
const OUT_OF_MEMORY =
  /out of memory|\boom\b|bad_alloc|failed to allocate|allocation failed|exceeds the max buffer size|memory access out of bounds|invalid (?:typed )?array (?:buffer )?length/i

/**
 * Turns whatever was thrown (ONNX Runtime throws bare Errors and, from WebAssembly, numbers) into an EngineError.
 * An EngineError passes unchanged; aborts, missing and lost devices and exhausted memory are recognised; the rest gets
 * `fallback`, with the original message appended to its own.
 */
export function toEngineError(thrown: unknown, fallback: EngineErrorData): EngineError {
  if (thrown instanceof EngineError) return thrown
  if (isCancelled(thrown)) return cancelled()
  const whole = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  const detail = oneLine(thrown)
  const cause = { cause: thrown }
  // What a file system says quotes the file's name, which may be anything.
  if (thrown instanceof Error && 'errno' in thrown)
    return new EngineError(fallback.code, withDetail(fallback.message, detail), fallback.remedy, cause)
  if (DEVICE_LOST.test(whole)) return deviceLost(detail, cause)
  if (NO_ADAPTER.test(whole)) return noAdapter(cause)
  if (NO_WASM.test(whole)) {
    return new EngineError(
      'backend-unavailable',
      message('This browser lets the page run no WebAssembly ({detail}).', { detail }),
      'Allow it for this site (strict security modes turn it off), or open the page in another browser.',
      cause,
    )
  }
  if (NO_MEMORY.test(whole)) {
    return new EngineError(
      'out-of-memory',
      message('This browser has no memory left for the engine ({detail}).', { detail }),
      'Close other tabs and programs, then reload the page.',
      cause,
    )
  }
  if (OUT_OF_MEMORY.test(whole)) {
    return new EngineError(
      'out-of-memory',
      message('The device ran out of memory ({detail}).', { detail }),
      'Sample fewer rollouts, lower the maximum length, or unload a model, then try again.',
      cause,
    )
  }
  return new EngineError(fallback.code, withDetail(fallback.message, detail), fallback.remedy, cause)
}

/** The graphics device went away (driver reset, sleep, another tab). */
export function deviceLost(detail: string, options?: ErrorOptions): EngineError {
  return new EngineError(
    'device-lost',
    message('The graphics device was lost ({detail}).', { detail }),
    'Run it again: the engine rebuilds the device and its models. If it happens often, choose the WASM backend.',
    options,
  )
}

/** WebGPU was asked for and there is no graphics adapter. */
function noAdapter(options: ErrorOptions): EngineError {
  return new EngineError(
    'backend-unavailable',
    'WebGPU finds no graphics adapter here.',
    'Use wasm (or cpu in Node) instead, or install a graphics driver with Vulkan, Metal or Direct3D 12.',
    options,
  )
}

/** Longest detail that is quoted: ONNX Runtime's messages run to whole paragraphs of C++ signatures. */
const MAX_DETAIL = 160

/** One short line of text for anything thrown. */
export function oneLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : String(thrown)
  const first = text.split('\n').find((line) => line.trim() !== '') ?? 'no message'
  // Its own words come last, after the place in the source and the condition that failed.
  const line = (first.split(/ was false\. |ERROR_MESSAGE: /).pop() ?? first).trim().replace(/\.$/, '')
  return line.length <= MAX_DETAIL ? line : `${line.slice(0, MAX_DETAIL - 1)}…`
}
