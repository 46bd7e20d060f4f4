/** @file A link that opens a card: its address is the card's own, and what else was chosen stays. */
import type { ReactNode } from 'react'
import { Way } from './going.tsx'
import { type AtlasState, WHOLE_ATLAS } from './state.ts'

interface CardWayProps {
  readonly id: string
  /** Whether it is open: then the link closes it. */
  readonly open?: boolean
  readonly children: ReactNode
}

export function CardWay({ id, open = false, children }: CardWayProps) {
  return (
    <Way to={cardAlone(id)} current={open} follow={open ? closed : opened(id)}>
      {children}
    </Way>
  )
}

/** The atlas with this card, and nothing else chosen. */
export const cardAlone = (id: string): AtlasState => ({ ...WHOLE_ATLAS, card: id })

export const opened =
  (id: string) =>
  (state: AtlasState): AtlasState => ({ ...state, card: id })

const closed = (state: AtlasState): AtlasState => ({ ...state, card: null })
