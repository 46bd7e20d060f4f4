/** @file What a training run is given and what it reports. The calls stand with the engine's other requests (`requests.ts`). */
import type { Sentence } from '../../message/message.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import type { LoraConfig } from '../../network/config.ts'
import type { Unchecked, Verdict, WorldId } from '../../world/types.ts'
import type { OwnText, ProblemRef, Rollout, SamplingOptions } from '../types.ts'

/** Everything that a training run follows from. */
export interface RunSetup {
  readonly recipe: Recipe
  /** Model whose weights the run starts from. */
  readonly student: string
  /** The larger model, for recipes that name none; for recipes without a teacher it still measures. */
  readonly teacher: string
  readonly world: WorldId
  readonly difficulty: number
  /** Of everything random in the run: problems, samples, coins. */
  readonly seed: number
  /** Length of the run that schedules and phases refer to. A run may go on after it, at its end values. */
  readonly steps: number
  /** Completions a step learns from. Problems a step = this / completions a problem, at least 1. */
  readonly rolloutsPerStep: number
  readonly learningRate: number
  /** Of the student's training rollouts, where the recipe does not say otherwise. Greedy is not allowed. */
  readonly temperature: number
  readonly maxTokens: number
  readonly heldOut: HeldOut
  /**
   * The teacher is on a server, which is asked for so many of the likeliest words, through the step's `onTeach`. `teacher` then only
   * measures. Neither address nor key stands here: a setup is kept, and shown.
   */
  readonly served?: { readonly model: string; readonly topK: number }
  /** Problems of the visitor's own instead of the world's. */
  readonly own?: OwnProblems
  /** Only a low-rank adapter trains; the model itself stays as it is. */
  readonly lora?: LoraConfig
  /** A checkpoint every so many steps, and how many are kept (the oldest go first, the start stays). */
  readonly checkpoints: { readonly every: number; readonly keep: number }
}

/** A text that a teacher on a server reads: ids of prompt and completion, and where the latter begins. */
export interface ServedText {
  readonly ids: readonly number[]
  readonly from: number
}

/** What it says of one position, log-probs in nats at temperature 1. */
export interface ServedPosition {
  /** Of the token that stands there; null where the server did not say. */
  readonly own: number | null
  /** The likeliest words, likeliest first. */
  readonly top: readonly (readonly [id: number, logProb: number])[]
}

/** Asks the server about texts; of each all positions from `from` on come back. */
export type AskServer = (texts: readonly ServedText[]) => Promise<readonly (readonly ServedPosition[])[]>

/** What `evaluateRun` measures on: problems firstSeed, firstSeed + 1, ... of the run's world and difficulty. */
export interface HeldOut {
  readonly firstSeed: number
  readonly problems: number
  /** The problem of the flipbook, and how it is sampled. */
  readonly pinned: { readonly problemSeed: number; readonly own?: OwnText; readonly sampling: SamplingOptions }
}

/** Neither list is empty; but for a single text, no problem stands in both. A text is a problem packed by `packProblem`. */
export interface OwnProblems {
  readonly train: readonly (OwnText | string)[]
  readonly heldOut: readonly (OwnText | string)[]
  /** Where given, what is text is read as a person's message in a chat, behind this system text ('' for none). */
  readonly system?: string
}

export interface RunInfo {
  readonly run: string
  readonly parameters: number
  /** Of them, those of the adapter that trains; absent where all do. */
  readonly trained?: number
  readonly teacherParameters: number
  /** Milliseconds that the training graph of the first phase took to build and serialize, and to open. */
  readonly buildMs: number
  readonly openMs: number
}

/** Milliseconds. */
export interface PhaseTimes {
  readonly sample: number
  readonly score: number
  readonly step: number
}

/** Sums since the run's start. */
export interface Spent {
  readonly studentTokens: number
  readonly teacherTokens: number
  readonly flops: number
  readonly seconds: number
}

/** Means over the step's rows or completions, before its gradient step. null where they cannot be computed. */
export interface StepMeasures {
  /** nats a token, over the full vocabulary. */
  readonly forwardKl: number | null
  readonly reverseKl: number | null
  readonly tvd: number | null
  readonly studentEntropy: number
  /** Mean number of tokens of the completions. */
  readonly length: number
  /** Share of right completions among the student's; null when it sampled none. */
  readonly right: number | null
  /** Share of rows that a weight or gate did not set to 0, over all terms. */
  readonly kept: number
}

/** A step that was not applied because something was not a finite number. */
export interface NonFiniteReport {
  /** Which term of the loss, by index; null when only the gradient was not finite. */
  readonly term: number | null
  /** The token's text, its place in its completion and the completion's text; null when no single token is to blame. */
  readonly token: { readonly text: string; readonly index: number; readonly rollout: string } | null
  readonly message: Sentence
}

/** What one step did. The field names are those of recorded traces. */
export interface StepReport {
  /** 1 for the first step. */
  readonly step: number
  readonly phase: string
  /** nats, with the recipe's own denominators. */
  readonly loss: number
  /** The terms of the loss, in the recipe's order. */
  readonly terms: readonly number[]
  /** Before the clip to global norm 1. */
  readonly gradientNorm: number
  readonly texts: number
  readonly rows: number
  readonly measures: StepMeasures
  readonly milliseconds: PhaseTimes
  readonly spent: Spent
  /** Not null when the step was not applied; the weights are as before it. */
  readonly fault: NonFiniteReport | null
}

