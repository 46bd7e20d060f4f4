/**
 * @file Three rows over the tokens of a text: each token's share of a whole before and after some tokens are left out, and two
 * entropies with a line each above which tokens count; an upright line ends the part of the text that counts. Lines are dragged.
 */
import { memo, type PointerEvent, useRef } from 'react'
import './gate-lanes.css'
import { px, type TokenColumns } from './scale.ts'

export interface GateLanesProps {
  readonly columns: TokenColumns
  /** One for each column, 0 to 1; null where the shares are not known, NaN for columns without a token of the loss. */
  readonly shares: {
    readonly before: readonly number[]
    readonly after: readonly number[]
    readonly limit: number
  } | null
  /** Nats, one for each column. */
  readonly teacher: readonly number[]
  readonly student: readonly number[]
  /** End of both entropies' scale, nats. */
  readonly limit: number
  /** Whether the column's token counts. */
  readonly counts: readonly boolean[]
  /** Lowest entropies that count, nats; 0 for all. */
  readonly teacherGate: number
  readonly studentGate: number
  /** How many columns count; 0 for all. */
  readonly prefix: number
  readonly onTeacherGate: (nats: number) => void
  readonly onStudentGate: (nats: number) => void
  /** The number of the columns where all count. */
  readonly onPrefix: (columns: number) => void
}

const LANE = { height: 56, gap: 12 } as const
export const LANES_HEIGHT = 3 * LANE.height + 2 * LANE.gap
const TOP = 4
const GRIP = 14

export const GateLanes = memo(function GateLanes(props: GateLanesProps) {
  const { columns, shares, teacher, student, limit, counts, teacherGate, studentGate, prefix } = props
  const svg = useRef<SVGSVGElement>(null)
  const width = columns.count * columns.width
  const end = (prefix === 0 ? columns.count : Math.min(prefix, columns.count)) * columns.width

  const dragPrefix = (event: PointerEvent): void => {
    const box = svg.current?.getBoundingClientRect()
    if (!box || event.buttons === 0) return
    const at = Math.round((event.clientX - box.left) / columns.width)
    props.onPrefix(Math.min(columns.count, Math.max(1, at)))
  }

  return (
    <svg
      ref={svg}
      className="gates"
      width={width}
      height={LANES_HEIGHT}
      viewBox={`0 0 ${px(width)} ${LANES_HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      {shares && (
        <>
          <path className="gates-after" d={bars(columns, shares.after, shares.limit, baseOf(0), () => true)} />
          <path className="gates-before" d={bars(columns, shares.before, shares.limit, baseOf(0), () => true)} />
        </>
      )}
      <Lane
        {...{ columns, svg, limit, counts, row: 1 }}
        values={teacher}
        gate={teacherGate}
        onGate={props.onTeacherGate}
      />
      <Lane
        {...{ columns, svg, limit, counts, row: 2 }}
        values={student}
        gate={studentGate}
        onGate={props.onStudentGate}
      />
      {[0, 1, 2].map((row) => (
        <line key={row} className="gates-zero" x1={0} x2={px(width)} y1={baseOf(row)} y2={baseOf(row)} />
      ))}
      {end < width && <rect className="gates-beyond" x={px(end)} y={0} width={px(width - end)} height={LANES_HEIGHT} />}
      <line
        className={prefix === 0 ? 'gates-cut off' : 'gates-cut'}
        x1={px(end)}
        x2={px(end)}
        y1={0}
        y2={LANES_HEIGHT}
      />
      <rect
        className="gates-grip along"
        x={px(end - GRIP / 2)}
        y={0}
        width={GRIP}
        height={LANES_HEIGHT}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={dragPrefix}
        onPointerUp={(event) => event.stopPropagation()}
      />
    </svg>
  )
})

interface LaneProps extends Pick<GateLanesProps, 'columns' | 'limit' | 'counts'> {
  readonly svg: { readonly current: SVGSVGElement | null }
  readonly row: 1 | 2
  readonly values: readonly number[]
  readonly gate: number
  readonly onGate: (nats: number) => void
}

function Lane({ columns, svg, limit, counts, row, values, gate, onGate }: LaneProps) {
  const base = baseOf(row)
  const width = columns.count * columns.width
  const y = px(base - Math.min(1, gate / limit) * (LANE.height - TOP))
  const drag = (event: PointerEvent): void => {
    const box = svg.current?.getBoundingClientRect()
    if (!box || event.buttons === 0) return
    const nats = ((base - (event.clientY - box.top)) / (LANE.height - TOP)) * limit
    onGate(Math.min(limit, Math.max(0, nats)))
  }
  return (
    <g className={row === 1 ? 'gates-lane teacher' : 'gates-lane student'}>
      <path className="gates-out" d={bars(columns, values, limit, base, (i) => counts[i] !== true)} />
      <path className="gates-in" d={bars(columns, values, limit, base, (i) => counts[i] === true)} />
      <line className={gate === 0 ? 'gates-cut off' : 'gates-cut'} x1={0} x2={px(width)} y1={y} y2={y} />
      <rect
        className="gates-grip"
        x={0}
        width={px(width)}
        y={px(y - GRIP / 2)}
        height={GRIP}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onPointerUp={(event) => event.stopPropagation()}
      />
    </g>
  )
}

const baseOf = (row: number): number => row * (LANE.height + LANE.gap) + LANE.height

/** All bars of a row as one path: two hundred elements would be laid out anew at every step of a drag. */
function bars(
  { width }: TokenColumns,
  values: readonly number[],
  limit: number,
  base: number,
  shown: (column: number) => boolean,
): string {
  const bar = Math.max(2, Math.min(16, width * 0.62))
  return values
    .map((value, i) => {
      if (!(value > 0) || !shown(i)) return ''
      const height = Math.min(1, value / limit) * (LANE.height - TOP)
      return `M${px((i + 0.5) * width - bar / 2)} ${base}v${px(-height)}h${px(bar)}v${px(height)}z`
    })
    .join('')
}
