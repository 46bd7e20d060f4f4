/** @file The requests that the engine answers. */
import type { TrainingEngine } from './training/types.ts'
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
} from './types.ts'

/** Every method rejects with an EngineError (see errors.ts); abort by signal rejects with code 'cancelled', except `sample`, which resolves with finish 'stopped'. */
export interface Engine extends TrainingEngine {
  models(): Promise<readonly ModelInfo[]>
  /** Chooses the backend. 'auto' may have to download the smallest student to measure with: hence the progress. */
  start(options: {
    readonly backend: Backend | 'auto'
    onProgress?: (progress: LoadProgress) => void
  }): Promise<EngineInfo>
  load(
    model: string,
    options?: { signal?: AbortSignal; onProgress?: (progress: LoadProgress) => void },
  ): Promise<ModelInfo>
  /** A promise that `onEvent` returns for a token holds the next token back (see `GenerateOptions.onToken`). */
  sample(
    request: SampleRequest,
    options?: { signal?: AbortSignal; onEvent?: (event: SampleEvent) => unknown },
  ): Promise<readonly Rollout[]>
  score(request: ScoreRequest, options?: { signal?: AbortSignal }): Promise<ScoredRollout>
  /** Logits stay here: what comes back are the estimators' values. */
  draw(request: DrawRequest, options?: { signal?: AbortSignal }): Promise<readonly Draw[]>
  /** Contributions and gradients of the shown entries, one inspection a token; no model runs where its logits are kept. */
  inspect(request: InspectRequest, options?: { signal?: AbortSignal }): Promise<readonly Inspection[]>
  /** The next step at one position, predicted and (with a rate) taken on a copy; the models themselves never move. */
  ghost(request: GhostRequest, options?: { signal?: AbortSignal }): Promise<Ghost>
  /** The same rollout read on another backend of this device, which is opened for it and given back. */
  compareBackends(request: BackendDifferenceRequest, options?: { signal?: AbortSignal }): Promise<BackendDifference>
  unload(model: string): Promise<void>
  dispose(): Promise<void>
}
