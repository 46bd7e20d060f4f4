/** @file The rows of the stage's token axis: what the page draws and names, and what leaves it as a file. */
import { divergenceUnit } from '../../charts/divergence-unit.ts'
import type { AxisRow } from '../../charts/drawing/axis-rows.ts'
import { inUnit } from '../../charts/format.ts'
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ROWS } from './rows.ts'
import { type AxisSeries, tick } from './series.ts'

/**
 * In the unit on view.
 * @param gapScale end of the gap's scale, nats
 */
export function axisRows(
  series: AxisSeries,
  gapScale: number,
  { units, divergence }: Pick<Settings, 'units' | 'divergence'>,
  heights: Pick<typeof ROWS, 'gap' | 'divergence' | 'entropy'>,
): readonly AxisRow[] {
  const scaled = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : inUnit(value, units)))
  const gapLimit = inUnit(gapScale, units)
  const { divergenceLimit, divergenceKind, entropyLimit } = series
  return [
    {
      id: 'gap',
      kind: 'gap',
      name: t('gap'),
      unit: units,
      limit: gapLimit,
      ends: [`+${tick(gapLimit)}`, `−${tick(gapLimit)}`],
      values: scaled(series.gaps),
      ghosts: series.ghostGaps && scaled(series.ghostGaps),
      height: heights.gap,
    },
    {
      id: 'divergence',
      kind: divergenceKind,
      name: t(divergenceById(divergence).shortName),
      unit: divergenceUnit(divergence, units) ?? '',
      limit: divergenceLimit,
      ends: [tick(divergenceLimit), divergenceKind === 'signed' ? `−${tick(divergenceLimit)}` : '0'],
      values: series.divergences,
      ghosts: series.ghostDivergences,
      height: heights.divergence,
    },
    {
      id: 'entropies',
      kind: 'lines',
      name: t('entropies'),
      unit: units,
      limit: entropyLimit,
      ends: [tick(entropyLimit), '0'],
      points: series.entropies,
      height: heights.entropy,
    },
  ]
}
