/**
 * @file Exposure bias drawn: how the gap adds up after the forced token, in its branch and in the one that it left. A student that
 * has slipped writes on in places where no teacher would have been, and the sum shows how much that costs, token by token.
 */
import { useMemo } from 'react'
import type { Curve } from '../../charts/curve.ts'
import { roundUp, valueDomain } from '../../charts/domain.ts'
import { formatSigned, inUnit } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { creditOf, gapAfter } from './credit-of.ts'
import { gapSinceReceipt } from './provenance.ts'
import { quoted } from './words.ts'

export function Exposure() {
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useSettings()
  const credit = useMemo(() => creditOf({ rollout, past, future }), [rollout, past, future])
  const sums = (of: RolloutRecord | null): readonly number[] => {
    const score = of && viewOf({ rollout: of, settings }).shown
    return credit && score ? gapAfter(score, of.tokens, credit.fork.index) : []
  }
  const [forced, left] = [sums(credit?.run ?? null), sums(credit?.parent ?? null)]
  if (!credit || forced.length < 2 || left.length < 2) return null
  const curve = (id: string, label: string, tone: Curve['tone'], values: readonly number[], dash: number): Curve => ({
    ...{ id, label, tone, dash },
    points: values.map((y, i) => ({ x: i, y })),
  })
  const { token, instead } = credit.fork
  const again = token.id === instead.id
  const curves = [
    curve('forced', again ? t('again') : t('with {token}', { token: quoted(token.text) }), 'student', forced, 0),
    curve('left', again ? t('before') : t('with {token}', { token: quoted(instead.text) }), 'less', left, 1),
  ]
  return (
    <CurveFigure
      title={t('Gap since the fork')}
      subtitle={t('summed, {unit}', { unit: settings.units })}
      over={t('tokens after it')}
      curves={curves}
      x={[0, roundUp(Math.max(forced.length, left.length, 10))]}
      y={valueDomain([0, ...forced, ...left].filter(Number.isFinite))}
      formatX={String}
      formatY={(nats) => formatSigned(inUnit(nats, settings.units))}
      onReading={({ id }, { x }) => {
        const of = id === 'forced' ? credit.run : credit.parent
        const score = of && viewOf({ rollout: of, settings }).shown
        if (of && score) act('openReceipt', gapSinceReceipt({ run: of, score }, credit.fork.index + 1, x))
      }}
    />
  )
}
