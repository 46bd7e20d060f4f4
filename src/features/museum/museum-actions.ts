/** @file Intents of the failure museum. The exhibits are fetched with the first. */
import { action, actionOf } from '../../store/app.ts'
import type { AppState } from '../../store/state.ts'
import type { ExhibitId } from './types.ts'

type Curator = typeof import('./curator.ts')

function withCurator(work: (curator: Curator) => unknown): void {
  void import('./curator.ts').then(work)
}

/** One thing at a time learns on this device. */
const free = ({ museum, training, race }: AppState): boolean =>
  museum.busy === null && training.activity === 'idle' && race.activity === 'idle'

export const MUSEUM_ACTIONS = {
  openMuseum: action({
    id: 'open-museum',
    label: 'Failure museum',
    keys: [],
    perform: (app) =>
      app.store.setState(({ settings, lessons }) => ({
        settings: { ...settings, tab: 'museum' },
        lessons: { ...lessons, listed: false },
      })),
  }),
  lookAtExhibit: actionOf<ExhibitId>({
    id: 'look-at-exhibit',
    label: 'Look at an exhibit',
    keys: [],
    perform: (app, exhibit) =>
      app.store.setState(({ museum }) => ({ museum: { ...museum, exhibit, fixed: false, failure: null } })),
  }),
  showExhibit: action({
    id: 'show-exhibit',
    label: 'Show it',
    keys: [],
    available: free,
    perform: (app) => withCurator(({ exhibit }) => exhibit(app, app.store.getState().museum.exhibit, 'broken')),
  }),
  fixExhibit: actionOf<boolean>({
    id: 'fix-exhibit',
    label: 'Fix it',
    keys: [],
    available: free,
    perform: (app, fixed) =>
      withCurator(({ exhibit }) => exhibit(app, app.store.getState().museum.exhibit, fixed ? 'fixed' : 'broken')),
  }),
  stopExhibit: action({
    id: 'stop-exhibit',
    label: 'Stop measuring',
    keys: [],
    available: ({ museum }) => museum.busy !== null,
    perform: (app) => withCurator(({ stopMeasuring }) => stopMeasuring(app)),
  }),
  letItWrite: action({
    id: 'let-exhibit-write',
    label: 'Let it write',
    keys: [],
    available: ({ museum }) => {
      const { exhibit, fixed, results } = museum
      return museum.busy === null && Boolean(results[exhibit]?.[fixed ? 'fixed' : 'broken']?.model)
    },
    perform: (app) => withCurator(({ letItWrite }) => letItWrite(app)),
  }),
  leaveMuseum: action({
    id: 'leave-museum',
    label: 'Back to what I had',
    keys: [],
    available: ({ museum }) => museum.home !== null && museum.busy === null,
    perform: (app) => withCurator(({ goHome }) => goHome(app)),
  }),
} as const
