/** @file A tiny training run on WebGPU that counts the graphics buffers that live after each step. Called from recipes.spec.ts. */

import tokenizer from '../../models/student/tokenizer.json'
import tokenizerConfig from '../../models/student/tokenizer_config.json'
import { readDecoderShape } from '../../src/engine/model-config.ts'
import { createNetworks, type Network } from '../../src/engine/training/networks.ts'
import { TrainingRun } from '../../src/engine/training/run.ts'
import { readVocabulary } from '../../src/engine/vocabulary.ts'
import { english } from '../../src/message/message.ts'
import { recipeById } from '../../src/methods/catalogue/registry.ts'
import type { DecoderConfig } from '../../src/network/config.ts'
import { toHuggingFace } from '../../src/network/hugging-face.ts'
import { initialWeights } from '../../src/network/initialize.ts'
import { browserHardware } from '../../src/worker/browser-hardware.ts'

const CONFIG: DecoderConfig = {
  vocabSize: Object.keys(tokenizer.model.vocab).length,
  hiddenSize: 8,
  layers: 1,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  ffnSize: 8,
  maxPositions: 256,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
}

/** Counts from here on: buffers made and not destroyed, of every device. */
function countBuffers(): () => number {
  let live = 0
  const make = GPUDevice.prototype.createBuffer
  GPUDevice.prototype.createBuffer = function (descriptor) {
    live += 1
    return make.call(this, descriptor)
  }
  const destroy = GPUBuffer.prototype.destroy
  GPUBuffer.prototype.destroy = function () {
    live -= 1
    return destroy.call(this)
  }
  return () => live
}

/** @returns live buffers after each step, and the losses */
export async function trainingBuffers(steps: number): Promise<{ live: number[]; losses: number[] }> {
  const count = countBuffers()
  const graphics = browserHardware().backends.find(({ backend }) => backend === 'webgpu')
  if (!graphics) throw new Error('this browser has no WebGPU')
  const runtime = await graphics.open()
  const shape = readDecoderShape(toHuggingFace(CONFIG), 'tiny')
  const network: Network = {
    id: 'tiny',
    config: CONFIG,
    shape,
    vocabulary: readVocabulary(tokenizer, tokenizerConfig, shape, 'tiny'),
  }
  const sampling = { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 2 }
  const run = await TrainingRun.open({
    runtime,
    networks: createNetworks(runtime),
    student: network,
    studentWeights: initialWeights(CONFIG, 1),
    teacher: network,
    others: new Map(),
    teacherWeights: initialWeights(CONFIG, 2),
    setup: {
      recipe: recipeById('gkd'),
      student: 'tiny',
      teacher: 'tiny',
      world: 'tally',
      difficulty: 1,
      seed: 1,
      steps,
      rolloutsPerStep: 2,
      learningRate: 1e-3,
      temperature: 1,
      maxTokens: 2,
      heldOut: { firstSeed: 0, problems: 1, pinned: { problemSeed: 0, sampling } },
      checkpoints: { every: 1000, keep: 1 },
    },
  })
  const live: number[] = []
  const losses: number[] = []
  for (let i = 0; i < steps; i++) {
    const { loss, fault } = await run.step()
    if (fault) throw new Error(english(fault.message))
    losses.push(loss)
    live.push(count())
  }
  await run.close()
  return { live, losses }
}
