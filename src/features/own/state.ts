/** @file What the page knows of models that the visitor brought. */
import type { ModelPlan } from '../../engine/types.ts'

/** Why a folder was not taken. */
export interface Refusal {
  readonly message: string
  readonly remedy: string | null
}

export interface OwnState {
  /** The region is in view although nothing of one's own is on the stage yet. */
  readonly open: boolean
  /** How often somebody asked for a place to bring a model to: the keyboard follows. */
  readonly asked: number
  /** Models that were brought, in that order. */
  readonly plans: readonly ModelPlan[]
  /** Name of the folder that is being looked through, or null. */
  readonly reading: string | null
  readonly refusal: Refusal | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly brought: OwnState
  }
}

export const NOTHING_BROUGHT: OwnState = { open: false, asked: 0, plans: [], reading: null, refusal: null }
