/** @file Which accuracies are measured, and what they say: rows, intervals and the comparison with and without context. */

import { worldById } from '../../src/world/registry.ts'
import type { ContextKind, WorldId } from '../../src/world/types.ts'

export interface Measurement {
  readonly model: string
  /** SHA-256 of the full-precision (for checkpoints: half-precision) ONNX file that was measured. */
  readonly sha256: string
  readonly world: WorldId
  readonly difficulty: number
  readonly context: ContextKind | null
  readonly firstSeed: number
  readonly n: number
  /** Share of greedy rollouts with the right answer. */
  readonly accuracy: number
  /** 95 % Wilson score interval. */
  readonly interval: readonly [number, number]
  readonly meanTokens: number
}

export interface Plan {
  readonly world: WorldId
  readonly context: ContextKind | null
  readonly n: number
}

const bare = (worlds: readonly WorldId[], n: number): Plan[] => worlds.map((world) => ({ world, context: null, n }))

/** Contexts of a world's problems at the default difficulty. */
function contextsOf(world: WorldId): readonly ContextKind[] {
  return worldById(world).generate(0).contextKinds
}

/** What is measured of each model: the student with every context, specialists on each other's worlds, the rest without. */
export function planFor(model: { readonly id: string; readonly role: string }, n: number): readonly Plan[] {
  if (model.role === 'checkpoint') return bare(['tally'], Math.ceil(n / 2))
  if (model.role === 'specialist') return bare(['tally', 'ledger', 'programs'], n)
  const everywhere = bare(['tally', 'tally-sw', 'ledger', 'quest', 'programs'], n)
  if (model.id !== 'student') return [...everywhere, { world: 'tally', context: 'trace', n: Math.ceil(n / 2) }]
  return [
    ...everywhere,
    ...contextsOf('tally').map((context) => ({ world: 'tally' as const, context, n })),
    { world: 'ledger', context: 'document', n },
  ]
}

/**
 * The gain of one proportion over another with its 95 % interval, from their Wilson intervals (Newcombe 1998, method 10).
 */
export function gain(
  withContext: Measurement,
  without: Measurement,
): { difference: number; interval: [number, number] } {
  const [p1, [l1, u1]] = [withContext.accuracy, withContext.interval]
  const [p0, [l0, u0]] = [without.accuracy, without.interval]
  const difference = p1 - p0
  return {
    difference,
    interval: [difference - Math.hypot(p1 - l1, u0 - p0), difference + Math.hypot(u1 - p1, p0 - l0)],
  }
}
