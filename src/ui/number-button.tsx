/** @file A number that shows its receipt when it is pressed. */
import { t } from '../i18n/words.ts'
import { useHidden } from './hidden.ts'
import './number-button.css'

/** Id of the action that every number on the page performs, whoever draws it. */
export const OPEN_RECEIPT = 'open-receipt'

export interface NumberButtonProps {
  readonly value: string
  /** Whose number it is, for its name. */
  readonly of: string
  readonly className?: string
  readonly onPress: () => void
}

export function NumberButton({ value, of, className, onPress }: NumberButtonProps) {
  if (useHidden(OPEN_RECEIPT)) return <span className={className}>{value}</span>
  return (
    <button
      type="button"
      data-action={OPEN_RECEIPT}
      className={className ? `reading ${className}` : 'reading'}
      aria-label={t('{value}, receipt: {of}', { value, of })}
      onClick={onPress}
    >
      {value}
    </button>
  )
}
