/** @file The page's whole state, as plain immutable data, and the store that holds it. Nothing here knows of React. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  EngineInfo,
  LoadProgress,
  ModelInfo,
  ProblemRef,
  Rollout,
  RolloutToken,
  SamplingOptions,
  ScoredRollout,
} from '../engine/types.ts'
import type { SideName } from '../features/compare/settings.ts'
import { type DrawState, NO_DRAWS } from '../features/estimators/draws.ts'
import { type Differences, NO_DIFFERENCES } from '../features/inspector/backend-differences.ts'
import { type Inspected, NOTHING_INSPECTED } from '../features/inspector/entry-contributions.ts'
import { type GhostState, NO_GHOST } from '../features/inspector/next-step-prediction.ts'
import { type LessonState, NO_LESSON } from '../features/lessons/state.ts'
import { CLOSED_MUSEUM, type MuseumState } from '../features/museum/state.ts'
import { IDLE_RACE, type RaceState } from '../features/race/state.ts'
import { NO_SHARING, type Sharing } from '../features/share/state.ts'
import { NO_TALK, type TalkState } from '../features/talk/state.ts'
import { IDLE_TRAINING, type TrainingState } from '../features/training/state.ts'
import type { Language } from '../i18n/languages.ts'
import type { Settings } from '../settings/settings.ts'
import { type Measured, NOTHING_MEASURED } from './divergence-values.ts'
import type { ReceiptAsk } from './provenance/provenance.ts'
import type { Fork } from './rollout-tree.ts'
import { NO_READINGS, type Readings } from './score-queries.ts'
import { NO_STEPS, type Steps } from './undo.ts'

/** SHA-256 of models' weights, by model id; models that were trained on the page have none. */
export type ModelHashes = Readonly<Record<string, string>>

/** One scoring of a run under one condition. */
export interface RunScore {
  /** The divergence parameters that it was computed with (see `paramsKey`). */
  readonly params: string
  readonly score: ScoredRollout
  /** Of the student and the teacher that read it. */
  readonly models?: ModelHashes
}

/** One sampled solution and everything that is known of it. Scores are kept by condition, so that a flip costs nothing. */
export interface Run {
  readonly id: number
  readonly origin: 'recorded' | 'live'
  readonly problem: ProblemRef
  readonly student: string
  readonly sampling: SamplingOptions
  /** Grows while the student writes. */
  readonly tokens: readonly RolloutToken[]
  /** Where it left another run, or absent for a run of its own. */
  readonly fork?: Fork
  /** null until the last token. */
  readonly rollout: Rollout | null
  /** By `conditionKey`. */
  readonly scores: Readonly<Record<string, RunScore>>
  /** Of the student that wrote it. */
  readonly models?: ModelHashes
}

export interface EngineState {
  readonly phase: 'idle' | 'starting' | 'loading' | 'ready' | 'cancelled' | 'failed'
  readonly info: EngineInfo | null
  readonly models: readonly ModelInfo[]
  /** Latest progress of every model that was asked for, by id. */
  readonly progress: Readonly<Record<string, LoadProgress>>
}

export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'error'
  readonly message: string
  readonly remedy: string | null
  /** Id of the action that tries again, or null. */
  readonly retry: 'sample' | 'load' | 'rescore' | null
}

export interface AppState {
  readonly settings: Settings
  /** The language that the page is drawn in: follows `settings.language` once its dictionary is here. */
  readonly language: Language
  readonly engine: EngineState
  readonly activity: 'idle' | 'sampling' | 'stopping' | 'scoring'
  /** The run on the stage, or null while the problem stands alone. */
  readonly run: Run | null
  readonly past: readonly Run[]
  readonly future: readonly Run[]
  /** What undo takes back: settings, and which run was on the stage. */
  readonly steps: Steps
  /** What the instruments have measured beyond the scores. */
  readonly measured: Measured
  readonly readings: Readings
  /** Id of the run on each side of the comparison; null for the one on the stage. */
  readonly compared: Readonly<Record<SideName, number | null>>
  /** What the chosen divergence makes of every shown vocabulary entry. */
  readonly inspected: Inspected
  /** The next step at the pinned token. */
  readonly ghost: GhostState
  /** How far this device's backends disagree, as far as it was measured. */
  readonly differences: Differences
  readonly training: TrainingState
  readonly race: RaceState
  readonly drawing: DrawState
  readonly lessons: LessonState
  readonly museum: MuseumState
  readonly talk: TalkState
  /** Token index that follows the pointer or the keyboard's focus, and the one that a click pinned. */
  readonly hovered: number | null
  readonly pinned: number | null
  readonly notices: readonly Notice[]
  readonly helpOpen: boolean
  readonly paletteOpen: boolean
  /** The number whose receipt is open, the page's query at that time, and how copying it went. */
  readonly receipt: { readonly ask: ReceiptAsk; readonly page: string; readonly copied?: 'done' | 'refused' } | null
  readonly sharing: Sharing
  /** The seed field was touched since the last sample, so the next sample takes it as it stands. */
  readonly seedTouched: boolean
  /** Words for the polite live region. */
  readonly announcement: string
}

export type AppStore = StoreApi<AppState>

export const IDLE_ENGINE: EngineState = { phase: 'idle', info: null, models: [], progress: {} }

/** A store at rest with these settings. */
export function createAppStore(settings: Settings): AppStore {
  return createStore<AppState>()(() => ({
    settings,
    language: 'en',
    engine: IDLE_ENGINE,
    activity: 'idle',
    run: null,
    past: [],
    future: [],
    steps: NO_STEPS,
    measured: NOTHING_MEASURED,
    readings: NO_READINGS,
    compared: { a: null, b: null },
    inspected: NOTHING_INSPECTED,
    ghost: NO_GHOST,
    differences: NO_DIFFERENCES,
    training: IDLE_TRAINING,
    race: IDLE_RACE,
    drawing: NO_DRAWS,
    lessons: NO_LESSON,
    museum: CLOSED_MUSEUM,
    talk: NO_TALK,
    hovered: null,
    pinned: null,
    notices: [],
    helpOpen: false,
    paletteOpen: false,
    receipt: null,
    sharing: NO_SHARING,
    seedTouched: false,
    announcement: '',
  }))
}
