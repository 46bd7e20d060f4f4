/** @file Every kind of weight and gate, and the product of a term's weights, row by row. */
import type { z } from 'zod'
import { type Batch, textsOf } from '../batch.ts'
import { TEXT_WEIGHTS } from './text-weights.ts'
import { TOKEN_WEIGHTS } from './token-weights.ts'
import type { WeightObject } from './weight.ts'

/** In the order in which an error lists them. */
export const WEIGHTS = [...TOKEN_WEIGHTS, ...TEXT_WEIGHTS] as const

type KindOf<T extends { schema(...given: never): z.ZodType }> = Readonly<z.infer<ReturnType<T['schema']>>>
export type TokenWeight = KindOf<(typeof TOKEN_WEIGHTS)[number]>
export type TextWeight = KindOf<(typeof TEXT_WEIGHTS)[number]>
/** A weight or gate as a recipe writes it. */
export type Weight = TokenWeight | TextWeight

const BY_KIND: ReadonlyMap<string, WeightObject<Weight>> = new Map(
  WEIGHTS.map((weight) => [weight.example.kind, weight]),
)

/** @throws RangeError for a kind that no recipe can have */
export function weightObject({ kind }: Weight): WeightObject<Weight> {
  const weight = BY_KIND.get(kind)
  if (!weight)
    throw new RangeError(`there is no weight ${JSON.stringify(kind)}: use one of ${[...BY_KIND.keys()].join(', ')}`)
  return weight
}

/**
 * The weights of a term, multiplied.
 * @param draws the term's draws; rows of other draws get 0
 * @returns [rows]
 */
export function weightsOf(batch: Batch, draws: readonly string[], weights: readonly Weight[] = []): Float64Array {
  const texts = textsOf(batch, draws)
  const product = new Float64Array(batch.rows)
  for (const { first, length } of texts) product.fill(1, first, first + length)
  for (const weight of weights) {
    const object = weightObject(weight)
    const byText = object.text?.(batch, texts, weight)
    const byToken = object.token?.(batch, texts, weight)
    for (const text of texts) {
      const whole = byText?.(text) ?? 1
      for (let row = text.first; row < text.first + text.length; row++)
        product[row]! *= whole * (byToken?.(row, text) ?? 1)
    }
  }
  return product
}
