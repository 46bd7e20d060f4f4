/**
 * @file Everything that crosses the worker's border, as plain data. The client sends calls and cancellations, the worker
 * answers each call with any number of progress reports or events and then exactly one result or error. Logits never cross.
 * Tokens are streamed under credit: the client says 'seen' to each, and the worker writes at most one token further than that.
 */

import type { EngineErrorData } from '../engine/errors.ts'
import type { Evaluation, RunInfo, RunSetup, StepReport, TrainedModel } from '../engine/training/types.ts'
import type {
  Backend,
  BackendDifference,
  BackendDifferenceRequest,
  Draw,
  DrawRequest,
  EngineInfo,
  Ghost,
  GhostRequest,
  Inspection,
  InspectRequest,
  LoadProgress,
  ModelInfo,
  Rollout,
  SampleEvent,
  SampleRequest,
  ScoredRollout,
  ScoreRequest,
} from '../engine/types.ts'

/** The calls by name, with what each carries. */
export interface Calls {
  /** The first message: where the models folder lies, as an absolute URL ending in a slash. */
  readonly init: { readonly modelsUrl: string }
  readonly models: object
  readonly start: { readonly backend: Backend | 'auto' }
  readonly load: { readonly model: string }
  /** `stream`: whether the client listens. Without a listener no event is sent, and nothing is waited for. */
  readonly sample: { readonly request: SampleRequest; readonly stream: boolean }
  readonly score: { readonly request: ScoreRequest }
  readonly draw: { readonly request: DrawRequest }
  readonly inspect: { readonly request: InspectRequest }
  readonly ghost: { readonly request: GhostRequest }
  readonly compareBackends: { readonly request: BackendDifferenceRequest }
  readonly unload: { readonly model: string }
  readonly openRun: { readonly setup: RunSetup }
  readonly stepRun: { readonly run: string }
  readonly evaluateRun: { readonly run: string; readonly diversity?: boolean; readonly problems?: number }
  readonly checkpointsOf: { readonly run: string }
  readonly rewindRun: { readonly run: string; readonly step: number }
  readonly saveRun: { readonly run: string }
  readonly adoptRun: { readonly run: string; readonly name: string }
  readonly adoptFile: { readonly bytes: Uint8Array; readonly name: string; readonly like: string }
  readonly closeRun: { readonly run: string }
}

/** What each call resolves with. */
export interface Results {
  readonly init: null
  readonly models: readonly ModelInfo[]
  readonly start: EngineInfo
  readonly load: ModelInfo
  readonly sample: readonly Rollout[]
  readonly score: ScoredRollout
  readonly draw: readonly Draw[]
  readonly inspect: readonly Inspection[]
  readonly ghost: Ghost
  readonly compareBackends: BackendDifference
  readonly unload: null
  readonly openRun: RunInfo
  readonly stepRun: StepReport
  readonly evaluateRun: Evaluation
  readonly checkpointsOf: readonly number[]
  readonly rewindRun: null
  readonly saveRun: Uint8Array
  readonly adoptRun: TrainedModel
  readonly adoptFile: TrainedModel
  readonly closeRun: null
}

export type Method = keyof Calls

/** `requestId` is the client's own, counted up from 1. */
export type CallMessage<M extends Method = Method> = {
  [K in M]: { readonly type: K; readonly requestId: number } & Calls[K]
}[M]

/** Stops the call `target`; it still answers (with its result if that came first). */
export interface CancelMessage {
  readonly type: 'cancel'
  readonly requestId: number
  readonly target: number
}

/** The client has taken in the oldest token event of the call `target` that it had not yet said this of. Has no answer. */
export interface SeenMessage {
  readonly type: 'seen'
  readonly target: number
}

export type ClientMessage = CallMessage | CancelMessage | SeenMessage

export type ResultMessage<M extends Method = Method> = {
  [K in M]: { readonly type: 'result'; readonly requestId: number; readonly method: K; readonly value: Results[K] }
}[M]

export type WorkerMessage =
  | ResultMessage
  | { readonly type: 'progress'; readonly requestId: number; readonly progress: LoadProgress }
  | { readonly type: 'event'; readonly requestId: number; readonly event: SampleEvent }
  | { readonly type: 'error'; readonly requestId: number; readonly error: EngineErrorData }
