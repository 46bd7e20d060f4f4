/**
 * @file Undo over settings and rollouts. A step remembers the settings and the run on the stage before a change; one act of a hand
 * (a slider's way, a new seed and the rollout that it made) is one step.
 */
import { mark } from '../../i18n/words.ts'
import { type SettingsSchema, slides } from '../../settings/schema.ts'
import { PLACES, type Settings } from '../../settings/settings.ts'
import { type App, action, writing } from '../../store/app.ts'
import { applySettings } from '../../store/apply-settings.ts'
import { allRollouts } from '../../store/rollout-history.ts'
import type { AppState, AppStore } from '../../store/state.ts'
import type { Hand } from './hand.ts'

/** What was there before a change. */
export interface Step {
  readonly settings: Settings
  /** Id of the run on the stage, or null. */
  readonly run: number | null
}

export interface Steps {
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** While a step is taken back or done again: what changes then is no step. */
  readonly moving: boolean
}

declare module '../../store/state.ts' {
  interface AppState {
    /** What undo takes back: settings, and which rollout was on the stage. */
    readonly steps: Steps
  }
}

export const NO_STEPS: Steps = { past: [], future: [], moving: false }

const MOST_STEPS = 100
/** Key presses that change the same settings within this pause, milliseconds, are one act. */
const PAUSE = 800

/** Where one looks and how the page looks is no step: undoing keeps it. */
const APART: ReadonlySet<keyof Settings> = new Set([...PLACES, 'theme', 'language', 'backend'])

/**
 * Writes down what changes.
 * @param now milliseconds that count up
 * @param hand who acts
 * @returns an end to it
 */
export function recordSteps({ store, registry }: App, now: () => number, hand: () => Hand): () => void {
  const { changedNames } = registry.schema
  let lastAt = Number.NEGATIVE_INFINITY
  let lastHold = -1
  let lastNames = ''
  return store.subscribe((state, before) => {
    const runId = state.rollout?.id ?? null
    const oldId = before.rollout?.id ?? null
    if (state.steps.moving || (state.settings === before.settings && runId === oldId)) return
    const names = changedNames(before.settings, state.settings).filter((name) => !APART.has(name))
    const at = now()
    const close = at - lastAt < PAUSE
    if (names.length > 0) {
      const { hold, steady } = hand()
      const oneHand = hold === lastHold && (steady || close)
      const together = oneHand && names.join() === lastNames && names.every((name) => slides(state.settings[name]))
      lastHold = hold
      lastNames = names.join()
      lastAt = at
      if (!together) push(store, { settings: before.settings, run: oldId })
    } else if (runId !== oldId && isStep(state, oldId, close, changedNames)) {
      lastNames = ''
      push(store, { settings: before.settings, run: oldId })
    }
  })
}

/** Is another run on the stage a step of its own? Not the first, not one that stands in for a failed one, not the end of an act. */
function isStep(
  state: AppState,
  oldId: number | null,
  close: boolean,
  changedNames: SettingsSchema['changedNames'],
): boolean {
  if (oldId === null || !allRollouts(state).some(({ id }) => id === oldId)) return false
  const last = state.steps.past.at(-1)
  if (last?.run !== oldId) return true
  const between = changedNames(last.settings, state.settings).filter((name) => !APART.has(name))
  // Models may have been fetched between the new seed and the first token.
  return !close && between.join() !== 'seed'
}

function push(store: AppStore, step: Step): void {
  store.setState(({ steps }) => ({ steps: { ...steps, past: [...steps.past, step].slice(-MOST_STEPS), future: [] } }))
}

function move(app: App, to: Step, past: readonly Step[], future: readonly Step[]): void {
  const { settings } = app.store.getState()
  const kept = Object.fromEntries([...APART].map((name) => [name, settings[name]]))
  app.store.setState({ steps: { past, future, moving: true } })
  applySettings(app, { settings: { ...to.settings, ...kept }, run: to.run })
  app.store.setState({ steps: { past, future, moving: false } })
}

const present = ({ settings, rollout }: AppState): Step => ({ settings, run: rollout?.id ?? null })

export const UNDO_ACTIONS = {
  undo: action({
    id: 'undo',
    label: mark('Undo'),
    keys: ['Ctrl+z'],
    available: (state) => state.steps.past.length > 0 && !writing(state),
    perform: (app) => {
      const state = app.store.getState()
      const { past, future } = state.steps
      const last = past.at(-1)
      if (last && !writing(state)) move(app, last, past.slice(0, -1), [present(state), ...future])
    },
  }),
  redo: action({
    id: 'redo',
    label: mark('Redo'),
    keys: ['Ctrl+Shift+z', 'Ctrl+y'],
    available: (state) => state.steps.future.length > 0 && !writing(state),
    perform: (app) => {
      const state = app.store.getState()
      const [first, ...rest] = state.steps.future
      if (first && !writing(state)) move(app, first, [...state.steps.past, present(state)], rest)
    },
  }),
} as const
