/** @file The X-ray's rows on the token axis, and their names with the values at the crossing line. */
import { memo } from 'react'
import { formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { GapCells } from '../../charts/gap-cells.tsx'
import type { TextLine } from '../../charts/lines.ts'
import { RankMarks } from '../../charts/rank-marks.tsx'
import type { TokenColumns } from '../../charts/scale.ts'
import { TokenLabels } from '../../charts/token-labels.tsx'
import { ValueBars } from '../../charts/value-bars.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { useRows } from '../../stage/token-axis/row-scale.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAppState } from '../../store/hooks.ts'
import type { XrayRow } from './rows.ts'

const CHANGE = 56
const MARKS = 24
const CELLS = 40

export interface XrayChartsProps {
  readonly columns: TokenColumns
  readonly tokens: readonly RolloutToken[]
  readonly lines: readonly TextLine[]
  /** Nats, as the stage shows them. */
  readonly gaps: readonly (number | null)[]
  readonly ghosts: readonly (number | null)[] | null
  readonly ghostsTold: boolean
  readonly changes: readonly (number | null)[]
  readonly marks: readonly (number | null)[]
  readonly rows: readonly XrayRow[]
  /** Nats, of every row. */
  readonly limit: number
}

export const XrayCharts = memo(function XrayCharts(props: XrayChartsProps) {
  const heights = useRows()
  const { columns, tokens, lines, gaps, ghosts, ghostsTold, changes, marks, rows, limit } = props
  return (
    <>
      <TokenLabels columns={columns} tokens={tokens} lines={lines} height={heights.labels} />
      <div className="axis-row" style={{ height: heights.gap }}>
        <ValueBars
          columns={columns}
          values={gaps}
          ghosts={ghosts}
          ghostsTold={ghostsTold}
          limit={limit}
          kind="gap"
          height={heights.gap}
        />
      </div>
      <div className="axis-row" style={{ height: heights.of(CHANGE) }}>
        <ValueBars
          columns={columns}
          values={changes}
          ghosts={null}
          ghostsTold={false}
          limit={limit}
          kind="signed"
          height={heights.of(CHANGE)}
        />
      </div>
      <RankMarks columns={columns} shifts={marks} least={1} height={heights.of(MARKS)} />
      {rows.map(({ name, gaps }) => (
        <div key={name} className="axis-row" style={{ height: heights.of(CELLS) }}>
          <GapCells columns={columns} values={gaps} limit={limit} height={heights.of(CELLS)} />
        </div>
      ))}
    </>
  )
})

export interface XrayNamesProps extends Pick<XrayChartsProps, 'gaps' | 'changes' | 'rows' | 'limit'> {
  /** The stage shows the reading with the note. */
  readonly told: boolean
  readonly unit: Unit
}

export function XrayNames({ gaps, changes, rows, limit, told, unit }: XrayNamesProps) {
  const heights = useRows()
  const crossed = useAppState(crosshairToken) ?? -1
  const written = (nats: number | null | undefined): string => (nats == null ? '' : formatSigned(inUnit(nats, unit)))
  const end = String(Number(inUnit(limit, unit).toPrecision(3)))
  return (
    <div className="axis-names numeric" aria-hidden="true">
      <div style={{ height: heights.labels }} />
      <div className="axis-name" style={{ height: heights.gap }}>
        <b>
          {t('gap')} <small>{unit}</small>
        </b>
        <span className="axis-value">{written(gaps[crossed])}</span>
        <small className={told ? 'xray-told' : undefined}>{told ? t('with the note') : t('without')}</small>
        <i>+{end}</i>
        <i>−{end}</i>
      </div>
      <div className="axis-name" style={{ height: heights.of(CHANGE) }}>
        <b>
          {t('moved')} <small>{unit}</small>
        </b>
        <span className="axis-value">{written(changes[crossed])}</span>
        <i>+{end}</i>
        <i>−{end}</i>
      </div>
      <div className="axis-name xray-small" style={{ height: heights.of(MARKS) }}>
        {t('turned')} ▲▽
      </div>
      {rows.map(({ name, gaps: values, total, context }) => (
        <div key={name} className="axis-name xray-row" style={{ height: heights.of(CELLS) }}>
          <b className={context === null ? undefined : 'xray-told'}>{name}</b>
          <span className="axis-value">{total === null ? '…' : written(values[crossed])}</span>
          <small>{total === null ? '' : t('total {value}', { value: written(total) })}</small>
        </div>
      ))}
    </div>
  )
}
