/** @file How far each layer has moved from where it began, as bars beside their names. */
import { roundUp } from './domain.ts'
import { formatProbability } from './format.ts'
import { px } from './scale.ts'
import './movement-bars.css'

export interface MovementBarsProps {
  /** Share: distance from the start over the start's own length. */
  readonly layers: readonly { readonly layer: string; readonly share: number }[]
}

/** The scale ends at a round share that holds the largest, so that bars grow and names stand still. */
export function MovementBars({ layers }: MovementBarsProps) {
  const end = roundUp(Math.max(0.01, ...layers.map(({ share }) => share)))
  return (
    <ul className="movement" data-figure>
      {layers.map(({ layer, share }) => (
        <li key={layer}>
          <span>{layer}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect className="movement-empty" width={100} height={10} />
            <rect className="movement-bar" width={px((share / end) * 100)} height={10} />
          </svg>
          <b className="numeric">{formatProbability(share)}</b>
        </li>
      ))}
    </ul>
  )
}
