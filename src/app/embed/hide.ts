/**
 * @file Hides an embed's controls by name. The controls stand in features that know of no embeds, so they are found by what they
 * are called: whatever has the accessible name of a hidden control is marked before it is painted, and the style sheet does the rest.
 */

import { t } from '../../i18n/words.ts'
import type { Registry } from '../../store/app.ts'
import { allActions } from '../../store/registry.ts'
import { controlOf, PARTS } from './controls.ts'

const MARK = 'data-embed-hidden'
const CONTROLS = 'button, select, input, summary, textarea, a[href]'
/** What is drawn around a control and means nothing without it. */
const WRAPPERS = '.number-field.boxed, .slider-field, label'

/** Hides from now on, whatever is drawn later. */
export function hideControls(document: Document, names: readonly string[]): void {
  if (names.length === 0) return
  const controls = names.flatMap((name) => controlOf(name) ?? [])
  const parts = names.flatMap((name) => PARTS[name] ?? [])
  const hide = (): void => {
    // In the page's language, which may have changed since.
    const wanted = new Set(controls.map((english) => t(english)))
    for (const element of document.querySelectorAll(CONTROLS)) {
      if (wanted.has(nameOf(element))) hideOne(element)
    }
    for (const selector of parts) for (const element of document.querySelectorAll(selector)) mark(element, 'gone')
  }
  hide()
  // Called before the browser paints what has changed.
  new MutationObserver(hide).observe(document, { subtree: true, childList: true, characterData: true })
}

/** Keys of what is hidden, and of what an embed has no room for: they do nothing. */
export function hiddenKeys(registry: Registry, names: readonly string[]): ReadonlySet<string> {
  const labels = new Set(names.flatMap((name) => controlOf(name) ?? []))
  const { togglePalette, toggleHelp } = registry.actions
  const withoutRoom = [togglePalette.id, toggleHelp.id]
  const actions = allActions(registry).filter(({ id, label }) => labels.has(label) || withoutRoom.includes(id))
  return new Set(actions.flatMap(({ keys }) => keys))
}

/** Its accessible name, as far as this page makes any. */
function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label')
  if (label !== null) return label
  const of = 'labels' in element && element.labels instanceof NodeList ? element.labels[0]?.textContent : undefined
  return (of ?? element.textContent ?? '').trim()
}

function hideOne(control: Element): void {
  const wrapper = control.closest(WRAPPERS)
  const word = control.closest('.inline-select, .number-field, .temperature')
  if (wrapper) {
    mark(wrapper, 'gone')
  } else if (word) {
    // A word of a sentence stays to be read; only the control over it goes.
    mark(word, 'word')
    mark(control, 'gone')
    word.querySelector('[aria-hidden]')?.setAttribute('aria-hidden', 'false')
  } else if (control.matches('.context-switch')) {
    mark(control, 'still')
    control.setAttribute('aria-hidden', 'true')
    control.setAttribute('tabindex', '-1')
  } else {
    mark(control, 'gone')
  }
}

function mark(element: Element, how: 'gone' | 'word' | 'still'): void {
  if (element.getAttribute(MARK) !== how) element.setAttribute(MARK, how)
}
