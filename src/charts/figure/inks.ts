/** @file The theme's colours as they are at an element; a custom property alone would still say light-dark(...). */
import { INKS, type Inks, THEME_INKS } from '../drawing/shape.ts'

export function inksAt(element: HTMLElement): Inks {
  const probe = element.ownerDocument.createElement('span')
  element.append(probe)
  const view = element.ownerDocument.defaultView
  const inks = Object.fromEntries(
    INKS.map((ink) => {
      probe.style.color = THEME_INKS[ink]
      return [ink, view?.getComputedStyle(probe).color ?? '']
    }),
  )
  probe.remove()
  return inks as Record<keyof Inks, string>
}
