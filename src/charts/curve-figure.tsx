/** @file A chart of curves with its title, and a legend that reads the values off: at the cursor, else at the end. */

import { t } from '../i18n/words.ts'
import { NumberButton } from '../ui/number-button.tsx'
import { type Curve, type CurvePoint, dashOf, pointAt } from './curve.ts'
import { CurveChart, type CurveChartProps } from './curve-chart.tsx'
import './curve-figure.css'

export interface CurveFigureProps extends Omit<CurveChartProps, 'summary'> {
  readonly title: string
  /** What is measured, on what, in which unit. */
  readonly subtitle: string
  /** Name of the x axis. */
  readonly over: string
  /** The larger one of its grid. */
  readonly large?: boolean
  /** Without, a neighbour's legend stands for it. Default true. */
  readonly legend?: boolean
  /** Asks for the receipt of the number that the legend reads off a curve. Without, it is no button. */
  readonly onReading?: (curve: Curve, point: CurvePoint) => void
}

export function CurveFigure({ title, subtitle, over, large = false, legend = true, ...rest }: CurveFigureProps) {
  const { onReading, ...chart } = rest
  const { curves, cursor, formatY } = chart
  const named = curves.filter(({ tag }) => tag === undefined)
  return (
    <figure className={large ? 'curve-figure large' : 'curve-figure'} data-figure data-glance={large ? '' : undefined}>
      <figcaption>
        <b>{title}</b> <small>{subtitle}</small>
      </figcaption>
      <ul className="curve-legend">
        {(legend ? named : []).map((curve) => (
          <li key={curve.id}>
            <CurveSwatch tone={curve.tone} dash={curve.dash} />
            {curve.label}{' '}
            <b className="numeric">
              <Reading curve={curve} cursor={cursor} formatY={formatY} onPress={onReading} />
            </b>
          </li>
        ))}
      </ul>
      <CurveChart {...chart} summary={summaryOf(title, over, named, chart)} />
    </figure>
  )
}

/** The line of a legend. */
export function CurveSwatch({ tone, dash }: Pick<Curve, 'tone' | 'dash'>) {
  return (
    <svg className={`curve-swatch tone-${tone}`} width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
      <path d="M1 4h20" strokeDasharray={dashOf(dash)} />
    </svg>
  )
}

interface ReadingProps extends Pick<CurveChartProps, 'cursor' | 'formatY'> {
  readonly curve: Curve
  readonly onPress: CurveFigureProps['onReading']
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
  { formatX, formatY }: Pick<CurveChartProps, 'formatX' | 'formatY'>,
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
