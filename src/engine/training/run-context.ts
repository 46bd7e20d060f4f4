/** @file What all parts of a training run share: its setup, networks, weights and random numbers. */

import { message } from '../../message/message.ts'
import type { Phase, PrivilegedContext, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { mixOf, modelsOf, type TeacherPart } from '../../methods/teacher-mix.ts'
import { type Teacher, teacherObject } from '../../methods/teachers.ts'
import { renderPrompt } from '../../world/prompt.ts'
import { hashSeed } from '../../world/random.ts'
import { contextTextOf } from '../check-requests.ts'
import { EngineError } from '../errors.ts'
import { problemFor } from '../own/problems.ts'
import { promptFor } from '../prompts.ts'
import { uniformAt } from '../random.ts'
import type { Runtime } from '../runtime.ts'
import type { ProblemRef } from '../types.ts'
import type { Prompt } from './completions.ts'
import type { Network, Networks, WeighedNetwork } from './networks.ts'
import type { RunSetup } from './types.ts'
import { keptName, type WeightSnapshots } from './weight-snapshots.ts'
import type { Weights } from './weights.ts'

/** Handed to every part of a step. */
export interface RunContext {
  readonly setup: RunSetup
  readonly runtime: Runtime
  readonly networks: Networks
  readonly student: Network
  /** The larger model: the teacher of recipes that ask for one, and what the others are measured against. */
  readonly larger: WeighedNetwork
  /** Models of the manifest that the recipe names beside it. */
  readonly others: ReadonlyMap<string, WeighedNetwork>
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

/** The problem of a seed: a world's, or one of the run's own, in turn. */
export function problemRef(
  { world, difficulty, recipe, own }: Pick<RunSetup, 'world' | 'difficulty' | 'recipe' | 'own'>,
  problemSeed: number,
  part: 'train' | 'heldOut',
): ProblemRef {
  const ref = { world, difficulty, problemSeed }
  const list = own?.[part]
  return list ? { ...ref, own: problemFor(list[problemSeed % list.length]!, recipe, own.system) } : ref
}

/** A uniform number in [0, 1) of the run, by purpose, step and index. */
export function chance(seed: number, purpose: string, step: number, index = 0): number {
  return uniformAt(hashSeed(seed, purpose), index, step)
}

/** Whose forward pass stands for the recipe's teacher; without a teacher the larger model measures. */
export function teacherOf(run: RunContext, teacher: Teacher | null): WeighedNetwork {
  if (teacher === null || teacher.kind === 'larger') return run.larger
  const { kind, parts } = mixOf(teacher)
  if (kind === 'routed') return partOf(run, parts.find(({ world }) => world === run.setup.world) ?? parts[0])
  // Who only writes, or only grades, is another model where a text of its own is wanted.
  if (teacherObject(teacher).says !== 'tokens') return run.larger
  const own = (weights: Weights): WeighedNetwork => ({ network: run.student, weights })
  switch (teacher.kind) {
    case 'self':
    case 'panel':
      return own(run.currentWeights())
    case 'start':
      return own(run.snapshots.of('start'))
    case 'snapshot':
    case 'ema':
    case 'future':
      // Taken by the first step: a run that is measured before it has taken one is its own teacher.
      return own(run.snapshots.has(teacher.kind) ? run.snapshots.of(teacher.kind) : run.currentWeights())
    case 'kept':
    case 'weighed':
    case 'several':
    case 'arithmetic':
      return partOf(run, parts[0])
    default:
      throw new EngineError(
        'bad-request',
        message('A teacher of the kind "{kind}" cannot be run here yet.', { kind: teacher.kind }),
        'Choose a recipe with another teacher.',
      )
  }
}

/** A model that a teacher is made of. Weights that no phase has kept yet are those of the start. */
export function partOf(run: RunContext, part: TeacherPart | undefined): WeighedNetwork {
  const { setup, larger, others, snapshots, student } = run
  if (!part || part.model === null) return teacherOf(run, setup.recipe.teacher)
  const { model } = part
  const other = model === 'larger' ? larger : others.get(model)
  const kept = keptName(model)
  return other ?? { network: student, weights: snapshots.of(snapshots.has(kept) ? kept : 'start') }
}

/** The models of the manifest that a recipe names beside the larger one: neither kept by a phase, nor the start. */
export function namedModels({ teacher, phases }: Recipe): readonly string[] {
  const known = ['start', 'larger', ...(phases as readonly Phase<Term>[]).map(({ keeps }) => keeps)]
  return [...new Set(modelsOf(teacher))].filter((model) => !known.includes(model))
}

/**
 * The teacher's prompt for one completion, BOS in front: the question, then the privileged context if there is one.
 * @param attempt the completion that `feedback` and its kin speak about
 * @param sibling a right completion of the same problem, which `success` shows
 */
export function teacherPrompt(
  { ref, problem }: Prompt,
  context: PrivilegedContext | null,
  attempt: string,
  network: Network,
  sibling?: string,
): readonly number[] {
  // A problem of one's own has its whole prompt for each kind: the first one counts.
  if (ref.own) return promptFor(network, ref, problem, context?.kinds[0] ?? null, attempt).ids
  const text = context?.kinds.map((kind) => contextTextOf(problem, kind, attempt, sibling)).join('\n') ?? null
  return network.vocabulary.promptIds(renderPrompt(problem, text))
}
