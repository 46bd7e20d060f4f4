/** @file Both models' entropies on the token axis, as shapes: how sure each was before the token came. Pure. */
import { px, type TokenColumns } from '../scale.ts'
import type { Drawing } from './shape.ts'

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
export function entropyLines({ columns, points, ghostsTold, limit, height }: EntropyLinesProps): Drawing {
  const base = height - MARGIN.bottom
  const steps = (name: keyof EntropyPoint): readonly Steps[] =>
    stepsOf(
      points.map((point) => drawable(point[name], limit)),
      columns.width,
      (value) => px(base - (value / limit) * (base - MARGIN.top)),
    )
  const student = steps('student')
  const line = (of: readonly Steps[]): string => of.map(lineOf).join('')
  return [
    {
      name: 'path',
      fill: 'student',
      attributes: { fillOpacity: 0.14, d: student.map((run) => areaOf(run, base)).join('') },
    },
    { name: 'path', fill: 'none', stroke: 'student', attributes: { strokeWidth: 1.75, d: line(student) } },
    {
      name: 'path',
      fill: 'none',
      stroke: ghostsTold ? 'context' : 'ink-3',
      attributes: { strokeWidth: 1, strokeDasharray: '3 2', d: line(steps('ghost')) },
    },
    { name: 'path', fill: 'none', stroke: 'teacher', attributes: { strokeWidth: 1.75, d: line(steps('teacher')) } },
  ]
}

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
