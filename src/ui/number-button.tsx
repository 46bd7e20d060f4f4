/** @file A number that shows its receipt when it is pressed. */
import { t } from '../i18n/words.ts'
import './number-button.css'

export interface NumberButtonProps {
  readonly value: string
  /** Whose number it is, for its name. */
  readonly of: string
  readonly className?: string
  readonly onPress: () => void
}

export function NumberButton({ value, of, className, onPress }: NumberButtonProps) {
  return (
    <button
      type="button"
      className={className ? `reading ${className}` : 'reading'}
      aria-label={t('{value}, receipt: {of}', { value, of })}
      onClick={onPress}
    >
      {value}
    </button>
  )
}
