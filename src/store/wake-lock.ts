/** @file Keeps the screen awake, where the browser can. */
import type { AppState, AppStore } from './state.ts'

/** While this is so; a lock that the browser lets go when the page is hidden is taken again when it is seen. */
export function holdWakeLock(
  store: AppStore,
  { navigator, document }: Window,
  wanted: (state: AppState) => boolean,
): void {
  let held: Promise<WakeLockSentinel | null> | null = null
  const follow = (again: boolean): void => {
    const on = wanted(store.getState())
    if (!('wakeLock' in navigator) || (on === (held !== null) && !again)) return
    void held?.then((lock) => lock?.release())
    // Low battery or a hidden page: it is a courtesy, nothing depends on it.
    held = on ? navigator.wakeLock.request('screen').catch(() => null) : null
  }
  store.subscribe((state, before) => {
    if (wanted(state) !== wanted(before)) follow(false)
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && wanted(store.getState())) follow(true)
  })
}
