/**
 * @file What is known of a text that does not stand on the stage, token by token: rows of bars on one axis, and the same numbers as a
 * table. What is not known of a token has no bar and a dash in the table.
 */
import { useMemo } from 'react'
import { formatNumber, tokenGlyph } from '../charts/format.ts'
import { textLines } from '../charts/lines.ts'
import { t } from '../i18n/words.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { useWidth } from '../ui/use-width.ts'
import './reading-axis.css'
import { roundLimit } from '../charts/scale.ts'
import { TokenLabels } from '../charts/token-labels.tsx'
import { ValueBars } from '../charts/value-bars.tsx'

export interface ReadingRow {
  readonly id: string
  readonly name: string
  /** Unit, and where the numbers come from. */
  readonly note: string
  readonly kind: 'gap' | 'size'
  /** One for each token; null where nothing is known. */
  readonly values: readonly (number | null)[]
  /** Where the value is only known to lie between two: the upper end, drawn in outline. */
  readonly upper?: readonly (number | null)[]
}

export interface ReadingAxisProps {
  readonly label: string
  /** Texts of the tokens; ids where the text is not known. */
  readonly tokens: readonly string[]
  readonly rows: readonly ReadingRow[]
}

const HEIGHTS = { labels: 74, row: 56 } as const
const WIDTHS = { least: 14, most: 30 } as const
/** More columns than this are no chart any more. */
const MOST_TOKENS = 4000

export function ReadingAxis({ label, tokens, rows }: ReadingAxisProps) {
  const [frame, width] = useWidth<HTMLDivElement>()
  const count = Math.min(tokens.length, MOST_TOKENS)
  const columns = useMemo(
    () => ({ count, width: Math.max(WIDTHS.least, Math.min(WIDTHS.most, Math.floor(width / Math.max(1, count)))) }),
    [count, width],
  )
  const labelled = useMemo(
    () => tokens.slice(0, count).map((text) => ({ text, source: 'student' as const })),
    [tokens, count],
  )
  const lines = useMemo(() => textLines(labelled), [labelled])
  return (
    <div className="reading-axis">
      <div className="reading-grid" data-figure>
        <div className="reading-names">
          <p style={{ height: HEIGHTS.labels }} />
          {rows.map(({ id, name, note, ...row }) => (
            <p key={id} style={{ height: HEIGHTS.row }}>
              <b>{name}</b>{' '}
              <small>
                {note}, {row.kind === 'gap' ? '±' : '0 – '}
                {formatNumber(limitOf(row))}
              </small>
            </p>
          ))}
        </div>
        <div ref={frame} className="reading-frame">
          <ScrollRegion className="reading-scroller" label={label}>
            <div style={{ width: columns.count * columns.width }}>
              <TokenLabels columns={columns} tokens={labelled} lines={lines} height={HEIGHTS.labels} />
              {rows.map(({ id, kind, values, upper }) => (
                <ValueBars
                  key={id}
                  columns={columns}
                  values={values.slice(0, count)}
                  ghosts={upper?.slice(0, count) ?? null}
                  ghostsTold={false}
                  limit={limitOf({ values, upper })}
                  kind={kind}
                  height={HEIGHTS.row}
                />
              ))}
            </div>
          </ScrollRegion>
        </div>
      </div>
      <details className="reading-table">
        <summary>{t('As a table')}</summary>
        <ScrollRegion className="reading-scroller reading-long" label={label}>
          <table className="numeric">
            <thead>
              <tr>
                <th scope="col">{t('token')}</th>
                {rows.map(({ id, name }) => (
                  <th key={id} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tokens.map((text, i) => (
                <tr key={String(i)}>
                  <th scope="row">
                    {i + 1} <code>{tokenGlyph(text).text}</code>
                  </th>
                  {rows.map(({ id, values, upper }) => (
                    <td key={id}>{cell(values[i] ?? null, upper ? (upper[i] ?? null) : undefined)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </div>
  )
}

/** End of a row's scale. */
const limitOf = ({
  values,
  upper = [],
}: {
  readonly values: readonly (number | null)[]
  readonly upper?: readonly (number | null)[] | undefined
}): number => roundLimit(finite([...values, ...upper]), 1)

const finite = (values: readonly (number | null)[]): readonly number[] =>
  values.filter((value): value is number => value !== null && Number.isFinite(value))

function cell(value: number | null, upper: number | null | undefined): string {
  if (value === null) return '–'
  if (upper === undefined || upper === value) return formatNumber(value)
  return t('{low} to {high}', { low: formatNumber(value), high: upper === null ? '∞' : formatNumber(upper) })
}
