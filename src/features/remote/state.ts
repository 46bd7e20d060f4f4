/** @file What the page knows of a teacher on a server. Its key is not here: it lies in the service, in memory alone. */

import type { Trouble } from '../../remote/remote-error.ts'
import type { ServerKind } from '../../remote/wire.ts'
import type { ReadingRow } from '../../stage/reading-axis.tsx'

export interface RemoteForm {
  readonly url: string
  readonly model: string
  readonly kind: ServerKind
  /** Likeliest words that are asked for at every token. */
  readonly topK: number
}

export interface RemoteReading {
  /** The rollout that was read. */
  readonly rollout: number
  readonly model: string
  readonly topK: number
  readonly tokens: readonly string[]
  readonly rows: readonly ReadingRow[]
  /** Mean over the tokens whose log-prob the server gave; null where it gave none. */
  readonly meanGap: number | null
  readonly known: number
  /** Divergences of which a top-k says nothing, by id. */
  readonly unbounded: readonly string[]
  /** Largest mass of the words that the server did not name. */
  readonly tail: number
}

export interface RemoteState {
  readonly form: RemoteForm
  readonly phase: 'rest' | 'checking' | 'scoring'
  /** What the last check found; null: nothing was asked yet, or all is well. */
  readonly trouble: { readonly kind: Trouble; readonly message: string } | null
  /** The teacher passed the check. */
  readonly good: boolean
  readonly reading: RemoteReading | null
  /** Somebody asked for the panel and has not seen it yet. */
  readonly wanted: boolean
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly remote: RemoteState
  }
}

export const NO_REMOTE: RemoteState = {
  form: { url: '', model: '', kind: 'vllm', topK: 20 },
  phase: 'rest',
  trouble: null,
  good: false,
  reading: null,
  wanted: false,
}
