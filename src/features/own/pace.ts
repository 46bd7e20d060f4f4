/** @file How fast models write on this device, and what that says of one that has not written yet. */
import type { Backend } from '../../engine/types.ts'

/** What one rollout took. */
export interface Pace {
  readonly model: string
  readonly backend: Backend
  readonly parameters: number
  readonly tokensPerSecond: number
}

/** Shorter texts tell too little. */
export const FEWEST_TOKENS = 8
/** Times as large or as small: beyond, other things than the weights take the time. */
const REACH = 8

export type Expected =
  | { readonly kind: 'measured'; readonly tokensPerSecond: number }
  /** By the model of the nearest size. */
  | { readonly kind: 'estimated'; readonly tokensPerSecond: number; readonly by: Pace }

/**
 * What is to be expected of a model: what it took itself, or else the nearest one in size, in proportion to the weights. Every weight is
 * read once a token, and reading them is what a decode step does.
 * @returns null where nothing near it has written on this backend
 */
export function expectedPace(
  model: { readonly id: string | null; readonly parameters: number },
  backend: Backend,
  paces: readonly Pace[],
): Expected | null {
  const here = paces.filter((pace) => pace.backend === backend)
  const own = here.find((pace) => pace.model === model.id)
  if (own) return { kind: 'measured', tokensPerSecond: own.tokensPerSecond }
  const distance = ({ parameters }: Pace): number => Math.abs(Math.log(parameters / model.parameters))
  const [by] = here.filter((pace) => distance(pace) <= Math.log(REACH)).sort((a, b) => distance(a) - distance(b))
  return by ? { kind: 'estimated', by, tokensPerSecond: (by.tokensPerSecond * by.parameters) / model.parameters } : null
}

/** The latest pace of each model. */
export function withPace(paces: readonly Pace[], pace: Pace): readonly Pace[] {
  return [...paces.filter(({ model, backend }) => model !== pace.model || backend !== pace.backend), pace]
}
