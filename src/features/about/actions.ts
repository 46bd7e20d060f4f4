/** @file The intents that open and close the sheets that say how to cite the page, and under which licences it ships. */
import { action } from '../../store/app.ts'

declare module '../../store/state.ts' {
  interface AppState {
    readonly citing: boolean
    readonly readingLicences: boolean
  }
}

export const ABOUT_ACTIONS = {
  toggleCitation: action({
    id: 'cite',
    label: 'Cite this',
    keys: [],
    perform: (app) => app.store.setState(({ citing }) => ({ citing: !citing })),
  }),
  toggleLicences: action({
    id: 'licences',
    label: 'Licences',
    keys: [],
    perform: (app) => app.store.setState(({ readingLicences }) => ({ readingLicences: !readingLicences })),
  }),
} as const
