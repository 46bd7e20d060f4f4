/** @file The rollout that all examples on the token axis share: a student's slip, its two lines of working and the answer. */
import type { EntropyPoint } from '../drawing/entropy-lines.ts'
import { textLines } from '../lines.ts'
import type { TokenColumns } from '../scale.ts'

interface ExampleToken {
  readonly text: string
  readonly source: 'student' | 'environment'
  /** Nats, without and with the teacher's privileged context; null for a token that the environment wrote. */
  readonly gap: number | null
  readonly told: number | null
  /** Nats. */
  readonly entropies: EntropyPoint
}

function token(
  text: string,
  gap: number | null,
  told: number | null,
  [student, teacher, ghost]: readonly [number | null, number | null, number | null],
): ExampleToken {
  return { text, source: gap === null ? 'environment' : 'student', gap, told, entropies: { student, teacher, ghost } }
}

/** Ann has 7 eggs and buys 5: the student loses the carry, and the teacher with the answer at hand sees it at once. */
const ROLLOUT: readonly ExampleToken[] = [
  token('Ann', 0.2, 0.1, [0.9, 0.7, 0.7]),
  token(' has', 0.1, 0.1, [0.2, 0.1, 0.1]),
  token(' 7', 0.3, 0.4, [0.4, 0.2, 0.1]),
  token(' eggs', 0, 0, [0.1, 0.1, 0.1]),
  token('\n', 0.1, 0.1, [0.3, 0.2, 0.2]),
  token('7', 0.4, 0.5, [0.6, 0.3, 0.2]),
  token('+', 0.6, 0.8, [0.9, 0.4, 0.2]),
  token('5', 0.1, 0.1, [0.3, 0.1, 0.1]),
  token('=', 0, 0, [0.1, 0, 0]),
  token('1', 0.2, 0.2, [0.7, 0.3, 0.1]),
  token('3', -1.4, Number.NEGATIVE_INFINITY, [1.6, 0.8, 0.1]),
  token('\n', 0.1, 0.1, [0.2, 0.1, 0.1]),
  token('[ok]', null, null, [null, null, null]),
  token('\n', null, null, [null, null, null]),
  token('answer', 0.5, 0.3, [0.5, 0.2, 0.2]),
  token(' 1', 0.2, -0.2, [0.8, 0.4, 0.3]),
  token('3', 1.1, -2.2, [1.2, 0.5, 0.2]),
]

export const TOKENS = ROLLOUT.map(({ text, source }) => ({ text, source }))
export const LINES = textLines(TOKENS)
export const GAPS = ROLLOUT.map(({ gap }) => gap)
export const TOLD_GAPS = ROLLOUT.map(({ told }) => told)
export const ENTROPIES = ROLLOUT.map(({ entropies }) => entropies)
/** End of the gap's scale, nats. */
export const GAP_LIMIT = 3
export const COLUMNS: TokenColumns = { count: ROLLOUT.length, width: 22 }
/** Of everything on the token axis, pixels. */
export const AXIS_WIDTH = COLUMNS.count * COLUMNS.width
