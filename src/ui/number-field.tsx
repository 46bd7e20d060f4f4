/** @file A number that is typed or stepped. What is typed counts after a short pause, on Enter, or when the field is left. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useHidden } from './hidden.ts'
import './inline.css'

/** A pause in typing after which a valid number counts, in milliseconds. */
const PAUSE = 350

export interface NumberFieldProps {
  /** Id of the action that it performs. */
  readonly action?: string | undefined
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** What an arrow key adds; Page Up and Page Down add ten of them. Default 1. */
  readonly step?: number
  /** Digits kept after the point. Default 0: whole numbers. */
  readonly decimals?: number
  readonly variant?: 'inline' | 'boxed'
  readonly voice?: 'student' | 'plain'
  readonly onCommit: (value: number) => void
}

/** Commits also when the same number is typed again: that it was typed can matter. */
export function NumberField({
  action,
  label,
  value,
  min,
  max,
  step = 1,
  decimals = 0,
  variant = 'inline',
  voice = 'plain',
  onCommit,
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const commit = (text: string | null): void => {
    clearTimeout(timer.current)
    setDraft(null)
    if (text === null || text.trim() === '') return
    const number = Number(Number(text).toFixed(decimals))
    if (!Number.isNaN(number)) onCommit(Math.min(max, Math.max(min, number)))
  }

  const move = (event: KeyboardEvent, steps: number): void => {
    event.preventDefault()
    commit(String(Number(draft ?? value) + steps * step))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit(draft)
    else if (event.key === 'Escape') commit(null)
    else if (event.key === 'ArrowUp') move(event, 1)
    else if (event.key === 'ArrowDown') move(event, -1)
    else if (event.key === 'PageUp') move(event, 10)
    else if (event.key === 'PageDown') move(event, -10)
  }

  const hidden = useHidden(action)
  if (hidden) return variant === 'boxed' ? null : <span className={`inline-word ${voice}`}>{value}</span>

  const text = draft ?? String(value)
  return (
    <span className={`number-field ${variant} ${voice}`}>
      <span className="number-field-text" aria-hidden="true">
        {text || ' '}
      </span>
      <input
        type="number"
        data-action={action}
        inputMode={decimals > 0 ? 'decimal' : 'numeric'}
        aria-label={label}
        value={text}
        min={min}
        max={max}
        step={decimals > 0 ? 'any' : 1}
        // onInput, because onChange stays silent when the same number is typed over itself.
        onInput={(event) => {
          const typed = event.currentTarget.value
          setDraft(typed)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => commit(typed), PAUSE)
        }}
        onChange={() => {}}
        onBlur={() => draft !== null && commit(draft)}
        onKeyDown={onKeyDown}
      />
    </span>
  )
}
