/**
 * @file What all contestants do, ours and the peers': one training step of a student-sized decoder, and rollouts of one
 * prompt. Same weights, same batch, same number of tokens; runs in Node and in the browser.
 */
import { type DecoderConfig, parameters } from '../src/network/config.ts'
import { initialWeights } from '../src/network/initialize.ts'
import { ADAMW } from '../src/network/training.ts'
import { Random } from '../src/world/random.ts'

export const STUDENT: DecoderConfig = {
  vocabSize: 624,
  hiddenSize: 128,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headDim: 32,
  ffnSize: 320,
  maxPositions: 512,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
}

/** A group of rollouts as the training lab has them: every row a prompt and about 60 tokens that carry loss. */
export const BATCH = { rows: 16, width: 112, prompt: 51, learned: 60, rate: 2e-4 } as const

/** Rollouts to sample: length of the prompt, and new tokens of each. */
export const ROLLOUTS = { prompt: 52, tokens: 64 } as const

/** Ids that are no special tokens, the same ones for the same name. */
function ids(length: number, name: string): Int32Array {
  const random = new Random(1, name)
  return Int32Array.from({ length }, () => random.int(3, STUDENT.vocabSize - 1))
}

export interface TrainingTask {
  readonly config: DecoderConfig
  readonly optimizer: typeof ADAMW
  readonly layout: ReturnType<typeof parameters>
  readonly weights: Float32Array
  /** [rows, width] */
  readonly ids: Int32Array
  /** [rows, learned]: the ids at positions prompt + 1 and on, which the positions before them must predict. */
  readonly targets: Int32Array
  readonly batch: typeof BATCH
}

export function trainingTask(): TrainingTask {
  const { rows, width, prompt, learned } = BATCH
  const tokens = ids(rows * width, 'bench batch')
  const targets = Int32Array.from({ length: rows * learned }, (_, i) => {
    const row = Math.floor(i / learned)
    return tokens[row * width + prompt + (i % learned) + 1] ?? 0
  })
  const layout = parameters(STUDENT)
  return {
    config: STUDENT,
    optimizer: ADAMW,
    layout,
    weights: initialWeights(STUDENT, 1),
    ids: tokens,
    targets,
    batch: BATCH,
  }
}

/** BOS and some ids; rollouts of a group share a prompt, those of a mixed batch have one each. */
export function promptIds(number: number): readonly number[] {
  return [1, ...ids(ROLLOUTS.prompt - 1, `bench prompt ${number}`)]
}

/** What one step reports; three of them in a row show that two implementations are the same. */
export interface StepTime {
  readonly milliseconds: number
  readonly loss: number
  readonly gradientNorm: number
}

export interface SampleTime {
  readonly milliseconds: number
  readonly tokens: number
}
