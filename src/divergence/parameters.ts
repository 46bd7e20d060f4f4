/** @file Checks a divergence's parameters against its specification. */

import type { ParamSpec } from './types.ts'

/**
 * The value of a divergence's one parameter, or its default; 0 for a divergence without.
 * @throws RangeError naming the remedy, for an unknown name or a value outside the range.
 */
export function resolveParameter(
  id: string,
  spec: ParamSpec | null,
  params: Readonly<Record<string, number>> | undefined,
): number {
  for (const name of Object.keys(params ?? {})) {
    if (name !== spec?.id) {
      const remedy = spec === null ? 'it takes none, remove it' : `use "${spec.id}"`
      throw new RangeError(`${id} has no parameter "${name}": ${remedy}`)
    }
  }
  if (spec === null) return 0
  const value: unknown = params?.[spec.id]
  if (value === undefined) return spec.default
  if (typeof value !== 'number' || !(value >= spec.min && value <= spec.max)) {
    throw new RangeError(
      `${spec.id} of ${id} is ${JSON.stringify(value)}: pass a number from ${spec.min} to ${spec.max}`,
    )
  }
  return value
}
