/** @file Markup of what is drawn by effects: it stands in a page for a moment, and what only a page can use is left out. */
import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Names that differ from drawing to drawing, and what they are names of. */
const NAMED =
  /<defs>.*?<\/defs>|<title\s*\/>|<desc\s*\/>|<title><\/title>|<desc><\/desc>| (?:id|clip-path|xmlns)="[^"]*"/g

export function mountedMarkup(drawing: ReactElement): string {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  flushSync(() => root.render(drawing))
  // What the first effects found out is drawn by the second pass.
  flushSync(() => root.render(drawing))
  const markup = new XMLSerializer().serializeToString(place)
  root.unmount()
  place.remove()
  return markup.replace(/^<div[^>]*>|<\/div>$/g, '').replace(NAMED, '')
}
