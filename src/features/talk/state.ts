/** @file What the page knows of the talk: the cues, the panel in which they are made, and the show that is on. */

import { EMPTY_TALK, type Region, type Talk } from '../../formats/talk.ts'
import { type BetState, NO_BETS } from './bets.ts'
import type { RoomState } from './room.ts'

/** The show on the stage. */
export interface PresentationState {
  /** Index of the cue; a talk without cues shows the page as it stands. */
  readonly at: number
  /** How many of the cue's reveals have been made. */
  readonly step: number
  /** When the cue came up, by the clock in milliseconds; null where it is only drawn. */
  readonly since: number | null
  readonly black: boolean
  /** Which chart of the instrument fills the screen, from 1; null for none. */
  readonly filled: number | null
  /** The region in the light; null for all of them. */
  readonly lit: Region | null
  readonly laser: boolean
  /** Digits of the cue to jump to, as typed so far. */
  readonly jump: string
  /** The cue's action is under way. */
  readonly busy: boolean
  /** Why the recording stands in for the device, or null while it does not. */
  readonly replay: 'failed' | 'late' | null
  /** What went wrong, for the speaker alone; null while nothing did. */
  readonly trouble: string | null
}

/** The speaker's stop watch: it ran for so long before, and runs since then, milliseconds; null while it stands. */
export interface Timer {
  readonly before: number
  readonly since: number | null
}

/** Milliseconds on the stop watch. */
export function elapsed({ before, since }: Timer, now: number): number {
  return before + (since === null ? 0 : Math.max(0, now - since))
}

/** A cue on paper. */
export interface HandoutPage {
  readonly id: string
  readonly title: string
  readonly notes: string
  /** Address of its picture. */
  readonly picture: string
}

export interface TalkState {
  readonly talk: Talk
  /** Talks before the last edits, the latest last. */
  readonly before: readonly Talk[]
  /** The talk that made way for one that was opened, or null. */
  readonly earlier: Talk | null
  readonly panelOpen: boolean
  /** Id of the cue that is edited, or null. */
  readonly editing: string | null
  readonly presentation: PresentationState | null
  /** The speaker's window. 'blocked': the browser did not open it, so the notes stand on the stage. */
  readonly notes: 'closed' | 'open' | 'blocked'
  readonly timer: Timer
  /** Milliseconds of each cue so far, by its id, while the talk is rehearsed with the clock; null while it is not. */
  readonly practice: Readonly<Record<string, number>> | null
  /** The pages of the handout, while it lies over the page. */
  readonly handout: readonly HandoutPage[] | null
  /** Which cue is being recorded, from 1, and of how many; null while none is. */
  readonly rehearsal: { readonly at: number; readonly of: number } | null
  readonly bets: BetState
  /** The bet that is out on the phones of the room, or null. */
  readonly room: RoomState | null
  /** The board of the bets is open: on the stage, or over the page. */
  readonly betting: boolean
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly talk: TalkState
  }
}

export const NO_TALK: TalkState = {
  talk: EMPTY_TALK,
  before: [],
  earlier: null,
  panelOpen: false,
  editing: null,
  presentation: null,
  notes: 'closed',
  timer: { before: 0, since: null },
  practice: null,
  handout: null,
  rehearsal: null,
  bets: NO_BETS,
  room: null,
  betting: false,
}

export const CURTAIN_UP: PresentationState = {
  at: 0,
  step: 0,
  since: null,
  black: false,
  filled: null,
  lit: null,
  laser: false,
  jump: '',
  busy: false,
  replay: null,
  trouble: null,
}
