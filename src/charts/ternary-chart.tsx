/** @file Three shares as a point in a triangle: paths of descent, and arrows that say where a place flows to. */
import type { ReactNode } from 'react'
import { dashOf, type Tone } from './curve.ts'
import { px } from './scale.ts'
import './plots/tones.css'
import './ternary-chart.css'

/** Of the lower left, lower right and upper corner; they sum to 1. */
export type TernaryShares = readonly [number, number, number]

export interface TernaryLine {
  readonly id: string
  readonly tone: Tone
  readonly dash: number
  readonly points: readonly TernaryShares[]
}

export interface TernaryArrow {
  readonly at: TernaryShares
  /** Change of the shares; its length shows relative to the longest arrow's. */
  readonly flow: TernaryShares
}

export interface TernaryChartProps {
  /** What a screen reader says instead of the drawing. */
  readonly summary: string
  /** Names of the corners, in the order of the shares. */
  readonly corners: readonly [string, string, string]
  readonly teacher: TernaryShares
  /** Where the student really stands. */
  readonly student: TernaryShares
  readonly lines: readonly TernaryLine[]
  readonly arrows: readonly TernaryArrow[]
  readonly arrowTone: Tone
  /** Handles, placed in shares of the frame (see `ternaryPlace`). */
  readonly children?: ReactNode
}

const WIDTH = 1000
const HEIGHT = 866
const LONGEST_ARROW = 46
const HEAD = 9

/** Place of shares in shares of the frame, from its left and top. */
export function ternaryPlace([, right, top]: TernaryShares): { readonly left: number; readonly top: number } {
  return { left: right + top / 2, top: 1 - top }
}

/** The shares at a place; outside the triangle some are negative. */
export function ternaryShares(left: number, top: number): TernaryShares {
  const upper = 1 - top
  const right = left - upper / 2
  return [1 - upper - right, right, upper]
}

interface Spot {
  readonly x: number
  readonly y: number
}

function spot(shares: TernaryShares): Spot {
  const { left, top } = ternaryPlace(shares)
  return { x: left * WIDTH, y: top * HEIGHT }
}

const written = ({ x, y }: Spot): string => `${px(x)} ${px(y)}`

export function TernaryChart(props: TernaryChartProps) {
  const { summary, corners, teacher, student, lines, arrows, arrowTone, children } = props
  const origin = spot(student)
  const goal = spot(teacher)
  return (
    <div className="ternary" data-figure>
      <span className="ternary-corner upper">{corners[2]}</span>
      <div className="ternary-frame">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary} focusable="false">
          <path className="ternary-edge" d={`M0 ${HEIGHT}H${WIDTH}L${WIDTH / 2} 0Z`} />
          {RULES.map((d) => (
            <path key={d} className="ternary-rule" d={d} />
          ))}
          <path className={`ternary-arrows tone-${arrowTone}`} d={arrowsPath(arrows)} />
          {lines.map(({ id, tone, dash, points }) => (
            <path
              key={id}
              className={`ternary-line tone-${tone}`}
              strokeDasharray={dashOf(dash)}
              d={points.length > 0 ? `M${points.map((shares) => written(spot(shares))).join('L')}` : ''}
            />
          ))}
          <circle className="ternary-origin" cx={px(origin.x)} cy={px(origin.y)} r={12} />
          <path className="ternary-teacher" d={`M${written(goal)}m0 -25l22 38h-44z`} />
        </svg>
        {children}
      </div>
      <div className="ternary-base">
        <span className="ternary-corner">{corners[0]}</span>
        <span className="ternary-corner">{corners[1]}</span>
      </div>
    </div>
  )
}

/** Lines of equal shares, at a quarter, a half and three quarters of each corner. */
const RULES: readonly string[] = [0.25, 0.5, 0.75].flatMap((share) => {
  const rest = 1 - share
  const ends: readonly (readonly [TernaryShares, TernaryShares])[] = [
    [
      [share, rest, 0],
      [share, 0, rest],
    ],
    [
      [rest, share, 0],
      [0, share, rest],
    ],
    [
      [rest, 0, share],
      [0, rest, share],
    ],
  ]
  return ends.map(([from, to]) => `M${written(spot(from))}L${written(spot(to))}`)
})

/** All arrows as one path. Lengths go by the square root, so that slow places still show a direction. */
function arrowsPath(arrows: readonly TernaryArrow[]): string {
  const drawn = arrows.map(({ at, flow }) => {
    const here = spot(at)
    const there = spot([at[0] + flow[0], at[1] + flow[1], at[2] + flow[2]])
    const x = there.x - here.x
    const y = there.y - here.y
    return { here, x, y, speed: Math.hypot(x, y) }
  })
  const fastest = Math.max(...drawn.map(({ speed }) => speed), Number.MIN_VALUE)
  return drawn
    .filter(({ speed }) => speed > fastest * 1e-4)
    .map(({ here, x, y, speed }) => {
      const length = LONGEST_ARROW * Math.sqrt(speed / fastest)
      const [ux, uy] = [x / speed, y / speed]
      const tip = { x: here.x + (ux * length) / 2, y: here.y + (uy * length) / 2 }
      const tail = { x: here.x - (ux * length) / 2, y: here.y - (uy * length) / 2 }
      const barb = (side: 1 | -1): Spot => ({
        x: tip.x - HEAD * (ux + side * 0.6 * uy),
        y: tip.y - HEAD * (uy - side * 0.6 * ux),
      })
      return `M${written(tail)}L${written(tip)}M${written(barb(1))}L${written(tip)}L${written(barb(-1))}`
    })
    .join('')
}
