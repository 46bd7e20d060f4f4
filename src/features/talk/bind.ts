/** @file The ties between the talk and the browser: full screen, the speaker's window, wake lock, keys, storage, and links. */
import { type App, act } from '../../store/app.ts'
import { steadyNow } from '../../store/clock.ts'
import { holdWakeLock } from '../../store/wake-lock.ts'
import { chartsIn } from './charts-in.ts'
import { crossFade } from './fade.ts'
import { holderOf } from './holder.ts'
import { bindKeptStage } from './kept-stage.ts'
import { createNotesWindow } from './notes-window.ts'
import { pictureOfStage } from './picture.ts'
import { createPresentation, type Presentation } from './presentation.ts'
import { pressPresentationKey } from './presentation-keys.ts'
import { bindTalkStorage } from './storage.ts'
import { openTalkLink } from './talk-actions.ts'
import { holdsTalk } from './talk-link.ts'

const EXAMPLE = './talks/opd-in-ten-minutes.json'

/** Milliseconds: a browser that opens a window leaves full screen by itself, and that is no wish to leave the stage. */
const WINDOW_GRACE = 2500
/** Held for longer than this, milliseconds, the laser's key ends the laser when it is let go. */
const HOLD = 350

export interface BoundTalk {
  readonly presentation: Presentation
  /** Where the speaker's window wants its notes drawn; null while it is closed. */
  notesRoot(): HTMLElement | null
}

/** Binds everything but what reads the address and the storage: `openKeptTalk` does, once the page stands. */
export function bindTalk(app: App, view: Window): BoundTalk {
  const { document } = view
  let openedNotes = Number.NEGATIVE_INFINITY
  const notes = createNotesWindow(view, {
    onClose: () => app.store.setState(({ talk }) => ({ talk: { ...talk, notes: 'closed' } })),
    onKey: (event) => onKey(event),
  })
  const presentation = createPresentation(app, {
    fade: (change) => crossFade(view, change),
    enterFullScreen: () => {
      // After a reload, or long after the press, a browser refuses and complains of it on the console.
      if (navigator.userActivation?.isActive === false) return
      document.documentElement.requestFullscreen?.().catch(() => {})
    },
    leaveFullScreen() {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
    },
    openNotes() {
      openedNotes = steadyNow()
      return notes.open()
    },
    closeNotes: () => notes.close(),
    picture: (title) => pictureOfStage(view, title),
    countCharts: () => chartsIn(document).length,
    async readExample() {
      const response = await view.fetch(EXAMPLE)
      if (!response.ok) throw new TypeError(`HTTP ${response.status}`)
      return response.text()
    },
    now: steadyNow,
  })

  let laserSince: number | null = null
  function onKey(event: KeyboardEvent): void {
    const wasOn = app.store.getState().talk.presentation?.laser ?? false
    if (event.defaultPrevented || !pressPresentationKey(app, event, holderOf(event.target))) return
    event.preventDefault()
    const isOn = app.store.getState().talk.presentation?.laser ?? false
    if (isOn && !wasOn) laserSince = steadyNow()
  }
  // Before React and the page's own listener hear of it: see the rule in show-keys.ts.
  document.addEventListener('keydown', onKey, { capture: true })
  document.addEventListener('keyup', ({ key }) => {
    if (key.toLowerCase() !== 'l' || laserSince === null) return
    const held = steadyNow() - laserSince
    laserSince = null
    if (held > HOLD && app.store.getState().talk.presentation?.laser) act(app, 'toggleLaser')
  })
  document.addEventListener('fullscreenchange', () => {
    const left = document.fullscreenElement === null && steadyNow() - openedNotes > WINDOW_GRACE
    if (left && app.store.getState().talk.presentation) presentation.leave()
  })
  return { presentation, notesRoot: () => notes.root() }
}

/** Brings back the cues of the last visit, opens the talk of a link, and keeps what is made from now on. */
export async function openKeptTalk(app: App, view: Window): Promise<void> {
  await bindTalkStorage(app.store, view)
  holdWakeLock(app.store, view, ({ talk }) => talk.presentation !== null)
  const read = async (): Promise<void> => {
    const { hash, pathname, search } = view.location
    if (!holdsTalk(hash)) return
    // Read once: a reload must not put the link's talk over what was made of it.
    view.history.replaceState(view.history.state, '', `${pathname}${search}`)
    await openTalkLink(app, hash)
  }
  view.addEventListener('hashchange', () => void read())
  await read()
  if (app.presentation) bindKeptStage(app.store, view, app.presentation)
}
