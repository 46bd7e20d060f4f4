/** @file The region "Estimators": draws fall on an axis against the exact value, so that bias and noise can be seen and read. */
import { useState } from 'react'
import { formatNumber, inUnit, tokenName } from '../../charts/format.ts'
import type { Draw } from '../../engine/types.ts'
import { detailedToken } from '../../store/attention.ts'
import { viewOf } from '../../store/conditions.ts'
import { drawSubject, drawsOnView, effectiveDraws, exactValues, summarize, weightOf } from '../../store/estimators.ts'
import { useAppState } from '../../store/hooks.ts'
import { Controls } from './controls.tsx'
import './estimators.css'
import { EstimateTable } from './estimate-table.tsx'
import { Rain } from './rain.tsx'
import { RunningMeans } from './running-means.tsx'
import { estimatorRows, gradientRow } from './series.ts'

export function EstimatorsRegion() {
  const draws = useAppState(drawsOnView)
  const settings = useAppState((state) => state.settings)
  const can = useAppState((state) => drawSubject(state) !== null)
  const run = useAppState((state) => state.run)
  const index = useAppState(detailedToken)
  const [cursor, setCursor] = useState<number | null>(null)
  const { drawScope: scope, drawClip: clip, units } = settings
  const rows = estimatorRows(draws, scope, clip)
  const score = index === null ? undefined : viewOf({ run, settings }).shown?.tokens[index]
  const token = index === null ? undefined : run?.tokens[index]
  const exact = summarize(exactValues(draws, scope))
  const at = score && token && { id: token.id, probability: Math.exp(score.logpStudent), k1: -score.gap }
  const gradient = scope === 'position' && at ? gradientRow(draws, at, clip) : null
  const number = (nats: number): string => formatNumber(inUnit(nats, units))
  return (
    <section className="estimators" aria-labelledby="estimators-heading">
      <header className="estimators-head">
        <h2 id="estimators-heading" className="heading">
          Estimators
        </h2>
        <p>
          What am I looking at? Samples of the student’s, each giving a guess at KL(p_S ‖ p_T); the line is the value
          over the full vocabulary.
        </p>
      </header>
      <Controls place={token && index !== null ? `token ${index + 1}, ${tokenName(token.text)}` : 'no token'} />
      {can ? (
        <div className="estimators-body">
          <div className="estimators-rain">
            <Rain
              rows={rows}
              exact={draws.length > 0 ? exact.mean : Number.NaN}
              exactLabel={scope === 'position' ? 'exact' : 'mean of the exact sums'}
              of={scope === 'position' ? 'reverse KL at this position' : 'reverse KL of a whole rollout'}
              unit={units}
            />
            {gradient && token && (
              <Rain
                rows={[gradient]}
                exact={draws.length > 0 ? gradient.summary.mean - gradient.bias.mean : Number.NaN}
                exactLabel="exact"
                of={`its gradient at the logit of ${tokenName(token.text)}`}
                unit={units}
              />
            )}
          </div>
          <div className="estimators-numbers">
            <p className="estimators-say" aria-live="polite">
              {draws.length === 0
                ? 'No draws yet. Draw some: every dot is one sample.'
                : `${draws.length} draws against ${number(exact.mean)} ${units}. ${weightWords(draws, clip)}`}
            </p>
            <EstimateTable rows={gradient ? [...rows, gradient] : rows} unit={units} />
            <RunningMeans rows={rows} exact={exact.mean} unit={units} cursor={cursor} onCursor={setCursor} />
          </div>
        </div>
      ) : (
        <p className="estimators-empty">
          {token?.source === 'environment'
            ? 'The environment wrote this token: there is nothing to draw. Click one of the student’s.'
            : 'Nothing to draw from yet. Sample, then click a token; or draw whole rollouts.'}
        </p>
      )}
    </section>
  )
}

/** Where the draws come from, and what was done about it. */
function weightWords(draws: readonly Draw[], clip: number): string {
  if (draws.every(({ logWeight }) => logWeight === 0))
    return 'Drawn from the student itself: every draw counts the same.'
  const cut = draws.filter((draw) => clip > 0 && weightOf(draw, 0) > clip).length
  const worth = effectiveDraws(draws.map((draw) => weightOf(draw, clip)))
  const clipped = cut > 0 ? ` ${cut} ${cut === 1 ? 'weight was' : 'weights were'} cut at ${clip}, which biases.` : ''
  return `Drawn at another temperature, so each is weighted by p_S / q; they are worth ${worth.toFixed(0)}.${clipped}`
}
