/** @file Which rollouts Compare shows. */
import type { SideName } from './settings.ts'

/** Id of the rollout on each side; null for the one on the stage. */
export type Compared = Readonly<Record<SideName, number | null>>

declare module '../../store/state.ts' {
  interface AppState {
    readonly compared: Compared
  }
}

export const NOTHING_COMPARED: Compared = { a: null, b: null }
