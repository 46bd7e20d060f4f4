/** @file Both models' entropies on the token axis: how sure each was before the token came. */
import { memo } from 'react'
import { Area, ComposedChart, Line, XAxis, YAxis } from 'recharts'
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

const MARGIN = { top: 3, right: 0, bottom: 1, left: 0 }

/** The x domain runs from half a column before the first token to half a column after the last: exact columns. */
export const EntropyLines = memo(function EntropyLines({
  columns,
  points,
  ghostsTold,
  limit,
  height,
}: EntropyLinesProps) {
  const { count, width } = columns
  const heights = points.map(({ student, teacher, ghost }) => ({
    student: drawable(student, limit),
    teacher: drawable(teacher, limit),
    ghost: drawable(ghost, limit),
  }))
  // The first and the last step reach to the outer borders of their columns.
  const data = [-0.5, ...points.keys(), points.length - 0.5].map((x) => ({
    x,
    ...heights[Math.min(points.length - 1, Math.max(0, Math.round(x)))],
  }))
  const line = { type: 'step', dot: false, activeDot: false, isAnimationActive: false } as const
  return (
    <ComposedChart
      width={px(count * width)}
      height={height}
      margin={MARGIN}
      data={data}
      accessibilityLayer={false}
      aria-hidden="true"
    >
      <XAxis dataKey="x" type="number" domain={[-0.5, count - 0.5]} allowDataOverflow hide />
      <YAxis type="number" domain={[0, limit]} allowDataOverflow hide />
      <Area
        {...line}
        dataKey="student"
        stroke="var(--student)"
        strokeWidth={1.75}
        fill="var(--student)"
        fillOpacity={0.14}
      />
      <Line
        {...line}
        dataKey="ghost"
        stroke={ghostsTold ? 'var(--context)' : 'var(--ink-3)'}
        strokeWidth={1}
        strokeDasharray="3 2"
      />
      <Line {...line} dataKey="teacher" stroke="var(--teacher)" strokeWidth={1.75} />
    </ComposedChart>
  )
})

/** Finite and inside the scale, or nothing. */
function drawable(value: number | null, limit: number): number | null {
  return value === null || Number.isNaN(value) ? null : Math.min(limit, Math.max(0, value))
}
