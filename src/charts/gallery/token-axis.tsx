/** @file Examples on the token axis: a column a token, the same one in every row. */
import { EntropyLines } from '../entropy-lines.tsx'
import { GapCells } from '../gap-cells.tsx'
import { GapScale } from '../gap-scale.tsx'
import { GateLanes, LANES_HEIGHT } from '../gate-lanes.tsx'
import { ParetoBars } from '../pareto-bars.tsx'
import { RankMarks } from '../rank-marks.tsx'
import { TokenLabels } from '../token-labels.tsx'
import { ValueBars } from '../value-bars.tsx'
import type { Example } from './example.ts'
import { AXIS_WIDTH, COLUMNS, ENTROPIES, GAP_LIMIT, GAPS, LINES, TOKENS, TOLD_GAPS } from './rollout.ts'

const ignore = (): void => {}

const sizes = GAPS.map((gap) => (gap === null ? null : Math.abs(gap)))
const zeroed = (values: readonly (number | null)[]): readonly number[] => values.map((value) => value ?? Number.NaN)
const studentEntropies = zeroed(ENTROPIES.map(({ student }) => student))
const teacherEntropies = zeroed(ENTROPIES.map(({ teacher }) => teacher))

/** Both gates as they are drawn below: the teacher's entropy at 0.15 nats, the first 12 tokens. */
const counted = teacherEntropies.map((entropy, i) => entropy >= 0.15 && i < 12)
const sum = (values: readonly (number | null)[]): number => values.reduce<number>((all, value) => all + (value ?? 0), 0)
const kept = sizes.map((size, i) => (counted[i] ? size : 0))
const shareOf = (values: readonly (number | null)[]): readonly number[] =>
  values.map((value) => (value === null ? Number.NaN : value / sum(values)))

const largestFirst = [...sizes].filter((size) => size !== null).sort((a, b) => b - a)
const pareto = largestFirst.map((value, i) => ({
  value,
  kept: Math.min(value, 0.8),
  cumulative: sum(largestFirst.slice(0, i + 1)) / sum(largestFirst),
}))

export const tokenAxisExamples: readonly Example[] = [
  {
    name: 'token-labels',
    caption:
      'Token labels. Short tokens stand upright, words are turned, a rule ends each line, grey is the environment’s.',
    width: AXIS_WIDTH,
    height: 68,
    drawing: <TokenLabels columns={COLUMNS} tokens={TOKENS} lines={LINES} height={68} />,
  },
  {
    name: 'value-bars-gap',
    caption: 'Gap, log p_T − log p_S, from −3 to +3 nats. Outlined: the teacher with privileged context.',
    width: AXIS_WIDTH,
    height: 84,
    drawing: (
      <ValueBars
        columns={COLUMNS}
        values={GAPS}
        ghosts={TOLD_GAPS}
        ghostsTold
        limit={GAP_LIMIT}
        kind="gap"
        height={84}
      />
    ),
  },
  {
    name: 'value-bars-beyond',
    caption: 'Gap with context. A value beyond the scale ends in a notch, an infinite one has its sign as well.',
    width: AXIS_WIDTH,
    height: 84,
    drawing: (
      <ValueBars
        columns={COLUMNS}
        values={TOLD_GAPS}
        ghosts={null}
        ghostsTold={false}
        limit={2}
        kind="gap"
        height={84}
      />
    ),
  },
  {
    name: 'value-bars-size',
    caption: 'A divergence at every token, from 0 to 2 nats.',
    width: AXIS_WIDTH,
    height: 64,
    drawing: (
      <ValueBars columns={COLUMNS} values={sizes} ghosts={null} ghostsTold={false} limit={2} kind="size" height={64} />
    ),
  },
  {
    name: 'entropy-lines',
    caption: 'Entropies of student (filled) and teacher, from 0 to 2 nats. Dashed: the teacher with context.',
    width: AXIS_WIDTH,
    height: 64,
    drawing: <EntropyLines columns={COLUMNS} points={ENTROPIES} ghostsTold limit={2} height={64} />,
  },
  {
    name: 'gap-cells',
    caption: 'One row of the matrix of contexts: each token’s gap as a tint and as a bar, from −3 to +3 nats.',
    width: AXIS_WIDTH,
    height: 40,
    drawing: <GapCells columns={COLUMNS} values={TOLD_GAPS} limit={GAP_LIMIT} height={40} />,
  },
  {
    name: 'gap-scale',
    caption: 'The legend of the gap: seven tokens from less likely to more likely, with both units.',
    width: 226,
    height: 69,
    drawing: <GapScale limit={GAP_LIMIT} />,
  },
  {
    name: 'rank-marks',
    caption:
      'Where two divergences order the tokens differently: up where the first ranks a token higher, hollow the second.',
    width: AXIS_WIDTH,
    height: 32,
    drawing: (
      <RankMarks
        columns={COLUMNS}
        shifts={GAPS.map((gap, i) => (gap === null ? null : [0.5, -0.25, 0.05, 0.12, -0.4][i % 5]!))}
        least={0.1}
        height={32}
      />
    ),
  },
  {
    name: 'pareto-bars',
    caption: 'Tokens by their share of the loss, largest first, cut at 0.8 nats. The curve sums the shares up.',
    width: AXIS_WIDTH,
    height: 120,
    drawing: (
      <ParetoBars columns={COLUMNS} bars={pareto} limit={1.5} signed={false} part={0.8} clip={0.8} height={120} />
    ),
  },
  {
    name: 'gate-lanes',
    caption: 'Shares of the loss before and after two gates, and both entropies; dashed lines end what counts.',
    width: AXIS_WIDTH,
    height: LANES_HEIGHT,
    drawing: (
      <GateLanes
        columns={COLUMNS}
        shares={{ before: shareOf(sizes), after: shareOf(kept), limit: 0.6 }}
        teacher={teacherEntropies}
        student={studentEntropies}
        limit={2}
        counts={counted}
        teacherGate={0.15}
        studentGate={0}
        prefix={12}
        onTeacherGate={ignore}
        onStudentGate={ignore}
        onPrefix={ignore}
      />
    ),
  },
]
