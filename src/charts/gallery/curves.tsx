/** @file Examples of curves, densities, samples and places in a triangle. */
import { mean } from '../../divergence/stats.ts'
import type { Curve, CurvePoint } from '../curve.ts'
import { formatNumber, formatShare } from '../format.ts'
import { Handle } from '../handle.tsx'
import { CurveFigure } from '../plots/curve-figure.tsx'
import { DensityPlot } from '../plots/density-plot.tsx'
import { RainChart, type RainRow } from '../rain-chart.tsx'
import { px } from '../scale.ts'
import { TernaryChart, type TernaryShares, ternaryPlace } from '../ternary-chart.tsx'
import type { Example } from './example.ts'

const ignore = (): void => {}

const ACCURACY: readonly Curve[] = [
  {
    id: 'before',
    label: 'Run 1',
    tone: 'ink',
    dash: 0,
    tag: 'run 1',
    points: [0.45, 0.5, 0.58, 0.6, 0.63].map((y, i) => ({ x: i * 20, y })),
  },
  {
    id: 'greedy',
    label: 'greedy',
    tone: 'student',
    dash: 0,
    points: [0.45, 0.56, 0.7, 0.82, 0.88].map((y, i) => ({ x: i * 20, y, low: y - 0.09, high: y + 0.07 })),
  },
  {
    id: 'sampled',
    label: 'sampled',
    tone: 'ink',
    dash: 1,
    points: [0.38, 0.5, 0.62, 0.75, 0.81].map((y, i) => ({ x: i * 20, y })),
  },
]

const DIVERGED: readonly Curve[] = [
  {
    id: 'loss',
    label: 'reverse KL',
    tone: 'less',
    dash: 0,
    points: [1.8, 1.1, 0.7, Number.POSITIVE_INFINITY, 0.9, 0.5].map((y, i) => ({ x: i, y })),
  },
]

/** A normal density of the given spread, on a grid of the line. */
function hill(mean: number, spread: number, share = 1): readonly CurvePoint[] {
  return Array.from({ length: 101 }, (_, i) => {
    const x = px(-5 + i / 10)
    return { x, y: (share / (spread * Math.sqrt(2 * Math.PI))) * Math.exp(-0.5 * ((x - mean) / spread) ** 2) }
  })
}

const [left, right] = [hill(-2, 0.8, 0.6), hill(2.2, 0.7, 0.4)]
const TEACHER = left.map(({ x, y }, i) => ({ x, y: y + (right[i]?.y ?? 0) }))

const STUDENT: TernaryShares = [0.25, 0.6, 0.15]
const GOAL: TernaryShares = [0.7, 0.1, 0.2]

function mix(at: number): TernaryShares {
  const [a, b, c] = [0, 1, 2].map((i) => (1 - at) * STUDENT[i]! + at * GOAL[i]!)
  return [a ?? 0, b ?? 0, c ?? 0]
}

/** Straight to the teacher, as total variation goes; bent through the middle, as reverse KL does. */
const STRAIGHT = [0, 0.5, 1].map(mix)
const BENT = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at): TernaryShares => {
  const [a, b, c] = mix(at)
  const bend = 0.5 * at * (1 - at)
  return [a - bend, b + bend / 3, c + (2 * bend) / 3]
})

const GRID: readonly TernaryShares[] = [0.1, 0.3, 0.5, 0.7].flatMap((a) =>
  [0.1, 0.3, 0.5, 0.7].filter((b) => a + b < 1).map((b): TernaryShares => [a, b, px(1 - a - b)]),
)

/** Sixty draws each: k1 on both sides of zero, k2 and k3 never below it, two of them beyond the axis. */
function estimatorRows(): readonly RainRow[] {
  const logRatios = Array.from({ length: 60 }, (_, i) => 0.42 + 0.9 * Math.sin(i * 2.399) * ((i % 7) / 6) ** 1.5)
  const rows = [
    { id: 'k1', tone: 'student', of: (r: number) => r },
    { id: 'k2', tone: 'teacher', of: (r: number) => (r * r) / 2 + 0.3 },
    { id: 'k3', tone: 'context', of: (r: number) => Math.exp(-r) - 1 + r + 0.3 },
  ] as const
  return rows.map(({ id, tone, of }) => {
    const values = [...logRatios.map(of), ...(id === 'k1' ? [2.6, -1.4] : [])]
    return { id, label: id, tone, values, mean: mean(values), reach: 0.12 }
  })
}

