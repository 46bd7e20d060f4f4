/** @file A number that is typed or stepped. What is typed counts after a short pause, on Enter, or when the field is left. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import './inline.css'

/** A pause in typing after which a valid number counts, in milliseconds. */
const PAUSE = 350

export interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly variant?: 'inline' | 'boxed'
  readonly voice?: 'student' | 'plain'
  readonly onCommit: (value: number) => void
}

/** Whole numbers only. Commits also when the same number is typed again: that it was typed can matter. */
export function NumberField({
  label,
  value,
  min,
  max,
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
    const number = Math.round(Number(text))
    if (!Number.isNaN(number)) onCommit(Math.min(max, Math.max(min, number)))
  }

  const step = (event: KeyboardEvent, by: number): void => {
    event.preventDefault()
    commit(String(Number(draft ?? value) + by))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit(draft)
    else if (event.key === 'Escape') commit(null)
    else if (event.key === 'ArrowUp') step(event, 1)
    else if (event.key === 'ArrowDown') step(event, -1)
    else if (event.key === 'PageUp') step(event, 10)
    else if (event.key === 'PageDown') step(event, -10)
  }

  const text = draft ?? String(value)
  return (
    <span className={`number-field ${variant} ${voice}`}>
      <span className="number-field-text" aria-hidden="true">
        {text || ' '}
      </span>
      <input
        type="number"
        inputMode="numeric"
        aria-label={label}
        value={text}
        min={min}
        max={max}
        step={1}
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
