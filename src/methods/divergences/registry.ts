/** @file Every divergence that recipes can train on, and the type of how a recipe writes one. */
import type { z } from 'zod'
import { POWER_DIVERGENCES } from './alpha.ts'
import { custom } from './custom.ts'
import { KL_DIVERGENCES } from './kl.ts'
import { MIXTURE_DIVERGENCES } from './mixture.ts'
import { OTHER_DIVERGENCES } from './other-full.ts'
import type { LossDivergence } from './trainable.ts'

/** In the order in which an error lists them. */
export const LOSS_DIVERGENCES = [
  ...KL_DIVERGENCES,
  ...MIXTURE_DIVERGENCES,
  ...POWER_DIVERGENCES,
  ...OTHER_DIVERGENCES,
  custom,
] as const

/** A full-vocabulary divergence as a recipe writes it, by the ids of src/divergence; and the geometric bridge. */
export type DivergenceKind = Readonly<z.infer<ReturnType<(typeof LOSS_DIVERGENCES)[number]['schema']>>>

const BY_ID: ReadonlyMap<string, LossDivergence<DivergenceKind>> = new Map(
  LOSS_DIVERGENCES.map((divergence) => [divergence.examples[0].id, divergence]),
)

/** @throws RangeError for an id that no recipe can have */
export function lossDivergence({ id }: DivergenceKind): LossDivergence<DivergenceKind> {
  const divergence = BY_ID.get(id)
  if (!divergence)
    throw new RangeError(`no recipe trains on ${JSON.stringify(id)}: use one of ${[...BY_ID.keys()].join(', ')}`)
  return divergence
}
