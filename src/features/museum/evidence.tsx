/** @file The evidence of an exhibit: the number with and without the cure against its threshold, and what led to it. */

import type { ReactNode } from 'react'
import type { Curve } from '../../charts/curve.ts'
import { roundUp } from '../../charts/domain.ts'
import { formatAmount, formatDuration, formatNats, formatNumber, formatShare } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { MathText } from '../../ui/math-text.tsx'
import { useTimeLeft } from '../../ui/use-time-left.ts'
import { type EvidenceUnit, type Exhibit, fails, type Measurement, type SeriesPoint, type Variant } from './types.ts'

type Results = Readonly<Partial<Record<Variant, Measurement>>>

const NOTHING: Results = {}
/** Axes of which each place is a thing by itself. */
const APART: ReadonlySet<string> = new Set(['texts'])
const VARIANTS: readonly Variant[] = ['broken', 'fixed']

export function EvidenceView({ exhibit }: { readonly exhibit: Exhibit }) {
  const { id, evidence, series } = exhibit
  const results = useAppState((state) => state.museum.results[id] ?? NOTHING)
  const busy = useAppState((state) => (state.museum.busy?.exhibit === id ? state.museum.busy : null))
  const variant: Variant = useAppState((state) => state.museum.fixed) ? 'fixed' : 'broken'
  const lines = (each: Variant): readonly SeriesPoint[] =>
    busy?.variant === each ? busy.series : (results[each]?.series ?? [])
  const sample = results[variant]?.sample
  return (
    <div className="evidence" aria-busy={busy !== null}>
      <Bars exhibit={exhibit} results={results} busy={busy} />
      <Course
        of={t(series.of)}
        over={t(series.over)}
        unit={series.unit}
        apart={APART.has(series.over)}
        broken={lines('broken')}
        fixed={lines('fixed')}
      />
      <div className="evidence-sample">
        <h4 className="heading">{variant === 'broken' ? t('A text, as it fails') : t('A text, mended')}</h4>
        {sample === undefined ? (
          <p className="exhibit-small">
            {evidence.fails === 'above'
              ? t('Press “Show it”. The evidence fails above {threshold}.', {
                  threshold: formatEvidence(evidence.unit, evidence.threshold),
                })
              : t('Press “Show it”. The evidence fails below {threshold}.', {
                  threshold: formatEvidence(evidence.unit, evidence.threshold),
                })}
          </p>
        ) : (
          <pre>{sample}</pre>
        )}
      </div>
    </div>
  )
}

interface BarsProps {
  readonly exhibit: Exhibit
  readonly results: Results
  readonly busy: { readonly variant: Variant; readonly done: number } | null
}

/** Two bars on one scale, and the threshold as a line through both. */
function Bars({ exhibit: { evidence }, results, busy }: BarsProps) {
  const { unit, threshold } = evidence
  const values = VARIANTS.map((variant) => results[variant]?.value ?? 0)
  const top = unit === 'share' ? 1 : Math.max(threshold * 1.6, ...values) * 1.05
  const share = (value: number): string => `${(100 * Math.min(1, Math.max(0, value / top))).toFixed(2)}%`
  return (
    <figure className="evidence-bars">
      <figcaption>
        <b>{t('Evidence')}</b>{' '}
        <small>
          <MathText text={t(evidence.what)} />
        </small>
      </figcaption>
      <dl>
        {VARIANTS.map((variant) => (
          <div key={variant} className={`evidence-row ${variant}`}>
            <dt>{variant === 'broken' ? t('as it fails') : t('mended')}</dt>
            <dd>
              <span className="evidence-lane" aria-hidden="true">
                {results[variant] && (
                  <span className="evidence-bar" style={{ inlineSize: share(results[variant].value) }} />
                )}
                {busy?.variant === variant && (
                  <span className="evidence-progress" style={{ inlineSize: share(busy.done * top) }} />
                )}
                <span className="evidence-limit" style={{ insetInlineStart: share(threshold) }} />
              </span>
              <span className="evidence-value numeric">{said(evidence, results[variant], busy, variant)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="exhibit-small numeric">
        {evidence.fails === 'above'
          ? t('The line: above {threshold} it fails.', { threshold: formatEvidence(unit, threshold) })
          : t('The line: below {threshold} it fails.', { threshold: formatEvidence(unit, threshold) })}
      </p>
    </figure>
  )
}

/** "40 %, 20 s left" */
function Progress({ done }: { readonly done: number }) {
  const left = useTimeLeft(done)
  return (
    <>
      {t('{percent} %', { percent: Math.round(done * 100) })}
      {left !== null && `, ${t('{time} left', { time: formatDuration(left) })}`}
    </>
  )
}

function said(
  evidence: Exhibit['evidence'],
  result: Measurement | undefined,
  busy: BarsProps['busy'],
  variant: Variant,
): ReactNode {
  if (busy?.variant === variant) return <Progress done={busy.done} />
  if (!result) return '–'
  const bad = fails(evidence, result.value)
  return (
    <>
      {formatEvidence(evidence.unit, result.value)}{' '}
      <span className={bad ? 'bad' : 'good'}>{bad ? t('fails') : t('holds')}</span>
    </>
  )
}

interface CourseProps {
  readonly of: string
  readonly over: string
  readonly unit: EvidenceUnit
  /** The points are texts of their own: nothing leads from one to the next. */
  readonly apart: boolean
  readonly broken: readonly SeriesPoint[]
  readonly fixed: readonly SeriesPoint[]
}

/** What was measured on the way, both variants over one axis. */
function Course({ of, over, unit, apart, broken, fixed }: CourseProps) {
  const curves: readonly Curve[] = [
    { id: 'broken', label: t('as it fails'), tone: 'less', dash: 0, apart, points: finite(broken) },
    { id: 'fixed', label: t('mended'), tone: 'more', dash: 1, apart, points: finite(fixed) },
  ]
  const points = curves.flatMap((curve) => curve.points)
  const low = Math.min(0, ...points.map(({ y }) => y))
  return (
    <CurveFigure
      title={of}
      subtitle={t('over {over}', { over })}
      over={over}
      curves={curves}
      x={[0, Math.max(1, ...points.map(({ x }) => x))]}
      y={[low < 0 ? -roundUp(-low) : 0, roundUp(Math.max(1e-3, ...points.map(({ y }) => y)))]}
      formatX={formatAmount}
      formatY={(value) => (unit === 'share' ? formatShare(value) : formatNumber(value))}
    />
  )
}

const finite = (points: readonly SeriesPoint[]): readonly SeriesPoint[] => points.filter(({ y }) => Number.isFinite(y))

function formatEvidence(unit: EvidenceUnit, value: number): string {
  if (unit === 'share') return formatShare(value)
  if (unit === 'nats') return formatNats(value, 'nats')
  return unit === 'tokens' ? t('{n} tokens', { n: formatNumber(value) }) : formatNumber(value)
}
