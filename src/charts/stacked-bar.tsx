/** @file One bar cut into its parts, each named with its number: colour alone says nothing. */
import type { Tone } from './curve.ts'
import { px } from './scale.ts'
import './plots/tones.css'
import './stacked-bar.css'

export interface StackedPart {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly tone: Tone
}

export interface StackedBarProps {
  readonly label: string
  readonly parts: readonly StackedPart[]
  readonly format: (value: number) => string
}

const WIDTH = 1000

export function StackedBar({ label, parts, format }: StackedBarProps) {
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  const summary = parts.map((part) => `${part.label} ${format(part.value)}`).join(', ')
  let start = 0
  const placed = parts.map((part) => {
    const width = total > 0 ? (part.value / total) * WIDTH : 0
    const at = start
    start += width
    return { ...part, at, width }
  })
  return (
    <div className="stacked" data-figure>
      <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${summary}`}>
        <rect className="stacked-empty" width={WIDTH} height={10} />
        {placed.map(({ id, tone, at, width }) => (
          <rect key={id} className={`stacked-part tone-${tone}`} x={px(at)} width={px(width)} height={10} />
        ))}
      </svg>
      <ul>
        {parts.map(({ id, label, value, tone }) => (
          <li key={id}>
            <span className={`stacked-swatch tone-${tone}`} aria-hidden="true" />
            {label} <b className="numeric">{total > 0 ? format(value) : '–'}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
