/** @file The small multiples of the training room: which numbers of a run each chart draws, and how it writes them. */
import type { Curve, CurvePoint, Tone } from '../../charts/curve.ts'
import type { Domain } from '../../charts/domain.ts'
import { formatNumber, formatShare } from '../../charts/format.ts'
import type { Evaluation, Proportion, StepReport } from '../../engine/training/types.ts'
import { mark, t } from '../../i18n/words.ts'
import { type XAxis, xOf } from '../../settings/x-axis.ts'
import type { LearningRun } from './state.ts'

/** One line of a chart: from the steps themselves or from the measurements between them. */
interface Line {
  readonly label: string
  readonly tone: Tone
  readonly dash: number
  readonly step?: (report: StepReport) => number | null
  readonly held?: (evaluation: Evaluation) => number
  readonly share?: (evaluation: Evaluation) => Proportion
}

export interface ChartSpec {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  /** Fixed ends, or null for ends that hold the values. */
  readonly ends: Domain | null
  readonly format: (value: number) => string
  /** The first one stands for earlier runs as well. */
  readonly lines: readonly [Line, ...Line[]]
}

const SHARE: Domain = [0, 1]

export const CHARTS: readonly [ChartSpec, ...ChartSpec[]] = [
  {
    id: 'accuracy',
    title: mark('Accuracy'),
    subtitle: mark('held-out problems, share right, 95 % intervals'),
    ends: SHARE,
    format: formatShare,
    lines: [
      { label: mark('greedy'), tone: 'student', dash: 0, share: ({ greedy }) => greedy },
      { label: mark('sampled'), tone: 'ink', dash: 1, share: ({ sampled }) => sampled },
    ],
  },
  {
    id: 'divergence',
    title: mark('Distance to the teacher'),
    subtitle: mark('same held-out texts throughout; nats, TV from 0 to 1'),
    ends: null,
    format: formatNumber,
    lines: [
      { label: mark('reverse KL'), tone: 'student', dash: 0, held: ({ reverseKl }) => reverseKl },
      { label: mark('forward KL'), tone: 'teacher', dash: 1, held: ({ forwardKl }) => forwardKl },
      { label: mark('TV'), tone: 'ink', dash: 2, held: ({ tvd }) => tvd },
    ],
  },
  {
    id: 'loss',
    title: mark('Loss'),
    subtitle: mark('the recipe’s own, on each step’s texts'),
    ends: null,
    format: formatNumber,
    lines: [{ label: mark('loss'), tone: 'ink', dash: 0, step: ({ loss }) => loss }],
  },
  {
    id: 'length',
    title: mark('Rollout length'),
    subtitle: mark('tokens'),
    ends: null,
    format: formatNumber,
    lines: [
      { label: mark('in training'), tone: 'student', dash: 0, step: ({ measures }) => measures.length },
      { label: mark('held-out'), tone: 'ink', dash: 1, held: ({ length }) => length },
    ],
  },
  {
    id: 'entropy',
    title: mark('Student entropy'),
    subtitle: mark('nats a token'),
    ends: null,
    format: formatNumber,
    lines: [
      { label: mark('in training'), tone: 'student', dash: 0, step: ({ measures }) => measures.studentEntropy },
      { label: mark('held-out'), tone: 'ink', dash: 1, held: ({ studentEntropy }) => studentEntropy },
    ],
  },
  {
    id: 'gradient',
    title: mark('Gradient norm'),
    subtitle: mark('before the clip to 1'),
    ends: null,
    format: formatNumber,
    lines: [{ label: mark('norm'), tone: 'ink', dash: 0, step: ({ gradientNorm }) => gradientNorm }],
  },
  {
    id: 'acceptance',
    title: mark('Acceptance'),
    subtitle: mark('1 − TV, as a draft model'),
    ends: SHARE,
    format: formatShare,
    lines: [{ label: mark('accepted'), tone: 'teacher', dash: 0, held: ({ acceptance }) => acceptance }],
  },
  {
    id: 'kept',
    title: mark('Kept by gates'),
    subtitle: mark('share of tokens'),
    ends: SHARE,
    format: formatShare,
    lines: [{ label: mark('kept'), tone: 'ink', dash: 0, step: ({ measures }) => measures.kept }],
  },
]

/** The curves of one chart: earlier runs first, in pale, so that the present one lies above them. */
export function curvesOf(
  spec: ChartSpec,
  run: LearningRun | null,
  past: readonly LearningRun[],
  axis: XAxis,
): readonly Curve[] {
  const [main] = spec.lines
  const pale = past.map((earlier): Curve => {
    const { id, name } = earlier
    return { id: `past ${id}`, label: name, tone: 'ink', dash: 0, tag: String(id), points: points(main, earlier, axis) }
  })
  const present = spec.lines.map((line): Curve => {
    const { label, tone, dash } = line
    return { id: label, label: t(label), tone, dash, points: run ? points(line, run, axis) : [] }
  })
  return [...pale, ...present]
}

function points({ step, held, share }: Line, run: LearningRun, axis: XAxis): readonly CurvePoint[] {
  const fromSteps = run.reports.flatMap((report) => {
    const y = step?.(report) ?? null
    return y === null ? [] : [{ x: xOf(axis, report), y }]
  })
  const fromMeasurements = run.evaluations.flatMap((evaluation): CurvePoint[] => {
    const x = xOf(axis, evaluation)
    if (held) return [{ x, y: held(evaluation) }]
    if (!share) return []
    const { share: y, interval } = share(evaluation)
    return [{ x, y, low: interval[0], high: interval[1] }]
  })
  return [...fromSteps, ...fromMeasurements]
}
