/** @file The intent that opens and closes the sheet that says how to cite the page. */
import { action } from '../../store/app.ts'

declare module '../../store/state.ts' {
  interface AppState {
    readonly citing: boolean
  }
}

export const ABOUT_ACTIONS = {
  toggleCitation: action({
    id: 'cite',
    label: 'Cite this',
    keys: [],
    perform: (app) => app.store.setState(({ citing }) => ({ citing: !citing })),
  }),
} as const
