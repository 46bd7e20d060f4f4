/**
 * @file A plot of curves with its title, and a legend that reads the values off (at the cursor, else at the end) and switches the
 * curves on and off.
 */
import { memo, useCallback, useMemo, useState } from 'react'
import { list, t } from '../../i18n/words.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import { type Curve, type CurvePoint, pointAt } from '../curve.ts'
import { type Domain, valueDomain } from '../domain.ts'
import './curve-figure.css'
import { CurvePlot, type CurvePlotProps } from './curve-plot.tsx'
import { CurveSwatch } from './curve-swatch.tsx'
import { usePlotGroup, useSwitches } from './plot-group.tsx'
import { within } from './rows.ts'
import { logDomain } from './ticks.ts'

export interface CurveFigureProps extends Pick<CurvePlotProps, 'curves' | 'over' | 'formatX' | 'formatY'> {
  readonly title: string
  /** What is measured, on what, in which unit. */
  readonly subtitle: string
  readonly x: Domain
  /** null: ends that follow the values in round steps. */
  readonly y: Domain | null
  /** Where the weights stand, when that is before the curves' end. */
  readonly mark?: number | null
  /** The larger one of its grid. */
  readonly large?: boolean
  /** Whether Tab stops at it: of a group, one is enough. Default: the larger one's, and one's that stands alone. */
  readonly stop?: boolean
  /** Without, a neighbour's legend stands for it. Default true. */
  readonly legend?: boolean
  /** Whether its values may be looked at in powers of ten. Default false. */
  readonly logs?: boolean
  /** Asks for the receipt of the number that the legend reads off a curve. Without, it is no button. */
  readonly onReading?: (curve: Curve, point: CurvePoint) => void
}

export const CurveFigure = memo(function CurveFigure(props: CurveFigureProps) {
  const { title, subtitle, curves, over, formatX, formatY, mark = null } = props
  const { large = false, legend = true, logs = false, onReading } = props
  const group = usePlotGroup()
  const stop = props.stop ?? (group === null || large)
  const [hidden, toggle] = useSwitches()
  const [cursor, setCursor] = useState<number | null>(null)
  const [wantsLog, setWantsLog] = useState(false)
  const named = curves.filter(({ tag }) => tag === undefined)
  const zoom = group?.zoom ?? null
  const shown = useMemo(
    () =>
      curves
        .filter(({ id }) => !hidden.has(id))
        .map((curve) => (zoom ? { ...curve, points: within(curve.points, zoom) } : curve)),
    [curves, hidden, zoom],
  )
  const [[lowX, highX], fixed] = [zoom ?? props.x, props.y]
  const powers = logs && wantsLog ? logDomain(valuesOf(shown)) : null
  const [lowY, highY] = powers ?? fixed ?? valueDomain(valuesOf(shown))
  const x = useMemo((): Domain => [lowX, highX], [lowX, highX])
  const y = useMemo((): Domain => [lowY, highY], [lowY, highY])
  const follow = useCallback((at: number | null) => setCursor(at), [])
  return (
    <figure className={large ? 'curve-figure large' : 'curve-figure'} data-figure data-glance={large ? '' : undefined}>
      <figcaption>
        <b>{title}</b> <small>{subtitle}</small>
        {logs && (
          <button
            type="button"
            className="curve-log"
            data-figure="off"
            aria-pressed={wantsLog}
            aria-label={t('{title} in powers of ten', { title })}
            onClick={() => setWantsLog(!wantsLog)}
          >
            {t('log')}
          </button>
        )}
      </figcaption>
      {legend ? (
        <Legend
          title={title}
          curves={named}
          hidden={hidden}
          cursor={cursor}
          formatY={formatY}
          onToggle={toggle}
          onReading={onReading}
        />
      ) : (
        <span />
      )}
      {curves.some(({ points }) => points.length > 0) ? (
        <CurvePlot
          summary={summaryOf(title, over, named, { formatX, formatY })}
          curves={shown}
          x={x}
          y={y}
          over={over}
          formatX={formatX}
          formatY={formatY}
          log={powers !== null}
          mark={mark !== null && mark >= lowX && mark <= highX ? mark : null}
          sync={group?.sync}
          stop={stop}
          onCursor={follow}
        />
      ) : (
        <p className="plot plot-none">
          {t('Over {axis}: {names}.', { axis: over, names: list(named.map(({ label }) => label)) })}{' '}
          {t('Nothing is measured yet.')}
        </p>
      )}
    </figure>
  )
})

/** All that an axis has to hold: values and the ends of their intervals. */
function valuesOf(curves: readonly Curve[]): readonly number[] {
  return curves.flatMap(({ points }) => points.flatMap(({ y, low = y, high = y }) => [y, low, high]))
}

interface LegendProps extends Pick<CurveFigureProps, 'title' | 'formatY'> {
  readonly curves: readonly Curve[]
  readonly hidden: ReadonlySet<string>
  readonly cursor: number | null
  readonly onToggle: (id: string) => void
  readonly onReading: CurveFigureProps['onReading'] | undefined
}

/** One stop of the Tab key; arrows walk in it. A curve that stands alone has nothing to be told from. */
function Legend({ title, curves, hidden, cursor, formatY, onToggle, onReading }: LegendProps) {
  const group = useRoving<HTMLUListElement>()
  return (
    <ul className="curve-legend" ref={group} aria-label={t('Curves of {title}', { title })}>
      {curves.map((curve) => {
        const { id, label, tone, dash, apart = false } = curve
        const name = (
          <>
            <CurveSwatch tone={tone} dash={dash} apart={apart} />
            <span>{label}</span>
          </>
        )
        return (
          <li key={id} className={hidden.has(id) ? 'off' : undefined}>
            {curves.length > 1 ? (
              <button
                type="button"
                className="curve-key"
                aria-pressed={!hidden.has(id)}
                title={hidden.has(id) ? t('Draw {label}', { label }) : t('Leave out {label}', { label })}
                onClick={() => onToggle(id)}
              >
                {name}
              </button>
            ) : (
              <span className="curve-key">{name}</span>
            )}{' '}
            <b className="numeric">
              <Reading curve={curve} cursor={cursor} formatY={formatY} onPress={onReading} />
            </b>
          </li>
        )
      })}
    </ul>
  )
}

interface ReadingProps extends Pick<LegendProps, 'cursor' | 'formatY'> {
  readonly curve: Curve
  readonly onPress: LegendProps['onReading']
}

function Reading({ curve, cursor, formatY, onPress }: ReadingProps) {
  const point = cursor === null ? curve.points.at(-1) : pointAt(curve, cursor)
  if (!point) return '–'
  const value = formatY(point.y)
  return onPress ? <NumberButton value={value} of={curve.label} onPress={() => onPress(curve, point)} /> : value
}

/** "Loss over steps. batch: from 0.41 at 1 to 0.12 at 40." */
function summaryOf(
  title: string,
  over: string,
  curves: readonly Curve[],
  { formatX, formatY }: Pick<CurvePlotProps, 'formatX' | 'formatY'>,
): string {
  const lines = curves.map(({ label, points }) => {
    const [first] = points
    const last = points.at(-1)
    if (!first || !last) return t('{label}: nothing yet.', { label })
    return t('{label}: from {first} at {start} to {last} at {end}.', {
      ...{ label, first: formatY(first.y), start: formatX(first.x), last: formatY(last.y), end: formatX(last.x) },
    })
  })
  return [t('{title} over {axis}.', { title, axis: over }), ...lines].join(' ')
}
