/**
 * @file A list whose entries are dragged into another order, by mouse, pen or finger. HTML's own drag and drop knows no fingers.
 * Whoever has no pointer needs keys or buttons beside it; Escape lets go of what is dragged.
 */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'

export interface Dragged {
  readonly from: number
  /** Where it would land. */
  readonly over: number
}

/** Pixels that a mouse may move in a press that is no drag. */
const STILL = 4

export interface Reorder {
  readonly dragged: Dragged | null
  /** For the list's entry at this place. */
  readonly entry: (at: number) => { readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void }
}

/**
 * @param list its children are the entries. What is marked `data-grip` in them is dragged by a finger as well; anywhere else a
 *   finger scrolls
 * @param still entries that are not dragged now
 */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
  still: (at: number) => boolean,
): Reorder {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])

  const begin = (event: PointerEvent<HTMLElement>, from: number): void => {
    const { target, clientY: start, pointerId, pointerType, button } = event
    const grip = target instanceof Element && target.closest('[data-grip]') !== null
    if (button !== 0 || still(from) || end.current || (pointerType !== 'mouse' && !grip)) return
    let now: Dragged | null = null
    const follow = (next: Dragged | null): void => {
      now = next
      setDragged(next)
    }
    const onPointerMove = (move: globalThis.PointerEvent): void => {
      if (move.pointerId !== pointerId || (!now && Math.abs(move.clientY - start) < STILL)) return
      move.preventDefault()
      const over = entryAt(list.current, move.clientY, from)
      if (over === now?.over) return
      follow({ from, over })
      list.current?.children[over]?.scrollIntoView?.({ block: 'nearest' })
    }
    const onPointerUp = (up: globalThis.PointerEvent): void => {
      if (up.pointerId !== pointerId) return
      const last = now
      end.current?.()
      if (!last) return
      // The press that ended a drag opens nothing.
      window.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
      if (last.over !== last.from) onMove(last.from, last.over)
    }
    const onKeyDown = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape' || !now) return
      key.preventDefault()
      key.stopPropagation()
      end.current?.()
    }
    const cancel = (): void => end.current?.()
    window.addEventListener('pointermove', onPointerMove)
    window.addEventListener('pointerup', onPointerUp)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', onKeyDown, true)
    end.current = () => {
      window.removeEventListener('pointermove', onPointerMove)
      window.removeEventListener('pointerup', onPointerUp)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', onKeyDown, true)
      end.current = null
      follow(null)
    }
  }

  return { dragged, entry: (at) => ({ onPointerDown: (event) => begin(event, at) }) }
}

const swallow = (event: Event): void => {
  event.preventDefault()
  event.stopPropagation()
}

/** The entry at this height of the window; the first or the last one beyond them, `otherwise` between two. */
function entryAt(list: HTMLElement | null, y: number, otherwise: number): number {
  const boxes = [...(list?.children ?? [])].map((entry) => entry.getBoundingClientRect())
  const within = boxes.findIndex(({ top, bottom }) => y >= top && y <= bottom)
  if (within >= 0) return within
  if (y < (boxes[0]?.top ?? 0)) return 0
  return y > (boxes.at(-1)?.bottom ?? Number.POSITIVE_INFINITY) ? boxes.length - 1 : otherwise
}
