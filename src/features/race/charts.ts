/** @file What a race's charts draw: each lane's mean over its seeds, and the range over seeds as a band. */

import type { Curve, CurvePoint, Tone } from '../../charts/curve.ts'
import type { Domain } from '../../charts/domain.ts'
import { formatNumber, formatShare, formatSigned, THIN_SPACE } from '../../charts/format.ts'
import { mean } from '../../divergence/stats.ts'
import type { RaceEvaluation, RaceReport } from '../../formats/race-recording.ts'
import { mark, t } from '../../i18n/words.ts'
import type { Race } from '../../methods/race.ts'
import { type XAxis, xOf } from '../../settings/x-axis.ts'
import type { LaneProgress } from './state.ts'

export interface LaneLook {
  readonly tone: Tone
  readonly dash: number
}

const LOOKS: readonly LaneLook[] = [
  { tone: 'student', dash: 0 },
  { tone: 'teacher', dash: 1 },
  { tone: 'more', dash: 2 },
  { tone: 'less', dash: 3 },
  { tone: 'context', dash: 4 },
  { tone: 'ink', dash: 5 },
]

/** How a lane is drawn, everywhere. */
export function lookOf(lane: number): LaneLook {
  return LOOKS[lane % LOOKS.length]!
}

export interface RaceChart {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly ends: Domain | null
  readonly format: (value: number) => string
  readonly step?: (report: RaceReport) => number
  readonly held?: (evaluation: RaceEvaluation) => number
}

export const RACE_CHARTS: readonly RaceChart[] = [
  {
    id: 'accuracy',
    title: mark('Accuracy'),
    subtitle: mark('held-out, greedy'),
    ends: [0, 1],
    format: formatShare,
    held: ({ greedy }) => greedy.share,
  },
  {
    id: 'reverse-kl',
    title: mark('Reverse KL'),
    subtitle: mark('held-out, nats a token'),
    ends: null,
    format: formatNumber,
    held: ({ reverseKl }) => reverseKl,
  },
  {
    id: 'entropy',
    title: mark('Student entropy'),
    subtitle: mark('held-out, nats a token'),
    ends: null,
    format: formatNumber,
    held: ({ studentEntropy }) => studentEntropy,
  },
  {
    id: 'length',
    title: mark('Rollout length'),
    subtitle: mark('held-out, tokens'),
    ends: null,
    format: formatNumber,
    held: ({ length }) => length,
  },
  {
    id: 'gradient',
    title: mark('Gradient norm'),
    subtitle: mark('before the clip to 1'),
    ends: null,
    format: formatNumber,
    step: ({ gradientNorm }) => gradientNorm,
  },
  {
    id: 'forward-kl',
    title: mark('Forward KL'),
    subtitle: mark('held-out, nats a token'),
    ends: null,
    format: formatNumber,
    held: ({ forwardKl }) => forwardKl,
  },
  {
    id: 'acceptance',
    title: mark('Acceptance'),
    subtitle: mark('1 − TV, held-out'),
    ends: [0, 1],
    format: formatShare,
    held: ({ acceptance }) => acceptance,
  },
]

/** One curve a lane. A point is drawn as soon as one seed has it. */
export function raceCurves(
  { step, held }: RaceChart,
  race: Race,
  progress: readonly LaneProgress[],
  axis: XAxis,
): readonly Curve[] {
  return race.lanes.map(({ label }, lane) => {
    const seeds = progress
      .filter((each) => each.lane === lane)
      .map(({ reports, evaluations }): readonly CurvePoint[] => [
        ...(step ? reports.map((report) => ({ x: xOf(axis, report), y: step(report) })) : []),
        ...(held ? evaluations.map((evaluation) => ({ x: xOf(axis, evaluation), y: held(evaluation) })) : []),
      ])
    return { id: label, label, ...lookOf(lane), points: meanOf(seeds) }
  })
}

/** How far the teacher is from each student's own texts, by position: errors compound where the student left its path. */
export function gapCurves(race: Race, progress: readonly LaneProgress[]): readonly Curve[] {
  return race.lanes.map(({ label }, lane) => {
    const seeds = progress
      .filter((each) => each.lane === lane)
      .map(({ evaluations }) => (evaluations.at(-1)?.gapByPosition ?? []).map((gap, i) => ({ x: i + 1, y: -gap })))
    return { id: label, label, ...lookOf(lane), points: meanOf(seeds) }
  })
}

/** Of fewer turns a share says little. */
const FEWEST_TURNS = 20

/** Share of wrong turns by turn, in a world of turns: on own texts, or led by a careful text. Empty where no turn was counted. */
export function turnCurves(race: Race, progress: readonly LaneProgress[], where: 'own' | 'led'): readonly Curve[] {
  const counted = progress.flatMap(({ lane, evaluations }) => {
    const turns = evaluations.at(-1)?.turns?.[where]
    return turns ? [{ lane, turns }] : []
  })
  if (counted.length === 0) return []
  return race.lanes.map(({ label }, lane) => {
    const seeds = counted
      .filter((each) => each.lane === lane)
      .map(({ turns }) => {
        const end = turns.findIndex(([taken]) => taken < FEWEST_TURNS)
        return turns.slice(0, end < 0 ? undefined : end).map(([taken, wrong], i) => ({ x: i + 1, y: wrong / taken }))
      })
    return { id: label, label, ...lookOf(lane), points: meanOf(seeds) }
  })
}

/** Point by point; seeds that are not there yet are left out. */
function meanOf(seeds: readonly (readonly CurvePoint[])[]): readonly CurvePoint[] {
  const length = Math.max(0, ...seeds.map((points) => points.length))
  return Array.from({ length }, (_, i) => {
    const there = seeds.flatMap((points) => points.slice(i, i + 1))
    const ys = there.map(({ y }) => y)
    const point = { x: mean(there.map(({ x }) => x)), y: mean(ys) }
    return there.length > 1 ? { ...point, low: Math.min(...ys), high: Math.max(...ys) } : point
  })
}

/** A difference of two values of a measure; shares differ by points. */
export function formatMargin({ measure }: Race, value: number): string {
  return measure.share ? `${formatSigned(value * 100)}${THIN_SPACE}${t('points')}` : formatSigned(value)
}

/** A measure's value as it is written: accuracies are shares, the rest are plain numbers. */
export function formatMeasure({ measure }: Race, value: number): string {
  return measure.share ? formatShare(value) : formatNumber(value)
}
