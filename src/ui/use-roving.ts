/**
 * @file One stop of the Tab key for a group of controls: arrow keys walk in it, Home and End jump. A table of receipts or a bar of tools costs
 * the keyboard one press instead of dozens.
 */
import { type RefCallback, useEffect, useLayoutEffect, useState } from 'react'

/** Sliders and choices are not among them: arrow keys are theirs. A select keeps up and down, a field its caret. */
const STOPS = 'button, a[href], summary, select, input[role="spinbutton"]'

/** Attributes by which a control comes and goes, or begins and ends to be one. */
const SHOWING = ['open', 'hidden', 'aria-hidden', 'disabled', 'href'] as const

/** A ref for the element that holds the group. What comes and goes in it is followed. */
export function useRoving<E extends HTMLElement>(): RefCallback<E> {
  const [group, setGroup] = useState<E | null>(null)
  useLayoutEffect(() => {
    // What is to be seen of it nobody knows before its first frame: see below.
    if (group) leaveOne(group, null, () => true)
  }, [group])
  useEffect(() => {
    if (!group) return
    const onFocus = ({ target }: FocusEvent): void => {
      const stop = stopOf(target)
      if (stop) leaveOne(group, stop)
    }
    const onKey = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event
      const from = stopOf(event.target)
      if (ctrlKey || metaKey || altKey || shiftKey || !from) return
      if (keepsKey(from, key)) return
      const next = neighbour(group, from, key)
      if (!next) return
      next.focus()
      // The page has meanings of its own for these keys.
      event.preventDefault()
      event.stopPropagation()
    }
    // Not at every render of the group: asking what is to be seen makes the browser lay out the page, and most renders change no control. And
    // not before the frame that shows the change, which has laid it out.
    let frame = 0
    let drawn: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        drawn = setTimeout(() => leaveOne(group, null))
      })
    }
    look()
    const observer = new MutationObserver(look)
    observer.observe(group, { childList: true, subtree: true, attributes: true, attributeFilter: [...SHOWING] })
    group.addEventListener('focusin', onFocus)
    group.addEventListener('keydown', onKey)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      clearTimeout(drawn)
      group.removeEventListener('focusin', onFocus)
      group.removeEventListener('keydown', onKey)
    }
  }, [group])
  return setGroup
}

/** Whether a key means something in the field itself: the caret leaves only where it stands at an end. */
function keepsKey(from: HTMLElement, key: string): boolean {
  if (from instanceof HTMLSelectElement) return key === 'ArrowUp' || key === 'ArrowDown'
  if (!(from instanceof HTMLInputElement)) return false
  const { selectionStart, selectionEnd, value } = from
  if (key === 'ArrowLeft') return selectionEnd !== 0
  return key !== 'ArrowRight' || selectionStart !== value.length
}

/** Not what is hidden. */
function stopsOf(within: Element): readonly HTMLElement[] {
  return controlsOf(within).filter(isVisible)
}

/** A grid of numbers, or a card that opens over the page, is a group of its own. */
function controlsOf(within: Element): readonly HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(STOPS)].filter((control) => !control.closest(OTHER))
}

function isVisible(control: HTMLElement): boolean {
  return control.checkVisibility?.() !== false
}

const OTHER = '[role="grid"], [popover], dialog'

function stopOf(target: EventTarget | null): HTMLElement | null {
  const stop = target instanceof Element ? target.closest<HTMLElement>(STOPS) : null
  return stop?.closest(OTHER) ? null : stop
}

/**
 * Lets Tab stop at one place of the group: at `wanted`, else where it did before, else at the first. Runs at every change in the group,
 * so it asks for the visibility of one control, not of all: that makes the browser lay out the page.
 */
function leaveOne(group: HTMLElement, wanted: HTMLElement | null, isSeen = isVisible): void {
  const controls = controlsOf(group)
  const before = controls.find((control) => control.dataset.stop !== undefined)
  // In a fold that is closed none is to be seen: the first waits for it to be opened.
  const here = wanted ?? (before && isSeen(before) ? before : (controls.find(isSeen) ?? before ?? controls[0]))
  if (before && before !== here) delete before.dataset.stop
  if (here) here.dataset.stop = ''
  // A link without an address, say, is none any more.
  for (const former of group.querySelectorAll<HTMLElement>(`[data-stop]:not(${STOPS})`)) {
    delete former.dataset.stop
    former.removeAttribute('tabindex')
  }
  for (const control of controls) {
    const tabIndex = control === here ? 0 : -1
    if (control.tabIndex !== tabIndex || !control.hasAttribute('tabindex')) control.tabIndex = tabIndex
  }
}

/** Where a key leads: left and right along the group, up and down to the next row where the group is a table. */
function neighbour(group: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const stops = stopsOf(group)
  const at = stops.indexOf(from)
  switch (key) {
    case 'ArrowLeft':
      return stops[at - 1]
    case 'ArrowRight':
      return stops[at + 1]
    case 'Home':
      return stops[0]
    case 'End':
      return stops.at(-1)
    case 'ArrowUp':
      return inNextRow(stops.slice(0, at).reverse(), from) ?? stops[at - 1]
    case 'ArrowDown':
      return inNextRow(stops.slice(at + 1), from) ?? stops[at + 1]
    default:
      return undefined
  }
}

/** Of the stops from here on, the first in another row and the same column. */
function inNextRow(stops: readonly HTMLElement[], from: HTMLElement): HTMLElement | undefined {
  const cell = from.closest<HTMLTableCellElement>('th, td')
  const row = cell?.closest('tr')
  if (!cell || !row) return undefined
  return stops.find((stop) => {
    const other = stop.closest<HTMLTableCellElement>('th, td')
    return other?.cellIndex === cell.cellIndex && other.closest('tr') !== row
  })
}
