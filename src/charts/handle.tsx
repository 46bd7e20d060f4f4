/** @file Something on a chart that a hand or the arrow keys move. It says one number, as a slider does. */
import type { KeyboardEvent, PointerEvent } from 'react'
import './handle.css'
import { px } from './scale.ts'

/** Shapes tell what a handle moves, also without colour. */
const SHAPES = {
  peak: 'M7 1.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z',
  flank: 'M7 1 13 7 7 13 1 7z',
  foot: 'M7 1.5 13 12H1z',
  point: 'M2 2h10v10H2z',
} as const

/** Arrow keys as directions on the page: right and up count as more. */
const KEYS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageUp: [0, 5],
  PageDown: [0, -5],
}

export interface HandleProps {
  /** Id of the action that it performs. */
  readonly action?: string | undefined
  readonly label: string
  readonly shape: keyof typeof SHAPES
  readonly voice: 'student' | 'teacher'
  /** Place in shares of the frame, from its left and top. */
  readonly left: number
  readonly top: number
  readonly value: number
  readonly min: number
  readonly max: number
  readonly valueText: string
  /** It moves along one line only. */
  readonly along?: boolean
  /** Where the pointer is, in shares of the frame; may lie outside. */
  readonly onDrag: (left: number, top: number) => void
  /** So many steps to the right and up; Shift makes them five. */
  readonly onSteps: (right: number, up: number) => void
}

export function Handle(props: HandleProps) {
  const { action, label, shape, voice, left, top, value, min, max, valueText, along = false, onDrag, onSteps } = props
  const drag = ({ currentTarget, pointerId, clientX, clientY }: PointerEvent<HTMLElement>): void => {
    const frame = currentTarget.parentElement?.getBoundingClientRect()
    if (!frame || !currentTarget.hasPointerCapture(pointerId)) return
    onDrag((clientX - frame.left) / frame.width, (clientY - frame.top) / frame.height)
  }
  const press = (event: KeyboardEvent): void => {
    const direction = KEYS[event.key]
    if (!direction) return
    event.preventDefault()
    const factor = event.shiftKey ? 5 : 1
    onSteps(direction[0] * factor, direction[1] * factor)
  }
  return (
    <div
      className={`handle ${voice}${along ? ' along' : ''}`}
      style={{ left: `${px(left * 100)}%`, top: `${px(top * 100)}%` }}
      role="slider"
      data-action={action}
      tabIndex={0}
      aria-label={label}
      aria-valuenow={px(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={valueText}
      title={`${label}: ${valueText}`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
        <path d={SHAPES[shape]} />
      </svg>
    </div>
  )
}
