/** @file The notation of the product of a term's weights and gates. */
import { type Weight, weightObject } from '../weights/weights.ts'
import { type FormulaPiece, marked, plain, type Segments } from './segments.ts'

/** The product of a term's weights, and what its factors stand for; nothing where it has none. @param name such as w_t */
export function weightsPiece(weights: readonly Weight[] | undefined, name: string): Segments[] {
  if (!weights || weights.length === 0) return []
  const pieces = weights.map(weightPiece)
  const factors = pieces.flatMap(({ main }, i) => (i === 0 ? main : [plain(String.raw`\,`), ...main]))
  return [[plain(`${name} = `), ...factors], ...pieces.flatMap(({ where }) => where)]
}

/** One factor of w_t. */
function weightPiece(weight: Weight): FormulaPiece {
  const { parts, notation } = weightObject(weight)
  const { tex, where } = notation(weight)
  return { main: [marked(parts[0] ?? null, tex)], where: where === undefined ? [] : [[plain(where)]] }
}
