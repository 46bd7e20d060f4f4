/** @file What the page knows of an imported run. */
import type { RunIndex } from '../../imports/run-index.ts'

/** The run as far as it has been read: another object whenever the index, which grows in place, has grown. */
export interface ImportedRun {
  readonly index: RunIndex
}

export interface ImportsState {
  /** 'cancelled': what was read until then stays. */
  readonly phase: 'none' | 'reading' | 'cancelled' | 'whole'
  readonly run: ImportedRun | null
  /** Bytes. */
  readonly read: number
  readonly total: number
  /** Names of the files, where they are few. */
  readonly files: number
  /** The rollout that is looked at, by its number; null for none. */
  readonly opened: number | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly imports: ImportsState
  }
}

export const NO_IMPORT: ImportsState = { phase: 'none', run: null, read: 0, total: 0, files: 0, opened: null }
