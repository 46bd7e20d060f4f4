/** @file The token axis as a figure to take away: the rows of the page at a desk's height, and in words what is on view. */

import type { Inks } from '../../charts/drawing/shape.ts'
import type { AxisFigureProps } from '../../charts/figure/axis-figure.ts'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { t } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import { chartNotes } from '../../store/export/notes.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import { axisRows } from './axis-rows.ts'
import { ROWS } from './rows.ts'
import type { AxisSeries } from './series.ts'

export interface FigureParts {
  readonly run: RolloutRecord
  readonly settings: Settings
  /** Knows the models' names. */
  readonly engine: AppState['engine']
  readonly columns: TokenColumns
  readonly lines: readonly TextLine[]
  readonly series: AxisSeries
  /** End of the gap's scale, nats. */
  readonly gapScale: number
}

/** In the unit on view. */
export function figureProps(
  { run: rollout, settings, engine, columns, lines, series, gapScale }: FigureParts,
  inks: Inks,
): AxisFigureProps {
  const { context, other } = viewOf({ rollout, settings })
  return {
    title: t('Token by token'),
    notes: [
      ...chartNotes({ rollout, settings, engine }),
      'gap = log p_T − log p_S.',
      ...(other && context === null ? [t('Outlines and dashes: the teacher with the context.')] : []),
      ...(other && context !== null ? [t('Outlines and dashes: the teacher without the context.')] : []),
    ],
    columns: { count: Math.max(1, rollout.tokens.length), width: columns.width },
    tokens: rollout.tokens,
    lines,
    ghostsTold: context === null,
    inks,
    rows: axisRows(series, gapScale, settings, ROWS),
  }
}
