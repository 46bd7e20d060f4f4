/**
 * @file Everything that crosses the worker's border, as plain data. The client sends calls and cancellations, the worker
 * answers each call with any number of progress reports or events and then exactly one result or error. Logits never cross.
 * Tokens are streamed under credit: the client confirms each with 'seen', and the worker writes at most one token further.
 */
import type { EngineErrorData } from '../engine/errors.ts'
import type { RequestArguments, RequestName, RequestResult } from '../engine/requests.ts'
import type { ServedPosition, ServedText } from '../engine/training/types.ts'
import type { LoadProgress, SampleEvent } from '../engine/types.ts'

/** The first message: where the models folder lies, as an absolute URL ending in a slash. Answered like a call. */
export interface InitMessage {
  readonly type: 'init'
  readonly requestId: number
  readonly modelsUrl: string
}

/** A request by its name in the engine's table. `requestId` is the client's own, counted up from 1. */
export type CallMessage<K extends RequestName = RequestName> = {
  [N in K]: {
    readonly type: N
    readonly requestId: number
    readonly args: RequestArguments<N>
    /** The client listens to events. Without a listener no event is sent, and nothing is waited for. */
    readonly stream: boolean
  }
}[K]

/** Stops the call `target`; it still answers (with its result if that came first). */
export interface CancelMessage {
  readonly type: 'cancel'
  readonly requestId: number
  readonly target: number
}

/** The client has processed the oldest token event of the call `target` that it had not yet confirmed. Has no answer. */
export interface SeenMessage {
  readonly type: 'seen'
  readonly target: number
}

/** What a teacher on a server says of the texts of the call's 'teach'. One that cannot be asked ends the call by 'cancel'. Has no answer. */
export interface TaughtMessage {
  readonly type: 'taught'
  readonly target: number
  readonly answers: readonly (readonly ServedPosition[])[]
}

export type ClientMessage = InitMessage | CallMessage | CancelMessage | SeenMessage | TaughtMessage

export type ResultMessage<K extends RequestName = RequestName> = {
  [N in K]: {
    readonly type: 'result'
    readonly requestId: number
    readonly method: N
    readonly value: RequestResult<N>
  }
}[K]

export type WorkerMessage =
  | ResultMessage
  | { readonly type: 'result'; readonly requestId: number; readonly method: 'init'; readonly value: null }
  | { readonly type: 'progress'; readonly requestId: number; readonly progress: LoadProgress }
  | { readonly type: 'event'; readonly requestId: number; readonly event: SampleEvent }
  /** The page alone can ask a server: the worker waits for 'taught'. */
  | { readonly type: 'teach'; readonly requestId: number; readonly texts: readonly ServedText[] }
  | { readonly type: 'error'; readonly requestId: number; readonly error: EngineErrorData }
