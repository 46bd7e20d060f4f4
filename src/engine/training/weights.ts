/**
 * @file Sets of weights as immutable tensors: a gradient step makes new ones, so a snapshot is a second holder of the same
 * tensor and costs nothing. A tensor is given back when its last holder lets go.
 */
import type { Tensor } from 'onnxruntime-common'
import type { Runtime } from '../runtime.ts'

/** A flat vector [parameters] on the runtime's device. */
export class Weights {
  #holders = 1

  constructor(
    private readonly runtime: Runtime,
    private readonly held: Tensor,
  ) {}

  static from(runtime: Runtime, data: Float32Array): Weights {
    return new Weights(runtime, new runtime.ort.Tensor('float32', data, [data.length]))
  }

  get tensor(): Tensor {
    return this.held
  }

  /** One more holder of the same weights. */
  share(): Weights {
    this.#holders += 1
    return this
  }

  async release(): Promise<void> {
    this.#holders -= 1
    if (this.#holders === 0) await this.runtime.mutex.run(() => this.held.dispose())
  }

  /** A copy of the numbers on the processor. */
  async read(): Promise<Float32Array<ArrayBuffer>> {
    const data = await this.runtime.mutex.run(() => this.held.getData())
    // A copy of its own, also where the device gives a view of its memory.
    return Float32Array.from(data as Float32Array)
  }
}

/** What a gradient step moves: weights and both AdamW moments. */
export interface Optimizer {
  readonly params: Weights
  readonly moment1: Weights
  readonly moment2: Weights
  /** Gradient steps so far, t of the bias corrections. */
  readonly updates: number
}

/** A fresh optimizer around starting weights. */
export function freshOptimizer(runtime: Runtime, params: Float32Array): Optimizer {
  const zeros = () => Weights.from(runtime, new Float32Array(params.length))
  return { params: Weights.from(runtime, params), moment1: zeros(), moment2: zeros(), updates: 0 }
}

/** A fresh optimizer that begins with weights that somebody else holds, too. @param parameters their number */
export function restartedOptimizer(runtime: Runtime, params: Weights, parameters: number): Optimizer {
  const zeros = () => Weights.from(runtime, new Float32Array(parameters))
  return { params: params.share(), moment1: zeros(), moment2: zeros(), updates: 0 }
}

/** One more holder of all three. */
export function shareOptimizer({ params, moment1, moment2, updates }: Optimizer): Optimizer {
  return { params: params.share(), moment1: moment1.share(), moment2: moment2.share(), updates }
}

/** Lets go of all three. */
export async function releaseOptimizer({ params, moment1, moment2 }: Optimizer): Promise<void> {
  for (const weights of [params, moment1, moment2]) await weights.release()
}
