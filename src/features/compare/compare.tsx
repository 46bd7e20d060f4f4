/** @file Compare: two views pinned side by side on one axis and one scale, and what lies between them. */
import { useMemo } from 'react'
import { formatNumber, formatSigned, inUnit, THIN_SPACE } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { TermText } from '../../controls/term-text.tsx'
import type { ModelInfo, RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { contextName, modelName } from '../../stage/names.ts'
import { ReadingsNote, useReadings } from '../../stage/token-axis/readings-note.tsx'
import { useChartExport } from '../../store/export/use-export.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import type { SummaryNumber } from '../../store/provenance/provenance.ts'
import { GAP_MEASURE } from '../../store/provenance/provenance.ts'
import {
  differenceReceipt,
  differenceTotalReceipt,
  type SideNumbers,
  sideTotalReceipt,
  sideValueReceipt,
} from '../../store/provenance/score-provenance.ts'
import { missingScores, type WantedScore } from '../../store/score-queries.ts'
import { problemOf, problemRef } from '../../store/scoring.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { TakeAway } from '../../ui/take-away.tsx'
import { useWidth } from '../../ui/use-width.ts'
import '../../stage/token-axis/token-axis.css'
import { TokenFrame } from '../../stage/token-axis/token-frame.tsx'
import { TokenLinks } from '../../stage/token-axis/token-links.tsx'
import { tokenTable, withUnit } from '../../stage/token-axis/token-table.ts'
import { useColumns } from '../../stage/token-axis/use-columns.ts'
import { ValueTable } from '../../stage/token-axis/value-table.tsx'
import './compare.css'
import { CompareCharts, CompareNames } from './compare-rows.tsx'
import { SideSentence } from './side-sentence.tsx'
import {
  type Difference,
  differenceOf,
  measureName,
  type SideView,
  sharedScale,
  sideNumbers,
  sideView,
} from './sides.ts'

const NO_TOKENS: readonly RolloutToken[] = []

export function Compare() {
  const rollout = useAppState((state) => state.rollout)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useSettings()
  const engine = useAppState((state) => state.engine)
  const compared = useAppState((state) => state.compared)
  const busy = useAppState((state) => missingScores(state).length > 0)
  const [frame, width] = useWidth<HTMLDivElement>()
  const [a, b] = useMemo(() => {
    const state = { rollout, past, future, settings, engine, compared }
    return [sideView(state, 'a'), sideView(state, 'b')]
  }, [rollout, past, future, settings, engine, compared])
  const scale = useMemo(() => sharedScale(a, b, inUnit(settings.gapScale, settings.units)), [a, b, settings])
  const difference = useMemo(() => differenceOf(a, b), [a, b])
  useWanted(a, b)
  const [left, right] = [a.run?.tokens ?? NO_TOKENS, b.run?.tokens ?? NO_TOKENS]
  const longer = left.length >= right.length ? a.run : b.run
  const columns = useColumns(longer, problemOf(problemRef(settings)), width)
  const count = Math.max(left.length, right.length)
  const take = useChartExport(() => ({
    name: 'compare',
    title: t('Compare'),
    notes: [a, b].map((side) => sideNote(side, engine.models)),
    table: tokenTable(
      left,
      [
        ...[a, b].map((view) => ({
          name: withUnit(`${view.side.toUpperCase()} ${measureName(view.measure)}`, view.unit),
          values: view.values,
        })),
        { name: withUnit('B - A', a.unit === b.unit ? a.unit : null), values: difference.values },
      ],
      right,
    ),
  }))
  return (
    <section className="compare" aria-labelledby="compare-heading" aria-busy={busy}>
      <h2 id="compare-heading" className="heading">
        {t('Compare')}
      </h2>
      <p className="axis-note">
        <TermText
          of={['teacher', 'privileged-context', 'divergence', 'rollout']}
          text={t(
            'Two readings on the same axis and the same scale: other teachers, notes, divergences or rollouts. Nothing is sampled.',
          )}
        />
      </p>
      <div className="compare-sides">
        <SideSentence view={a} />
        <SideSentence view={b} />
      </div>
      <Account a={a} b={b} difference={difference} tokens={left} />
      <div className="compare-line">
        <ActionButton name="swapSides" />
        <ReadingsNote empty={t('Sample a rollout to hold two readings of it against each other.')} />
      </div>
      <div className="axis-grid" data-figure data-glance>
        <CompareNames a={a} b={b} scale={scale} difference={difference} />
        <TokenFrame label={t('Both sides along the tokens')} columns={columns} count={count} frame={frame}>
          <CompareCharts columns={columns} a={a} b={b} scale={scale} difference={difference} />
        </TokenFrame>
      </div>
      <ValueTable
        title={t('Both sides as a table')}
        tokens={left}
        askOf={(column, token) => {
          const [first, second] = [sideNumbers(a), sideNumbers(b)]
          if (!first || !second) return null
          if (column === 2) return differenceReceipt(first, second, token)
          return sideValueReceipt(column === 0 ? first : second, token)
        }}
        columns={() => [
          { id: 'a', name: `A, ${t(measureName(a.measure))}`, values: a.values },
          { id: 'b', name: `B, ${t(measureName(b.measure))}`, values: b.values },
          { id: 'difference', name: 'B − A', values: difference.values },
        ]}
      />
      <TakeAway chart={t('Compare')} {...take} />
    </section>
  )
}

/** Which reading a side is, for those who see the chart without its page. */
function sideNote({ side, run, teacher, context, measure, unit }: SideView, models: readonly ModelInfo[]): string {
  const rollout = run
    ? t('{student} on problem {problem}, seed {seed}', {
        ...{ student: modelName(run.student, models), problem: run.problem.problemSeed, seed: run.sampling.seed },
      })
    : '–'
  return t('{side}: {measure} of {rollout}, read by {teacher} {context}.', {
    side: side.toUpperCase(),
    measure: withUnit(t(measureName(measure)), unit),
    ...{ rollout, teacher: modelName(teacher, models) },
    context: context === null ? t('without a note') : t('with the note “{note}”', { note: contextName(context) }),
  })
}

/** Asks for both sides; the lists change only when what is asked for does. */
function useWanted(a: SideView, b: SideView): void {
  const first = useReading(a)
  const second = useReading(b)
  useReadings(useMemo(() => [first, second].filter((reading) => reading !== null), [first, second]))
}

function useReading({ run: rollout, teacher, context, measure }: SideView): WantedScore | null {
  const id = rollout?.id
  const divergences = measure !== GAP_MEASURE
  return useMemo(
    () => (id === undefined ? null : { run: id, teacher, context, divergences }),
    [id, teacher, context, divergences],
  )
}

interface AccountProps {
  readonly a: SideView
  readonly b: SideView
  readonly difference: Difference
  /** Of A. */
  readonly tokens: readonly RolloutToken[]
}

/** The totals, and the tokens that differ most. */
function Account({ a, b, difference, tokens }: AccountProps) {
  const act = useAct()
  const { total, largest, shared, values } = difference
  const unit = a.unit === b.unit && a.unit ? `${THIN_SPACE}${a.unit}` : ''
  if (total === null) return <p className="compare-account" />
  const ask = (make: (first: SideNumbers, second: SideNumbers) => SummaryNumber | null): void => {
    const [first, second] = [sideNumbers(a), sideNumbers(b)]
    const made = first && second && make(first, second)
    if (made) act('openReceipt', made)
  }
  const parted = shared < Math.max(tokens.length, b.run?.tokens.length ?? 0)
  return (
    <p className="compare-account numeric" data-figure data-glance="wide">
      <Phrase
        text={
          parted
            ? t('In total A {a}, B {b}; B − A {difference} over the {n} tokens that the two texts begin with.')
            : t('In total A {a}, B {b}; B − A {difference}.')
        }
        places={{
          a: <Total view={a} />,
          b: <Total view={b} />,
          difference: (
            <b>
              <NumberButton
                value={`${formatSigned(total)}${unit}`}
                of={t('difference in total')}
                onPress={() => ask((first, second) => differenceTotalReceipt(first, second, shared))}
              />
            </b>
          ),
          n: shared,
        }}
      />{' '}
      {a.unit !== b.unit && `${t('The two measures have different units: the difference is one of bare numbers.')} `}
      {largest.length === 0 ? (
        t('They do not differ anywhere.')
      ) : (
        <>
          {t('Most at')}{' '}
          {largest.map((index, place) => (
            <span key={index}>
              {place > 0 && ', '}
              <span className="compare-most">
                <TokenLinks tokens={tokens} indices={[index]} />{' '}
                <NumberButton
                  value={formatSigned(values[index] ?? 0)}
                  of={t('difference at token {index}', { index: index + 1 })}
                  onPress={() => ask((first, second) => differenceReceipt(first, second, index))}
                />
              </span>
            </span>
          ))}
          .
        </>
      )}
    </p>
  )
}

/** A side's total with its receipt. */
function Total({ view }: { readonly view: SideView }) {
  const act = useAct()
  return (
    <NumberButton
      value={written(view)}
      of={t('total of {side}', { side: view.side.toUpperCase() })}
      onPress={() => {
        const side = sideNumbers(view)
        if (side) act('openReceipt', sideTotalReceipt(side))
      }}
    />
  )
}

function written({ total, unit, measure }: SideView): string {
  const value = total ?? Number.NaN
  const text = measure === GAP_MEASURE ? formatSigned(value) : formatNumber(value)
  return unit ? `${text}${THIN_SPACE}${unit}` : text
}
