/** @file Our page in the comparison with peers: the training step and the sampler on onnxruntime-web's WASM provider. */
import * as ort from 'onnxruntime-web/wasm'
import { createSampling, createTraining, createTrainingProducts } from './ours.ts'
import type { SampleTime, StepTime } from './workload.ts'

/** What every page of the comparison offers. */
export interface Contest {
  step?(): Promise<StepTime>
  /** The matrix products of a step alone. */
  products?(): Promise<{ readonly milliseconds: number }>
  /** A model of the size of a public one, in milliseconds; only a peer's page has it. */
  large?(repeats: number): Promise<{ readonly score: number; readonly decode: number }>
  sample?(rows: number, prompts: number): Promise<SampleTime>
}

declare global {
  interface Window {
    openContest?: (kind: 'training' | 'sampling' | 'large', threads: number) => Promise<void>
    contest?: Contest
  }
}

window.openContest = async (kind, threads) => {
  ort.env.wasm.numThreads = threads
  const contestant = { ort, provider: 'wasm', threads } as const
  if (kind === 'training') {
    window.contest = { step: await createTraining(contestant), products: await createTrainingProducts(contestant) }
    return
  }
  const model = await fetch('/models/student/onnx/model.onnx').then((answer) => answer.arrayBuffer())
  window.contest = { sample: await createSampling(contestant, new Uint8Array(model)) }
}
