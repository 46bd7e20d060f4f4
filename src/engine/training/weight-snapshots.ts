/**
 * @file Weight snapshots of a run by name: start, latest snapshot, moving average, near future. A snapshot shares its tensor
 * with the run's current weights as long as they are the same, so keeping one costs nothing until the next step.
 */
import { Graph } from '../../onnx/graph.ts'
import { serialize } from '../../onnx/model.ts'
import * as o from '../../onnx/ops.ts'
import type { Runtime } from '../runtime.ts'
import { type GraphSession, openGraphSession } from './graph-session.ts'
import { Weights } from './weights.ts'

/** `kept:` and a name: weights that a phase keeps. */
export type SnapshotName = 'start' | 'snapshot' | 'ema' | 'future' | `kept:${string}`

const KEPT = 'kept:'
const MOVING: readonly string[] = ['snapshot', 'ema', 'future']

export const keptName = (name: string): SnapshotName => `${KEPT}${name}`

/** Whether a name is that of a snapshot that changes during a run; the start never does. */
export function isMoving(name: string): name is SnapshotName {
  return MOVING.includes(name) || name.startsWith(KEPT)
}

/** A run's snapshots. Released weights must not be used again. */
export interface WeightSnapshots {
  /** @throws RangeError for a snapshot that was never taken */
  of(name: SnapshotName): Weights
  has(name: SnapshotName): boolean
  /** The snapshots that change during a run, as far as there are any. */
  moving(): readonly SnapshotName[]
  /** Makes the snapshot hold these weights. */
  keep(name: SnapshotName, weights: Weights): Promise<void>
  /** Lets go of the snapshot, if there is one. */
  drop(name: SnapshotName): Promise<void>
  /** The moving average 'ema': e <- decay e + (1 - decay) weights; begins with the weights themselves. */
  average(weights: Weights, decay: number): Promise<void>
  close(): Promise<void>
}

/** No snapshots yet. @param parameters length of the weight vectors */
export function createWeightSnapshots(runtime: Runtime, parameters: number): WeightSnapshots {
  const held = new Map<SnapshotName, Weights>()
  let blending: Promise<GraphSession> | null = null

  async function put(name: SnapshotName, weights: Weights): Promise<void> {
    const old = held.get(name)
    held.set(name, weights)
    await old?.release()
  }

  return {
    of(name) {
      const weights = held.get(name)
      if (!weights) throw new RangeError(`the run keeps no ${name} weights`)
      return weights
    },
    has: (name) => held.has(name),
    moving: () => [...held.keys()].filter(isMoving),
    keep: (name, weights) => put(name, weights.share()),
    async drop(name) {
      const old = held.get(name)
      held.delete(name)
      await old?.release()
    },
    async average(weights, decay) {
      const before = held.get('ema')
      if (!before) return put('ema', weights.share())
      blending ??= openGraphSession({
        name: 'moving average',
        runtime,
        bytes: serialize(blendGraph(parameters)),
        stay: ['average'],
      })
      const session = await blending
      const factor = new runtime.ort.Tensor('float32', Float32Array.of(decay), [])
      const { average } = await session.run({ before: before.tensor, now: weights.tensor, decay: factor }, ['average'])
      await put('ema', new Weights(runtime, average!))
    },
    async close() {
      for (const weights of held.values()) await weights.release()
      held.clear()
      await (await blending)?.close()
      blending = null
    },
  }
}

function blendGraph(parameters: number): Graph {
  const g = new Graph('moving_average', 'Exponential moving average of weights.')
  const before = g.input('before', 'float32', [parameters])
  const now = g.input('now', 'float32', [parameters])
  const decay = g.input('decay', 'float32', [])
  g.output('average', o.add(g, o.mul(g, before, decay), o.mul(g, now, o.sub(g, 1, decay))))
  return g
}
