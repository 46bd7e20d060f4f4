/** @file The figure that leaves the page as a file, with its title and what it shows. */
import { THEME_INKS } from '../drawing/shape.ts'
import { axisFigure } from '../figure/axis-figure.ts'
import type { Example } from './example.ts'
import { COLUMNS, ENTROPIES, GAP_LIMIT, GAPS, LINES, TOKENS, TOLD_GAPS } from './rollout.ts'

const { svg, width, height } = axisFigure({
  title: 'Student and teacher on tally, problem 17',
  notes: ['Gap: log p_T − log p_S at temperature 1.', 'Outlined and dashed: the teacher with the answer as context.'],
  columns: COLUMNS,
  tokens: TOKENS,
  lines: LINES,
  rows: [
    {
      ...{ id: 'gap', kind: 'gap', name: 'gap', unit: 'nats', limit: GAP_LIMIT, ends: ['+3', '−3'], height: 84 },
      values: GAPS,
      ghosts: TOLD_GAPS,
    },
    {
      ...{ id: 'entropies', kind: 'lines', name: 'entropies', unit: 'nats', limit: 2, ends: ['2', '0'], height: 64 },
      points: ENTROPIES,
    },
  ],
  ghostsTold: true,
  inks: THEME_INKS,
})

export const figureExamples: readonly Example[] = [
  {
    name: 'axis-figure',
    caption: 'The token axis as it is taken away: one file with title, scales and notes.',
    width,
    height,
    drawing: svg,
  },
]
