/** @file Training's ties to the browser: nothing learns unseen, and the screen stays awake while something learns. */
import type { App } from '../../store/app.ts'
import { holdWakeLock } from '../../store/wake-lock.ts'

export function bindTraining({ store, session }: App, view: Window): void {
  view.document.addEventListener('visibilitychange', () => {
    if (view.document.hidden) session.training.hide()
  })
  holdWakeLock(store, view, ({ training }) => training.looping)
}
