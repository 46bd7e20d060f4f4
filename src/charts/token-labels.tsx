/** @file The tokens themselves on the token axis: short ones upright, words turned to stand in their column. */
import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { usePrinting } from '../ui/use-printing.ts'
import { useWhole } from '../ui/whole.ts'
import { CHARACTER, isUpright, labelPlaces, labelWords } from './label-places.ts'
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
/** Where the columns are as narrow as it takes, as many tokens are labelled as stand side by side in this size. */
const LEAST_WHOLE = 10.5
/** Pixels below the words. */
const FOOT = 6

export const TokenLabels = memo(function TokenLabels({ columns, tokens, lines, height }: TokenLabelsProps) {
  const svg = useRef<SVGSVGElement>(null)
  const asked = useLeastType(svg)
  const whole = useWhole()
  const least = usePrinting() || whole ? LEAST_WHOLE : asked
  const width = columns.count * columns.width
  const size = Math.max(least, Math.min(LARGEST, Math.max(SMALLEST, columns.width * 0.95)))
  const longest = least > 0 ? Math.floor((height - FOOT) / (CHARACTER * size)) : LONGEST
  const places = useMemo(
    () =>
      least > 0
        ? labelPlaces(
            tokens.map(({ text }) => text),
            columns.width,
            size,
            longest,
          )
        : null,
    [least, tokens, columns.width, size, longest],
  )
  return (
    <svg
      ref={svg}
      className="token-labels"
      lang="en"
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
      {Array.from(tokens.entries(), ([place, { text, source }]) =>
        places && !places.has(place) ? null : (
          <Label
            key={place}
            text={text}
            source={source}
            x={columnCentre(columns, place)}
            room={columns.width}
            size={size}
            longest={longest}
            height={height}
          />
        ),
      )}
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
  /** Characters; what is longer is cut. */
  readonly longest: number
  readonly height: number
}

/** Drawn once: while the student writes, only the newest label is new. */
const Label = memo(function Label({ text, source, x, room, size, longest, height }: LabelProps) {
  const { words, sign } = labelWords(text, longest)
  const classes = `${sign ? 'sign ' : ''}${source}`
  return isUpright(words, size, room) ? (
    <text className={classes} x={px(x)} y={height - FOOT} textAnchor="middle">
      {words}
    </text>
  ) : (
    <text className={classes} transform={`translate(${px(x + Math.max(4, 0.32 * size))} ${height - FOOT}) rotate(-90)`}>
      {words}
    </text>
  )
})

/** The least size of type, pixels, where `--label-rems` asks for one; 0 where all tokens are labelled, however small. */
function useLeastType(svg: RefObject<SVGSVGElement | null>): number {
  const [least, setLeast] = useState(0)
  useLayoutEffect(() => {
    const element = svg.current
    if (!element) return
    const read = (): void => {
      const rems = Number.parseFloat(getComputedStyle(element).getPropertyValue('--label-rems'))
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setLeast(Number.isFinite(rems * rem) ? rems * rem : 0)
    }
    read()
    window.addEventListener('resize', read)
    return () => window.removeEventListener('resize', read)
  }, [svg])
  return least
}
