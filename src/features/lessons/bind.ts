/** @file The lessons' ties to the browser: progress in its storage, and `?lesson=2&step=3` in the address. */
import type { App } from '../../store/app.ts'
import { act } from '../../store/app.ts'
import { keepText, localTexts, readText } from '../../store/kept/texts.ts'
import { printProgress, readProgress } from './progress.ts'
import { positionOf } from './state.ts'

const STORED = 'opd-lessons'

/** Takes up what was kept, and keeps what comes. A link into a lesson begins it; one that names none that exists is as if it named none. */
export function bindLessons(app: App, view: Window): void {
  const { store } = app
  const storage = localTexts(view)
  const asked = new URLSearchParams(view.location.search)
  const at = asked.has('lesson') ? positionOf(asked.get('lesson'), asked.get('step')) : null
  const kept = readProgress(readText(storage, STORED))
  // What was there before a lesson matters only to whoever is still in one.
  if (kept) store.setState(({ lessons }) => ({ lessons: { ...lessons, ...kept, home: at ? kept.home : null } }))
  store.subscribe(({ lessons }, { lessons: before }) => {
    if (lessons === before) return
    const parts = ['progress', 'places', 'home'] as const
    if (parts.some((part) => lessons[part] !== before[part])) keepText(storage, STORED, printProgress(lessons))
    if (lessons.at !== before.at) name(view, lessons.at)
  })
  if (at) act(app, 'beginLesson', at)
  else if (asked.has('lesson')) name(view, null)
}

function name(view: Window, at: ReturnType<typeof positionOf>): void {
  const url = new URL(view.location.href)
  url.searchParams.delete('lesson')
  url.searchParams.delete('step')
  if (at) {
    url.searchParams.set('lesson', String(at.lesson))
    url.searchParams.set('step', String(at.step))
  }
  try {
    view.history.replaceState(view.history.state, '', url)
  } catch {
    // Too many changes for this browser in this half-minute: the next one carries this one.
  }
}
