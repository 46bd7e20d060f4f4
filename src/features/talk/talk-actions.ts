/** @file Intents of whoever prepares a talk: making cues, ordering and editing them, and the ways in and out of the page. */

import {
  type Cue,
  duplicateCue,
  EMPTY_TALK,
  editCue,
  moveCue,
  removeCue,
  type Talk,
  tidied,
  traceOfCue,
} from '../../formats/talk.ts'
import { LIMITS, MAX_NOTES, MAX_TITLE, MOST_CUES } from '../../formats/talk-limits.ts'
import { writeTalk } from '../../formats/write-talk.ts'
import { count, mark, t } from '../../i18n/words.ts'
import { type App, action, actionOf, clamp } from '../../store/app.ts'
import { tell } from '../../store/notices.ts'
import type { AppState } from '../../store/state.ts'
import { applyCue, withScreen } from './cue-state.ts'
import type { HandoutPage, TalkState } from './state.ts'
import { packTalk, unpackTalk } from './talk-link.ts'

/** How many edits Undo takes back. */
const MOST_UNDONE = 30

const setTalk = (app: App, part: Partial<TalkState>): void =>
  app.store.setState(({ talk }) => ({ talk: { ...talk, ...part } }))

/** An edit that Undo takes back. */
function edit(app: App, change: (talk: Talk) => Talk, part: Partial<TalkState> = {}): void {
  const { talk, before } = app.store.getState().talk
  const next = change(talk)
  if (next === talk) return
  setTalk(app, { ...part, talk: next, before: [...before, talk].slice(-MOST_UNDONE) })
}

const hasCues = ({ talk }: AppState): boolean => talk.talk.cues.length > 0
const atRest = ({ talk }: AppState): boolean => talk.rehearsal === null

const say = (app: App, announcement: string): void => app.store.setState({ announcement })

/** Puts a talk in the place of the one that is there; that one can be brought back, now and after a visit. */
async function openTalk(app: App, source: string): Promise<void> {
  const { restoreTalk } = await import('../../formats/talk-file.ts')
  const { talk, notice } = restoreTalk(source)
  if (notice) tell(app.store, notice)
  if (!talk) return
  const { talk: present, earlier } = app.store.getState().talk
  edit(app, () => talk, {
    panelOpen: true,
    editing: null,
    earlier: present.cues.length > 0 ? present : earlier,
  })
  say(app, count(talk.cues.length, '# cue opened.', '# cues opened.'))
}

/** Opens the talk of a link. What is none is told of once. */
export async function openTalkLink(app: App, hash: string): Promise<void> {
  const source = await unpackTalk(hash)
  if (source === null) tell(app.store, t('The link holds a talk that this page cannot read.'))
  else await openTalk(app, source)
}

/** `opd-in-ten-minutes.cues.json` */
const fileName = ({ title }: Talk): string => `${plainName(title, 'talk')}.cues.json`

/** A title as a file's name can be. */
function plainName(title: string, otherwise: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return plain || otherwise
}

/** What a form may write into a cue, kept in range. */
function fitting(part: Partial<Omit<Cue, 'id'>>): Partial<Omit<Cue, 'id'>> {
  return {
    ...part,
    ...(part.title !== undefined && { title: part.title.slice(0, MAX_TITLE) }),
    ...(part.notes !== undefined && { notes: part.notes.slice(0, MAX_NOTES) }),
    ...(part.limit !== undefined && { limit: clamp(Math.round(part.limit), LIMITS.min, LIMITS.max) }),
  }
}

