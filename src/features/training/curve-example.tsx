/** @file What a run looks like, before there is one: the accuracy of the recorded run. */
import { useMemo } from 'react'
import type { Curve } from '../../charts/curve.ts'
import { formatAmount, formatShare } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { fittingRecording } from './teach/state.ts'

export function CurveExample() {
  const recording = useAppState((state) => fittingRecording(state))
  const curves = useMemo(
    (): readonly Curve[] => [
      {
        ...{ id: 'recorded', label: t('recorded earlier'), tone: 'ink', dash: 1 },
        points: (recording?.training.evaluations ?? []).map(({ step, greedy: { share, interval } }) => ({
          ...{ x: step, y: share, low: interval[0], high: interval[1] },
        })),
      },
    ],
    [recording],
  )
  if (!recording) return null
  const last = curves[0]?.points.at(-1)?.x ?? 1
  return (
    <div className="curves-example">
      <CurveFigure
        title={t('What a run looks like')}
        subtitle={t('held-out problems, share right, 95 % intervals')}
        over={t('steps')}
        curves={curves}
        x={[0, last]}
        y={[0, 1]}
        formatX={formatAmount}
        formatY={formatShare}
      />
    </div>
  )
}
