/** @file The hint X-ray: what a note in the teacher's prompt moves, token by token, and what other notes would. */

import { Fragment, useMemo } from 'react'
import { formatSigned, inUnit } from '../../charts/format.ts'
import { textLines } from '../../charts/lines.ts'
import { TermText } from '../../controls/term-text.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import { contextName } from '../../stage/names.ts'
import { ReadingsNote, useReadings } from '../../stage/token-axis/readings-note.tsx'
import { useChartExport } from '../../store/export/use-export.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../store/hooks.ts'
import { branchTotalReceipt } from '../../store/provenance/branch-provenance.ts'
import type { ReadAs } from '../../store/provenance/provenance.ts'
import { readingOfSource } from '../../store/provenance/score-provenance.ts'
import { missingScores, type WantedScore } from '../../store/score-queries.ts'
import { contextFor, problemOf, problemRef, viewOf } from '../../store/scoring.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { TakeAway } from '../../ui/take-away.tsx'
import { useWidth } from '../../ui/use-width.ts'
import type { ContextKind } from '../../world/types.ts'
import '../../stage/token-axis/token-axis.css'
import { TokenFrame } from '../../stage/token-axis/token-frame.tsx'
import { tokenTable } from '../../stage/token-axis/token-table.ts'
import { useColumns } from '../../stage/token-axis/use-columns.ts'
import { ValueTable } from '../../stage/token-axis/value-table.tsx'
import { Account } from './account.tsx'
import { movedOf } from './moved.ts'
import { gapsOf, type XrayRow, xrayRows } from './rows.ts'
import './xray.css'
import { XrayCharts, XrayNames } from './xray-rows.tsx'

const NO_TOKENS: readonly RolloutToken[] = []
const NOTHING: readonly (number | null)[] = []

