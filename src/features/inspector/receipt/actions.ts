/** @file Intents about the receipt of a number. */
import { currentQuery } from '../../../store/address.ts'
import { type App, action, actionOf } from '../../../store/app.ts'
import type { ReceiptRequest } from '../../../store/provenance/provenance.ts'

declare module '../../../store/state.ts' {
  interface AppState {
    /** The number whose receipt is open, the page's query at that time, and how copying it went. */
    readonly receipt: {
      readonly ask: ReceiptRequest
      readonly page: string
      readonly copied?: 'done' | 'refused'
    } | null
  }
}

/** The address of what is on view, with this token pinned: whoever opens it sees the number. */
function queryWith(app: App, token: number | null): string {
  const pinned = token ?? app.store.getState().pinned
  return currentQuery({ ...app, store: { ...app.store, getState: () => ({ ...app.store.getState(), pinned }) } })
}

export const RECEIPT_ACTIONS = {
  openReceipt: actionOf<ReceiptRequest>({
    id: 'open-receipt',
    label: 'Receipt of a number',
    keys: [],
    perform: (app, ask) => app.store.setState({ receipt: { ask, page: queryWith(app, ask.token) } }),
  }),
  closeReceipt: action({
    id: 'close-receipt',
    label: 'Close the receipt',
    keys: [],
    available: ({ receipt }) => receipt !== null,
    perform: (app) => app.store.setState({ receipt: null }),
  }),
  copyReceipt: action({
    id: 'copy-receipt',
    label: 'Copy receipt',
    keys: [],
    available: ({ receipt }) => receipt !== null,
    perform: async (app) => {
      const { receiptJson, receiptOf } = await import('./receipt.ts')
      const state = app.store.getState()
      const receipt = state.receipt && receiptOf(state, state.receipt.ask, state.receipt.page)
      if (!receipt) return
      const copied = await app.files.copyText(receiptJson(receipt)).then(
        () => 'done' as const,
        () => 'refused' as const,
      )
      app.store.setState(({ receipt }) => ({ receipt: receipt && { ...receipt, copied } }))
    },
  }),
} as const
