/** @file Intents about the copy of the page on this device. Where there can be none (a frame, a test, a plain file) they do nothing. */
import { mark } from '../../i18n/words.ts'
import { action } from '../../store/app.ts'

export const OFFLINE_ACTIONS = {
  keepOffline: action({
    id: 'keep-offline',
    label: mark('Keep an offline copy'),
    keys: [],
    perform: ({ offline }) => void offline?.keep(),
  }),
  removeOffline: action({
    id: 'remove-offline',
    label: mark('Remove offline copy'),
    keys: [],
    perform: ({ offline }) => void offline?.remove(),
  }),
  takeUpdate: action({
    id: 'take-update',
    label: mark('Reload to the new version'),
    keys: [],
    perform: ({ offline }) => {
      if (offline?.state.getState().update) offline.reload()
    },
  }),
} as const
