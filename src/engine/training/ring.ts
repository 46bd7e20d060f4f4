/**
 * @file Checkpoints of a run in a ring: holders of the tensors that were live, so keeping one copies nothing. A rewind keeps
 * the later ones: the run tells the same story again, so one may scrub forward as well as back.
 */
import { EngineError } from '../errors.ts'
import type { Copies, CopyName } from './copies.ts'
import type { Stores } from './draws.ts'
import type { RunSetup, Spent } from './types.ts'
import { type Optimizer, releaseOptimizer, type Weights } from './weights.ts'

/** Everything of a run that a step changes. */
export interface Progress {
  step: number
  optimizer: Optimizer
  spent: Spent
  stores: Stores
  probe: number | null
}

interface Checkpoint {
  readonly progress: Progress
  readonly copies: ReadonlyMap<CopyName, Weights>
}

export interface CheckpointRing {
  keep(progress: Progress, copies: Copies): Promise<void>
  /** @throws EngineError 'bad-request' for a step that is not kept */
  restore(step: number, progress: Progress, copies: Copies): Promise<void>
  /** Ascending. */
  steps(): readonly number[]
  close(): Promise<void>
}

/** Copies that move during a run; the start never does. */
const MOVING: readonly CopyName[] = ['snapshot', 'ema', 'future']

export function createCheckpoints({ keep }: RunSetup['checkpoints']): CheckpointRing {
  const kept = new Map<number, Checkpoint>()

  async function drop(step: number): Promise<void> {
    const old = kept.get(step)
    kept.delete(step)
    if (!old) return
    await releaseOptimizer(old.progress.optimizer)
    for (const weights of old.copies.values()) await weights.release()
  }

  const ascending = () => [...kept.keys()].sort((a, b) => a - b)

  return {
    async keep(progress, copies) {
      await drop(progress.step)
      const present = MOVING.filter((name) => copies.has(name))
      kept.set(progress.step, {
        progress: copyOf(progress),
        copies: new Map(present.map((name) => [name, copies.of(name).share()])),
      })
      const later = ascending().filter((step) => step > 0)
      if (later.length > keep) await drop(later[0]!)
    },
    async restore(step, progress, copies) {
      const found = kept.get(step)
      if (!found) {
        throw new EngineError(
          'bad-request',
          `There is no checkpoint of step ${step}.`,
          `Choose one of: ${ascending().join(', ')}.`,
        )
      }
      const old = progress.optimizer
      Object.assign(progress, copyOf(found.progress))
      await releaseOptimizer(old)
      for (const name of MOVING) {
        const weights = found.copies.get(name)
        await (weights ? copies.keep(name, weights) : copies.drop(name))
      }
    },
    steps: ascending,
    async close() {
      for (const step of ascending()) await drop(step)
    },
  }
}

/** A second holder of everything; the stores' lists are immutable, so their maps suffice. */
function copyOf(progress: Progress): Progress {
  const { once, replay, adaptiveShare } = progress.stores
  const { params, moment1, moment2, updates } = progress.optimizer
  const optimizer: Optimizer = {
    params: params.share(),
    moment1: moment1.share(),
    moment2: moment2.share(),
    updates,
  }
  return { ...progress, optimizer, stores: { once: new Map(once), replay: new Map(replay), adaptiveShare } }
}
