/** @file What the page knows of a teacher on a server. Its key is not here: it lies in the service, in memory alone. */

import type { Trouble } from '../../remote/remote-error.ts'
import type { ServerKind } from '../../remote/wire.ts'
import type { ReadingRow } from '../../stage/reading-axis.tsx'

export interface ServerForm {
  readonly url: string
  readonly model: string
  readonly kind: ServerKind
}

export interface RemoteForm extends ServerForm {
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

/** How a conversation with a server goes. */
export interface Told {
  /** `scoring`: it passed the check, and is asked now. */
  readonly phase: 'rest' | 'checking' | 'scoring'
  /** What the last check found; null: nothing was asked yet, or all is well. */
  readonly trouble: { readonly kind: Trouble; readonly message: string } | null
  /** It passed the check. */
  readonly good: boolean
}

export interface RemoteState extends Told {
  readonly form: RemoteForm
  readonly reading: RemoteReading | null
  /** Somebody asked for the panel and has not seen it yet. */
  readonly wanted: boolean
}

export interface RemoteStudentState extends Told {
  readonly form: ServerForm
  /** Its fields are shown. */
  readonly open: boolean
  /** What it wrote last, where no model here has its tokens. */
  readonly foreign: string | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly remote: RemoteState
    readonly remoteStudent: RemoteStudentState
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

export const NO_REMOTE_STUDENT: RemoteStudentState = {
  ...{ form: { url: '', model: '', kind: 'vllm' }, open: false, foreign: null },
  ...{ phase: 'rest', trouble: null, good: false },
}