export const TALK_ACTIONS = {
  addCue: action({
    id: 'add-cue',
    label: mark('Add cue'),
    keys: ['Shift+c'],
    available: atRest,
    perform: (app) => {
      const { talk } = app.store.getState().talk
      if (talk.cues.length >= MOST_CUES) return tell(app.store, t('A talk has at most {n} cues.', { n: MOST_CUES }))
      const { talk: next, cue } = withScreen(app, talk)
      edit(app, () => next, { editing: cue.id, panelOpen: true })
      say(app, t('Cue {n} added: {title}', { n: next.cues.length, title: cue.title }))
    },
  }),
  toggleTalk: action({
    id: 'toggle-talk',
    label: mark('Talk'),
    keys: ['Shift+t'],
    perform: (app) => setTalk(app, { panelOpen: !app.store.getState().talk.panelOpen }),
  }),
  titleTalk: actionOf<string>({
    id: 'title-talk',
    label: mark('Title of the talk'),
    keys: [],
    perform: (app, title) =>
      setTalk(app, { talk: { ...app.store.getState().talk.talk, title: title.slice(0, MAX_TITLE) } }),
  }),
  selectCue: actionOf<string | null>({
    id: 'select-cue',
    label: mark('Edit cue'),
    keys: [],
    perform: (app, editing) => setTalk(app, { editing }),
  }),
  editCue: actionOf<{ readonly id: string; readonly part: Partial<Omit<Cue, 'id'>> }>({
    id: 'edit-cue',
    label: mark('Edit cue'),
    keys: [],
    // Typing is undone by the field itself: an undo for every letter would bury the edits that matter.
    perform: (app, { id, part }) => setTalk(app, { talk: editCue(app.store.getState().talk.talk, id, fitting(part)) }),
  }),
  retakeCue: actionOf<string>({
    id: 'retake-cue',
    label: mark('Take what is on screen'),
    keys: [],
    perform: (app, id) => {
      const { talk } = app.store.getState().talk
      const { talk: taken, cue } = withScreen(app, talk)
      const { query, trace } = cue
      edit(app, () => editCue(removeCue(taken, cue.id), id, { query, trace }))
    },
  }),
  showCue: actionOf<string>({
    id: 'show-cue',
    label: mark('Show on the page'),
    keys: [],
    perform: (app, id) => {
      const { talk } = app.store.getState().talk
      const cue = talk.cues.find((each) => each.id === id)
      if (cue) applyCue(app, cue, traceOfCue(talk, cue) ?? 'kept')
    },
  }),
  moveCue: actionOf<{ readonly id: string; readonly to: number }>({
    id: 'move-cue',
    label: mark('Move cue'),
    keys: [],
    perform: (app, { id, to }) => {
      edit(app, (talk) => moveCue(talk, id, to))
      const { cues } = app.store.getState().talk.talk
      const at = cues.findIndex((cue) => cue.id === id) + 1
      say(app, t('Cue {n} of {all}: {title}', { n: at, all: cues.length, title: cues[at - 1]?.title ?? '' }))
    },
  }),
  duplicateCue: actionOf<string>({
    id: 'duplicate-cue',
    label: mark('Duplicate cue'),
    keys: [],
    perform: (app, id) => edit(app, (talk) => duplicateCue(talk, id)),
  }),
  removeCue: actionOf<string>({
    id: 'remove-cue',
    label: mark('Delete cue'),
    keys: [],
    perform: (app, id) => {
      const cue = app.store.getState().talk.talk.cues.find((each) => each.id === id)
      edit(app, (talk) => removeCue(talk, id), { editing: null })
      if (cue) say(app, t('Cue deleted: {title}. Undo brings it back.', { title: cue.title }))
    },
  }),
  undoTalk: action({
    id: 'undo-talk',
    label: mark('Undo'),
    keys: [],
    available: (state) => state.talk.before.length > 0 && atRest(state),
    perform: (app) => {
      const { before } = app.store.getState().talk
      const last = before.at(-1)
      if (last) setTalk(app, { talk: last, before: before.slice(0, -1), editing: null })
      say(app, t('Undone.'))
    },
  }),
  newTalk: action({
    id: 'new-talk',
    label: mark('New talk'),
    keys: [],
    available: (state) => hasCues(state) && atRest(state),
    perform: (app) => edit(app, () => EMPTY_TALK, { editing: null, earlier: app.store.getState().talk.talk }),
  }),
  earlierTalk: action({
    id: 'earlier-talk',
    label: mark('Bring back the earlier talk'),
    keys: [],
    available: (state) => state.talk.earlier !== null && atRest(state),
    perform: (app) => {
      const { earlier, talk } = app.store.getState().talk
      if (earlier) edit(app, () => earlier, { earlier: talk.cues.length > 0 ? talk : null, editing: null })
    },
  }),
  saveCues: action({
    id: 'save-cues',
    label: mark('Save cues'),
    keys: [],
    available: hasCues,
    perform: (app) => {
      const { talk } = app.store.getState().talk
      app.files.save(fileName(talk), writeTalk(talk, new Date()), 'application/json')
    },
  }),
  rehearseTalk: action({
    id: 'rehearse-talk',
    label: mark('Rehearse with the clock'),
    keys: [],
    available: (state) => hasCues(state) && atRest(state) && state.talk.presentation === null,
    perform: (app) => app.presentation?.practise(),
  }),
  savePictures: action({
    id: 'save-cue-pictures',
    label: mark('Save cues as PNG'),
    keys: [],
    available: (state) => hasCues(state) && atRest(state) && state.talk.presentation === null,
    perform: (app) =>
      void app.presentation
        ?.drawAll(async ({ title }, n, picture) => {
          const png = await app.files.paint({ ...picture, scale: 1 })
          app.files.save(`${String(n).padStart(2, '0')}-${plainName(title, 'cue')}.png`, png, 'image/png')
        })
        .catch(() => tell(app.store, t('This browser could not paint the cues.'))),
  }),
  makeHandout: action({
    id: 'make-handout',
    label: mark('Handout to print'),
    keys: [],
    available: (state) => hasCues(state) && atRest(state) && state.talk.presentation === null,
    perform: async (app) => {
      const pages: HandoutPage[] = []
      const drawn = await app.presentation
        ?.drawAll(async ({ id, title, notes }, _n, picture) => {
          const png = await app.files.paint({ ...picture, scale: 1 })
          pages.push({ id, title, notes, picture: app.files.hold(png, 'image/png') })
        })
        .then(
          () => true,
          () => false,
        )
      if (drawn) setTalk(app, { handout: pages })
      else tell(app.store, t('This browser could not paint the cues.'))
    },
  }),
  closeHandout: action({
    id: 'close-handout',
    label: mark('Close the handout'),
    keys: [],
    available: ({ talk }) => talk.handout !== null,
    perform: (app) => {
      for (const { picture } of app.store.getState().talk.handout ?? []) app.files.letGo(picture)
      setTalk(app, { handout: null })
    },
  }),
  openCues: actionOf<string>({
    id: 'open-cues',
    label: mark('Open cues'),
    keys: [],
    available: atRest,
    perform: openTalk,
  }),
  openExample: action({
    id: 'open-example-talk',
    label: mark('Open the example talk'),
    keys: [],
    available: atRest,
    perform: async (app) => {
      const source = await app.presentation?.hands.readExample().catch(() => null)
      if (typeof source === 'string') await openTalk(app, source)
      else tell(app.store, t('The example talk could not be fetched. Check the connection and try again.'))
    },
  }),
  copyTalkLink: action({
    id: 'copy-talk-link',
    label: mark('Copy talk link'),
    keys: [],
    available: hasCues,
    perform: async (app) => {
      const { talk } = app.store.getState().talk
      const hash = await packTalk(talk, new Date())
      if (hash === null) return tell(app.store, t('The talk is too long for a link. Save it as a file instead.'))
      const copied = await app.files.copyText(app.files.address('') + hash).then(
        () => true,
        () => false,
      )
      const recorded = Object.keys(tidied(talk).recordings).length > 0
      tell(
        app.store,
        !copied
          ? t('The browser did not let the link be copied. Save the cues as a file instead.')
          : recorded
            ? t('Link to the talk copied. It leaves the recordings out: they travel in the file of “Save cues”.')
            : t('Link to the talk copied.'),
      )
    },
  }),
  recordAll: action({
    id: 'record-all',
    label: mark('Record all'),
    keys: [],
    available: (state) => hasCues(state) && atRest(state) && state.talk.presentation === null,
    perform: (app) => void app.presentation?.rehearse(),
  }),
  endRecording: action({
    id: 'end-recording',
    label: mark('Stop recording'),
    keys: [],
    available: ({ talk }) => talk.rehearsal !== null,
    perform: (app) => app.presentation?.endRehearsal(),
  }),
} as const
