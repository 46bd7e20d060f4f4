/** @file What a loss's terms are called where each has its own number. */
import type { Term } from './recipe/terms.ts'

/** A name for each term, in order: its divergence, estimator or kind; the second of a name is name-2. */
export function termNames(terms: readonly Term[]): readonly string[] {
  const seen = new Map<string, number>()
  return terms.map((term) => {
    const name = plainName(term)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}-${count}`
  })
}

function plainName(term: Term): string {
  if (term.kind === 'divergence') return term.divergence.id
  if (term.kind === 'estimator' || term.kind === 'preference') return term.id
  return term.kind
}
