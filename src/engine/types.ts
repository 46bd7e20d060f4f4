/**
 * @file What the engine's requests carry. Log-probs are natural logs at temperature 1 over
 * the full vocabulary (the sampling temperature shapes the choice of tokens, never the reported log-probs).
 */

import type { DivergenceOptions } from '../divergence/types.ts'
import type { Sentence } from '../message/message.ts'
import type { ContextKind, Unchecked, Verdict, WorldId } from '../world/types.ts'

/** 'cpu' is onnxruntime-node's native CPU provider. */
export type Backend = 'webgpu' | 'wasm' | 'cpu'

/** A problem by what it is generated from. */
export interface ProblemRef {
  readonly world: WorldId
  readonly difficulty: number
  readonly problemSeed: number
  /** A text from outside the worlds. The problem is then this, and the other fields only tell several of them apart. */
  readonly own?: OwnText
}

/** One message of a chat, as chat templates read them. */
export interface ChatMessage {
  readonly role: string
  readonly content: string
}

/** A prompt from outside the worlds, in one of three forms. */
export type OwnPrompt =
  /** As it is, with the tokenizer's own special tokens around it; `whole`: it brings them itself, as a rendered chat does. */
  | { readonly text: string; readonly whole?: true }
  /** Every token that is fed, special ones included. */
  | { readonly ids: readonly number[] }
  /** Through the model's chat template. */
  | { readonly chat: readonly ChatMessage[] }

/** A prompt as a model is fed it. */
export interface RenderedPrompt {
  readonly text: string
  /** The text of each token, special ones included. */
  readonly tokens: readonly string[]
}

/** How an answer is checked. */
export interface AnswerCheck {
  /** 'number': the last number of the attempt; 'exact': the whole attempt, without the spaces around it. */
  readonly kind: 'number' | 'exact' | 'one-of' | 'contains' | 'pattern'
  /** Several for 'one-of'; a regular expression for 'pattern'. */
  readonly values: readonly string[]
}

/** What a teacher is told. */
export interface OwnNote {
  /** The note alone. */
  readonly text: string
  /** The whole prompt in which it stands. */
  readonly prompt: OwnPrompt
  /** How it came there, with places for {note} and {prompt}; for whoever changes it. */
  readonly template?: string
}

/** A problem of the visitor's own. */
export interface OwnText {
  readonly prompt: OwnPrompt
  /** What a teacher may be told, by kind. */
  readonly notes?: Readonly<Partial<Record<ContextKind, OwnNote>>>
  readonly answer?: AnswerCheck
}

/** How tokens are drawn. */
export interface SamplingOptions {
  readonly seed: number
  /** 0 = greedy. */
  readonly temperature: number
  /** 0 = off. */
  readonly topK: number
  /** 1 = off. */
  readonly topP: number
  /** 0 = off. */
  readonly minP: number
  readonly maxTokens: number
  /** Texts at which it ends; the last token may go beyond. */
  readonly stop?: readonly string[]
}

/** One token of a rollout. */
export interface RolloutToken {
  readonly id: number
  /** Empty for the end-of-text token: the texts joined are the rollout's text (unless a character was split into bytes). */
  readonly text: string
  /** log p_S(token | student prompt, earlier tokens), nats. */
  readonly logpStudent: number
  /** Tokens that an environment wrote are context for both models; they carry no loss. */
  readonly source: 'student' | 'environment'
}

/** How a rollout can end. */
export const FINISHES = ['eos', 'length', 'stopped', 'stop-string'] as const

/** A prompt and the completion that was sampled for it, with the verifier's verdict. */
export interface Rollout {
  readonly problem: ProblemRef
  readonly student: string
  readonly sampling: SamplingOptions
  readonly prompt: string
  readonly text: string
  readonly tokens: readonly RolloutToken[]
  readonly verdict: Verdict | Unchecked
  /**
   * 'eos', or 'stop-string' at one of `sampling.stop`, or 'length' when maxTokens cut it, or 'stopped' by the user. The text before a
   * stop string is what the verdict is about.
   */
  readonly finish: (typeof FINISHES)[number]
  readonly backend: Backend
}

/** Rollouts of one problem by one model. */
export interface SampleRequest {
  readonly model: string
  readonly problem: ProblemRef
  readonly sampling: SamplingOptions
  /** Number of rollouts, sampled as one batch. */
  readonly n: number
  /** The *student's* own context; null in OPD proper. `lab eval --context` uses it to measure the same model with context. */
  readonly context: ContextKind | null
  /** The earlier attempt that `feedback` and its kin speak about. Without it the world makes up a typical one. */
  readonly attempt?: string
  /**
   * The rollout so far, after which the student goes on; what an environment wrote in it is marked. The results hold it and
   * the continuation, events report the continuation alone. With the tokens and the seed of an earlier rollout, the
   * continuation is that rollout's.
   */
  readonly prefix?: readonly Pick<RolloutToken, 'id' | 'source'>[]
}

