/** @file What a trainer is to the exporter: one column of the table, in one object. A framework's trainers stand in one file. */
import type { Asked, ExportPart } from './parts.ts'

export const FRAMEWORK_IDS = [
  ...['trl', 'verl', 'nemo-rl', 'slime', 'kdflow', 'ms-swift', 'tinker', 'areal', 'roll', 'skyrl', 'rllm', 'specforge'],
  ...['llama-factory', 'easyr1', 'agent-lightning'],
] as const
export type FrameworkId = (typeof FRAMEWORK_IDS)[number]

/** As they call themselves. */
export const FRAMEWORK_NAMES: Readonly<Record<FrameworkId, string>> = {
  trl: 'TRL',
  verl: 'verl',
  'nemo-rl': 'NeMo-RL',
  slime: 'slime',
  kdflow: 'KDFlow',
  'ms-swift': 'ms-swift',
  tinker: 'tinker-cookbook',
  areal: 'AReaL',
  roll: 'ROLL',
  skyrl: 'SkyRL',
  rllm: 'rLLM',
  specforge: 'SpecForge',
  'llama-factory': 'LLaMA-Factory',
  easyr1: 'EasyR1',
  'agent-lightning': 'Agent-Lightning',
}

/** A key's value as a configuration writes it. */
export type Setting = string | number | boolean | null | readonly (string | number)[]
/** Keys, nested ones with dots, in the order in which they are written. */
export type Settings = Readonly<Record<string, Setting>>

/** Sizes of the run: the visitor's, with defaults that fit. */
export interface Job {
  /** Hub ids. The teacher is the student where the recipe's teacher is made of it. */
  readonly student: string
  readonly teacher: string
  readonly gpus: number
  readonly steps: number
  /** Times that the problems are gone through, for trainers that count so. */
  readonly epochs: number
  /** Problems of a step. */
  readonly problems: number
  /** Texts of each problem. */
  readonly each: number
  readonly maxPromptTokens: number
  readonly maxTokens: number
  readonly temperature: number
  /** 0 is off. */
  readonly topK: number
  readonly topP: number
  readonly learningRate: number
  readonly seed: number
  /** Where a teacher answers, for trainers that read one from a server. */
  readonly teacherUrl: string
  /** Whether the visitor named that server, where a trainer may have its own engine as well. */
  readonly servedTeacher: boolean
  /** A short name of the run, fit for paths. */
  readonly name: string
  /** Whether a verifier's reward takes part in the loss. */
  readonly rewarded: boolean
  readonly privileged: boolean
}

/** The loss of one token as a trainer computes it, from raw logits; `frozen` are the student's before the step. */
export type CodedLoss = (
  student: readonly number[],
  teacher: readonly number[],
  token: number,
  frozen: readonly number[],
) => number

/** What else a recipe asks of the loss, as far as the trainer has it. */
export interface CodedGiven {
  /** k of the recipe's support, or of the trainer's own where it always has one; cut to the card's few words. */
  readonly k: number
  /** Whether the recipe asks for a top-k support and the trainer has one. */
  readonly topK: boolean
  /** Whether the rest of the mass is one more bucket. */
  readonly bucket: boolean
  readonly temperature: number
}

/**
 * How a trainer gives a part. `yes`: its key means the same. `near`: another number of the same kind, see the note. `code`: only as an
 * argument in Python, which the launcher passes.
 */
export interface Cell {
  readonly fit: 'yes' | 'near' | 'code'
  readonly set?: (values: readonly number[], job: Job) => Settings
  /** What was converted, or what is different. */
  readonly note?: string
  /** The loss as coded there, for the fidelity card. */
  readonly coded?: (values: readonly number[], given: CodedGiven) => CodedLoss
}

/** The price of length where the verifier is a function of ours: it counts words and signs, for it does not see tokens. */
export const LENGTH_IN_REWARD: Cell = {
  fit: 'near',
  note: 'in reward.py, counted in words and signs instead of tokens',
}

/** A problem as it is exported, before a trainer's columns. */
export interface PromptRow {
  readonly prompt: string
  readonly answer: string
  /** What only the teacher is told; null for recipes without a context. */
  readonly privileged: string | null
  /** World, or "own" for the visitor's problems. */
  readonly source: string
  readonly index: number
}

export interface Trainer {
  readonly framework: FrameworkId
  /** The value of `--trainer`; the framework's only one is called like it. */
  readonly id: string
  readonly name: string
  readonly version: string
  /** Of the commit or release that the keys were read from. */
  readonly date: string
  /** The files there that the keys stand in. */
  readonly files: readonly string[]
  /** Every key that the trainer's own options have, as far as the exporter may write them. */
  readonly keys: readonly string[]
  readonly cells: Readonly<Partial<Record<ExportPart, Cell>>>
  /** Keys of the run's sizes. */
  base(job: Job): Settings
  /** What it does differently whatever the recipe. */
  readonly differs: readonly string[]
  /** Why a combination of parts is refused that the cells alone would take; null where it is not. */
  refuses?(asked: readonly Asked[]): string | null
  /** A line of prompts.jsonl. */
  row(row: PromptRow): Readonly<Record<string, unknown>>
  /** Configuration and launcher, by path in the folder. */
  write(settings: Settings, job: Job): Readonly<Record<string, string>>
  /** Whether a larger teacher may answer at an address. */
  readonly asksServers?: boolean
  /** Python that hands the verifier to the trainer; without it the trainer has no place for a reward. */
  readonly reward?: string
  /** Whether it must be given a reward function although the recipe has none. */
  readonly alwaysRewards?: boolean
}
