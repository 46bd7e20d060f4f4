/** @file The ties between the store and the browser: address, theme, backend mark, keys. None of them lives in a component. */
import type { App } from '../store/action.ts'
import { type KeyTarget, pressKey } from '../store/keyboard.ts'
import { toQuery } from '../store/settings.ts'
import type { AppStore } from '../store/state.ts'

/** Browsers allow about a hundred address changes in half a minute; a slider makes more. */
const ADDRESS_PAUSE = 250

/** Keeps the address equal to the settings, without leaving steps in the browser's history. */
export function bindAddress(store: AppStore, view: Window): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  store.subscribe(({ settings }, before) => {
    if (settings === before.settings) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      const query = toQuery(settings, view.location.search)
      const { pathname, hash } = view.location
      view.history.replaceState(null, '', `${pathname}${query && `?${query}`}${hash}`)
    }, ADDRESS_PAUSE)
  })
}

/** Puts the theme on <html> ('auto' leaves the choice to prefers-color-scheme). */
export function bindTheme(store: AppStore, view: Window): void {
  const apply = (): void => {
    const { theme } = store.getState().settings
    if (theme === 'auto') delete view.document.documentElement.dataset.theme
    else view.document.documentElement.dataset.theme = theme
  }
  apply()
  store.subscribe(({ settings }, before) => {
    if (settings.theme !== before.settings.theme) apply()
  })
}

/** Marks <html data-backend> once models are ready, for style, scripts and tests. */
export function bindBackend(store: AppStore, document: Document): void {
  store.subscribe(({ engine }, before) => {
    if (engine === before.engine) return
    if (engine.phase === 'ready' && engine.info) document.documentElement.dataset.backend = engine.info.backend
    else if (engine.phase === 'idle') delete document.documentElement.dataset.backend
  })
}

/** One listener for all keys of the action registry. */
export function bindKeys(app: App, document: Document): void {
  document.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && pressKey(app, event, targetOf(event.target))) event.preventDefault()
  })
}

function targetOf(target: EventTarget | null): KeyTarget {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('input:not([type="radio"]), select, textarea, [contenteditable]')) return 'field'
  return target.closest('button, summary, a, input') ? 'button' : 'page'
}