/** A divergence to be computed at every token. */
export interface DivergenceChoice extends DivergenceOptions {
  /** Key under which the value is reported. */
  readonly key: string
  readonly id: string
  /** 'gradient-norm': the Euclidean norm of d divergence / d student logits, all V of them, instead of the value. */
  readonly report?: 'value' | 'gradient-norm'
}

/** A rollout to be scored by student and teacher. */
export interface ScoreRequest {
  readonly rollout: Rollout
  readonly teacher: string
  /** The teacher's privileged context, or null. `feedback` and its kin speak about this very rollout. */
  readonly context: ContextKind | null
  readonly divergences: readonly DivergenceChoice[]
  /** How many entries of each model's distribution to report. */
  readonly topK: number
}

export interface VocabularyEntry {
  readonly id: number
  readonly text: string
  readonly logpStudent: number
  readonly logpTeacher: number
}

/** What both models make of one token, over the full vocabulary. */
export interface TokenScore {
  readonly logpStudent: number
  readonly logpTeacher: number
  /** logpTeacher - logpStudent, nats: negative where the teacher finds the token less likely. */
  readonly gap: number
  /** Nats. */
  readonly entropyStudent: number
  readonly entropyTeacher: number
  /** 1 = most likely. */
  readonly rankStudent: number
  readonly rankTeacher: number
  /** Union of both models' top-k, most likely under the student first. */
  readonly top: readonly VocabularyEntry[]
  /** Mass outside `top`. */
  readonly tailStudent: number
  readonly tailTeacher: number
  readonly divergences: Readonly<Record<string, number>>
}

/** A rollout's scores. */
export interface ScoredRollout {
  readonly teacher: string
  readonly context: ContextKind | null
  /** The privileged text that the teacher saw, or null. */
  readonly contextText: string | null
  readonly teacherPrompt: string
  /** One for each token of the rollout, in order; environment tokens are scored too and carry no loss. */
  readonly tokens: readonly TokenScore[]
  /**
   * Only where the models' vocabularies are padded to different sizes: every number is over the common entries, both
   * distributions renormalised.
   */
  readonly compared?: { readonly student: number; readonly teacher: number; readonly common: number }
  readonly backend: Backend
}

/** What one divergence makes of every token's distribution, entry by entry. */
export interface InspectRequest {
  readonly rollout: Rollout
  readonly teacher: string
  readonly context: ContextKind | null
  readonly divergence: DivergenceChoice
  /** How many entries of each model's distribution to report. */
  readonly topK: number
}

export interface InspectedEntry extends VocabularyEntry {
  /** What the entry adds to the divergence, in its own unit. */
  readonly contribution: number
  /** d divergence / d the student's logit of the entry, exact, over the full vocabulary: a descent step lowers the logit where it is positive. */
  readonly gradient: number
}

/** One token's divergence, entry by entry. */
export interface Inspection {
  /** Union of both models' top-k and the token that stands there, most likely under the student first. */
  readonly entries: readonly InspectedEntry[]
  /** Sums over all other entries. */
  readonly tail: {
    readonly student: number
    readonly teacher: number
    readonly contribution: number
    readonly gradient: number
  }
}

/** One plain gradient step (no momentum, no clip) on one divergence at one position alone. */
export interface NextStepRequest extends InspectRequest {
  /** Of the token. */
  readonly index: number
  /** Of the step that is taken on a copy of the weights, above 0; null for the prediction alone, which holds for every rate. */
  readonly rate: number | null
}

/** One entry's log-prob now, as predicted, and after a step. */
export interface NextStepEntry {
  readonly id: number
  readonly text: string
  /** log p_S now, nats. */
  readonly logp: number
  /** d log p_S / d rate at rate 0: the first-order prediction after a step is logp + rate * slope. */
  readonly slope: number
  /** log p_S after the step on the copy; null where none was taken. */
  readonly after: number | null
}

/** What one gradient step does to the distribution at a position. */
export interface NextStepPrediction {
  /** The same as an inspection's, in its order. */
  readonly entries: readonly NextStepEntry[]
  /** Of the gradient on all weights. */
  readonly gradientNorm: number
  /** Largest difference between predicted and true log-probs over the full vocabulary, nats; null where no step was taken. */
  readonly error: number | null
}

/** Draws from the student, each read by both models. Draw i is what the student writes with the seed `seed + i`. */
interface DrawOptions {
  readonly teacher: string
  readonly context: ContextKind | null
  /** Of the draws, above 0; every token can be drawn. */
  readonly temperature: number
  readonly seed: number
  readonly n: number
}

export type DrawRequest =
  /** The next token in the place of token `index` of a rollout, again and again: no model writes. */
  | (DrawOptions & {
      readonly scope: 'position'
      readonly rollout: Rollout
      readonly index: number
      /** Every entry of the vocabulary once, in its order, instead of draws: for exact expectations. */
      readonly every?: boolean
    })
  /** Whole rollouts, batched. */
  | (DrawOptions & {
      readonly scope: 'problem'
      readonly student: string
      readonly problem: ProblemRef
      readonly maxTokens: number
    })

