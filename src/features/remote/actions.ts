/** @file Actions of the teacher on a server. */
import { mark } from '../../i18n/words.ts'
import { action, actionOf, change, writing } from '../../store/app.ts'
import type { RemoteForm, ServerForm } from './state.ts'

export const REMOTE_ACTIONS = {
  openRemote: action({
    id: 'open-remote-teacher',
    label: mark('Teacher on a server'),
    keys: [],
    perform: (app) => {
      change(app, { tab: 'compare' })
      app.session.remote.want(true)
    },
  }),
  setRemote: actionOf<Partial<RemoteForm>>({
    id: 'set-remote-teacher',
    label: mark('Where the teacher on a server is'),
    keys: [],
    perform: ({ session }, part) => session.remote.setForm(part),
  }),
  scoreRemotely: action({
    id: 'score-remotely',
    label: mark('Have the server read it'),
    keys: [],
    available: (state) => {
      const { remote, rollout } = state
      return remote.phase === 'rest' && remote.form.url.trim() !== '' && rollout?.result != null && !writing(state)
    },
    perform: ({ session }) => void session.remote.score(),
  }),
  teachRemotely: actionOf<boolean>({
    id: 'teach-remotely',
    label: mark('Training learns from this server'),
    keys: [],
    available: ({ remote }) => remote.phase === 'rest',
    perform: ({ session }, on) => void session.remote.teach(on),
  }),
  cancelRemote: action({
    id: 'cancel-remote',
    label: mark('Cancel the server’s reading'),
    keys: [],
    available: ({ remote }) => remote.phase !== 'rest',
    perform: ({ session }) => session.remote.cancel(),
  }),
  openRemoteStudent: action({
    id: 'open-remote-student',
    label: mark('Student on a server'),
    keys: [],
    perform: (app) => {
      change(app, { tab: 'compare' })
      app.session.remoteStudent.open(true)
      app.session.remote.want(true)
    },
  }),
  setRemoteStudent: actionOf<Partial<ServerForm>>({
    id: 'set-remote-student',
    label: mark('Where the student on a server is'),
    keys: [],
    perform: ({ session }, part) => session.remoteStudent.setForm(part),
  }),
  writeRemotely: action({
    id: 'write-remotely',
    label: mark('Have the student there write'),
    keys: [],
    available: (state) => {
      const { phase, form } = state.remoteStudent
      return phase === 'rest' && form.url.trim() !== '' && !writing(state)
    },
    perform: ({ session }) =>
      void session.remoteStudent.write().then((stands) => (stands ? session.rescore() : undefined)),
  }),
  cancelRemoteStudent: action({
    id: 'cancel-remote-student',
    label: mark('Stop the student on the server'),
    keys: [],
    available: ({ remoteStudent }) => remoteStudent.phase !== 'rest',
    perform: ({ session }) => session.remoteStudent.cancel(),
  }),
} as const
