/** @file The token axis as a figure to take away: the same series, scales and words as on the page. */

import { divergenceUnit } from '../../charts/divergence-unit.ts'
import type { AxisFigureProps, FigurePalette } from '../../charts/figure/axis-figure.ts'
import { inUnit } from '../../charts/format.ts'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import { chartNotes } from '../../store/export/notes.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import { ROWS } from './rows.ts'
import { type AxisSeries, tick } from './series.ts'

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
  palette: FigurePalette,
): AxisFigureProps {
  const { units, divergence } = settings
  const { context, other } = viewOf({ rollout, settings })
  const scaled = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : inUnit(value, units)))
  const gapLimit = inUnit(gapScale, units)
  const signed = series.divergenceKind === 'signed'
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
    palette,
    rows: [
      {
        kind: 'gap',
        name: t('gap'),
        unit: units,
        limit: gapLimit,
        ends: [`+${tick(gapLimit)}`, `−${tick(gapLimit)}`],
        values: scaled(series.gaps),
        ghosts: series.ghostGaps && scaled(series.ghostGaps),
        height: ROWS.gap,
      },
      {
        kind: series.divergenceKind,
        name: t(divergenceById(divergence).shortName),
        unit: divergenceUnit(divergence, units) ?? '',
        limit: series.divergenceLimit,
        ends: [tick(series.divergenceLimit), signed ? `−${tick(series.divergenceLimit)}` : '0'],
        values: series.divergences,
        ghosts: series.ghostDivergences,
        height: ROWS.divergence,
      },
      {
        kind: 'lines',
        name: t('entropies'),
        unit: units,
        limit: series.entropyLimit,
        ends: [tick(series.entropyLimit), '0'],
        points: series.entropies,
        height: ROWS.entropy,
      },
    ],
  }
}
