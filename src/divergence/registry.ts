/** @file Every divergence and estimator by id, and the shared path that evaluates many at one position. */

import { alphaDivergence, renyi, squaredHellinger } from './alpha.ts'
import { adaptiveKl, forwardKl, jeffreys, reverseKl } from './kl.ts'
import { jsd, skewForwardKl, skewReverseKl } from './mixture.ts'
import { teacherArgmaxCe, totalVariation } from './other-full.ts'
import { preparePair } from './pair.ts'
import { k1, k2, k3 } from './sampled.ts'
import { reducePair } from './support.ts'
import type { Divergence, DivergenceOptions, DivergenceUnit, Position, PreparedPair } from './types.ts'

/** In the order in which a picker shows them. */
export const DIVERGENCES: readonly Divergence[] = [
  forwardKl,
  reverseKl,
  jsd,
  skewForwardKl,
  skewReverseKl,
  totalVariation,
  jeffreys,
  alphaDivergence,
  renyi,
  squaredHellinger,
  adaptiveKl,
  teacherArgmaxCe,
  k1,
  k2,
  k3,
]

const byId: ReadonlyMap<string, Divergence> = new Map(DIVERGENCES.map((d) => [d.id, d]))

/** All ids, in the order of `DIVERGENCES`. */
export function divergenceIds(): string[] {
  return DIVERGENCES.map(({ id }) => id)
}

/** @throws RangeError that lists the known ids. */
export function divergenceById(id: string): Divergence {
  const found = byId.get(id)
  if (found === undefined) {
    throw new RangeError(`there is no divergence ${JSON.stringify(id)}: use one of ${divergenceIds().join(', ')}`)
  }
  return found
}

/**
 * The unit of a measure's values. Measures that are no divergence (the gap of one token) are differences of log-probs: nats.
 * @param id of a divergence or of another measure
 */
export function unitOf(id: string): DivergenceUnit {
  const divergence = byId.get(id)
  return divergence ? divergence.unit : 'nats'
}

/** A divergence with its options; `DivergenceChoice` of the engine is one. */
export interface ChosenDivergence extends DivergenceOptions {
  readonly id: string
}

/**
 * The values (nats) of many divergences at one position, in the order of `choices`. Both softmaxes are made once for
 * each temperature and once for each support, and no gradient is computed.
 * @param prepared the position's pair at temperature 1, where it is there already
 * @throws RangeError as `Divergence.value`.
 */
export function divergenceValues(
  position: Position,
  choices: readonly ChosenDivergence[],
  prepared?: PreparedPair,
): Float64Array {
  const pairs = new Map<string, PreparedPair>(prepared && [['1', prepared]])
  const pairFor = (temperature: number, support: DivergenceOptions['support']): PreparedPair => {
    const key = support ? `${temperature} ${support.top_k} ${support.of} ${support.tail}` : `${temperature}`
    let pair = pairs.get(key)
    if (pair === undefined) {
      pair = support ? reducePair(pairFor(temperature, undefined), support).pair : preparePair(position, temperature)
      pairs.set(key, pair)
    }
    return pair
  }
  return Float64Array.from(choices, ({ id, params, temperature = 1, support, entryClip }) => {
    const divergence = divergenceById(id)
    if (entryClip !== undefined) return divergence.value(position, { params, temperature, support, entryClip })
    if (divergence.kind === 'full') return divergence.valueOn(pairFor(temperature, support), params)
    if (support) return divergence.value(position, { params, temperature, support })
    return divergence.valueOn(pairFor(temperature, undefined), params, position.token)
  })
}
