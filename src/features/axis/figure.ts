/** @file The token axis as a figure to take away: the same series, scales and words as on the page. */
import { divergenceUnit, shortName } from '../../charts/divergence-unit.ts'
import type { AxisFigureProps, FigurePalette } from '../../charts/figure/axis-figure.ts'
import { inUnit } from '../../charts/format.ts'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { divergenceById } from '../../divergence/registry.ts'
import { truncationWords, viewOf } from '../../store/conditions.ts'
import type { Settings } from '../../store/settings.ts'
import type { Run } from '../../store/state.ts'
import { ROWS } from './rows.ts'
import { type AxisSeries, tick } from './series.ts'

export interface FigureParts {
  readonly run: Run
  readonly settings: Settings
  readonly columns: TokenColumns
  readonly lines: readonly TextLine[]
  readonly series: AxisSeries
}

/** In the unit on view. */
export function figureProps(
  { run, settings, columns, lines, series }: FigureParts,
  palette: FigurePalette,
): AxisFigureProps {
  const { units, divergence, gapScale, teacher } = settings
  const { context, ghost } = viewOf({ run, settings })
  const scaled = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : inUnit(value, units)))
  const gapLimit = inUnit(gapScale, units)
  const signed = series.divergenceKind === 'signed'
  const told = context === null ? 'without privileged context' : `who has seen the context “${context}”`
  const drawn = [`temperature ${run.sampling.temperature}`, ...truncationWords(run.sampling)].join(', ')
  return {
    title: `${run.student} marked by ${teacher}, ${told}`,
    notes: [
      `Problem ${run.problem.problemSeed} of ${run.problem.world}, difficulty ${run.problem.difficulty}; seed ${run.sampling.seed}, ${drawn}.`,
      `gap = log p_T − log p_S; ${divergenceById(divergence).name}: ${divergenceById(divergence).direction}.`,
      ...(ghost ? [`Outlines and dashes: the teacher ${context === null ? 'with' : 'without'} the context.`] : []),
    ],
    columns: { count: Math.max(1, run.tokens.length), width: columns.width },
    tokens: run.tokens,
    lines,
    ghostsTold: context === null,
    palette,
    rows: [
      {
        kind: 'gap',
        name: 'gap',
        unit: units,
        limit: gapLimit,
        ends: [`+${tick(gapLimit)}`, `−${tick(gapLimit)}`],
        values: scaled(series.gaps),
        ghosts: series.ghostGaps && scaled(series.ghostGaps),
        height: ROWS.gap,
      },
      {
        kind: series.divergenceKind,
        name: shortName(divergenceById(divergence)),
        unit: divergenceUnit(divergence, units) ?? '',
        limit: series.divergenceLimit,
        ends: [tick(series.divergenceLimit), signed ? `−${tick(series.divergenceLimit)}` : '0'],
        values: series.divergences,
        ghosts: series.ghostDivergences,
        height: ROWS.divergence,
      },
      {
        kind: 'lines',
        name: 'entropies',
        unit: units,
        limit: series.entropyLimit,
        ends: [tick(series.entropyLimit), '0'],
        points: series.entropies,
        height: ROWS.entropy,
      },
    ],
  }
}
