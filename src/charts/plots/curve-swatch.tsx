/** @file The line of a legend: its tone, its dashes and the sign that stands on its points. */
import { type Curve, dashOf, signOf } from '../curve.ts'
import './tones.css'

export function CurveSwatch({ tone, dash, apart = false }: Pick<Curve, 'tone' | 'dash' | 'apart'>) {
  return (
    <svg className={`curve-swatch tone-${tone}`} width="24" height="10" viewBox="0 0 24 10" aria-hidden="true">
      {!apart && <path d="M1 5h22" strokeDasharray={dashOf(dash)} />}
      <path className="curve-sign" d={signOf(dash, 12, 5, 3)} />
    </svg>
  )
}
