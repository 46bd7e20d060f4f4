/** @file The tokens themselves on the token axis: short ones upright, words turned to stand in their column. */
import { memo } from 'react'
import { tokenGlyph } from './format.ts'
import type { TextLine } from './lines.ts'
import { columnCentre, px, type TokenColumns } from './scale.ts'
import './token-labels.css'

export interface TokenLabelsProps {
  readonly columns: TokenColumns
  readonly tokens: readonly { readonly text: string; readonly source: 'student' | 'environment' }[]
  readonly lines: readonly TextLine[]
  /** Pixels. */
  readonly height: number
}

const LONGEST = 9
/** Type sizes, pixels: a turned word must not touch its neighbours. */
const LARGEST = 12.5
const SMALLEST = 10
/** Width of a character of the token font, in ems. */
const CHARACTER = 0.6

export const TokenLabels = memo(function TokenLabels({ columns, tokens, lines, height }: TokenLabelsProps) {
  const width = columns.count * columns.width
  const size = Math.min(LARGEST, Math.max(SMALLEST, columns.width * 0.95))
  return (
    <svg
      className="token-labels"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
      style={{ fontSize: size }}
    >
      {lines.map(({ start, end }) =>
        end < tokens.length ? (
          <line
            key={start}
            className="labels-line"
            x1={px(end * columns.width)}
            x2={px(end * columns.width)}
            y1={0}
            y2={height}
          />
        ) : null,
      )}
      {Array.from(tokens.entries(), ([place, { text, source }]) => (
        <Label
          key={place}
          text={text}
          source={source}
          x={columnCentre(columns, place)}
          room={columns.width}
          size={size}
          height={height}
        />
      ))}
    </svg>
  )
})

interface LabelProps {
  readonly text: string
  readonly source: 'student' | 'environment'
  /** Centre of its column, pixels. */
  readonly x: number
  /** Width of its column, pixels. */
  readonly room: number
  /** Pixels. */
  readonly size: number
  readonly height: number
}

/** Drawn once: while the student writes, only the newest label is new. */
const Label = memo(function Label({ text, source, x, room, size, height }: LabelProps) {
  const glyph = tokenGlyph(text)
  const visible = glyph.text === '' ? '␣' : glyph.text
  const words = visible.length > LONGEST ? `${visible.slice(0, LONGEST - 1)}…` : visible
  const classes = `${glyph.sign ? 'sign ' : ''}${source}`
  return words.length * CHARACTER * size <= room || words.length === 1 ? (
    <text className={classes} x={px(x)} y={height - 6} textAnchor="middle">
      {words}
    </text>
  ) : (
    <text className={classes} transform={`translate(${px(x + 4)} ${height - 6}) rotate(-90)`}>
      {words}
    </text>
  )
})
