/**
 * @file Every request that the engine answers, described once: what goes in, what comes back, and how a call is followed
 * and stopped. The engine's interface, the worker's messages, both of the worker's ends and the stand-ins of tests are made
 * from the table, so a new request is one row here and its answer in the engine (or in the trainer).
 */
import type {
  AskServer,
  Evaluation,
  EvaluationExtent,
  ResumedRun,
  RunInfo,
  RunSetup,
  RunSnapshot,
  StepReport,
  TrainedModel,
} from './training/types.ts'
import type {
  Backend,
  BackendDifference,
  BackendDifferenceRequest,
  BroughtFolder,
  DrawRequest,
  EngineInfo,
  EstimatorDraw,
  Inspection,
  InspectRequest,
  LoadProgress,
  ModelInfo,
  ModelPlan,
  NextStepPrediction,
  NextStepRequest,
  OwnPrompt,
  RenderedPrompt,
  Rollout,
  SampleEvent,
  SampleRequest,
  ScoredRollout,
  ScoreRequest,
} from './types.ts'

/** Ways to follow and to stop a call. */
export interface CallOptions {
  /** Aborting it makes the call reject with code 'cancelled'; `sample` resolves with finish 'stopped' instead. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: LoadProgress) => void
  /** A promise that it returns for a token holds the next token back (see `GenerateOptions.onToken`). */
  readonly onEvent?: (event: SampleEvent) => unknown
  /** Asks the teacher on a server, of runs whose setup has one; what it throws ends the call. */
  readonly onTeach?: AskServer
}

/** A row of the table. `Call` has the arguments and the result of the request, without options and promises. */
interface RequestRow<Call extends (...args: never) => unknown, Option extends keyof CallOptions> {
  /** Number of arguments; the options come after them. */
  readonly arity: number
  /** Options that the call takes. */
  readonly options: readonly Option[]
  /** The call gives memory back, so there is nothing to do where no engine was ever started. */
  readonly frees: boolean
  /** Carries the types and is never there. */
  readonly call?: Call
}

type Call = (...args: never) => unknown

/** Neither followed nor stopped. */
const plain = <C extends Call>(arity: number): RequestRow<C, never> => ({ arity, options: [], frees: false })
const freeing = <C extends Call>(arity: number): RequestRow<C, never> => ({ arity, options: [], frees: true })
const stoppable = <C extends Call>(arity: number): RequestRow<C, 'signal'> => ({
  arity,
  options: ['signal'],
  frees: false,
})
/** May fetch files. */
const loading = <C extends Call>(arity: number): RequestRow<C, 'signal' | 'onProgress'> => ({
  arity,
  options: ['signal', 'onProgress'],
  frees: false,
})
/** Reports tokens while it runs. */
const streaming = <C extends Call>(arity: number): RequestRow<C, 'signal' | 'onEvent'> => ({
  arity,
  options: ['signal', 'onEvent'],
  frees: false,
})

/** May ask a teacher on a server. */
const taught = <C extends Call>(arity: number): RequestRow<C, 'signal' | 'onTeach'> => ({
  arity,
  options: ['signal', 'onTeach'],
  frees: false,
})

const MODEL_REQUESTS = {
  models: plain<() => readonly ModelInfo[]>(0),
  /** Chooses the backend. 'auto' may have to download the smallest student to measure with: hence the progress. */
  start: loading<(backend: Backend | 'auto') => EngineInfo>(1),
  load: loading<(model: string) => ModelInfo>(1),
  sample: streaming<(request: SampleRequest) => readonly Rollout[]>(1),
  score: stoppable<(request: ScoreRequest) => ScoredRollout>(1),
  /** Logits stay in the engine: what comes back are the estimators' values. */
  draw: stoppable<(request: DrawRequest) => readonly EstimatorDraw[]>(1),
  /** Contributions and gradients of the shown entries, one inspection a token; no model runs where its logits are kept. */
  inspect: stoppable<(request: InspectRequest) => readonly Inspection[]>(1),
  /** The next gradient step at one position, predicted and (with a rate) taken on a copy; the models themselves never move. */
  predictStep: stoppable<(request: NextStepRequest) => NextStepPrediction>(1),
  /** The same rollout scored on another backend of this device, which is opened for it and given back. */
  compareBackends: stoppable<(request: BackendDifferenceRequest) => BackendDifference>(1),
  unload: freeing<(model: string) => void>(1),
  /** Takes a model in, everything checked but its weights, which nobody has read when this resolves. */
  bring: stoppable<(folder: BroughtFolder) => ModelPlan>(1),
  /** A prompt of the visitor's own as a model is fed it. Reads no weights of a model that was brought. */
  render: stoppable<(model: string, prompt: OwnPrompt) => RenderedPrompt>(2),
  /** Forgets a model that was brought. */
  dismiss: freeing<(model: string) => void>(1),
}

