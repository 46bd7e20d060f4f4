/** @file Intents of the hint X-ray. */
import { actionOf, change } from '../../store/app.ts'
import { CONTEXT_KINDS, type ContextKind } from '../../world/types.ts'

export const XRAY_ACTIONS = {
  toggleXrayKind: actionOf<ContextKind>({
    id: 'toggle-xray-kind',
    label: 'Context with a row in the X-ray',
    keys: [],
    perform: (app, kind) => {
      const { xray } = app.store.getState().settings
      const wanted = xray.includes(kind) ? xray.filter((each) => each !== kind) : [...xray, kind]
      change(app, { xray: CONTEXT_KINDS.filter((each) => wanted.includes(each)) })
    },
  }),
} as const
