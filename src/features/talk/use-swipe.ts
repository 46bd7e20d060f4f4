/** @file Swipes on the stage, for a speaker with a tablet. */
import { type TouchEvent, useRef } from 'react'

/** CSS pixels that a finger travels before it is a swipe, and how much flatter than tall it must be. */
const FAR = 70
const FLAT = 2

interface SwipeHandlers {
  readonly onTouchStart: (event: TouchEvent) => void
  readonly onTouchEnd: (event: TouchEvent) => void
}

/** Handlers that call `turn` with 1 for a swipe towards the start of the line (forward), -1 for the other way. */
export function useSwipe(turn: (by: 1 | -1) => void): SwipeHandlers {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null)
  return {
    onTouchStart({ touches, target }) {
      const touch = touches[0]
      // Two fingers zoom; what is dragged or scrolled sideways by itself keeps its finger.
      const own =
        target instanceof Element && target.closest('input, select, textarea, [role="slider"], [data-swipe="own"]')
      start.current = touches.length === 1 && touch && !own ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd({ changedTouches }) {
      const touch = changedTouches[0]
      const from = start.current
      start.current = null
      if (!touch || !from) return
      const dx = touch.clientX - from.x
      if (Math.abs(dx) < FAR || Math.abs(dx) < FLAT * Math.abs(touch.clientY - from.y)) return
      const forward = document.documentElement.dir === 'rtl' ? dx > 0 : dx < 0
      turn(forward ? 1 : -1)
    },
  }
}
