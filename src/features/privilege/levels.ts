/** @file How much the teacher is told, from nothing to everything, and what was recorded of each. */
import type { ContextKind } from '../../world/types.ts'

/** From the least to the most that a teacher can be told of a problem. */
export const LEVELS = ['nothing', 'hint', 'facts', 'answer', 'trace'] as const
export type Level = (typeof LEVELS)[number]

/** The context of each level; null for none. */
export const CONTEXT_OF: Readonly<Record<Level, ContextKind | null>> = {
  nothing: null,
  hint: 'hint',
  facts: 'short-context',
  answer: 'answer',
  trace: 'trace',
}
