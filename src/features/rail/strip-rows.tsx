/** @file The strips, and their names with the ends of their scales and their values at the crossing line. */
import { memo } from 'react'
import { formatNumber, formatSigned } from '../../charts/format.ts'
import type { TextLine } from '../../charts/lines.ts'
import { RankMarks } from '../../charts/rank-marks.tsx'
import type { TokenColumns } from '../../charts/scale.ts'
import { TokenLabels } from '../../charts/token-labels.tsx'
import { ValueBars } from '../../charts/value-bars.tsx'
import type { SparseValues } from '../../divergence/stats.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { useRows } from '../../stage/token-axis/row-scale.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAppState } from '../../store/hooks.ts'
import type { Strip } from './strips.ts'

const STRIP = 64
const MARKS = 24

/** Tokens that move by less than this share of all places get no mark. */
export const LEAST_SHIFT = 0.1

export interface StripRowsProps {
  readonly columns: TokenColumns
  readonly tokens: readonly RolloutToken[]
  readonly lines: readonly TextLine[]
  readonly strips: readonly Strip[]
  readonly shifts: SparseValues
}

export const StripRows = memo(function StripRows({ columns, tokens, lines, strips, shifts }: StripRowsProps) {
  const rows = useRows()
  return (
    <>
      <TokenLabels columns={columns} tokens={tokens} lines={lines} height={rows.labels} />
      <RankMarks columns={columns} shifts={shifts} least={LEAST_SHIFT} height={rows.of(MARKS)} />
      {strips.map(({ id, values, limit, kind }) => (
        <div key={id} className="axis-row" style={{ height: rows.of(STRIP) }}>
          <ValueBars
            columns={columns}
            values={values}
            ghosts={null}
            ghostsTold={false}
            limit={limit}
            kind={kind}
            height={rows.of(STRIP)}
          />
        </div>
      ))}
    </>
  )
})

export interface StripNamesProps {
  readonly strips: readonly Strip[]
  /** What to call the difference to the full vocabulary; null where there is none to tell. */
  readonly difference: string | null
}

export function StripNames({ strips, difference }: StripNamesProps) {
  const rows = useRows()
  const crossed = useAppState(crosshairToken) ?? -1
  return (
    <div className="axis-names numeric" aria-hidden="true">
      <div style={{ height: rows.labels }} />
      <div className="axis-name rail-marks-name" style={{ height: rows.of(MARKS) }}>
        {t('order')}
      </div>
      {strips.map(({ id, name, unit, values, limit, kind, bias, missing }) => (
        <div key={id} className="axis-name" style={{ height: rows.of(STRIP) }}>
          <b>
            {t(name)} <small>{unit ?? ''}</small>
          </b>
          <span className="axis-value">{missing ? '…' : written(values[crossed])}</span>
          {difference && (
            <span className="rail-bias">{bias === null ? '' : `${t(difference)} ${formatSigned(bias)}`}</span>
          )}
          <i>{tick(limit)}</i>
          <i>{kind === 'signed' ? `−${tick(limit)}` : '0'}</i>
        </div>
      ))}
    </div>
  )
}

/** The end of a scale: round numbers stay round. */
const tick = (value: number): string => String(Number(value.toPrecision(3)))

const written = (value: number | null | undefined): string => (value == null ? '' : formatNumber(value))
