/** @file A quiet button in the masthead, and the card that it opens at the corner below. */
import type { ReactNode } from 'react'
import './chip-card.css'

export interface CardChipProps {
  /** Id of its card. */
  readonly card: string
  readonly children: ReactNode
}

/** The button. */
export function CardChip({ card, children }: CardChipProps) {
  return (
    <button type="button" className="card-chip" popoverTarget={card}>
      {children}
    </button>
  )
}

/** The card: closed by Escape, by the button, or by a press beside it. */
export function ChipCard({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div id={id} className="chip-card" popover="auto">
      {children}
    </div>
  )
}
