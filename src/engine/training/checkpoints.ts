/**
 * @file Checkpoints of a run in a ring: holders of the tensors that were live, so keeping one snapshots nothing. A rewind keeps
 * the later ones: the run tells the same story again, so one may scrub forward as well as back.
 */

import { message } from '../../message/message.ts'
import { EngineError } from '../errors.ts'
import type { RolloutBuffers } from './rollout-sampler.ts'
import type { RunSetup, Spent } from './types.ts'
import type { SnapshotName, WeightSnapshots } from './weight-snapshots.ts'
import { type Optimizer, releaseOptimizer, shareOptimizer, type Weights } from './weights.ts'

/** Everything of a run that a step changes. */
export interface RunState {
  step: number
  optimizer: Optimizer
  spent: Spent
  buffers: RolloutBuffers
  /** Of an adaptive mix, at its last look. nats a token. */
  validationLoss: number | null
}

interface Checkpoint {
  readonly state: RunState
  readonly snapshots: ReadonlyMap<SnapshotName, Weights>
}

/** A run's checkpoints by step. */
export interface Checkpoints {
  /** Keeps the state as the checkpoint of its step. */
  keep(state: RunState, snapshots: WeightSnapshots): Promise<void>
  /** Puts state and snapshots back. @throws EngineError 'bad-request' for a step that is not kept */
  restore(step: number, state: RunState, snapshots: WeightSnapshots): Promise<void>
  /** Ascending. */
  steps(): readonly number[]
  close(): Promise<void>
}

/** No checkpoints yet. @param keep how many are kept beside the start, step 0; the oldest go first */
export function createCheckpoints({ keep }: RunSetup['checkpoints']): Checkpoints {
  const kept = new Map<number, Checkpoint>()

  async function drop(step: number): Promise<void> {
    const old = kept.get(step)
    kept.delete(step)
    if (!old) return
    await releaseOptimizer(old.state.optimizer)
    for (const weights of old.snapshots.values()) await weights.release()
  }

  const ascending = () => [...kept.keys()].sort((a, b) => a - b)

  return {
    async keep(state, snapshots) {
      await drop(state.step)
      kept.set(state.step, {
        state: copyOf(state),
        snapshots: new Map(snapshots.moving().map((name) => [name, snapshots.of(name).share()])),
      })
      const later = ascending().filter((step) => step > 0)
      if (later.length > keep) await drop(later[0]!)
    },
    async restore(step, state, snapshots) {
      const found = kept.get(step)
      if (!found) {
        throw new EngineError(
          'bad-request',
          message('There is no checkpoint of step {step}.', { step }),
          message('Choose one of: {choices}.', { choices: ascending().join(', ') }),
        )
      }
      const old = state.optimizer
      Object.assign(state, copyOf(found.state))
      await releaseOptimizer(old)
      for (const name of snapshots.moving()) if (!found.snapshots.has(name)) await snapshots.drop(name)
      for (const [name, weights] of found.snapshots) await snapshots.keep(name, weights)
    },
    steps: ascending,
    async close() {
      for (const step of ascending()) await drop(step)
    },
  }
}

/** A second holder of everything; the buffers' lists are immutable, so copies of the maps suffice. */
function copyOf(state: RunState): RunState {
  const { once, replay, adaptiveShare } = state.buffers
  const buffers = { once: new Map(once), replay: new Map(replay), adaptiveShare }
  return { ...state, optimizer: shareOptimizer(state.optimizer), buffers }
}
