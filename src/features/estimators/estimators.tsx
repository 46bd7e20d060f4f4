/** @file The region "Estimators": draws fall on an axis against the exact value, so that bias and noise can be seen and read. */

import { useMemo } from 'react'
import { formatNumber, inUnit, tokenName } from '../../charts/format.ts'
import { TermText } from '../../controls/term-text.tsx'
import type { EstimatorDraw } from '../../engine/types.ts'
import { count, t } from '../../i18n/words.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { MathText, mathPlain } from '../../ui/math-text.tsx'
import { Controls } from './controls.tsx'
import { drawSubject, drawsOnView, effectiveDraws, everyEntry, exactValues, summarize, weightOf } from './draws.ts'
import './estimators.css'
import { EstimateTable } from './estimate-table.tsx'
import { Rain } from './rain.tsx'
import { RunningMeans } from './running-means.tsx'
import { type EstimatorRow, estimatorRows, gradientRow, sharpeningRows } from './series.ts'
import { TakeEstimators } from './take.tsx'

export function EstimatorsRegion() {
  const draws = useAppState(drawsOnView)
  const every = useAppState(everyEntry)
  const settings = useSettings()
  const can = useAppState((state) => drawSubject(state) !== null)
  const rollout = useAppState((state) => state.rollout)
  const index = useAppState(focusedToken)
  const { drawScope: scope, drawClip: clip, units } = settings
  const score = index === null ? undefined : viewOf({ rollout, settings }).shown?.tokens[index]
  const token = index === null ? undefined : rollout?.tokens[index]
  const exact = useMemo(() => summarize(exactValues(draws, scope)), [draws, scope])
  const rows = useMemo(() => estimatorRows(draws, every, scope, clip), [draws, every, scope, clip])
  const gradients = useMemo((): readonly EstimatorRow[] => {
    if (scope === 'problem') return sharpeningRows(draws, clip)
    const at = score && token && { id: token.id, probability: Math.exp(score.logpStudent), k1: -score.gap }
    return at ? [gradientRow(draws, every, at, clip)] : []
  }, [draws, every, scope, clip, score, token])
  const number = (nats: number): string => formatNumber(inUnit(nats, units))
  const [gradient] = gradients
  const place =
    token && index !== null
      ? t('token {index}, {token}', { index: index + 1, token: tokenName(token.text) })
      : t('no token')
  return (
    <section className="estimators" aria-labelledby="estimators-heading">
      <header className="estimators-head">
        <h2 id="estimators-heading" className="heading">
          {t('Estimators')}
        </h2>
        <p>
          <TermText
            of={['sampling', 'student']}
            text={t(
              'Samples of the student’s, each giving a guess at KL(p_S ‖ p_T); the line is the value over the full vocabulary.',
            )}
          />
        </p>
      </header>
      <Controls place={place} />
      {can ? (
        <div className="estimators-body">
          <div className="estimators-rain">
            <Rain
              first
              rows={rows}
              exact={draws.length > 0 ? exact.mean : Number.NaN}
              exactLabel={scope === 'position' ? t('exact') : t('mean of the exact sums')}
              of={scope === 'position' ? t('reverse KL at this position') : t('reverse KL of a whole rollout')}
              unit={units}
            />
            {gradient && (
              <Rain
                rows={gradients}
                exact={draws.length > 0 ? gradient.summary.mean - gradient.bias.mean : Number.NaN}
                exactLabel={scope === 'position' ? t('exact') : t('mean of the exact sums')}
                of={
                  scope === 'position'
                    ? t('its gradient at the logit of {token}', { token: tokenName(token?.text ?? '') })
                    : mathPlain(t('its gradient by β as p_S is sharpened to p_S^(1 + β)'))
                }
                unit={units}
              />
            )}
          </div>
          <div className="estimators-numbers">
            <p className="estimators-say" data-glance aria-live="polite">
              {draws.length === 0 ? (
                t('No draws yet. Draw some: every dot is one sample.')
              ) : (
                <MathText
                  text={`${count(draws.length, '# draw against {value}.', '# draws against {value}.', { value: `${number(exact.mean)} ${units}` })} ${weightWords(draws, clip)}`}
                />
              )}
            </p>
            <EstimateTable rows={[...rows, ...gradients]} unit={units} />
            <RunningMeans rows={rows} exact={exact.mean} unit={units} />
            <TakeEstimators rows={[...rows, ...gradients]} exact={exact.mean} place={place} />
          </div>
        </div>
      ) : (
        <p className="estimators-empty">
          {token?.source === 'environment'
            ? t('The environment wrote this token: there is nothing to draw. Click one of the student’s.')
            : t('Nothing to draw from yet. Sample, then click a token; or draw whole rollouts.')}
        </p>
      )}
    </section>
  )
}

/** Where the draws come from, and what was done about it. */
function weightWords(draws: readonly EstimatorDraw[], clip: number): string {
  if (draws.every(({ logWeight }) => logWeight === 0))
    return t('Drawn from the student itself: every draw counts the same.')
  const cut = draws.filter((draw) => clip > 0 && weightOf(draw, 0) > clip).length
  const worth = effectiveDraws(draws.map((draw) => weightOf(draw, clip))).toFixed(0)
  const weighted = t('Drawn at another temperature, so each is weighted by p_S / q; they are worth {worth}.', { worth })
  if (cut === 0) return weighted
  const clipped = count(
    cut,
    '# weight was cut at {clip}, which biases.',
    '# weights were cut at {clip}, which biases.',
    { clip },
  )
  return `${weighted} ${clipped}`
}
