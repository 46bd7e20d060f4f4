/** @file A change of the page under a cross-fade, where the browser can and motion is wanted. */
import { flushSync } from 'react-dom'

/** Resolves once the change is made; never rejects. The fade itself goes on for a moment. */
export async function crossFade(view: Window, change: () => void): Promise<void> {
  const { document } = view
  const calm = view.matchMedia('(prefers-reduced-motion: reduce)').matches
  if (calm || document.hidden || !('startViewTransition' in document)) return change()
  const transition = document.startViewTransition(() => flushSync(change))
  // A transition that the next one overtakes is skipped; its change is made all the same.
  transition.ready.catch(() => {})
  transition.finished.catch(() => {})
  await transition.updateCallbackDone.catch(() => {})
}
