/**
 * @file The training loop on onnxruntime-node: one session, three flat state vectors, checkpoints to resume from.
 * One thread a session, so that a run is the same to the bit wherever the same binary runs.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import type { DecoderConfig } from '../../src/network/config.ts'
import { ADAMW, buildTrainingStep } from '../../src/network/training.ts'
import { serialize } from '../../src/onnx/model.ts'
import type { Batch } from './batches.ts'

export interface TrainingState {
  step: number
  params: Float32Array
  moment1: Float32Array
  moment2: Float32Array
}

export interface StepReport {
  /** Nats a token, weighted mean. */
  readonly loss: number
  readonly gradientNorm: number
}

export class Trainer {
  private constructor(
    private readonly session: ort.InferenceSession,
    readonly state: TrainingState,
  ) {}

  static async create(config: DecoderConfig, start: TrainingState): Promise<Trainer> {
    const session = await ort.InferenceSession.create(serialize(buildTrainingStep(config)), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      // Moments of tokens that never occur fade into denormals, which are slow.
      extra: { session: { set_denormal_as_zero: '1' } },
    })
    return new Trainer(session, start)
  }

  /** One gradient step. Throws when loss or gradient are not finite; the state is then as before. */
  async step(batch: Batch, rate: number): Promise<StepReport> {
    const t = this.state.step + 1
    const floats = (data: Float32Array, dims: readonly number[]) => new ort.Tensor('float32', data, dims)
    const grid = (data: Int32Array) => new ort.Tensor('int32', data, [batch.rows, batch.width])
    const list = (data: Int32Array) => new ort.Tensor('int32', data, [data.length])
    const scalar = (x: number) => floats(Float32Array.of(x), [])
    const count = this.state.params.length
    const out = await this.session.run({
      params: floats(this.state.params, [count]),
      moment1: floats(this.state.moment1, [count]),
      moment2: floats(this.state.moment2, [count]),
      input_ids: grid(batch.ids),
      attention_mask: grid(batch.mask),
      position_ids: grid(batch.positions),
      loss_rows: list(batch.lossRows),
      targets: list(batch.targets),
      row_weights: floats(batch.rowWeights, [batch.rowWeights.length]),
      learning_rate: scalar(rate),
      correction1: scalar(1 - ADAMW.beta1 ** t),
      correction2: scalar(1 - ADAMW.beta2 ** t),
    })
    const loss = first(out, 'loss')
    const gradientNorm = first(out, 'gradient_norm')
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm))
      throw new Error(`step ${t}: loss ${loss}, gradient norm ${gradientNorm}; lower the peak rate in recipes.ts`)
    this.state.step = t
    this.state.params = vector(out, 'next_params')
    this.state.moment1 = vector(out, 'next_moment1')
    this.state.moment2 = vector(out, 'next_moment2')
    return { loss, gradientNorm }
  }
}

function vector(out: ort.InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const tensor = out[name]
  if (!(tensor instanceof ort.Tensor) || !(tensor.data instanceof Float32Array)) throw new Error(`no output ${name}`)
  return tensor.data
}

function first(out: ort.InferenceSession.OnnxValueMapType, name: string): number {
  return vector(out, name)[0] ?? Number.NaN
}

/** A fresh state around starting weights. */
export function freshState(params: Float32Array): TrainingState {
  return { step: 0, params, moment1: new Float32Array(params.length), moment2: new Float32Array(params.length) }
}

/** Writes the state so that a crash in between leaves the old file. */
export function saveState(folder: string, name: string, state: TrainingState): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.bin`)
  const all = new Float32Array(1 + 3 * state.params.length)
  all[0] = state.step
  for (const [i, part] of [state.params, state.moment1, state.moment2].entries()) all.set(part, 1 + i * part.length)
  writeFileSync(`${path}.new`, new Uint8Array(all.buffer))
  renameSync(`${path}.new`, path)
}

/** The saved state, or null when there is none. Throws when it belongs to a network of another size. */
export function loadState(folder: string, name: string, parameters: number): TrainingState | null {
  const path = join(folder, `${name}.bin`)
  if (!existsSync(path)) return null
  const bytes = readFileSync(path)
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  if (all.length !== 1 + 3 * parameters)
    throw new Error(`${path} holds a network of another size; delete it or restore the recipe it was made with`)
  const part = (i: number) => all.slice(1 + i * parameters, 1 + (i + 1) * parameters)
  return { step: all[0] as number, params: part(0), moment1: part(1), moment2: part(2) }
}
