/** @file A long text that is there at once arrives on the page in parts, each soon drawn: the page answers between them. */
import { useEffect, useState } from 'react'
import { SHORT_TEXT } from './use-near.ts'
import { usePrinting } from './use-printing.ts'

/** Tokens of a part: drawn and measured within a twentieth of a second on a small machine. */
const PART = 200

/**
 * How many of a text's tokens stand on the page: a screen or two at once, and then all, part by part.
 * @param id says which text it is; one that grows is the same
 * @param least as many are there in any case
 */
export function useArriving(id: unknown, count: number, least: number): number {
  const printing = usePrinting()
  const [arrived, setArrived] = useState({ id, tokens: SHORT_TEXT })
  const there = Math.max(least, arrived.id === id ? arrived.tokens : SHORT_TEXT)
  const more = there < count
  useEffect(() => {
    if (!more) return
    // A task of its own: what was pressed meanwhile, and the frame, come first.
    const timer = setTimeout(() => setArrived({ id, tokens: there + PART }), 0)
    return () => clearTimeout(timer)
  }, [id, more, there])
  return printing ? count : Math.min(count, there)
}
