/** @file How much room a rollout gets before it is written, so that nothing below moves while it grows. */
import type { Problem } from '../../world/types.ts'

/** Width of one character of token text and of a token's padding, in pixels, at the size of wide screens. */
const CHARACTER = 16.5

/** Lines that a careful, verbose solution of this problem takes at this width, and at least three. */
export function reservedLines(problem: Problem, width: number): number {
  const text = problem.write({ care: 'careful', style: 'verbose' }, 0)
  const perLine = Math.max(12, Math.floor(width / CHARACTER))
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length + 1) / perLine)), 0)
  return Math.min(12, Math.max(3, lines))
}
