/** @file The browser's side of the benchmark: the same work on onnxruntime-web's WASM provider. */
import * as ort from 'onnxruntime-web/wasm'
import { type Ceiling, measureCeiling } from './ceiling.ts'
import { type LargeTimes, timeLarge, timeScoreProducts } from './large-work.ts'
import { type Times, timeWork } from './work.ts'

declare global {
  interface Window {
    timeOnWasm?: (threads: number) => Promise<Times>
    timeLargeOnWasm?: (address: string, threads: number, repeats: number) => Promise<LargeTimes>
    timeScoreProductsOnWasm?: (threads: number, repeats: number) => Promise<number>
    measureCeiling?: () => Promise<Ceiling>
  }
}

window.measureCeiling = measureCeiling

window.timeScoreProductsOnWasm = (threads, repeats) => {
  ort.env.wasm.numThreads = threads
  const create = (model: Uint8Array) => ort.InferenceSession.create(model, { executionProviders: ['wasm'] })
  return timeScoreProducts({ Tensor: ort.Tensor, create }, repeats)
}

window.timeOnWasm = (threads) => {
  ort.env.wasm.numThreads = threads
  return timeWork({
    Tensor: ort.Tensor,
    create: (model) => ort.InferenceSession.create(model, { executionProviders: ['wasm'] }),
  })
}

window.timeLargeOnWasm = async (address, threads, repeats) => {
  ort.env.wasm.numThreads = threads
  const data = new Uint8Array(await (await fetch(address)).arrayBuffer())
  const create = (model: Uint8Array, external: { readonly path: string; readonly data: Uint8Array }) =>
    ort.InferenceSession.create(model, { executionProviders: ['wasm'], externalData: [external] })
  return timeLarge({ Tensor: ort.Tensor, create }, data, repeats)
}
