/**
 * @file Every intent that a person can have on this page, in one table. Buttons, keys and the help sheet all read it, so
 * an intent has one name, one key and one effect wherever it is offered.
 */
import { DIVERGENCES } from '../divergence/registry.ts'
import { worldById } from '../world/registry.ts'
import type { ContextKind, WorldId } from '../world/types.ts'
import { problemRef, sameProblem, wouldRepeat } from './conditions.ts'
import { dismiss } from './notices.ts'
import type { Session } from './session.ts'
import {
  type BackendChoice,
  type GapScale,
  MAX_SEED,
  MAX_TEMPERATURE,
  type Settings,
  THEMES,
  type Theme,
  type Unit,
} from './settings.ts'
import type { AppState, AppStore, Run } from './state.ts'

/** What an action works on. */
export interface App {
  readonly store: AppStore
  readonly session: Session
  /** Unsigned 32-bit randomness for "new seed"; the only chance on the page, and its outcome is shown and kept. */
  readonly randomSeed: () => number
}

export interface Action<A> {
  readonly id: string
  /** Shown on buttons and in the help sheet. */
  readonly label: string
  /** Keys as KeyboardEvent.key, lower case for letters, with "Shift+" in front where it must be held. */
  readonly keys: readonly string[]
  /** Whether it can be done now. Default: always. */
  readonly available?: (state: AppState) => boolean
  readonly perform: (app: App, argument: A) => void
}

const change = (app: App, part: Partial<Settings>): void =>
  app.store.setState(({ settings }) => ({ settings: { ...settings, ...part } }))

/** Shows another problem: the run, if any, goes to the history. */
function changeProblem(app: App, part: Partial<Pick<Settings, 'world' | 'difficulty' | 'problemSeed'>>): void {
  const { settings, run } = app.store.getState()
  const next = { ...settings, ...part }
  if (sameProblem(problemRef(settings), problemRef(next))) return
  app.session.stop()
  app.store.setState(({ past }) => ({
    settings: next,
    run: null,
    past: run ? [...past, run] : past,
    future: [],
    hovered: null,
    pinned: null,
  }))
}

/** Puts a run of the history on the stage, with the settings that made it. */
function restage(app: App, run: Run, past: readonly Run[], future: readonly Run[]): void {
  const { seed, temperature, topK, topP, minP, maxTokens } = run.sampling
  change(app, { ...run.problem, student: run.student, seed, temperature, topK, topP, minP, maxTokens })
  app.store.setState({ run, past, future, hovered: null, pinned: null, seedTouched: false })
  void app.session.rescore()
}

const writing = ({ activity }: AppState): boolean => activity === 'sampling' || activity === 'stopping'

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value))

const action = <A = void>(definition: Action<A>): Action<A> => definition

const seedOf = (value: number): number => clamp(Math.round(value), 0, MAX_SEED)