export const curveExamples: readonly Example[] = [
  {
    name: 'curve-figure',
    caption: 'A curve of training with its interval, an earlier run in pale, and the step that the weights stand at.',
    width: 380,
    height: 204,
    mounted: true,
    drawing: (
      <CurveFigure
        title="Accuracy"
        subtitle="held-out problems"
        over="steps"
        curves={ACCURACY}
        x={[0, 100]}
        y={[0, 1]}
        formatX={String}
        formatY={formatShare}
        mark={60}
      />
    ),
  },
  {
    name: 'curve-figure-infinite',
    caption: 'A curve that leaves for infinity: the sign stands where it left.',
    width: 380,
    height: 204,
    mounted: true,
    drawing: (
      <CurveFigure
        title="Divergence to the teacher"
        subtitle="nats a token"
        over="steps"
        curves={DIVERGED}
        x={[0, 5]}
        y={[0, 2]}
        formatX={String}
        formatY={formatNumber}
      />
    ),
  },
  {
    name: 'density-chart',
    caption: 'A teacher of two Gaussians with its handles; forward KL covers both, reverse KL settles on one.',
    width: 380,
    height: 148,
    mounted: true,
    drawing: (
      <DensityPlot
        summary="Densities on a line."
        areas={[{ id: 'teacher', tone: 'teacher', kind: 'density', points: TEACHER }]}
        curves={[
          { id: 'start', label: 'start', tone: 'ink', dash: 2, tag: 'start', points: hill(0, 1.6) },
          { id: 'forward-kl', label: 'Forward KL', tone: 'more', dash: 0, points: hill(-0.3, 2.2) },
          { id: 'reverse-kl', label: 'Reverse KL', tone: 'less', dash: 1, points: hill(-2, 0.8) },
        ]}
        x={[-5, 5]}
        y={[0, 0.6]}
        over="place on the line"
        format={formatNumber}
        named
      >
        {[
          { at: -2, label: 'Mean of mode 1' },
          { at: 2.2, label: 'Mean of mode 2' },
        ].map(({ at, label }) => (
          <Handle
            key={label}
            label={label}
            shape="foot"
            voice="teacher"
            left={(at + 5) / 10}
            top={1}
            value={at}
            min={-5}
            max={5}
            valueText={formatNumber(at)}
            along
            onDrag={ignore}
            onSteps={ignore}
          />
        ))}
      </DensityPlot>
    ),
  },
  {
    name: 'rain-chart',
    caption: 'Draws of three estimators piled up on one axis, their means with intervals, and the exact value.',
    width: 480,
    height: 226,
    drawing: (
      <RainChart
        summary="Draws of three estimators."
        width={480}
        rows={estimatorRows()}
        exact={0.42}
        exactLabel="exact 0.420"
        domain={[-1, 2]}
        format={formatNumber}
      />
    ),
  },
  {
    name: 'ternary-chart',
    caption: 'Three tokens’ shares as a place in a triangle: the student’s ways to the teacher under two divergences.',
    width: 320,
    height: 318,
    drawing: (
      <TernaryChart
        summary="Among three tokens."
        corners={['“2”', '“3”', '“4”']}
        teacher={GOAL}
        student={STUDENT}
        lines={[
          { id: 'tvd', tone: 'more', dash: 0, points: STRAIGHT },
          { id: 'reverse-kl', tone: 'less', dash: 1, points: BENT },
        ]}
        arrows={GRID.map((at) => ({ at, flow: [GOAL[0] - at[0], GOAL[1] - at[1], GOAL[2] - at[2]] }))}
        arrowTone="less"
      >
        <Handle
          label="Student"
          shape="point"
          voice="student"
          {...ternaryPlace(STUDENT)}
          value={STUDENT[0]}
          min={0}
          max={1}
          valueText={formatShare(STUDENT[0])}
          onDrag={ignore}
          onSteps={ignore}
        />
      </TernaryChart>
    ),
  },
]
