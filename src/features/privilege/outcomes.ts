/** @file What was recorded of each level: one text's gaps, and what training did. Read from what `npm run record:privilege` wrote. */
import { wilson } from '../../divergence/stats.ts'
import type { Level } from './levels.ts'
import recorded from './recorded.json' with { type: 'json' }

/** The text that every level reads. */
export const READING = recorded.reading

/** How the runs were made. */
export const RUNS = recorded.training

export interface Measured {
  /** Share of held-out problems that are right, 0 to 1, and its 95 % Wilson interval. */
  readonly right: number
  readonly interval: readonly [number, number]
  /** Tokens of a text, mean. */
  readonly length: number
  /** Share of texts whose sums do not come out: a number from nowhere. */
  readonly broken: number
}

interface Counts {
  readonly right: number
  readonly broken: number
  readonly length: number
}

/** What all seeds of a level measured together; null for the start. */
export function outcomeOf(level: Level | null): Measured {
  const runs: readonly Counts[] = level === null ? [RUNS.start] : RUNS.runs[level]
  const n = RUNS.heldOut * runs.length
  const sum = (of: (run: Counts) => number): number => runs.reduce((all, run) => all + of(run), 0)
  const right = sum((run) => run.right)
  return {
    right: right / n,
    interval: wilson(right, n),
    length: sum((run) => run.length) / runs.length,
    broken: sum((run) => run.broken) / n,
  }
}

/** The text's gaps under a level, and what the teacher is told: null for nothing. */
export function readingOf(level: Level): { readonly note: string | null; readonly gaps: readonly number[] } {
  return READING.levels[level]
}
