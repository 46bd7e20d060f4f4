/** @file One token of the rollout: its text and its name. */
import { memo } from 'react'
import { formatNumber, inUnit, tokenName, type Unit } from '../../charts/format.ts'
import { chipClasses, TokenGlyph } from '../../charts/text/marked-text.tsx'
import { t } from '../../i18n/words.ts'

export interface TokenChipProps {
  readonly index: number
  readonly text: string
  /** A line may begin with it. */
  readonly breakable: boolean
  readonly environment: boolean
  /** Nats; null until scored. */
  readonly gap: number | null
  readonly unit: Unit
  /** Number of the step that begins with this token, or null. */
  readonly step: number | null
  /** That step is the first wrong one. */
  readonly wrong: boolean
  /** What the teacher would rather have written, where it clearly would; else null. */
  readonly correction: string | null
  /** It is looked at. */
  readonly attended: boolean
  readonly pinned: boolean
  /** Id of the action that a press performs; null where that is not offered: a token stays to be read. */
  readonly pin: string | null
}

/** Asks the state nothing: a long text would ask as often as it has tokens, at every change. */
export const TokenChip = memo(function TokenChip(props: TokenChipProps) {
  const { index, text, breakable, environment, gap, unit, step, wrong, correction, attended, pinned, pin } = props
  const name =
    chipName(text, environment, gap, unit) +
    (correction === null ? '' : t(', the teacher would write {token}', { token: tokenName(correction) }))
  return (
    <li aria-label={name} className={text.endsWith('\n') ? 'line-end' : undefined}>
      {breakable && <wbr />}
      {step !== null && (
        <span className={wrong ? 'step wrong' : 'step'} aria-hidden="true">
          {wrong ? '✗' : ''}
          {step}
        </span>
      )}
      <button
        type="button"
        className={chipClasses(text, environment, attended, pinned)}
        data-action={pin ?? undefined}
        disabled={pin === null}
        data-token={index}
        aria-label={name}
        aria-pressed={pinned}
        tabIndex={attended ? 0 : -1}
      >
        <TokenGlyph text={text} />
      </button>
    </li>
  )
})

/** What a screen reader says: the token and its gap. */
function chipName(text: string, environment: boolean, gap: number | null, unit: Unit): string {
  const token = tokenName(text)
  if (environment) return t('{token}, written by the environment', { token })
  return gap === null
    ? t('{token}, not scored yet', { token })
    : t('{token}, gap {gap} {unit}', { token, gap: formatNumber(inUnit(gap, unit)), unit })
}