/** Nats, summed over the student's tokens of the draw: one at a position. */
export interface EstimatorDraw {
  /** The drawn token; null for a whole rollout. */
  readonly id: number | null
  /** How many of the student's tokens were drawn. */
  readonly tokens: number
  /** log p_S of what was drawn. */
  readonly logp: number
  readonly k1: number
  readonly k2: number
  readonly k3: number
  /** KL(p_S || p_T) over the full vocabulary, at the same positions. */
  readonly exact: number
  /** log p_S - log q: q is the distribution that the draws come from. 0 at temperature 1. */
  readonly logWeight: number
  /**
   * The policy-gradient form of KL(p_S || p_T), differentiated by one number that all tokens share: beta of p_S^(1 + beta),
   * renormalised, at beta = 0. The score of a token is log p_S(y) + H(p_S).
   */
  readonly sharpening: {
    /** Every token's score times the k1 from it on: unbiased. */
    readonly toGo: number
    /** Every token's score times its own k1 (a discount of 0): what a token does to later ones is left out. */
    readonly own: number
    /** The same derivative with every next token summed over the full vocabulary. */
    readonly exact: number
  }
}

/** A rollout to be scored on a second backend as well. */
export interface BackendDifferenceRequest extends Pick<ScoreRequest, 'rollout' | 'teacher' | 'context'> {
  /** The backend that the engine's own is measured against. */
  readonly against: Backend
}

/** How far two backends of this device disagree. */
export interface BackendDifference {
  /** The engine's own, and the one that it was measured against. */
  readonly backends: readonly [own: Backend, against: Backend]
  /** Largest |log p on one - log p on the other| over the full vocabulary, nats, one number a token of the rollout. */
  readonly student: readonly number[]
  readonly teacher: readonly number[]
  /** Entries that were compared at each token. */
  readonly vocabulary: number
  /** The graphics card is played by the processor. */
  readonly software: boolean
}

/** 'trained': made on this page by a training run; 'own': brought by the visitor. */
export type ModelRole = 'student' | 'teacher' | 'specialist' | 'checkpoint' | 'trained' | 'own'

/** A model that can be loaded. */
export interface ModelInfo {
  readonly id: string
  readonly name: string
  readonly role: ModelRole
  readonly parameters: number
  /** Bytes of the file that would be loaded. */
  readonly bytes: number
  readonly sha256: string
  readonly description: Sentence
}

/** A folder that the visitor brings, file by file: where it lies is the browser's secret. */
export interface BroughtFolder {
  /** Under which the engine shall know the model. */
  readonly id: string
  /** As the visitor calls it. */
  readonly name: string
  readonly files: readonly BroughtFile[]
  /** A PEFT adapter that is added to the model's weights. */
  readonly adapter?: { readonly name: string; readonly files: readonly BroughtFile[] }
}

export interface BroughtFile {
  /** Within the folder. */
  readonly path: string
  readonly data: Blob
}

/** What a brought model is and costs, known before a byte of its weights is read. */
export interface ModelPlan {
  readonly info: ModelInfo
  /** `model_type` of its config.json. */
  readonly architecture: string
  readonly layers: number
  /** Entries of its distributions. */
  readonly vocabulary: number
  readonly maxPositions: number
  /** How its weights are stored, such as 'bfloat16'. */
  readonly stored: string
  /** Bytes that it takes once it runs, and those that the backend has for all models together; null where nothing limits them. */
  readonly memory: number
  readonly budget: number | null
  /** It brings a template for messages. */
  readonly chats: boolean
  /** Two models whose tokens mean the same have the same. */
  readonly tokenizer: string
}

/** How far a model has been loaded. Bytes. */
export interface LoadProgress {
  readonly model: string
  readonly phase: 'download' | 'verify' | 'compile' | 'warm-up' | 'ready'
  readonly loaded: number
  readonly total: number
}

export interface BackendMeasurement {
  readonly backend: Backend
  /** Milliseconds for one fixed trial (a scoring pass and a few decode steps); null when it was not measured. */
  readonly milliseconds: number | null
  /** Why it was not measured, in words, or null. */
  readonly reason: Sentence | null
}

/** The backend that was chosen, and why. */
export interface EngineInfo {
  readonly backend: Backend
  readonly threads: number
  /** 'forced' by the query or the user, 'measured' by the short trial, 'only' when there is no other. */
  readonly chosen: 'forced' | 'measured' | 'only'
  readonly measurements: readonly BackendMeasurement[]
}

export type SampleEvent =
  | { readonly type: 'token'; readonly rollout: number; readonly index: number; readonly token: RolloutToken }
  | { readonly type: 'finished'; readonly rollout: number; readonly result: Rollout }
