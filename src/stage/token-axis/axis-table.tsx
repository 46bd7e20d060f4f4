/** @file The numbers of the stage's charts as a table. */
import { formatNumber, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import type { ReceiptRequest } from '../../store/provenance/provenance.ts'
import type { AxisSeries } from './series.ts'
import { withUnit } from './token-table.ts'
import { ValueTable } from './value-table.tsx'

export interface AxisTableProps {
  readonly tokens: readonly RolloutToken[]
  readonly series: AxisSeries
  readonly divergence: string
  readonly unit: Unit
  /** The teacher was told its note for what is on view. */
  readonly told: boolean
}

/** In the order of the columns. */
const ASKS: readonly ((token: number, reading: 'with' | 'without') => ReceiptRequest)[] = [
  (token, reading) => ({ token, reading, quantity: 'gap' }),
  (token, reading) => ({ token, reading, quantity: 'divergence' }),
  (token) => ({ token, reading: 'student', quantity: 'entropy' }),
  (token, reading) => ({ token, reading, quantity: 'entropy' }),
]

export function AxisTable({ tokens, series, divergence, unit, told }: AxisTableProps) {
  const { gaps, divergences, entropies } = series
  return (
    <ValueTable
      title={t('As a table')}
      label={t('Values as a table')}
      tokens={tokens}
      askOf={(column, token) => ASKS[column]?.(token, told ? 'with' : 'without') ?? null}
      columns={() => [
        {
          id: 'gap',
          name: withUnit(t('gap'), unit),
          values: gaps,
          write: (gap) => formatSigned(inUnit(gap, unit)),
        },
        { id: 'divergence', name: t(divergenceById(divergence).name), values: divergences, write: formatNumber },
        {
          id: 'student',
          name: withUnit(t('H student'), unit),
          values: entropies.map((entropy) => entropy?.student),
          write: formatNumber,
        },
        {
          id: 'teacher',
          name: withUnit(t('H teacher'), unit),
          values: entropies.map((entropy) => entropy?.teacher),
          write: formatNumber,
        },
      ]}
    />
  )
}
