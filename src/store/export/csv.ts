/** @file A rollout as a table: one row a token, the readings side by side, every number in full. */
import { divergenceIds } from '../../divergence/registry.ts'
import type { RolloutToken, ScoredRollout, TokenScore } from '../../engine/types.ts'
import { csvCell, visibleText } from './table.ts'

const COLUMNS: readonly (readonly [string, (score: TokenScore) => number])[] = [
  ['logp_student', ({ logpStudent }) => logpStudent],
  ['logp_teacher', ({ logpTeacher }) => logpTeacher],
  ['gap', ({ gap }) => gap],
  ['acceptance', ({ gap }) => Math.min(1, Math.exp(gap))],
  ['entropy_student', ({ entropyStudent }) => entropyStudent],
  ['entropy_teacher', ({ entropyTeacher }) => entropyTeacher],
  ['rank_student', ({ rankStudent }) => rankStudent],
  ['rank_teacher', ({ rankTeacher }) => rankTeacher],
  ['tail_student', ({ tailStudent }) => tailStudent],
  ['tail_teacher', ({ tailTeacher }) => tailTeacher],
  ...divergenceIds().map(
    (id) => [id.replaceAll('-', '_'), ({ divergences }: TokenScore) => divergences[id] ?? Number.NaN] as const,
  ),
]

/** Nats, whatever the unit on view. Infinities are written as such; what was not computed is empty. */
export function tokensCsv(tokens: readonly RolloutToken[], readings: readonly ScoredRollout[]): string {
  const suffix = ({ context }: ScoredRollout): string => (context === null ? 'without' : `with_${context}`)
  const header = [
    ...['position', 'token_id', 'text', 'source', 'logp_student_sampled'],
    ...readings.flatMap((reading) => COLUMNS.map(([name]) => `${name}_${suffix(reading)}`)),
  ]
  const rows = tokens.map(({ id, text, source, logpStudent }, i) => [
    ...[i + 1, id, visibleText(text), source, logpStudent],
    ...readings.flatMap((reading) => COLUMNS.map(([, read]) => known(reading.tokens[i], read))),
  ])
  return `${[header, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`
}

function known(score: TokenScore | undefined, read: (score: TokenScore) => number): number | null {
  const value = score ? read(score) : Number.NaN
  return Number.isNaN(value) ? null : value
}
