/**
 * @file Training's ties to the browser: nothing learns unseen, the screen stays awake while something learns, and runs are kept as
 * they go.
 */
import type { App } from '../../store/app.ts'
import { createShelf, freshKey } from '../../store/kept/shelf.ts'
import { holdWakeLock } from '../../store/wake-lock.ts'
import { RunKeeper } from './kept/keeper.ts'

export function bindTraining({ store, session, registry }: App, view: Window): void {
  view.document.addEventListener('visibilitychange', () => {
    if (view.document.hidden) session.training.hide()
  })
  holdWakeLock(store, view, ({ training }) => training.looping)
  const keeper = new RunKeeper({
    store,
    shelf: createShelf(view),
    schema: registry.schema,
    freshKey: () => freshKey(view),
    now: () => Date.now(),
  })
  session.training.keepWith(keeper)
  // An engine that has lost the run leaves it on the shelf.
  store.subscribe(({ training }, before) => {
    if (before.training.open && !training.open && training.run) void keeper.refresh()
  })
  // Asked only where something would be lost: what is kept comes back by itself.
  view.addEventListener('beforeunload', (event) => {
    if (keeper.loses()) event.preventDefault()
  })
  void keeper.refresh()
}