export const ACTIONS = {
  sample: action({
    id: 'sample',
    label: 'Sample',
    keys: [' '],
    available: (state) => !writing(state),
    perform: (app) => {
      const state = app.store.getState()
      const { seed, seedLocked } = state.settings
      // Pressing Sample twice should show something new; a seed that was locked or typed is meant as it stands.
      if (!seedLocked && !state.seedTouched && wouldRepeat(state))
        change(app, { seed: seed === MAX_SEED ? 0 : seed + 1 })
      void app.session.sample()
    },
  }),
  stop: action({
    id: 'stop',
    label: 'Stop',
    keys: [' '],
    available: ({ activity }) => activity === 'sampling',
    perform: (app) => app.session.stop(),
  }),
  setSeed: action<number>({
    id: 'set-seed',
    label: 'Sampling seed',
    keys: [],
    perform: (app, seed) => {
      change(app, { seed: seedOf(seed) })
      app.store.setState({ seedTouched: true })
    },
  }),
  newSeed: action({
    id: 'new-seed',
    label: 'New sampling seed',
    keys: ['r'],
    perform: (app) => {
      change(app, { seed: app.randomSeed() % 10_000 })
      app.store.setState({ seedTouched: true })
    },
  }),
  toggleSeedLock: action({
    id: 'toggle-seed-lock',
    label: 'Keep the sampling seed',
    keys: ['l'],
    perform: (app) => change(app, { seedLocked: !app.store.getState().settings.seedLocked }),
  }),
  setWorld: action<WorldId>({
    id: 'set-world',
    label: 'World',
    keys: [],
    perform: (app, world) => changeProblem(app, { world, difficulty: worldById(world).difficulty.default }),
  }),
  setDifficulty: action<number>({
    id: 'set-difficulty',
    label: 'Difficulty',
    keys: [],
    perform: (app, difficulty) => {
      const { min, max } = worldById(app.store.getState().settings.world).difficulty
      changeProblem(app, { difficulty: clamp(Math.round(difficulty), min, max) })
    },
  }),
  setProblem: action<number>({
    id: 'set-problem',
    label: 'Problem seed',
    keys: [],
    perform: (app, problemSeed) => changeProblem(app, { problemSeed: seedOf(problemSeed) }),
  }),
  newProblem: action({
    id: 'new-problem',
    label: 'Another problem',
    keys: ['n'],
    perform: (app) => changeProblem(app, { problemSeed: app.randomSeed() % 10_000 }),
  }),
  setTemperature: action<number>({
    id: 'set-temperature',
    label: 'Temperature',
    keys: [],
    perform: (app, temperature) =>
      change(app, { temperature: clamp(Math.round(temperature * 100) / 100, 0, MAX_TEMPERATURE) }),
  }),
  setStudent: action<string>({
    id: 'set-student',
    label: 'Student',
    keys: [],
    perform: (app, student) => {
      const { settings } = app.store.getState()
      // A student that teaches itself goes on doing so.
      change(app, { student, teacher: settings.teacher === settings.student ? student : settings.teacher })
      void app.session.rescore()
    },
  }),
  setTeacher: action<string>({
    id: 'set-teacher',
    label: 'Teacher',
    keys: [],
    perform: (app, teacher) => {
      change(app, { teacher })
      void app.session.rescore()
    },
  }),
  togglePrivileged: action({
    id: 'toggle-privileged',
    label: 'Privileged context',
    keys: ['p'],
    perform: (app) => {
      change(app, { privileged: !app.store.getState().settings.privileged })
      void app.session.rescore()
    },
  }),
  setContext: action<ContextKind>({
    id: 'set-context',
    label: 'Context',
    keys: [],
    perform: (app, context) => {
      change(app, { context })
      void app.session.rescore()
    },
  }),
  setDivergence: action<string>({
    id: 'set-divergence',
    label: 'Divergence',
    keys: [],
    perform: (app, divergence) => change(app, { divergence }),
  }),
  setDivergenceParam: action<{ readonly id: string; readonly param: string; readonly value: number }>({
    id: 'set-divergence-param',
    label: 'Divergence parameter',
    keys: [],
    perform: (app, { id, param, value }) => {
      const { params } = app.store.getState().settings
      const spec = DIVERGENCES.find((divergence) => divergence.id === id)?.params.find((each) => each.id === param)
      if (!spec || Number.isNaN(value)) return
      const { [param]: _old, ...others } = params[id] ?? {}
      const chosen = clamp(value, spec.min, spec.max)
      const values = chosen === spec.default ? others : { ...others, [param]: chosen }
      const { [id]: _before, ...rest } = params
      change(app, { params: Object.keys(values).length > 0 ? { ...rest, [id]: values } : rest })
      void app.session.rescore()
    },
  }),
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
  nextTheme: action({
    id: 'next-theme',
    label: 'Next theme',
    keys: ['t'],
    perform: (app) => {
      const at = THEMES.indexOf(app.store.getState().settings.theme)
      change(app, { theme: THEMES[(at + 1) % THEMES.length] ?? 'auto' })
    },
  }),
  setBackend: action<BackendChoice>({
    id: 'set-backend',
    label: 'Backend',
    keys: [],
    perform: (app, backend) => {
      app.session.stop()
      change(app, { backend })
      void app.session.loader.reset().then(() => app.session.loader.loadChosen())
    },
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
  rescore: action({
    id: 'rescore',
    label: 'Score again',
    keys: [],
    perform: (app) => void app.session.rescore(),
  }),
  previousRun: action({
    id: 'previous-run',
    label: 'Previous rollout',
    keys: ['z'],
    available: (state) => state.past.length > 0 && !writing(state),
    perform: (app) => {
      const { past, future, run } = app.store.getState()
      const last = past.at(-1)
      if (last) restage(app, last, past.slice(0, -1), run ? [run, ...future] : future)
    },
  }),
  nextRun: action({
    id: 'next-run',
    label: 'Next rollout',
    keys: ['Shift+z'],
    available: (state) => state.future.length > 0 && !writing(state),
    perform: (app) => {
      const { past, future, run } = app.store.getState()
      const [first, ...rest] = future
      if (first) restage(app, first, run ? [...past, run] : past, rest)
    },
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
    perform: (app) => app.store.setState({ pinned: null, hovered: null }),
  }),
  toggleHelp: action({
    id: 'toggle-help',
    label: 'Keys and words',
    keys: ['?'],
    perform: (app) => app.store.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
  }),
  dismissNotice: action<number>({
    id: 'dismiss-notice',
    label: 'Dismiss',
    keys: [],
    perform: (app, id) => dismiss(app.store, id),
  }),
} as const

/** Keys 1 to 9 choose the first nine divergences. */
export const DIVERGENCE_KEYS: readonly { readonly key: string; readonly divergence: string }[] = DIVERGENCES.slice(
  0,
  9,
).map(({ id }, i) => ({ key: String(i + 1), divergence: id }))