/**
 * A training run is opened, stepped, measured, rewound, saved and closed. Whoever calls `stepRun` drives the loop, so
 * pausing is not calling, and a stop takes effect within one step.
 */
const TRAINING_REQUESTS = {
  /** Compiles the recipe and prepares its sessions. Loads what it needs. */
  openRun: stoppable<(setup: RunSetup) => RunInfo>(1),
  /** One step: sample, verify, contexts, score, gradient. An aborted signal ends it between tokens; nothing is applied then. */
  stepRun: taught<(run: string) => StepReport>(1),
  /** Measures the weights as they are. Changes nothing. */
  evaluateRun: stoppable<(run: string, extent?: EvaluationExtent) => Evaluation>(2),
  /** Steps of the checkpoints that are kept, ascending; 0 is the start. */
  checkpointsOf: plain<(run: string) => readonly number[]>(1),
  /** Puts weights, optimizer and counters back to a checkpoint. The steps after it will be the same again. */
  rewindRun: plain<(run: string, step: number) => void>(2),
  /** Everything that the steps so far have changed, for `resumeRun`. Changes nothing. */
  snapshotRun: plain<(run: string) => RunSnapshot>(1),
  /** Opens a run where another one stood: the steps after it will be those that it would have taken. */
  resumeRun: stoppable<(setup: RunSetup, from: RunSnapshot) => ResumedRun>(2),
  /** The weights as they are, as a safetensors file with Hugging Face names. */
  saveRun: plain<(run: string) => Uint8Array>(1),
  /** The adapter of a run that trains one, as PEFT's adapter_model.safetensors. */
  saveAdapter: plain<(run: string) => Uint8Array>(1),
  /** Makes the weights as they are a model that every other call can use, under an id of its own. */
  adoptRun: plain<(run: string, name: string) => TrainedModel>(2),
  /** The same from a safetensors file of `saveRun`; the architecture is that of the model `like`. */
  adoptFile: plain<(bytes: Uint8Array, name: string, like: string) => TrainedModel>(3),
  /** Frees everything of the run. */
  closeRun: freeing<(run: string) => void>(1),
}

/** All rows by name. */
export const REQUESTS = { ...MODEL_REQUESTS, ...TRAINING_REQUESTS }

type RequestTable = typeof REQUESTS
export type RequestName = keyof RequestTable

type CallOf<K extends RequestName> = RequestTable[K] extends RequestRow<infer C, keyof CallOptions> ? C : never
type OptionOf<K extends RequestName> = RequestTable[K]['options'][number]

/** What a request is given, in order. */
export type RequestArguments<K extends RequestName> = Parameters<CallOf<K>>

/** What it resolves with. */
export type RequestResult<K extends RequestName> = ReturnType<CallOf<K>>

/** Some requests as methods. Every one rejects with an EngineError (see errors.ts). */
export type RequestMethods<K extends RequestName = RequestName> = {
  [N in K]: (...call: [...RequestArguments<N>, options?: Pick<CallOptions, OptionOf<N>>]) => Promise<RequestResult<N>>
}

/** The part of the engine that trains. */
export interface TrainingEngine extends RequestMethods<keyof typeof TRAINING_REQUESTS> {}

/** The engine, the same in Node and behind the worker. */
export interface Engine extends RequestMethods {
  /** Ends everything and frees its memory. The next call starts anew. */
  dispose(): Promise<void>
}

/** How requests are answered that arrive as a name and a list of arguments. */
export type Answer<K extends RequestName = RequestName> = <N extends K>(
  name: N,
  args: RequestArguments<N>,
  options: CallOptions,
) => Promise<RequestResult<N>>

/** RequestMethods as methods which all hand their calls on to one function. */
function methodsOf<K extends RequestName>(table: Record<K, unknown>, answer: Answer<K>): RequestMethods<K> {
  const methods: Partial<RequestMethods<K>> = {}
  for (const name of Object.keys(table) as K[]) {
    const { arity } = REQUESTS[name]
    methods[name] = (...call) => {
      const args = call.slice(0, arity) as RequestArguments<K>
      return answer(name, args, (call[arity] as CallOptions | undefined) ?? {})
    }
  }
  return methods as RequestMethods<K>
}

/** All requests, handed on to one function. */
export const allRequests = (answer: Answer): RequestMethods => methodsOf(REQUESTS, answer)

/** The training requests, handed on to one function. */
export const trainingRequests = (answer: Answer<keyof TrainingEngine>): TrainingEngine =>
  methodsOf(TRAINING_REQUESTS, answer)

/** Asks one request of whoever has it as a method: the way back from name and arguments to a call. */
export function ask<All extends RequestName, K extends All>(
  methods: RequestMethods<All>,
  name: K,
  args: RequestArguments<K>,
  options: CallOptions,
): Promise<RequestResult<K>> {
  const padded = Array.from({ length: REQUESTS[name].arity }, (_, i) => args[i])
  const method = methods[name] as (...call: readonly unknown[]) => Promise<RequestResult<K>>
  return method(...padded, options)
}
