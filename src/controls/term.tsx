/** @file A word of ours in a text: a press, by finger or key, says what it means. */
import type { ReactNode } from 'react'
import { ActionWord } from './buttons.tsx'
import './term.css'
import type { TermId } from './terms.ts'

export interface TermProps {
  readonly of: TermId
  /** The word as it stands in the text, translated. */
  readonly children: ReactNode
}

/** Where a frame leaves its action out, the word is still there to be read. */
export function Term({ of, children }: TermProps) {
  return (
    <ActionWord name="openGlossary" argument={of} className="term">
      {children}
    </ActionWord>
  )
}
