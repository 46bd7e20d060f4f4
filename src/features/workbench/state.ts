/** @file What the page knows of the workbench, beside the recipe itself, which is a setting. */

export interface WorkbenchState {
  /** Which phase is on the bench. */
  readonly phase: number
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly workbench: WorkbenchState
  }
}

export const BARE_BENCH: WorkbenchState = { phase: 0 }
