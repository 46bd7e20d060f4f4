/** @file The one page: a recorded rollout with everything that was read of it, to be looked through without any model. */
import { useState } from 'react'
import { GapScale } from '../../../charts/gap-scale.tsx'
import { divergenceById } from '../../../divergence/registry.ts'
import type { Rollout, ScoredRollout } from '../../../engine/types.ts'
import { t } from '../../../i18n/words.ts'
import { contextName } from '../../../stage/names.ts'
import { InlineSelect } from '../../../ui/inline-select.tsx'
import type { SinglePageView } from '../packed-page.ts'
import { ReplayDetails } from './details.tsx'
import { ReplayNumbers } from './numbers.tsx'
import { ReplayRail } from './rail.tsx'
import { ReplayStage } from './stage.tsx'
import './replay.css'

export interface ReplayProps {
  readonly view: SinglePageView
  readonly rollout: Rollout
  /** What the page holds of it: one teacher and context each. */
  readonly readings: readonly ScoredRollout[]
}

export function Replay({ view, rollout, readings }: ReplayProps) {
  const [reading, setReading] = useState(view.reading)
  const [divergence, setDivergence] = useState(view.divergence)
  const [token, setToken] = useState(view.token ?? mostDisputed(readings[view.reading]))
  const shown = readings[reading] ?? readings[0]
  if (!shown) return null
  const without = readings.find(({ teacher, context }) => teacher === shown.teacher && context === null) ?? null
  const { verdict, tokens } = rollout
  const name = (model: string): string => view.names[model] ?? model
  const known = Object.keys(shown.tokens[0]?.divergences ?? {})
  return (
    <div className="replay">
      <header className="replay-head">
        <h1>{t('OPD playground')}</h1>
        <span className="replay-badge" title={t('Recorded earlier from real models; nothing runs here')}>
          REPLAY
        </span>
        <a href={view.address}>{t('The live page')}</a>
      </header>
      <main className="replay-main">
        <p className="replay-sentence">
          {t('The student ({model}) wrote this.', { model: name(rollout.student) })} {t('Its tokens are read by')}{' '}
          <InlineSelect
            label="Reading"
            value={String(reading)}
            groups={[
              {
                label: t('Teacher and context'),
                options: readings.map((each, i) => ({ value: String(i), label: nameOf(each, name(each.teacher)) })),
              },
            ]}
            onChange={(chosen) => setReading(Number(chosen))}
          />
          {'. '}
          {t('Disagreement is measured by')}{' '}
          <InlineSelect
            label="Divergence"
            value={divergence}
            groups={[
              {
                label: t('Divergence'),
                options: known.map((id) => ({ value: id, label: t(divergenceById(id).shortName) })),
              },
            ]}
            onChange={setDivergence}
          />
          .
        </p>
        {view.omitted > 0 && (
          <p className="replay-note">
            {t('{n} more readings of this rollout did not fit into one page; a trace holds them all.', {
              n: view.omitted,
            })}
          </p>
        )}
        <div className="replay-sheet">
          <p className="replay-question">{view.question}</p>
          <div className="replay-text">
            <ReplayStage tokens={tokens} shown={shown} view={view} selected={token} onSelect={setToken} />
            <GapScale limit={view.gapScale} />
          </div>
          <p className={`replay-verdict ${verdict.status}`}>{verdict.message}</p>
          {shown.contextText && (
            <details>
              <summary>{t('What the teacher was told')}</summary>
              <p className="replay-context">{shown.contextText}</p>
            </details>
          )}
        </div>
        <ReplayDetails
          token={tokens[token]}
          place={t('{place} of {n}', { place: token + 1, n: tokens.length })}
          shown={shown.tokens[token]}
          without={without?.tokens[token]}
          told={shown.context !== null}
          divergence={divergence}
          unit={view.units}
        />
        <ReplayRail
          tokens={tokens}
          shown={shown}
          chosen={view.rail}
          known={known}
          unit={view.units}
          selected={token}
          onSelect={setToken}
        />
        <ReplayNumbers tokens={tokens} shown={shown} divergence={divergence} />
      </main>
    </div>
  )
}

/** “Teacher, who has seen the worked solution”. */
function nameOf({ context }: ScoredRollout, teacher: string): string {
  return context === null
    ? t('{teacher}, without a note', { teacher })
    : t('{teacher}, who has seen {context}', { teacher, context: contextName(context) })
}

/** Where the teacher disagrees most: the place to look at first. */
function mostDisputed(reading: ScoredRollout | undefined): number {
  const gaps = reading?.tokens.map(({ gap }) => Math.abs(gap)) ?? []
  return Math.max(0, gaps.indexOf(Math.max(...gaps)))
}
