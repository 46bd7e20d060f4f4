/**
 * @file A number that is typed or stepped. What is typed counts after a short pause, on Enter, or when the field is left. The field is
 * text with the role of a spin button: a browser's own number field drops a decimal comma where its language has a point, and hands on
 * another number than the one that was typed.
 */

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { t } from '../i18n/words.ts'
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

/** Digits with at most one point or comma between them. */
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i
/** Could be a number of thousands as well as one with a fraction. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

/**
 * What was typed as a number, with a point or a comma before the fraction.
 * @param decimals digits that the field keeps after the point
 * @returns null for what is none, or could be two numbers: "1,000" or "1.000" where whole numbers are asked for
 */
export function readNumber(text: string, decimals: number): number | null {
  // Full-width digits and signs, as East Asian keyboards write them, are the same numbers.
  const typed = text.normalize('NFKC').trim().replace('\u2212', '-')
  if (!NUMBER.test(typed) || (decimals === 0 && AMBIGUOUS.test(typed))) return null
  const number = Number(typed.replace(',', '.'))
  return Number.isFinite(number) ? Number(number.toFixed(decimals)) : null
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
  const [refused, setRefused] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const take = (number: number): void => onCommit(Math.min(max, Math.max(min, number)))

  /** What is no number leaves the field as it was, and is told of. */
  const commit = (text: string | null): void => {
    clearTimeout(timer.current)
    setDraft(null)
    setRefused(null)
    if (text === null || text.trim() === '') return
    const number = readNumber(text, decimals)
    if (number === null) setRefused(text)
    else take(number)
  }

  const move = (event: KeyboardEvent, steps: number): void => {
    event.preventDefault()
    const from = draft === null ? value : (readNumber(draft, decimals) ?? value)
    commit(String(Number((from + steps * step).toFixed(decimals))))
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
        type="text"
        role="spinbutton"
        data-action={action}
        inputMode={decimals > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-invalid={refused !== null || undefined}
        value={text}
        // onInput, because onChange stays silent when the same number is typed over itself.
        onInput={(event) => {
          const typed = event.currentTarget.value
          setDraft(typed)
          setRefused(null)
          clearTimeout(timer.current)
          // Half a number waits for the rest.
          if (readNumber(typed, decimals) !== null) timer.current = setTimeout(() => commit(typed), PAUSE)
        }}
        onChange={() => {}}
        onBlur={() => draft !== null && commit(draft)}
        onKeyDown={onKeyDown}
      />
      {refused !== null && (
        <output className="number-field-refused">
          {t('“{text}” is no number here; {value} stays.', { text: refused, value })}
        </output>
      )}
    </span>
  )
}
