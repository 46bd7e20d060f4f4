/** @file Intents about the page itself: units, theme, attention, help, notices, and the engine behind it. */

import {
  type BackendChoice,
  type GapScale,
  type LanguageChoice,
  THEMES,
  type Theme,
  type Unit,
} from '../settings/settings.ts'
import { action, actionOf, change } from './app.ts'
import { dismiss } from './notices.ts'
import { withoutTrained } from './scoring.ts'

export const VIEW_ACTIONS = {
  setUnits: actionOf<Unit>({
    id: 'set-units',
    label: 'Units',
    keys: [],
    perform: (app, units) => change(app, { units }),
  }),
  toggleUnits: action({
    id: 'toggle-units',
    label: 'Nats or bits',
    keys: ['b'],
    perform: (app) => change(app, { units: app.store.getState().settings.units === 'nats' ? 'bits' : 'nats' }),
  }),
  setGapScale: actionOf<GapScale>({
    id: 'set-gap-scale',
    label: 'Gap scale',
    keys: [],
    perform: (app, gapScale) => change(app, { gapScale }),
  }),
  setTheme: actionOf<Theme>({
    id: 'set-theme',
    label: 'Theme',
    keys: [],
    perform: (app, theme) => change(app, { theme }),
  }),
  setLanguage: actionOf<LanguageChoice>({
    id: 'set-language',
    label: 'Language',
    keys: [],
    perform: (app, language) => change(app, { language }),
  }),
  nextTheme: action({
    id: 'next-theme',
    label: 'Next theme',
    keys: ['t'],
    perform: (app) => {
      const at = THEMES.indexOf(app.store.getState().settings.theme)
      change(app, { theme: THEMES[(at + 1) % THEMES.length] ?? 'auto' })
    },
  }),
  openTab: actionOf<string>({
    id: 'open-tab',
    label: 'Open an instrument',
    keys: [],
    perform: (app, tab) => change(app, { tab }),
  }),
  hover: actionOf<number | null>({
    id: 'hover-token',
    label: 'Look at a token',
    keys: [],
    perform: (app, hovered) => app.store.getState().hovered !== hovered && app.store.setState({ hovered }),
  }),
  walk: actionOf<number>({
    id: 'walk-tokens',
    label: 'Walk along the tokens',
    keys: [],
    perform: (app, index) =>
      app.store.setState(({ pinned }) => ({ hovered: index, pinned: pinned === null ? null : index })),
  }),
  togglePin: actionOf<number>({
    id: 'pin-token',
    label: 'Pin a token',
    keys: [],
    perform: (app, index) =>
      app.store.setState(({ pinned }) => ({ pinned: pinned === index ? null : index, hovered: index })),
  }),
  unpin: action({
    id: 'unpin-token',
    label: 'Unpin the token',
    keys: ['Escape'],
    available: ({ pinned }) => pinned !== null,
    // The eye stays on the token: the instruments below go on speaking of it.
    perform: (app) => app.store.setState(({ pinned }) => ({ pinned: null, hovered: pinned })),
  }),
  dismissNotice: actionOf<number>({
    id: 'dismiss-notice',
    label: 'Dismiss',
    keys: [],
    perform: (app, id) => dismiss(app.store, id),
  }),
  loadModels: action({
    id: 'load-models',
    label: 'Load models',
    keys: [],
    perform: (app) => void app.session.loader.loadChosen(),
  }),
  cancelLoading: action({
    id: 'cancel-loading',
    label: 'Cancel loading',
    keys: [],
    perform: (app) => app.session.loader.cancel(),
  }),
  setBackend: actionOf<BackendChoice>({
    id: 'set-backend',
    label: 'Backend',
    keys: [],
    perform: (app, backend) => {
      app.session.stop()
      app.session.releaseEngine()
      // Models that were trained here go with the engine that holds them; those that were brought are brought again.
      change(app, { backend, ...withoutTrained(app.store.getState()) })
      void app.session.loader.reset().then(() => app.session.loader.loadChosen())
    },
  }),
} as const
