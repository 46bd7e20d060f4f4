/** @file A control of a form with its name above it. */
import { type ReactNode, useId } from 'react'
import './labelled-field.css'

export interface LabelledFieldProps {
  readonly label: string
  /** The control, which takes the id. */
  readonly children: (id: string) => ReactNode
}

/** Stands in an element of class `labelled-fields`; what brings its label itself takes the class `labelled-field` alone. */
export function LabelledField({ label, children }: LabelledFieldProps) {
  const id = useId()
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
