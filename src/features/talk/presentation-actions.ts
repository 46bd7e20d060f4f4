/** @file Intents on the stage: walking the cues, the light, the black, the pointer, the speaker's window. Their keys: show-keys.ts. */

import { REGIONS } from '../../formats/talk-limits.ts'
import { mark, t } from '../../i18n/words.ts'
import { type App, action, actionOf } from '../../store/app.ts'
import { tell } from '../../store/notices.ts'
import type { AppState } from '../../store/state.ts'
import { elapsed, type PresentationState, type Timer } from './state.ts'

const onStage = ({ talk }: AppState): boolean => talk.presentation !== null

function setShow(app: App, change: (show: PresentationState) => Partial<PresentationState>): void {
  app.store.setState(({ talk }) =>
    talk.presentation
      ? { talk: { ...talk, presentation: { ...talk.presentation, ...change(talk.presentation) } } }
      : {},
  )
}

function setTimer(app: App, change: (timer: Timer, now: number) => Timer): void {
  const now = app.presentation?.hands.now()
  if (now !== undefined) app.store.setState(({ talk }) => ({ talk: { ...talk, timer: change(talk.timer, now) } }))
}

const at = (app: App): number => app.store.getState().talk.presentation?.at ?? 0

export const PRESENTATION_ACTIONS = {
  present: action({
    id: 'present',
    label: mark('Present'),
    keys: ['Shift+p'],
    available: (state) => !onStage(state) && state.talk.rehearsal === null,
    perform: (app) => app.presentation?.start(),
  }),
  presentFrom: actionOf<number>({
    id: 'present-from',
    label: mark('Present from this cue'),
    keys: [],
    perform: (app, cue) => app.presentation?.start(cue),
  }),
  leavePresentation: action({
    id: 'leave-show',
    label: mark('Leave the stage'),
    keys: [],
    available: onStage,
    perform: (app) => app.presentation?.leave(),
  }),
  nextCue: action({
    id: 'next-cue',
    label: mark('Next cue'),
    keys: [],
    available: onStage,
    perform: (app) => {
      const { talk, presentation } = app.store.getState().talk
      const step = presentation?.step ?? 0
      if (step < (talk.cues[at(app)]?.reveal.length ?? 0)) app.presentation?.reveal(step + 1)
      // The end is the end: a click too many must not start the last cue's action again.
      else if (at(app) < talk.cues.length - 1) app.presentation?.go(at(app) + 1)
    },
  }),
  previousCue: action({
    id: 'previous-cue',
    label: mark('Previous cue'),
    keys: [],
    available: onStage,
    perform: (app) => {
      const step = app.store.getState().talk.presentation?.step ?? 0
      if (step > 0) app.presentation?.reveal(step - 1)
      else if (at(app) > 0) app.presentation?.go(at(app) - 1, 'built')
    },
  }),
  firstCue: action({
    id: 'first-cue',
    label: mark('First cue'),
    keys: [],
    available: onStage,
    perform: (app) => app.presentation?.go(0),
  }),
  lastCue: action({
    id: 'last-cue',
    label: mark('Last cue'),
    keys: [],
    available: onStage,
    perform: (app) => app.presentation?.go(app.store.getState().talk.talk.cues.length - 1),
  }),
  goToCue: actionOf<number>({
    id: 'go-to-cue',
    label: mark('Go to a cue'),
    keys: [],
    perform: (app, cue) => app.presentation?.go(cue),
  }),
  againCue: action({
    id: 'again-cue',
    label: mark('Run the cue again'),
    keys: [],
    available: onStage,
    perform: (app) => app.presentation?.again(),
  }),
  toggleBlack: action({
    id: 'toggle-black',
    label: mark('Black screen'),
    keys: [],
    available: onStage,
    perform: (app) => setShow(app, ({ black }) => ({ black: !black })),
  }),
  nextLight: action({
    id: 'next-light',
    label: mark('Light on the next region'),
    keys: [],
    available: onStage,
    perform: (app) =>
      setShow(app, ({ lit }) => ({ lit: lit === null ? REGIONS[0] : (REGIONS[REGIONS.indexOf(lit) + 1] ?? null) })),
  }),
  fillChart: action({
    id: 'fill-chart',
    label: mark('Fill the screen with this chart'),
    keys: [],
    available: onStage,
    // From chart to chart, and back to the stage; none where the instrument has none.
    perform: (app) => {
      const charts = app.presentation?.hands.countCharts() ?? 0
      setShow(app, ({ filled }) => ({ filled: (filled ?? 0) < charts ? (filled ?? 0) + 1 : null, lit: null }))
    },
  }),
  toggleLaser: action({
    id: 'toggle-laser',
    label: mark('Laser pointer'),
    keys: [],
    available: onStage,
    perform: (app) => setShow(app, ({ laser }) => ({ laser: !laser })),
  }),
  typeJump: actionOf<string>({
    id: 'type-jump',
    label: mark('Number of the cue to jump to'),
    keys: [],
    perform: (app, jump) => setShow(app, () => ({ jump: jump.slice(0, 3) })),
  }),
  openNotes: action({
    id: 'open-notes',
    label: mark('Notes window'),
    keys: [],
    perform: (app) => {
      const open = app.presentation?.hands.openNotes() ?? false
      app.store.setState(({ talk }) => ({ talk: { ...talk, notes: open ? 'open' : 'blocked' } }))
      if (!open) {
        const { presentation } = app.store.getState().talk
        const sentence = t('The browser did not open the notes window. Allow pop-ups for this page and try again.')
        tell(
          app.store,
          presentation ? `${sentence} ${t('Until then the notes stand at the foot of the stage.')}` : sentence,
        )
      }
    },
  }),
  closeNotes: action({
    id: 'close-notes',
    label: mark('Close the notes window'),
    keys: [],
    available: ({ talk }) => talk.notes !== 'closed',
    perform: (app) => {
      app.presentation?.hands.closeNotes()
      app.store.setState(({ talk }) => ({ talk: { ...talk, notes: 'closed' } }))
    },
  }),
  holdTimer: action({
    id: 'hold-timer',
    label: mark('Pause or go on with the timer'),
    keys: [],
    perform: (app) =>
      setTimer(app, (timer, now) =>
        timer.since === null ? { ...timer, since: now } : { before: elapsed(timer, now), since: null },
      ),
  }),
  resetTimer: action({
    id: 'reset-timer',
    label: mark('Timer to zero'),
    keys: [],
    perform: (app) => setTimer(app, ({ since }, now) => ({ before: 0, since: since === null ? null : now })),
  }),
} as const
