/**
 * @file A run's state as plain numbers, and back: what `Checkpoints` holds on the device, outside of it. Problems hold functions,
 * so a prompt is kept as its reference and generated again.
 */

import { message } from '../../message/message.ts'
import { EngineError } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import type { RunState } from './checkpoints.ts'
import type { Prompt } from './completions.ts'
import type { RolloutBuffers } from './rollout-sampler.ts'
import type { KeptBuffers, KeptPrompt, RunSnapshot } from './types.ts'
import { isMoving, type WeightSnapshots } from './weight-snapshots.ts'
import { releaseOptimizer, Weights } from './weights.ts'

/** What a run knows of itself; which models were made here is known around it. */
export type StateSnapshot = Omit<RunSnapshot, 'student' | 'teacher'>

/** Reads everything off the device. The numbers are copies. */
export async function readState(state: RunState, snapshots: WeightSnapshots): Promise<StateSnapshot> {
  const { step, optimizer, spent, validationLoss, buffers } = state
  const { params, moment1, moment2, updates } = optimizer
  const vectors: Record<string, Float32Array<ArrayBuffer>> = {}
  for (const [name, weights] of Object.entries({ params, moment1, moment2 })) vectors[name] = await weights.read()
  for (const name of ['start', ...snapshots.moving()] as const) vectors[name] = await snapshots.of(name).read()
  return { step, updates, spent, validationLoss, buffers: keptBuffers(buffers), vectors }
}

/**
 * Puts a state back into a run that stands at its start; what it held is released.
 * @param promptFor the student's prompt of a problem
 * @throws EngineError 'corrupt-file' when a vector is missing, has another length than the student, or holds no numbers
 */
export async function writeState(
  runtime: Runtime,
  from: StateSnapshot,
  state: RunState,
  snapshots: WeightSnapshots,
  promptFor: (ref: KeptPrompt['ref']) => Prompt,
): Promise<void> {
  const old = state.optimizer
  const { length } = vectorOf(from, 'start')
  const weightsOf = (name: string): Weights => Weights.from(runtime, vectorOf(from, name, length))
  state.optimizer = {
    params: weightsOf('params'),
    moment1: weightsOf('moment1'),
    moment2: weightsOf('moment2'),
    updates: from.updates,
  }
  await releaseOptimizer(old)
  for (const name of Object.keys(from.vectors).filter(isMoving)) {
    const weights = weightsOf(name)
    await snapshots.keep(name, weights)
    await weights.release()
  }
  state.step = from.step
  state.spent = from.spent
  state.validationLoss = from.validationLoss
  state.buffers = buffersOf(from.buffers, promptFor)
}

/** A vector of a snapshot. @throws EngineError 'corrupt-file' */
export function vectorOf(from: Pick<RunSnapshot, 'vectors'>, name: string, length?: number): Float32Array<ArrayBuffer> {
  const vector = from.vectors[name]
  const whole = vector && (length === undefined || vector.length === length) && vector.every(Number.isFinite)
  if (whole) return vector
  const broken = vector
    ? message('What was kept of the run is not whole: its {name} has another size or is not finite.', { name })
    : message('What was kept of the run is not whole: its {name} is missing.', { name })
  throw new EngineError('corrupt-file', broken, 'Train anew: the same seed takes the same steps.')
}

function keptBuffers({ once, replay, adaptiveShare }: RolloutBuffers): KeptBuffers {
  return {
    once: [...once],
    replay: [...replay].map(([draw, entries]) => [
      draw,
      entries.map(({ prompt, completions }) => ({ ref: prompt.ref, completions })),
    ]),
    adaptiveShare,
  }
}

function buffersOf(
  { once, replay, adaptiveShare }: KeptBuffers,
  promptFor: (ref: KeptPrompt['ref']) => Prompt,
): RolloutBuffers {
  return {
    once: new Map(once),
    replay: new Map(
      replay.map(([draw, entries]) => [
        draw,
        entries.map(({ ref, completions }) => ({ prompt: promptFor(ref), completions })),
      ]),
    ),
    adaptiveShare,
  }
}
