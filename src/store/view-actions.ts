/** @file Intents about the page itself: units, theme, attention, help, notices, and the engine behind it. */

import {
  type BackendChoice,
  type GapScale,
  type LanguageChoice,
  THEMES,
  type Theme,
  type Unit,
} from '../settings/settings.ts'
import { action, change } from './action.ts'
import { dismiss } from './notices.ts'
import { shippedModels } from './scoring.ts'
import type { TabId } from './tabs.ts'

export const VIEW_ACTIONS = {
  setUnits: action<Unit>({
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
  setGapScale: action<GapScale>({
    id: 'set-gap-scale',
    label: 'Gap scale',
    keys: [],
    perform: (app, gapScale) => change(app, { gapScale }),
  }),
  setTheme: action<Theme>({
    id: 'set-theme',
    label: 'Theme',
    keys: [],
    perform: (app, theme) => change(app, { theme }),
  }),
  setLanguage: action<LanguageChoice>({
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
  openTab: action<TabId>({
    id: 'open-tab',
    label: 'Open an instrument',
    keys: [],
    perform: (app, tab) => change(app, { tab }),
  }),
  hover: action<number | null>({
    id: 'hover-token',
    label: 'Look at a token',
    keys: [],
    perform: (app, hovered) => app.store.getState().hovered !== hovered && app.store.setState({ hovered }),
  }),
  walk: action<number>({
    id: 'walk-tokens',
    label: 'Walk along the tokens',
    keys: [],
    perform: (app, index) =>
      app.store.setState(({ pinned }) => ({ hovered: index, pinned: pinned === null ? null : index })),
  }),
  togglePin: action<number>({
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
    available: ({ pinned, helpOpen }) => pinned !== null && !helpOpen,
    // The eye stays on the token: the instruments below go on speaking of it.
    perform: (app) => app.store.setState(({ pinned }) => ({ pinned: null, hovered: pinned })),
  }),
  toggleHelp: action({
    id: 'toggle-help',
    label: 'Keys and words',
    keys: ['?'],
    perform: (app) => app.store.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
  }),
  togglePalette: action({
    id: 'toggle-palette',
    label: 'Command palette',
    keys: ['/'],
    perform: (app) => app.store.setState(({ paletteOpen }) => ({ paletteOpen: !paletteOpen })),
  }),
  dismissNotice: action<number>({
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
  setBackend: action<BackendChoice>({
    id: 'set-backend',
    label: 'Backend',
    keys: [],
    perform: (app, backend) => {
      app.session.stop()
      app.session.training.leave()
      app.session.race.stop()
      // Models that were trained here go with the engine that holds them.
      change(app, { backend, ...shippedModels(app.store.getState()) })
      void app.session.loader.reset().then(() => app.session.loader.loadChosen())
    },
  }),
} as const
