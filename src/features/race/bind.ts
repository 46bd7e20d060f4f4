/** @file The race's ties to the browser: it waits while nobody can see the page, and the screen stays awake while it runs. */
import type { App } from '../../store/app.ts'
import { holdWakeLock } from '../../store/wake-lock.ts'

export function bindRace({ store, session }: App, view: Window): void {
  view.document.addEventListener('visibilitychange', () => session.race.setHidden(view.document.hidden))
  holdWakeLock(store, view, ({ race }) => race.activity === 'running')
}
