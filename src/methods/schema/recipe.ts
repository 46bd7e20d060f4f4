/** @file Schema of a whole recipe, and the proof that it is the schema of the types in src/methods/recipe. */
import * as z from 'zod'
import { WORLD_IDS } from '../../world/types.ts'
import type { OtherTaughtRecipe, Recipe, SelfTaughtRecipe, UntaughtRecipe } from '../recipe/recipe.ts'
import type { BareTerm, PolicyGradientTerm, TaughtTerm } from '../recipe/terms.ts'
import { atLeastZero, count, countOrNone, line, positive, safeName, share, some } from './atoms.ts'
import { context, otherTeacher, rollouts, selfTeacher } from './rollouts.ts'
import { bareTerm, taughtTerm } from './terms.ts'

const base = {
  id: safeName,
  name: line,
  description: line,
  source: line,
  world: z.enum(WORLD_IDS).optional(),
  reward: z
    .strictObject({
      grade: z.strictObject({ levels: z.int().min(2) }).optional(),
      length: z.strictObject({ free: countOrNone, cost: atLeastZero }).optional(),
    })
    .optional(),
  rounds: count.optional(),
  learningRate: positive.optional(),
  architecture: z
    .array(z.enum(['extra-head', 'feature-outputs', 'several-heads', 'layer-split', 'encoder', 'actions']))
    .readonly()
    .optional(),
  note: line.optional(),
}

function phases<T extends z.ZodType>(term: T) {
  return some(
    z.strictObject({
      name: line.optional(),
      until: share,
      from: line.optional(),
      keeps: line.optional(),
      rollouts,
      loss: some(term),
    }),
  )
}

export const otherTaught = z.strictObject({
  ...base,
  teacher: otherTeacher,
  context: context.nullable(),
  phases: phases(taughtTerm),
})

export const selfTaught = z.strictObject({ ...base, teacher: selfTeacher, context, phases: phases(taughtTerm) })

export const untaught = z.strictObject({ ...base, teacher: z.null(), context: z.null(), phases: phases(bareTerm) })

const anyRecipe = z.union([otherTaught, selfTaught, untaught])

/** A type with every property required, so that a property that one side lacks tells the two apart. */
type EveryKey<T> = T extends object
  ? { -readonly [K in keyof T]-?: EveryKey<T[K]> | (undefined extends T[K] ? 'left out' : never) }
  : T
type Same<A, B> = [EveryKey<A>] extends [EveryKey<B>] ? ([EveryKey<B>] extends [EveryKey<A>] ? true : never) : never
type Head<T> = Omit<T, 'phases'>
type PhaseFrame<T extends { readonly phases: readonly unknown[] }> = Omit<T['phases'][number], 'loss'>
/** One policy gradient stands for both: every bare one is a taught one, with fewer choices. */
type Taught = Exclude<TaughtTerm, PolicyGradientTerm<false>>

// A type error here says that the schema and the types of src/methods/recipe have drifted apart.
true satisfies Same<Head<z.infer<typeof otherTaught>>, Head<OtherTaughtRecipe>>
true satisfies Same<Head<z.infer<typeof selfTaught>>, Head<SelfTaughtRecipe>>
true satisfies Same<Head<z.infer<typeof untaught>>, Head<UntaughtRecipe>>
true satisfies Same<PhaseFrame<z.infer<typeof otherTaught>>, PhaseFrame<OtherTaughtRecipe>>
true satisfies Same<z.infer<typeof taughtTerm>, Taught>
true satisfies Same<z.infer<typeof bareTerm>, BareTerm>
anyRecipe satisfies z.ZodType<Recipe>

/** JSON Schema (draft 2020-12) of a recipe's shape and ranges, for editors; `validateRecipe` also checks its meaning. */
export const RECIPE_SCHEMA: z.core.JSONSchema.BaseSchema = z.toJSONSchema(anyRecipe, { reused: 'ref' })
