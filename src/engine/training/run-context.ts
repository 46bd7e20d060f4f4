/** @file What all parts of a training run share: its setup, networks, weights and random numbers. */
import type { PrivilegedContext } from '../../methods/recipe/recipe.ts'
import { type Teacher, teacherObject } from '../../methods/teachers.ts'
import { renderPrompt } from '../../world/prompt.ts'
import { hashSeed } from '../../world/random.ts'
import type { Problem } from '../../world/types.ts'
import { contextTextOf } from '../check-requests.ts'
import { EngineError } from '../errors.ts'
import { uniformAt } from '../random.ts'
import type { Runtime } from '../runtime.ts'
import type { Network, Networks } from './networks.ts'
import type { RunSetup } from './types.ts'
import type { WeightSnapshots } from './weight-snapshots.ts'
import type { Weights } from './weights.ts'

/** Handed to every part of a step. */
export interface RunContext {
  readonly setup: RunSetup
  readonly runtime: Runtime
  readonly networks: Networks
  readonly student: Network
  /** The larger model: the teacher of recipes that ask for one, and what the others are measured against. */
  readonly larger: { readonly network: Network; readonly weights: Weights }
  readonly snapshots: WeightSnapshots
  /** The weights that the run has reached. */
  readonly currentWeights: () => Weights
}

/** Problems of training never meet those of the held-out set, whose seeds lie below 2^30. */
const FIRST_TRAINING_SEED = 2 ** 30

/** A training problem's seed, from the run's seed and a key. */
export function trainingSeed(seed: number, ...key: readonly (number | string)[]): number {
  return FIRST_TRAINING_SEED + (hashSeed(seed, 'problem', ...key) % FIRST_TRAINING_SEED)
}

/** A uniform number in [0, 1) of the run, by purpose, step and index. */
export function chance(seed: number, purpose: string, step: number, index = 0): number {
  return uniformAt(hashSeed(seed, purpose), index, step)
}

/** Whose forward pass stands for the recipe's teacher; without a teacher the larger model measures. */
export function teacherOf(run: RunContext, teacher: Teacher | null): { network: Network; weights: Weights } {
  if (teacher === null || teacher.kind === 'larger') return run.larger
  // Who only writes, or only grades, is another model where a text of its own is wanted.
  if (teacherObject(teacher).says !== 'tokens') return run.larger
  const own = (weights: Weights) => ({ network: run.student, weights })
  switch (teacher.kind) {
    case 'self':
      return own(run.currentWeights())
    case 'start':
      return own(run.snapshots.of('start'))
    case 'snapshot':
    case 'ema':
    case 'future':
      // Taken by the first step: a run that is measured before it has taken one is its own teacher.
      return own(run.snapshots.has(teacher.kind) ? run.snapshots.of(teacher.kind) : run.currentWeights())
    default:
      throw new EngineError(
        'bad-request',
        `A teacher of the kind "${teacher.kind}" cannot be run here yet.`,
        'Choose a recipe with another teacher.',
      )
  }
}

/**
 * The teacher's prompt for one completion, BOS in front: the question, then the privileged context if there is one.
 * @param attempt the completion that `feedback` and its kin speak about
 * @param sibling a right completion of the same problem, which `success` shows
 */
export function teacherPrompt(
  problem: Problem,
  context: PrivilegedContext | null,
  attempt: string,
  network: Network,
  sibling?: string,
): readonly number[] {
  const text = context?.kinds.map((kind) => contextTextOf(problem, kind, attempt, sibling)).join('\n') ?? null
  return [network.shape.bosId, ...network.vocabulary.encode(renderPrompt(problem, text))]
}
