/** @file The legend of the gap: bars and tints from "less likely" to "more likely", with both units under them. */
import { formatNumber, inUnit, MINUS, type Unit } from './format.ts'
import { px } from './scale.ts'
import './gap-scale.css'
import { t } from '../i18n/words.ts'

const STEPS = [-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1] as const
const CELL = 26
const GLYPH = 16
const BAR = 12

export interface GapScaleProps {
  /** End of the scale, nats, or what `of` is measured in. */
  readonly limit: number
  /** What is drawn with the gap's sign instead of the gap: its name, and whether it is measured in nats. */
  readonly of?: { readonly name: string; readonly inNats: boolean }
}

const UNITS: readonly Unit[] = ['nats', 'bits']
/** A number without a unit. */
const PLAIN: readonly null[] = [null]

/** A row of seven sample tokens across the scale. */
export function GapScale({ limit, of }: GapScaleProps) {
  const units = of && !of.inNats ? PLAIN : UNITS
  const width = STEPS.length * CELL
  const top = BAR + 1
  const bottom = top + GLYPH
  const label = (nats: number, unit: Unit | null): string => {
    const value = unit === null ? nats : inUnit(nats, unit)
    const sign = of ? '' : value < 0 ? MINUS : value > 0 ? '+' : ''
    return `${sign}${Number(Math.abs(value).toPrecision(3))}`
  }
  return (
    <svg
      className="gap-scale"
      width={width + 44}
      height={bottom + BAR + 28}
      viewBox={`-6 0 ${width + 44} ${bottom + BAR + 28}`}
      role="img"
      aria-label={
        of
          ? t(
              'Scale of the marks: {divergence} up to {limit}, on the side of less likely where the teacher finds the token less likely, else of more likely.',
              { divergence: of.name, limit },
            )
          : t(
              'Gap scale: from minus {limit} nats (minus {bits} bits), the teacher finds the token less likely, to plus {limit} nats, more likely.',
              { limit, bits: formatNumber(inUnit(limit, 'bits')) },
            )
      }
    >
      {STEPS.map((at, i) => {
        const x = i * CELL
        const height = Math.abs(at) * BAR
        const hue = at < 0 ? 'less' : 'more'
        return (
          <g key={at}>
            <rect x={x + 2} y={top} width={CELL - 4} height={GLYPH} rx={3} className="scale-paper" />
            <rect
              x={x + 2}
              y={top}
              width={CELL - 4}
              height={GLYPH}
              rx={3}
              className={`scale-${hue}`}
              fillOpacity={px(Math.abs(at) * 0.55)}
            />
            {at !== 0 && (
              <rect
                x={x + 8}
                y={px(at > 0 ? top - height : bottom)}
                width={CELL - 16}
                height={px(height)}
                className={`scale-${hue}`}
              />
            )}
          </g>
        )
      })}
      {[-limit, 0, limit].map((nats, i) => (
        <g key={nats} className="scale-label" textAnchor="middle">
          {units.map((unit, row) => (
            <text key={unit} x={(i * 3 + 0.5) * CELL} y={bottom + BAR + 12 + 13 * row}>
              {label(nats, unit)}
            </text>
          ))}
        </g>
      ))}
      <g className="scale-label">
        {units.map((unit, row) => (
          <text key={unit} x={width + 8} y={bottom + BAR + 12 + 13 * row}>
            {unit}
          </text>
        ))}
      </g>
    </svg>
  )
}
