/** @file The browser's side of the benchmark: the same work on onnxruntime-web's WASM provider. */
import * as ort from 'onnxruntime-web/wasm'
import { type Ceiling, measureCeiling } from './ceiling.ts'
import {
  type LargeRest,
  type LargeScoring,
  type LargeTimes,
  timeLarge,
  timeLargeRest,
  timeLargeScoring,
  timeScoreProducts,
  widened,
} from './large-work.ts'
import { type Times, timeWork } from './work.ts'

declare global {
  interface Window {
    timeOnWasm?: (threads: number) => Promise<Times>
    timeLargeOnWasm?: (address: string, threads: number, repeats: number) => Promise<LargeTimes>
    timeLargeRestOnWasm?: (address: string, threads: number, repeats: number) => Promise<LargeRest>
    timeLargeScoring?: (count: number) => Promise<LargeScoring>
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

window.timeLargeOnWasm = async (address, threads, repeats) =>
  timeLarge(onWasm(threads), await fetched(address), repeats)

window.timeLargeRestOnWasm = async (address, threads, repeats) => {
  const data = await fetched(address)
  return timeLargeRest(onWasm(threads), data, new Float32Array(widened(data).buffer), repeats)
}

window.timeLargeScoring = timeLargeScoring

const fetched = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer())

function onWasm(threads: number) {
  ort.env.wasm.numThreads = threads
  const create = (model: Uint8Array, external: { readonly path: string; readonly data: Uint8Array }) =>
    ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      ...(external.data.length > 0 && { externalData: [external] }),
    })
  return { Tensor: ort.Tensor, create }
}
