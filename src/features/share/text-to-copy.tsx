/** @file A text that cannot be changed, only taken along. */
import { useEffect, useRef } from 'react'

export interface TextToCopyProps {
  readonly label: string
  readonly text: string
  /** Selected and focused as soon as it is there, for hands that have to copy. */
  readonly selected?: boolean
}

export function TextToCopy({ label, text, selected = false }: TextToCopyProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (selected) {
      field.current?.focus()
      field.current?.select()
    }
  }, [selected])
  return (
    <textarea
      ref={field}
      className="text-to-copy"
      aria-label={label}
      readOnly
      rows={Math.min(8, Math.ceil(text.length / 60) + 1)}
      value={text}
      onFocus={({ currentTarget }) => currentTarget.select()}
    />
  )
}
