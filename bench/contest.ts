/** @file Our page in the comparison with peers: the training step and the sampler on onnxruntime-web's WASM provider. */
import * as ort from 'onnxruntime-web/wasm'
import { createSampling, createTraining } from './ours.ts'
import type { SampleTime, StepTime } from './workload.ts'

/** What every page of the comparison offers. */
export interface Contest {
  step?(): Promise<StepTime>
  sample?(rows: number, prompts: number): Promise<SampleTime>
}

declare global {
  interface Window {
    openContest?: (kind: 'training' | 'sampling', threads: number) => Promise<void>
    contest?: Contest
  }
}

window.openContest = async (kind, threads) => {
  ort.env.wasm.numThreads = threads
  const contestant = { ort, provider: 'wasm', threads } as const
  if (kind === 'training') {
    window.contest = { step: await createTraining(contestant) }
    return
  }
  const model = await fetch('/models/student/onnx/model.onnx').then((answer) => answer.arrayBuffer())
  window.contest = { sample: await createSampling(contestant, new Uint8Array(model)) }
}