/** A measured proportion. */
export interface Proportion {
  readonly share: number
  /** 95 % Wilson interval. */
  readonly interval: readonly [number, number]
  readonly n: number
}

/** The pinned problem's rollout: one frame of the flipbook. */
export interface PinnedRollout {
  readonly tokens: readonly { readonly text: string; readonly gap: number | null; readonly logp: number }[]
  readonly status: Rollout['verdict']['status']
}

/** Turns, and how many of them were wrong. */
export type TurnTally = readonly [turns: number, wrong: number]

/** Wrong turns at the run's temperature, in a world of turns. */
export interface TurnMistakes {
  /** By turn, first to last: on texts of these weights. */
  readonly own: readonly TurnTally[]
  /** By turn, each taken behind the turns of a careful writer. */
  readonly led: readonly TurnTally[]
  /** Of `own`: until the first wrong turn, that one counted in. */
  readonly before: TurnTally
  /** Of `own`: after the first wrong turn. */
  readonly behind: TurnTally
}

/** What the weights can do on the held-out problems. The field names are those of recorded traces. */
export interface Evaluation {
  readonly step: number
  readonly greedy: Proportion
  /** One sample a problem at the run's temperature. */
  readonly sampled: Proportion
  /** Mean tokens of the greedy rollouts. */
  readonly length: number
  /**
   * nats a token against the recipe's teacher (for recipes without one: the run's teacher model), on completions that the
   * start weights sampled for the held-out problems; the same ones throughout the run.
   */
  readonly forwardKl: number
  readonly reverseKl: number
  readonly tvd: number
  /** Speculative acceptance rate, 1 - TV. */
  readonly acceptance: number
  readonly studentEntropy: number
  /** Mean gap log p_T - log p_S of the sampled rollouts by token position (their own rollouts, so errors compound). */
  readonly gapByPosition: readonly number[]
  /** Distinct right solutions among 16 samples of each of a few problems, mean; null when it was not asked for. */
  readonly distinctRight: number | null
  /** Wrong turns, where the world judges them and it was asked for. */
  readonly turns?: TurnMistakes
  /** ||w - w0|| / ||w0|| of each layer. */
  readonly movement: readonly { readonly layer: string; readonly share: number }[]
  readonly frame: PinnedRollout
  readonly spent: Spent
}

/** How much of the held-out set an evaluation looks at. */
export interface EvaluationExtent {
  /** Also draw 16 samples of each of 8 problems for `distinctRight`, and in a world of turns count the wrong ones (`turns`). */
  readonly diversity?: boolean
  /** Only the first so many held-out problems; default all. */
  readonly problems?: number
}

/** What was written earlier in a run, and for which problems: see `RolloutBuffers`. A problem follows from its reference. */
export interface KeptBuffers {
  readonly once: readonly (readonly [key: string, completions: readonly KeptCompletion[]])[]
  readonly replay: readonly (readonly [draw: string, entries: readonly KeptPrompt[]])[]
  readonly adaptiveShare: number
}

export interface KeptPrompt {
  readonly ref: ProblemRef
  readonly completions: readonly KeptCompletion[]
}

/** A completion as the sampler made it. */
export interface KeptCompletion {
  readonly draw: string
  readonly promptIndex: number
  readonly tokens: readonly {
    readonly id: number
    readonly logp: number
    readonly learn: boolean
    readonly refused?: boolean
  }[]
  readonly text: string
  readonly verdict: Verdict | Unchecked
  readonly reward: number
  readonly firstWrong: number | null
  readonly behind?: readonly number[]
}

/** A model of a run that stands in no manifest: it was made here. The shipped model that it was made from has its architecture. */
export interface KeptModel {
  readonly base: string
  readonly name: string
}

/**
 * All of a run that its steps change, as plain numbers: it outlives the device, the engine and the page. A run that is
 * resumed from it takes the steps that it would have taken.
 */
export interface RunSnapshot {
  /** Steps done. */
  readonly step: number
  /** Of the optimizer. */
  readonly updates: number
  readonly spent: Spent
  readonly validationLoss: number | null
  readonly buffers: KeptBuffers
  /** Where student and teacher were made here; null for models of the manifest. */
  readonly student: KeptModel | null
  readonly teacher: KeptModel | null
  /**
   * float32 [parameters] each: `params`, `moment1`, `moment2`, `start`, the snapshots that the run holds by name, and `teacher`
   * [the teacher's parameters] where that was made here.
   */
  readonly vectors: Readonly<Record<string, Float32Array<ArrayBuffer>>>
}

/** A run that goes on. Its setup names the models as this engine knows them: those that were made here have new ids. */
export interface ResumedRun {
  readonly info: RunInfo
  readonly setup: RunSetup
}

export interface TrainedModel {
  /** Id under which every other call knows it. */
  readonly model: string
  readonly name: string
}
