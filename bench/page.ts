/** @file The browser's side of the benchmark: the same work on onnxruntime-web's WASM provider. */
import * as ort from 'onnxruntime-web/wasm'
import { type Times, timeWork } from './work.ts'

declare global {
  interface Window {
    timeOnWasm?: (threads: number) => Promise<Times>
  }
}

window.timeOnWasm = (threads) => {
  ort.env.wasm.numThreads = threads
  return timeWork({
    Tensor: ort.Tensor,
    create: (model) => ort.InferenceSession.create(model, { executionProviders: ['wasm'] }),
  })
}
