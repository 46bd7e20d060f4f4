/** @file Who acts: changes that one hold of a control makes are one act, however slowly the page hears of them. */

export interface Hand {
  /** Another number for another hold: another press, another field. */
  readonly hold: number
  /** As long as the hold lasts, pauses do not end it: the pointer holds a slider, or a text is being typed. */
  readonly steady: boolean
}

const TEXT = 'input:not([type="range"], [type="radio"], [type="checkbox"]), textarea'

/** Follows pointer, keys and focus. @returns reads who acts now */
export function followHand(view: Window): () => Hand {
  const { document } = view
  let hand: Hand = { hold: 0, steady: false }
  const typing = (target: EventTarget | null): boolean => target instanceof Element && target.matches(TEXT)
  const next = (steady: boolean): void => {
    hand = { hold: hand.hold + 1, steady }
  }
  document.addEventListener('pointerdown', () => next(true), { capture: true })
  document.addEventListener('focusin', ({ target }) => next(hand.steady || typing(target)), { capture: true })
  document.addEventListener(
    'keydown',
    ({ target }) => {
      // Keys on a slider are presses of their own, which pauses tell apart.
      if (hand.steady && !typing(target)) next(false)
    },
    { capture: true },
  )
  return () => hand
}
