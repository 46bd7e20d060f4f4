/** @file Both models' entropies on the token axis: how sure each was before the token came. */
import { memo } from 'react'
import { px, type TokenColumns } from './scale.ts'

export interface EntropyPoint {
  /** In the unit on view; null where there is none. */
  readonly student: number | null
  readonly teacher: number | null
  /** The teacher under the other condition. */
  readonly ghost: number | null
}

export interface EntropyLinesProps {
  readonly columns: TokenColumns
  readonly points: readonly EntropyPoint[]
  readonly ghostsTold: boolean
  /** End of the scale, in the unit on view. */
  readonly limit: number
  /** Pixels. */
  readonly height: number
}

const MARGIN = { top: 3, bottom: 1 } as const

/** Steps, not slopes: an entropy belongs to the whole of its column, and there is nothing between two tokens. */
export const EntropyLines = memo(function EntropyLines(props: EntropyLinesProps) {
  const { columns, points, ghostsTold, limit, height } = props
  const width = px(columns.count * columns.width)
  const base = height - MARGIN.bottom
  const steps = (name: keyof EntropyPoint): readonly Steps[] =>
    stepsOf(
      points.map((point) => drawable(point[name], limit)),
      columns.width,
      (value) => px(base - (value / limit) * (base - MARGIN.top)),
    )
  const student = steps('student')
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <path d={student.map((run) => areaOf(run, base)).join('')} fill="var(--student)" fillOpacity={0.14} />
      <path d={student.map(lineOf).join('')} fill="none" stroke="var(--student)" strokeWidth={1.75} />
      <path
        d={steps('ghost').map(lineOf).join('')}
        fill="none"
        stroke={ghostsTold ? 'var(--context)' : 'var(--ink-3)'}
        strokeWidth={1}
        strokeDasharray="3 2"
      />
      <path d={steps('teacher').map(lineOf).join('')} fill="none" stroke="var(--teacher)" strokeWidth={1.75} />
    </svg>
  )
})

/** Corners of one unbroken staircase, in pixels. */
type Steps = readonly (readonly [x: number, y: number])[]

/** One staircase for every stretch without a hole. */
function stepsOf(values: readonly (number | null)[], width: number, y: (value: number) => number): readonly Steps[] {
  const runs: (readonly [number, number])[][] = []
  let open: (readonly [number, number])[] | null = null
  for (const [i, value] of values.entries()) {
    if (value === null) {
      open = null
      continue
    }
    if (!open) {
      open = []
      runs.push(open)
    }
    open.push([px(i * width), y(value)], [px((i + 1) * width), y(value)])
  }
  return runs
}

const lineOf = (steps: Steps): string => `M${steps.map(([x, y]) => `${x},${y}`).join('L')}`

function areaOf(steps: Steps, base: number): string {
  return `${lineOf(steps)}L${steps.at(-1)?.[0]},${base}L${steps[0]?.[0]},${base}Z`
}

/** Finite and inside the scale, or nothing. */
function drawable(value: number | null, limit: number): number | null {
  return value === null || Number.isNaN(value) ? null : Math.min(limit, Math.max(0, value))
}
