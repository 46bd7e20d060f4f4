/** @file Intents of the slider of privilege. */
import { actionOf, change } from '../../store/app.ts'
import type { Level } from './levels.ts'

export const PRIVILEGE_ACTIONS = {
  setPrivilege: actionOf<Level>({
    id: 'set-privilege',
    label: 'What the teacher is told',
    keys: [],
    perform: (app, privilege) => change(app, { privilege }),
  }),
} as const
