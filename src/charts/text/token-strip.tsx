/** @file A text among others, such as one frame of a flipbook: its tokens with the marks, named by their gaps. */
import { useMemo } from 'react'
import type { Unit } from '../format.ts'
import { MarkedText, markedName } from './marked-text.tsx'

export interface StripToken {
  readonly text: string
  /** Nats; null where there is none. */
  readonly gap: number | null
}

export interface TokenStripProps {
  readonly label: string
  readonly tokens: readonly StripToken[]
  /** End of the gap's scale, nats. */
  readonly limit: number
  readonly unit: Unit
}

export function TokenStrip({ label, tokens, limit, unit }: TokenStripProps) {
  const named = useMemo(
    () => tokens.map(({ text, gap }) => ({ text, gap, name: markedName(text, gap, unit) })),
    [tokens, unit],
  )
  return <MarkedText label={label} tokens={named} limit={limit} className="strip" figure />
}
