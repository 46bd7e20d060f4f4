/** @file What a decoder's ONNX Runtime session is made with, what it must look like, and how its work ends. */
import type { InferenceSession } from 'onnxruntime-common'
import { message } from '../message/message.ts'
import { deviceLost, EngineError } from './errors.ts'
import type { DecoderShape } from './model-config.ts'
import type { Device, Runtime } from './runtime.ts'

/** Keys and values stay where the runtime wants them; everything else comes to the processor. */
export function sessionOptions(runtime: Runtime, device: Device, shape: DecoderShape): InferenceSession.SessionOptions {
  const base: InferenceSession.SessionOptions = {
    executionProviders: device.providers,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    intraOpNumThreads: runtime.threads,
  }
  if (runtime.cacheLocation === 'cpu') return base
  // Logits stay out of this list: they are always wanted on the processor.
  const locations = Object.fromEntries(cacheNames(shape, 'present').map((name) => [name, runtime.cacheLocation]))
  return { ...base, preferredOutputLocation: locations }
}

/** Names of a cache's tensors as inputs or outputs, in the order of `KvCache.tensors`. */
export function cacheNames(shape: DecoderShape, prefix: 'past_key_values' | 'present'): string[] {
  return Array.from({ length: shape.layers }, (_, layer) => [
    `${prefix}.${layer}.key`,
    `${prefix}.${layer}.value`,
  ]).flat()
}

/** @throws EngineError 'unsupported-model' when the session is no decoder */
export function checkSignature(model: string, session: InferenceSession): void {
  const cache = session.inputMetadata.find((input) => input.name === 'past_key_values.0.key')
  const logits = session.outputNames.includes('logits')
  if (logits && session.inputNames.includes('input_ids') && cache?.isTensor && cache.type === 'float32') return
  throw new EngineError(
    'unsupported-model',
    message('The model "{model}" is not a decoder with input_ids, a float32 key-value cache and logits.', { model }),
    'Use the 32-bit ONNX export of a decoder in Hugging Face layout.',
  )
}

/** Settles with the work, or rejects as soon as the device is lost: a run on a lost device may never settle. */
export function untilLost<T>(device: Device, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = device.onLost((reason) => reject(deviceLost(reason)))
    work.then(resolve, reject).finally(stop)
  })
}
