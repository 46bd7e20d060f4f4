/** @file The ties between the store and the browser: theme, language, backend mark, keys. None of them lives in a component. */

import { loadCatalogue, speak } from '../i18n/catalogues.ts'
import { preferredLanguage } from '../i18n/languages.ts'
import type { App, Files } from '../store/app.ts'
import { createLook, type KeyTarget, pressKey } from '../store/keyboard.ts'
import type { AppStore } from '../store/state.ts'
import { paintPicture } from './paint.ts'
import { saveFile } from './save-file.ts'

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

/**
 * Follows the chosen language: fetches its catalogue, then has the page drawn anew. Resolves when the first language is in place.
 * A catalogue that does not come (offline before it was kept) leaves the page in the language it has.
 */
export async function bindLanguage(store: AppStore, view: Window): Promise<void> {
  let asked = 0
  const apply = async (): Promise<void> => {
    const ticket = ++asked
    const { language: choice } = store.getState().settings
    const language = choice === 'auto' ? preferredLanguage(view.navigator.languages) : choice
    if (language === store.getState().language) return
    const catalogue = await loadCatalogue(language).catch(() => null)
    if (catalogue === null || ticket !== asked) return
    speak(view.document.documentElement, language, catalogue)
    store.setState({ language })
  }
  store.subscribe(({ settings }, before) => {
    if (settings.language !== before.settings.language) void apply()
  })
  await apply()
}

/** Marks <html data-backend> once models are ready, for style, scripts and tests. */
export function bindBackend(store: AppStore, document: Document): void {
  store.subscribe(({ engine }, before) => {
    if (engine === before.engine) return
    if (engine.phase === 'ready' && engine.info) document.documentElement.dataset.backend = engine.info.backend
    else if (engine.phase === 'idle') delete document.documentElement.dataset.backend
  })
}

/** Saving and copying by the browser's own means. */
export function browserFiles(view: Window): Files {
  const address = (query: string): string => {
    const url = new URL(view.location.href)
    return `${url.origin}${url.pathname}${query && `?${query}`}`
  }
  return {
    save: (name, data, type) => saveFile(view, name, data, type),
    address,
    hold: (data, type) => URL.createObjectURL(new Blob([new Uint8Array(data)], { type })),
    letGo: (held) => URL.revokeObjectURL(held),
    copyLink: (query) => view.navigator.clipboard.writeText(address(query)),
    async emptyPage() {
      const response = await view.fetch(new URL('replay.html', view.document.baseURI))
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return response.text()
    },
    copyText: (text) => view.navigator.clipboard.writeText(text),
    // Only who takes a chart away needs the drawing hand.
    draw: async (panel, caption) => (await import('../charts/figure/chart-figure.ts')).chartFigure(panel, caption),
    paint: (picture) => paintPicture(view, picture),
  }
}

/** One listener for all keys of the action registry; what is held ends when it is let go, or when the page loses the keys. */
export function bindKeys(app: App, document: Document): void {
  // When the hand moved: a slow page hears of a short press late, and of its end later still.
  let at = 0
  const look = createLook(app, () => at)
  document.addEventListener('keydown', (event) => {
    at = event.timeStamp
    if (event.defaultPrevented || !pressKey(app, event, targetOf(event.target))) return
    event.preventDefault()
    look.pressed(event)
  })
  document.addEventListener('keyup', (event) => {
    at = event.timeStamp
    look.released(event)
  })
  document.defaultView?.addEventListener('blur', (event) => {
    at = event.timeStamp
    look.released()
  })
}

function targetOf(target: EventTarget | null): KeyTarget {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('input:not([type="radio"]), select, textarea, [contenteditable]')) return 'field'
  return target.closest('button, summary, a, input') ? 'button' : 'page'
}
