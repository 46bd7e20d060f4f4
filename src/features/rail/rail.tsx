/** @file The divergence rail: one rollout as every chosen divergence sees it, on the token axis of the stage. */

import { useMemo } from 'react'
import { formatNumber } from '../../charts/format.ts'
import { textLines } from '../../charts/lines.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { TermText } from '../../controls/term-text.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t, translate } from '../../i18n/words.ts'
import { TokenFrame } from '../../stage/token-axis/token-frame.tsx'
import { tokenTable, withUnit } from '../../stage/token-axis/token-table.ts'
import { measuringFailure } from '../../store/divergence-queries.ts'
import { tokenValuesOf } from '../../store/divergence-values.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { useApp, useAppState, useSettings } from '../../store/hooks.ts'
import { relativeValueReceipt, stripValueReceipt } from '../../store/provenance/rank-provenance.ts'
import { problemOf, problemRef, viewOf } from '../../store/scoring.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import { useWidth } from '../../ui/use-width.ts'
import '../../stage/token-axis/token-axis.css'
import { useColumns } from '../../stage/token-axis/use-columns.ts'
import { ValueTable } from '../../stage/token-axis/value-table.tsx'
import { railNotes } from './notes.ts'
import { Correlations, differenceName, Means, PairLine } from './orders.tsx'
import './rail.css'
import type { SparseValues } from '../../divergence/stats.ts'
import { Dials, StripChoice, SupportLine } from './rail-controls.tsx'
import { rankShifts } from './ranks.ts'
import { StripNames, StripRows } from './strip-rows.tsx'
import { stripsOf } from './strips.ts'

const NO_TOKENS: readonly RolloutToken[] = []
const NO_SHIFTS: SparseValues = []

export function DivergenceRail() {
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const measured = useAppState((state) => state.measured)
  const [frame, width] = useWidth<HTMLDivElement>()
  const columns = useColumns(rollout, problemOf(problemRef(settings)), width)
  const tokens = rollout?.tokens ?? NO_TOKENS
  const lines = useMemo(() => textLines(tokens), [tokens])
  const strips = useMemo(() => stripsOf({ rollout, settings, measured }), [rollout, settings, measured])
  const [first, second] = settings.railPair.map((id) => tokenValuesOf({ rollout, settings, measured }, id)?.values)
  const shifts = useMemo(() => (first && second ? rankShifts(first, second) : NO_SHIFTS), [first, second])
  const late = strips.some((strip) => strip.late || strip.missing)
  const take = useChartExport(() => ({
    name: 'divergence-rail',
    title: t('Divergence rail'),
    notes: railNotes(settings, strips),
    table: tokenTable(
      tokens,
      strips.map(({ name, unit, values }) => ({ name: withUnit(name, unit), values })),
    ),
  }))
  return (
    <section className="rail" aria-labelledby="rail-heading" aria-busy={late}>
      <div className="rail-head">
        <h2 id="rail-heading" className="heading">
          {t('Divergence rail')}
        </h2>
        <p className="rail-lead">
          <TermText
            of={['token', 'divergence']}
            text={t('The same tokens, as each divergence sees them: where it looks, and how hard.')}
          />
        </p>
        <StripChoice />
        <SupportLine />
        <Dials />
      </div>
      <div className="rail-body">
        <div className="rail-strips">
          <Condition />
          <div className="axis-grid" data-figure data-glance>
            <StripNames strips={strips} difference={differenceName(settings.support)} />
            <TokenFrame label={t('Divergences along the tokens')} columns={columns} count={tokens.length} frame={frame}>
              <StripRows columns={columns} tokens={tokens} lines={lines} strips={strips} shifts={shifts} />
            </TokenFrame>
          </div>
          <ValueTable
            title={t('The strips as a table')}
            tokens={tokens}
            askOf={(column, token) => {
              const { id, raw, late } = strips[column] ?? { id: '', raw: [], late: true }
              // What stands for the parameters before is about to go.
              if (late) return null
              const reading = viewOf({ rollout, settings }).context === null ? 'without' : 'with'
              return settings.railScale === 'relative'
                ? relativeValueReceipt(id, token, raw, settings, reading)
                : stripValueReceipt(id, token, raw[token] ?? Number.NaN, settings, reading)
            }}
            columns={() =>
              strips.map(({ id, name, unit, values }) => ({
                id,
                name: withUnit(t(name), unit),
                values,
                write: formatNumber,
              }))
            }
          />
          <TakeAway chart={t('Divergence rail')} {...take} />
        </div>
        <div className="rail-side" data-figure>
          <PairLine shifts={shifts} />
          <Correlations strips={strips} />
          <Means strips={strips} support={settings.support} />
        </div>
      </div>
    </section>
  )
}

/** Why strips are empty, and what to do; nothing where they are not. Its line is always there, so that nothing jumps. */
function Condition() {
  const app = useApp()
  const state = useAppState((all) => all)
  const { rollout, settings, engine, activity } = state
  const known = settings.rail.map((id) => tokenValuesOf(state, id))
  const waiting = known.some((reading) => reading === null || reading.late)
  if (!rollout)
    return <p className="rail-note">{t('Sample a rollout: each divergence gets a strip under its tokens.')}</p>
  if (!waiting) {
    const blind = known.some((reading) => reading?.values.every((value) => value === null))
    return (
      <p className="rail-note">
        {blind && t('An empty strip is no sum over tokens: the sampled token alone says nothing of it.')}
      </p>
    )
  }
  const failure = measuringFailure(state, app.registry.features)
  if (failure) {
    return (
      <output className="rail-note">
        {translate(failure.message)} {translate(failure.remedy)} <ActionButton name="measureAgain" />
      </output>
    )
  }
  if (activity === 'idle' && (engine.phase === 'failed' || engine.phase === 'cancelled')) {
    return (
      <output className="rail-note">
        {t('This is measured from the models’ logits, and they are not loaded.')} <ActionButton name="loadModels" />
      </output>
    )
  }
  return <p className="rail-note">{activity === 'sampling' ? t('The student writes.') : t('Measuring.')}</p>
}
