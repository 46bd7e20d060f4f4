/**
 * @file The page's state, as plain immutable data, and the store that holds it. Features merge their slices into `AppState`. Nothing
 * here knows of React.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { OwnProblems } from '../engine/training/types.ts'
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
import type { ModelHashes } from '../formats/trace.ts'
import type { Language } from '../i18n/languages.ts'
import type { Sentence } from '../message/message.ts'
import type { Settings } from '../settings/settings.ts'

/** One scoring of a run under one condition. */
export interface RolloutScore {
  /** The divergence parameters that it was computed with (see `paramsKey`). */
  readonly params: string
  readonly score: ScoredRollout
  /** Of the student and the teacher that read it. */
  readonly models?: ModelHashes
}

/** Where a rollout left another one. Rollouts are named by id; the history may have forgotten them. */
export interface Fork {
  /** The first rollout of the tree. */
  readonly root: number
  readonly parent: number
  readonly index: number
  /** The token that was forced; the same as `instead` where the student only goes on again. */
  readonly token: RolloutToken
  /** What the parent has there. */
  readonly instead: RolloutToken
}

/** A fork to be made, and all tokens up to the forced one. */
export interface ForkStart {
  readonly fork: Fork
  readonly seed: number
  readonly prefix: readonly RolloutToken[]
}

/** A part of a rollout that trainers' dumps may lack. */
export type DumpPart = 'prompt' | 'completion' | 'reward' | 'ids' | 'student' | 'teacher' | 'distributions'

/** Why no model of this page reads an imported rollout. */
export type Unread = 'no-prompt' | 'no-text' | 'vocabulary' | 'too-long' | 'brought'

/** What a trainer's dump says of a rollout that was written elsewhere. */
export interface ImportedRollout {
  readonly file: string
  readonly trainer: string
  readonly step: number | null
  readonly reward: number | null
  /** Nats, one a token of the record; null where the dump has none for these tokens. */
  readonly student: readonly (number | null)[] | null
  readonly teacher: readonly (number | null)[] | null
  readonly lacks: readonly DumpPart[]
  /** A student on a server wrote it, just now: `trainer` is its name there, and `student` its own log-probs. */
  readonly server?: true
  /** null where the models of this page read it. Then `student` of the record is who reads in the place of who wrote. */
  readonly unread: Unread | null
}

/** One sampled solution and everything that is known of it. Scores are kept by condition, so that a flip costs nothing. */
export interface RolloutRecord {
  readonly id: number
  readonly origin: 'recorded' | 'live'
  readonly problem: ProblemRef
  readonly student: string
  readonly sampling: SamplingOptions
  /** Grows while the student writes. */
  readonly tokens: readonly RolloutToken[]
  /** Where it left another run, or absent for a run of its own. */
  readonly fork?: Fork
  /** Where a trainer wrote it elsewhere. */
  readonly imported?: ImportedRollout
  /** null until the last token, and for an imported one that no model of this page can read. */
  readonly result: Rollout | null
  /** By `conditionKey`. */
  readonly scores: Readonly<Record<string, RolloutScore>>
  /** Of the student that wrote it. */
  readonly models?: ModelHashes
  /** While the student writes: what the teacher has read over its shoulder, from the first token on. Absent before it has read any. */
  readonly reading?: { readonly teacher: string; readonly score: ScoredRollout }
}

/** A recorded rollout that is shown being written once more. */
export interface Rewriting {
  /** Id of the run. */
  readonly run: number
  /** Tokens that stand there, and those of them that the teacher has read. */
  readonly tokens: number
  readonly read: number
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
  readonly message: Sentence
  readonly remedy: Sentence | null
  /** Id of the action that tries again, or null. */
  readonly retry: 'sample' | 'load' | 'rescore' | null
}

/** A list of problems from a file. */
export interface ProblemSet {
  /** Of a shipped one its id, of a file its hash. */
  readonly key: string
  readonly name: string
  readonly problems: OwnProblems
  /** Which of them stands on the stage, from 0, those held out last; null where the visitor has written another. */
  readonly at: number | null
}

/** Everything that the page knows. Features and the store's own parts merge their slices into it by `declare module`. */
export interface AppState {
  readonly settings: Settings
  /** The language that the page is drawn in: follows `settings.language` once its catalogue is here. */
  readonly language: Language
  readonly engine: EngineState
  /** Problems of the visitor's own that runs learn from and are measured on; the one on the stage may be one of them. */
  readonly problemSet: ProblemSet | null
  readonly activity: 'idle' | 'sampling' | 'stopping' | 'scoring'
  /** The run on the stage, or null while the problem stands alone. */
  readonly rollout: RolloutRecord | null
  /** What is on view of the run on the stage while a recording of it plays; null for all of it. */
  readonly rewriting: Rewriting | null
  readonly past: readonly RolloutRecord[]
  readonly future: readonly RolloutRecord[]
  /** Token index that follows the pointer or the keyboard's focus, and the one that a click pinned. */
  readonly hovered: number | null
  readonly pinned: number | null
  readonly notices: readonly Notice[]
  /** The seed field was touched since the last sample, so the next sample takes it as it stands. */
  readonly seedTouched: boolean
  /** Words for the polite live region. */
  readonly announcement: Sentence
}

export type AppStore = StoreApi<AppState>

export const IDLE_ENGINE: EngineState = { phase: 'idle', info: null, models: [], progress: {} }

/** A store at rest with these settings, and with the slices of the features. */
export function createAppStore(settings: Settings, slices: Partial<AppState>): AppStore {
  const core = {
    settings,
    language: 'en',
    engine: IDLE_ENGINE,
    problemSet: null,
    activity: 'idle',
    rollout: null,
    rewriting: null,
    past: [],
    future: [],
    hovered: null,
    pinned: null,
    notices: [],
    seedTouched: false,
    announcement: '',
  } satisfies Partial<AppState>
  // The slices hold every other name of AppState, which is how features merge into it: the compiler cannot count them.
  return createStore<AppState>()(() => ({ ...slices, ...core }) as AppState)
}
