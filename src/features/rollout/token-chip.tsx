/** @file One token of the rollout: its text, its tint, and the bar that says the same by height and side. */
import { type CSSProperties, memo } from 'react'
import { formatNumber, inUnit, tokenGlyph, tokenName, type Unit } from '../../charts/format.ts'
import { symmetric } from '../../charts/scale.ts'
import { crossedToken } from '../../store/attention.ts'
import { useAppState } from '../../store/hooks.ts'
import { t } from '../../words/words.ts'

export interface TokenChipProps {
  readonly index: number
  readonly text: string
  readonly environment: boolean
  /** Nats; null until scored. */
  readonly gap: number | null
  /** The gap under the other condition, or null. */
  readonly ghost: number | null
  readonly ghostHasContext: boolean
  /** End of the scale, nats. */
  readonly limit: number
  readonly unit: Unit
  /** Number of the step that begins with this token, or null. */
  readonly step: number | null
  /** That step is the first wrong one. */
  readonly wrong: boolean
  /** What the teacher would rather have written, where it clearly would; else null. */
  readonly correction: string | null
  /** It would have under one condition or the other: the correction's place is there, so that a flip lays nothing out. */
  readonly correctable: boolean
}

export const TokenChip = memo(function TokenChip(props: TokenChipProps) {
  const { index, text, environment, gap, ghost, ghostHasContext, limit, unit, step, wrong, correction, correctable } =
    props
  const attended = useAppState((state) => crossedToken(state) === index)
  const pinned = useAppState((state) => state.pinned === index)
  const glyph = tokenGlyph(text)
  // Words break apart, but a stop stays with its word and the digits of a number stay together.
  const breakable = glyph.space || /^[-+x*/=]$/.test(text)
  const value = gap === null || environment ? null : symmetric(gap, limit)
  const other = ghost === null || environment ? null : symmetric(ghost, limit)
  // What hardly differs between the conditions jumps: moving every bar of a long text costs a flip more than all the rest.
  const morphs = value !== null && other !== null && Math.abs(value.at - other.at) >= HAIRLINE
  const name =
    chipName(text, environment, gap, unit) +
    (correction === null ? '' : t(', the teacher would write {token}', { token: tokenName(correction) }))
  const classes = [
    'chip',
    environment && 'environment',
    glyph.sign && 'sign',
    attended && 'attended',
    pinned && 'pinned',
    value && side(value.at),
    morphs && 'morphs',
  ]
  return (
    <li aria-label={name} className={text === '\n' ? 'line-end' : undefined}>
      {breakable && <wbr />}
      {step !== null && (
        <span className={wrong ? 'step wrong' : 'step'} aria-hidden="true">
          {wrong ? '✗' : ''}
          {step}
        </span>
      )}
      <button
        type="button"
        className={classes.filter(Boolean).join(' ')}
        data-token={index}
        aria-label={name}
        aria-pressed={pinned}
        tabIndex={attended ? 0 : -1}
        style={{ '--strength': value ? Math.abs(value.at) : 0 } as CSSProperties}
      >
        {other && <Bar className={ghostHasContext ? 'bar ghost told' : 'bar ghost'} {...other} />}
        {value && <Bar className="bar" {...value} />}
        {correctable && (
          <span className="correction" aria-hidden="true">
            {correction === null ? '' : tokenGlyph(correction).text}
          </span>
        )}
        {glyph.space && <span className="space" />}
        {glyph.text}
      </button>
    </li>
  )
})

/** A bar lower than this share of the scale would be a hairline: noise to the eye. Tint and name keep the number. */
const HAIRLINE = 0.05

interface BarProps {
  readonly className: string
  /** -1 to 1. */
  readonly at: number
  readonly clamped: boolean
}

function Bar({ className, at, clamped }: BarProps) {
  const classes = [className, side(at), clamped && 'clamped', Math.abs(at) < HAIRLINE && 'hairline']
  return (
    <span
      className={classes.filter(Boolean).join(' ')}
      style={{ '--size': Math.abs(at) } as CSSProperties}
      aria-hidden="true"
    />
  )
}

const side = (at: number): 'less' | 'more' => (at < 0 ? 'less' : 'more')

/** What a screen reader says: the token and its gap. */
function chipName(text: string, environment: boolean, gap: number | null, unit: Unit): string {
  const token = tokenName(text)
  if (environment) return t('{token}, written by the environment', { token })
  return gap === null
    ? t('{token}, not scored yet', { token })
    : t('{token}, gap {gap} {unit}', { token, gap: formatNumber(inUnit(gap, unit)), unit })
}
