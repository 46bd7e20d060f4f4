/** @file Problems of the visitor's own as a run of training asks for them. */
import type { ContextKind } from '../../world/types.ts'
import type { OwnProblems } from '../training/types.ts'
import type { OwnText } from '../types.ts'

/**
 * One text as all that a run has: it learns from it and is measured on it. A note stands in for every context that the recipe
 * shows its teacher, whatever kind it was written as.
 */
export function ownProblems(own: OwnText, kinds: readonly ContextKind[]): OwnProblems {
  const [any] = Object.values(own.notes ?? {})
  const notes = { ...own.notes }
  for (const kind of kinds) if (any) notes[kind] ??= any
  const text = { ...own, notes }
  return { train: [text], heldOut: [text] }
}
