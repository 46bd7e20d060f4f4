/** @file Both sides one above the other on one scale, the difference below, and their names with the values at the line. */
import { memo } from 'react'
import { formatNumber, formatSigned } from '../../charts/format.ts'
import { textLines } from '../../charts/lines.ts'
import { roundLimit, type TokenColumns } from '../../charts/scale.ts'
import { TokenLabels } from '../../charts/token-labels.tsx'
import { ValueBars } from '../../charts/value-bars.tsx'
import { t } from '../../i18n/words.ts'
import { useRows } from '../../stage/token-axis/row-scale.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAppState } from '../../store/hooks.ts'
import { type Difference, measureName, type Scale, type SideView } from './sides.ts'

export interface CompareRowsProps {
  readonly columns: TokenColumns
  readonly a: SideView
  readonly b: SideView
  readonly scale: Scale
  readonly difference: Difference
}

/** Another text needs its own tokens above its strip. */
const sameText = ({ a, b }: Pick<CompareRowsProps, 'a' | 'b'>): boolean => a.run?.tokens === b.run?.tokens

const differenceLimit = ({ values }: Difference): number =>
  roundLimit(
    values.filter((value) => value !== null),
    0.05,
  )

export const CompareCharts = memo(function CompareCharts(props: CompareRowsProps) {
  const { columns, a, b, scale, difference } = props
  return (
    <>
      <Labels columns={columns} view={a} />
      <Strip columns={columns} values={a.values} {...scale} />
      {!sameText(props) && <Labels columns={columns} view={b} />}
      <Strip columns={columns} values={b.values} {...scale} />
      <Strip columns={columns} values={difference.values} limit={differenceLimit(difference)} kind="signed" />
    </>
  )
})

function Labels({ columns, view }: { readonly columns: TokenColumns; readonly view: SideView }) {
  const rows = useRows()
  const tokens = view.run?.tokens ?? []
  return <TokenLabels columns={columns} tokens={tokens} lines={textLines(tokens)} height={rows.labels} />
}

interface StripProps extends Scale {
  readonly columns: TokenColumns
  readonly values: SideView['values']
}

function Strip({ columns, values, limit, kind }: StripProps) {
  const rows = useRows()
  return (
    <div className="axis-row" style={{ height: rows.gap }}>
      <ValueBars
        columns={columns}
        values={values}
        ghosts={null}
        ghostsTold={false}
        limit={limit}
        kind={kind}
        height={rows.gap}
      />
    </div>
  )
}

export function CompareNames(props: Omit<CompareRowsProps, 'columns'>) {
  const rows = useRows()
  const { a, b, scale, difference } = props
  const crossed = useAppState(crosshairToken) ?? -1
  const write = scale.kind === 'size' ? formatNumber : formatSigned
  return (
    <div className="axis-names numeric" aria-hidden="true">
      <div style={{ height: rows.labels }} />
      <SideName view={a} scale={scale} value={written(a.values[crossed], write)} />
      {!sameText(props) && <div style={{ height: rows.labels }} />}
      <SideName view={b} scale={scale} value={written(b.values[crossed], write)} />
      <div className="axis-name" style={{ height: rows.gap }}>
        <b>B − A</b>
        <span className="axis-value">{written(difference.values[crossed], formatSigned)}</span>
        <i>+{tick(differenceLimit(difference))}</i>
        <i>−{tick(differenceLimit(difference))}</i>
      </div>
    </div>
  )
}

interface SideNameProps {
  readonly view: SideView
  readonly scale: Scale
  readonly value: string
}

function SideName({ view, scale: { kind, limit }, value }: SideNameProps) {
  const rows = useRows()
  return (
    <div className="axis-name" style={{ height: rows.gap }}>
      <b>
        {view.side.toUpperCase()} <small>{t(measureName(view.measure))}</small>
      </b>
      <span className="axis-value">{view.total === null ? '…' : value}</span>
      <small>{view.unit ?? ''}</small>
      <i>{kind === 'size' ? tick(limit) : `+${tick(limit)}`}</i>
      <i>{kind === 'size' ? '0' : `−${tick(limit)}`}</i>
    </div>
  )
}

/** The end of a scale: round numbers stay round. */
const tick = (value: number): string => String(Number(value.toPrecision(3)))

const written = (value: number | null | undefined, write: (value: number) => string): string =>
  value == null ? '' : write(value)
