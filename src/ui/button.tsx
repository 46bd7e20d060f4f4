/** @file The page's buttons: with words, or with an icon and a name. */
import type { ReactNode } from 'react'
import './button.css'
import { Icon, type IconName } from './icons.tsx'

export interface ButtonProps {
  /** Id of the action that it performs. */
  readonly action?: string | undefined
  readonly children: ReactNode
  readonly icon?: IconName
  readonly tone?: 'plain' | 'primary' | 'quiet'
  /** The key that does the same, for aria-keyshortcuts and the tooltip. */
  readonly shortcut?: string | undefined
  readonly disabled?: boolean
  readonly onPress: () => void
}

/** A disabled button stays focusable, so that the keyboard's place on the page is never lost while the state changes. */
export function Button({ action, children, icon, tone = 'plain', shortcut, disabled = false, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button ${tone}`}
      data-action={action}
      aria-disabled={disabled || undefined}
      aria-keyshortcuts={shortcut}
      onClick={disabled ? undefined : onPress}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export interface IconButtonProps {
  /** Id of the action that it performs. */
  readonly action?: string | undefined
  readonly label: string
  readonly icon: IconName
  readonly shortcut?: string | undefined
  readonly disabled?: boolean
  /** For toggles. */
  readonly pressed?: boolean
  readonly onPress: () => void
}

export function IconButton({ action, label, icon, shortcut, disabled = false, pressed, onPress }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      data-action={action}
      aria-label={label}
      aria-disabled={disabled || undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={disabled ? undefined : onPress}
    >
      <Icon name={icon} />
    </button>
  )
}
