/**
 * @file What becomes of a teacher that is more than one model: which models, how often the loss is taken, and how their
 * logits are put together. One model is the plain case of all of these.
 */
import { type ContextKind, WORLD_IDS, type WorldId } from '../world/types.ts'
import type { Teacher } from './teachers.ts'

/** One of the models that a teacher is made of. */
export interface TeacherPart {
  /** A model by name, as `Teacher` writes it; null: the teacher itself, as its kind says. */
  readonly model: string | null
  /** What stands in its prompt instead of the recipe's context. */
  readonly context?: ContextKind
  /** It reads only texts of problems of this world. */
  readonly world?: WorldId
  readonly weight: number
}

/**
 * - `one`: a single model.
 * - `routed`: each text has its own model; one table of logits.
 * - `product`: logits are the weighted sum of log-probs; one table of logits.
 * - `each`: one table of logits a model, side by side; the losses against each are summed by weight.
 */
export interface TeacherMix {
  readonly kind: 'one' | 'routed' | 'product' | 'each'
  readonly parts: readonly TeacherPart[]
}

const ONE: TeacherMix = { kind: 'one', parts: [{ model: null, weight: 1 }] }

/** The models of a teacher, in the recipe's order. */
export function mixOf(teacher: Teacher | null): TeacherMix {
  switch (teacher?.kind) {
    case 'kept':
      return { kind: 'one', parts: [{ model: teacher.model, weight: 1 }] }
    case 'routed':
    case 'routed-texts':
      return { kind: 'routed', parts: teacher.experts.map((expert) => ({ ...expert, weight: 1 })) }
    case 'several':
      return teacher.by === 'weight'
        ? { kind: 'each', parts: teacher.models.map((model) => ({ model, weight: 1 / teacher.models.length })) }
        : { kind: 'routed', parts: teacher.models.map(byName) }
    case 'arithmetic':
      return { kind: 'product', parts: teacher.models }
    case 'weighed':
      return { kind: 'each', parts: teacher.models }
    case 'panel':
      return {
        kind: 'each',
        parts: teacher.contexts.map((context) => ({ model: null, context, weight: 1 / teacher.contexts.length })),
      }
    default:
      return ONE
  }
}

/** A model for the world that its name holds, such as specialist-ledger. */
function byName(model: string): TeacherPart {
  const world = WORLD_IDS.find((id) => model.endsWith(id))
  return { model, weight: 1, ...(world && { world }) }
}

/** The weights of the losses that are summed: [1] wherever there is one table of logits. */
export function voicesOf(teacher: Teacher | null): readonly number[] {
  const { kind, parts } = mixOf(teacher)
  return kind === 'each' ? parts.map(({ weight }) => weight) : [1]
}

/** Models by name that a teacher is made of. */
export function modelsOf(teacher: Teacher | null): readonly string[] {
  return mixOf(teacher).parts.flatMap(({ model }) => (model === null ? [] : [model]))
}

/** The two parts whose distance `teacherSpread` measures: that of the largest and that of the least weight. */
export function extremesOf({ parts }: TeacherMix): readonly [most: number, least: number] {
  const weights = parts.map(({ weight }) => weight)
  return [weights.indexOf(Math.max(...weights)), weights.lastIndexOf(Math.min(...weights))]
}
