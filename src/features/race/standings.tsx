/** @file Lane by lane: how it stands by the race's measure. At the end, who won and whether the claim held. */
import { CurveSwatch } from '../../charts/plots/curve-swatch.tsx'
import { TermText } from '../../controls/term-text.tsx'
import { t } from '../../i18n/words.ts'
import type { Estimate, Race } from '../../methods/race.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { formatMargin, formatMeasure, lookOf } from './charts.ts'
import { outcomeOf, type RaceView, standings } from './race-results.ts'
import { RACE_WORDS } from './races.ts'

export function Standings({ view }: { readonly view: RaceView }) {
  const { race } = view
  const outcome = outcomeOf(view)
  const stands = standings(view)
  return (
    <div className="race-side" data-figure data-glance="wide">
      <ol className="race-lanes">
        {stands.map(({ label, estimate, seeds }, lane) => (
          <li key={label} className={outcome?.ranking.winner === label && !outcome.close ? 'winner' : undefined}>
            <CurveSwatch {...lookOf(lane)} />
            <b>{label}</b>
            <span className="race-value numeric">
              {estimate ? formatMeasure(race, estimate.mean) : '–'}
              <small>{wordsOf(race, estimate, seeds)}</small>
            </span>
            <small className="race-progress numeric">{progressOf(view, lane)}</small>
          </li>
        ))}
      </ol>
      <div className="race-verdict">
        {outcome ? (
          <p className="race-winner">
            <Phrase
              text={
                outcome.close
                  ? t('{winner} is ahead of {other} by {margin}: too close to call.')
                  : t('{winner} wins, ahead of {other} by {margin}.')
              }
              places={{
                winner: <b>{outcome.ranking.winner}</b>,
                other: outcome.ranking.runnerUp,
                margin: marginOf(race, outcome.ranking.margin),
              }}
            />
          </p>
        ) : (
          <p className="race-winner">{t('Nobody has won yet.')}</p>
        )}
        <p>
          <TermText of={RACE_WORDS} text={t('Claim: {claim}', { claim: t(race.claim.text) })} />{' '}
          {outcome && (
            <b className={outcome.holds ? 'holds' : 'fails'}>{outcome.holds ? t('✓ holds here') : t('✗ not here')}</b>
          )}
        </p>
        {outcome && (
          <p className="race-evidence numeric" lang="en">
            {outcome.evidence}
          </p>
        )}
      </div>
    </div>
  )
}

function wordsOf(race: Race, estimate: Estimate | null, seeds: number): string {
  if (!estimate) return ''
  if (!estimate.interval) return t('one seed')
  const [low, high] = estimate.interval
  return t('{low} to {high}, {n} seeds', {
    low: formatMeasure(race, low),
    high: formatMeasure(race, high),
    n: seeds,
  })
}

/** "seed 2, step 14" of the seed that runs, or of the last one. */
function progressOf({ lanes }: RaceView, lane: number): string {
  const last = lanes.findLast((each) => each.lane === lane)
  if (!last) return t('not started')
  const at = t('seed {seed}, step {step}', { seed: last.seed, step: last.reports.at(-1)?.step ?? 0 })
  return last.done ? `${at} ✓` : at
}

/** The winner's lead, with its interval over seeds where there are several. */
function marginOf(race: Race, { mean, interval }: Estimate): string {
  const lead = formatMargin(race, mean)
  if (!interval) return t('{lead}, on one seed', { lead })
  const [low, high] = interval
  return t('{lead} (95 % over seeds: {low} to {high})', {
    lead,
    low: formatMargin(race, low),
    high: formatMargin(race, high),
  })
}
