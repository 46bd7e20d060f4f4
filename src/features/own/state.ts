/** @file What the page knows of models that the visitor brought. */

import type { ModelPlan, RenderedPrompt } from '../../engine/types.ts'
import type { Sentence } from '../../message/message.ts'
import type { HubPlan } from './hub/plan.ts'
import type { KeptModel } from './hub/shelf.ts'
import type { Pace } from './pace.ts'
import { NO_SETS, type SetsState } from './sets/state.ts'

/** Why a folder was not taken. */
export interface Refusal {
  readonly message: Sentence
  readonly remedy: Sentence | null
}

export interface HubState {
  /** What is being looked up, or null. */
  readonly asking: string | null
  readonly plan: HubPlan | null
  /** Bytes of what is planned that are here. */
  readonly here: number
  readonly fetching: boolean
  /** Address of the model that was brought from there, as a link names it; null before one was. */
  readonly used: string | null
  /** In this browser. */
  readonly kept: readonly KeptModel[]
}

export interface OwnState {
  /** The region is in view although nothing of one's own is on the stage yet. */
  readonly open: boolean
  /** How often somebody asked for a place to bring a model to: the keyboard follows. */
  readonly asked: number
  /** Models that were brought, in that order. */
  readonly plans: readonly ModelPlan[]
  /** Their cards stand open. */
  readonly unfolded: boolean
  /** Name of the folder that is being looked through, or null. */
  readonly reading: string | null
  readonly refusal: Refusal | null
  /** The prompt as the student reads it, and what it was made of; null until somebody asks. */
  readonly rendered: (RenderedPrompt & { readonly of: string }) | null
  /** What was measured of writing on this device. */
  readonly paces: readonly Pace[]
  readonly hub: HubState
  readonly sets: SetsState
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly brought: OwnState
  }
}

const NO_HUB: HubState = { asking: null, plan: null, here: 0, fetching: false, used: null, kept: [] }

export const NOTHING_BROUGHT: OwnState = {
  open: false,
  asked: 0,
  plans: [],
  unfolded: true,
  reading: null,
  refusal: null,
  rendered: null,
  paces: [],
  hub: NO_HUB,
  sets: NO_SETS,
}
