/** @file How the score on held-out problems climbs while the student is taught: recorded, and here. */
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Curve } from '../../../charts/curve.ts'
import type { Domain } from '../../../charts/domain.ts'
import { formatAmount, formatShare } from '../../../charts/format.ts'
import { CurvePlot } from '../../../charts/plots/curve-plot.tsx'
import { CurveSwatch } from '../../../charts/plots/curve-swatch.tsx'
import type { Evaluation } from '../../../engine/training/types.ts'
import { mark, t } from '../../../i18n/words.ts'
import { useAppState } from '../../../store/hooks.ts'
import { liveOf, playedOf, TEACHING } from './state.ts'

const SHARE: Domain = [0, 1]

/** Recorded and live are two lines with two names: never one. */
export function Climb() {
  const played = useAppState(useShallow(playedOf))
  const live = useAppState(liveOf)
  const at = useAppState(({ training }) => training.at)
  const curves = useMemo(
    () => [curveOf('recorded', played), curveOf('live', live)].filter((curve) => curve !== null),
    [played, live],
  )
  const last = Math.max(TEACHING.steps, played.at(-1)?.step ?? 0, live.at(-1)?.step ?? 0, at)
  const x = useMemo((): Domain => [0, last], [last])
  const n = (live.at(-1) ?? played.at(-1))?.greedy.n ?? 0
  return (
    <figure className="learning-climb" data-figure>
      <figcaption>
        <b>{t('Accuracy')}</b> <small>{t('on {n} held-out problems', { n })}</small>
      </figcaption>
      <ul className="learning-scores">
        {curves.map((curve) => (
          <Score key={curve.id} curve={curve} />
        ))}
      </ul>
      <CurvePlot
        summary={curves.map(summaryOf).join(' ')}
        curves={curves}
        x={x}
        y={SHARE}
        over={t('steps')}
        formatX={formatAmount}
        formatY={formatShare}
      />
    </figure>
  )
}

type Origin = 'recorded' | 'live'

const NAMES = { recorded: mark('recorded earlier'), live: mark('here, now') } as const

function curveOf(origin: Origin, evaluations: readonly Evaluation[]): Curve | null {
  if (evaluations.length === 0) return null
  const points = evaluations.map(({ step, greedy: { share, interval } }) => ({
    ...{ x: step, y: share },
    ...(origin === 'live' && { low: interval[0], high: interval[1] }),
  }))
  const looks = origin === 'live' ? { tone: 'student', dash: 0 } : { tone: 'ink', dash: 1 }
  return { id: origin, label: t(NAMES[origin]), points, ...looks } as Curve
}

/** "here, now 45 % → 79 %, step 10" */
function Score({ curve }: { readonly curve: Curve }) {
  const [first] = curve.points
  const last = curve.points.at(-1)
  if (!first || !last) return null
  return (
    <li data-origin={curve.id}>
      <span className="learning-origin">
        <CurveSwatch tone={curve.tone} dash={curve.dash} /> {curve.label}
      </span>
      <b className="numeric">
        {last.x > first.x && `${formatShare(first.y)} → `}
        {formatShare(last.y)}
      </b>
      <small className="numeric">{t('step {step}', { step: last.x })}</small>
    </li>
  )
}

function summaryOf({ label, points }: Curve): string {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return ''
  return t('{label}: from {first} at {start} to {last} at {end}.', {
    ...{ label, first: formatShare(first.y), start: first.x, last: formatShare(last.y), end: last.x },
  })
}
