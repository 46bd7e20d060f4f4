/** @file A slim native slider whose track shows how far it is filled. */
import type { CSSProperties } from 'react'
import './slider.css'

export interface SliderProps {
  /** Id of the action that it performs. */
  readonly action?: string | undefined
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** What a screen reader says instead of the bare number. */
  readonly valueText?: string
  readonly title?: string
  readonly onChange: (value: number) => void
  /** After the drag or the key. */
  readonly onRelease?: () => void
}

export function Slider({ action, label, value, min, max, step, valueText, title, onChange, onRelease }: SliderProps) {
  return (
    <input
      type="range"
      className="slider"
      data-action={action}
      aria-label={label}
      aria-valuetext={valueText}
      title={title}
      min={min}
      max={max}
      step={step}
      value={value}
      style={{ '--filled': (value - min) / (max - min) } as CSSProperties}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      onPointerUp={onRelease}
      onKeyUp={onRelease}
      onBlur={onRelease}
    />
  )
}

/** The part of a parameter's range that a slider offers: wide ones are shown where the interesting values are. */
export function withinReach({ min, max }: Pick<SliderProps, 'min' | 'max'>): Pick<SliderProps, 'min' | 'max'> {
  return { min: Math.max(min, -2), max: Math.min(max, max > 1 ? 3 : 1) }
}