export function HintXray() {
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const busy = useAppState((state) => missingScores(state).length > 0)
  const { teacher, xray, gapScale, units } = settings
  const [frame, width] = useWidth<HTMLDivElement>()
  const problem = problemOf(problemRef(settings))
  const columns = useColumns(rollout, problem, width)
  const tokens = rollout?.tokens ?? NO_TOKENS
  const lines = useMemo(() => textLines(tokens), [tokens])
  const kinds = useMemo(() => xray.filter((kind) => problem.contextKinds.includes(kind)), [xray, problem])
  const rows = useMemo(() => xrayRows(rollout, teacher, kinds), [rollout, teacher, kinds])
  const moved = useMemo(() => movedOf({ rollout, settings }), [rollout, settings])
  const id = rollout?.id
  useReadings(
    useMemo(() => {
      const contexts: readonly (ContextKind | null)[] = [null, ...kinds]
      if (id === undefined) return []
      return contexts.map((context): WantedScore => ({ run: id, teacher, context, divergences: false }))
    }, [id, teacher, kinds]),
  )
  const sourceOf = (row: XrayRow | undefined): ReadAs | null =>
    row && id !== undefined ? { run: id, teacher, context: row.context } : null
  const { shown, other, context } = viewOf({ rollout, settings })
  const note = contextFor(settings)
  const gaps = shown ? gapsOf(tokens, shown) : NOTHING
  const changes = moved?.changes ?? NOTHING
  const inUnits = (values: readonly (number | null)[]) =>
    values.map((nats) => (nats === null ? null : inUnit(nats, units)))
  const take = useChartExport(() => ({
    name: 'hint-x-ray',
    title: t('Hint X-ray'),
    notes: [
      t('Rows: gap = log p_T − log p_S without and with each note; moved: gap with the note less the gap without.'),
      t('All rows share one scale, ±{limit} {unit}; an arrow head: beyond it.', {
        ...{ limit: Number(inUnit(gapScale, units).toPrecision(3)), unit: units },
      }),
    ],
    table: tokenTable(tokens, [
      { name: `moved, ${units}`, values: inUnits(changes) },
      ...rows.map(({ context, gaps }) => ({ name: `gap ${context ?? 'without'}, ${units}`, values: inUnits(gaps) })),
    ]),
  }))
  return (
    <section className="xray" aria-labelledby="xray-heading" aria-busy={busy}>
      <h2 id="xray-heading" className="heading">
        {t('Hint X-ray')}
      </h2>
      <p className="axis-note">
        <TermText
          of={['privileged-context', 'teacher', 'prompt']}
          text={t('What a note in the teacher’s prompt moves.')}
        />{' '}
        <Phrase text={t('Hold {key} to look with the note; let go to return.')} places={{ key: <kbd>p</kbd> }} />
      </p>
      <Flip />
      <div className="xray-ledger" data-figure data-glance="narrow">
        {rollout && moved && note && <Account run={rollout} moved={moved} note={contextName(note)} />}
      </div>
      <KindChoice kinds={problem.contextKinds} />
      <ReadingsNote empty={t('Sample a rollout: each note gets a row under its tokens.')} />
      <div className="axis-grid" data-figure data-glance="wide">
        <XrayNames gaps={gaps} changes={changes} rows={rows} limit={gapScale} told={context !== null} unit={units} />
        <TokenFrame label={t('Contexts along the tokens')} columns={columns} count={tokens.length} frame={frame}>
          <XrayCharts
            columns={columns}
            tokens={tokens}
            lines={lines}
            gaps={gaps}
            ghosts={other ? gapsOf(tokens, other) : null}
            ghostsTold={context === null}
            changes={changes}
            marks={moved?.marks ?? NOTHING}
            rows={rows}
            limit={gapScale}
          />
        </TokenFrame>
      </div>
      <p className="xray-totals numeric" data-figure>
        {t('Gap in total, {unit}:', { unit: units })}{' '}
        {rows.map((row, i) => (
          <Fragment key={row.name}>
            {i > 0 && ', '}
            {row.name}{' '}
            {row.total === null ? (
              '…'
            ) : (
              <NumberButton
                value={formatSigned(inUnit(row.total, units))}
                of={t('gap in total, {context}', { context: row.name })}
                onPress={() => {
                  const source = sourceOf(row)
                  const score = source && rollout?.scores[conditionKey(source.teacher, source.context)]?.score
                  if (rollout && score) act('openReceipt', branchTotalReceipt({ run: rollout, score }))
                }}
              />
            )}
          </Fragment>
        ))}
      </p>
      <ValueTable
        title={t('The gaps as a table, {unit}', { unit: units })}
        tokens={tokens}
        askOf={(column, token) => {
          const source = sourceOf(rows[column])
          return source && { source, token, quantity: 'gap', reading: readingOfSource(source) }
        }}
        columns={() => rows.map(({ name, gaps }) => ({ id: name, name, values: inUnits(gaps) }))}
      />
      <TakeAway chart={t('Hint X-ray')} {...take} />
    </section>
  )
}

/** The same flip as the switch in the sentence, within reach of a finger. */
function Flip() {
  const flip = useActionId('togglePrivileged')
  const act = useAct()
  const on = useAppState((state) => state.settings.privileged)
  const note = useAppState((state) => contextFor(state.settings))
  if (note === null) return <p className="axis-note">{t('This problem has no notes to give.')}</p>
  return (
    <div className="xray-flip">
      <button
        type="button"
        className="button plain"
        data-action={flip}
        aria-pressed={on}
        onClick={() => act('togglePrivileged')}
      >
        {on ? t('With the note') : t('Without the note')}
      </button>
      <span className="xray-small">
        {t('The note:')} <b className="xray-told">{contextName(note)}</b>
      </span>
    </div>
  )
}

function KindChoice({ kinds }: { readonly kinds: readonly ContextKind[] }) {
  const toggleKind = useActionId('toggleXrayKind')
  const act = useAct()
  const chosen = useAppState((state) => state.settings.xray)
  return (
    <fieldset className="axis-choice">
      <legend>{t('Notes with a row')}</legend>
      {kinds.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            data-action={toggleKind}
            checked={chosen.includes(kind)}
            onChange={() => act('toggleXrayKind', kind)}
          />
          {contextName(kind)} <small className="xray-term">{kind}</small>
        </label>
      ))}
    </fieldset>
  )
}
