/** @file What the page knows of training: the run that learns, the earlier ones, and what is going on right now. */
import type { Evaluation, RunInfo, RunSetup, StepReport } from '../../engine/training/types.ts'
import type { Settings } from '../../settings/settings.ts'

/** One student that learned, from its start to where it stands or stood. */
export interface LearningRun {
  readonly id: number
  /** Given by the page, changed by people. */
  readonly name: string
  readonly setup: RunSetup
  /** The page's settings when it began: what a link to it carries. */
  readonly settings: Settings
  readonly info: RunInfo
  /** Ascending, one for each step that was applied. */
  readonly reports: readonly StepReport[]
  /** Ascending, the first at the start. */
  readonly evaluations: readonly Evaluation[]
}

export interface TrainingState {
  /** What the engine does for training. 'pausing': the step in progress is the last. */
  readonly activity: 'idle' | 'opening' | 'measuring' | 'stepping' | 'pausing' | 'rewinding' | 'saving'
  /** While a teacher on a server reads: how many of the step's texts it has read. */
  readonly serverReads: { readonly read: number; readonly of: number } | null
  /** The loop goes on by itself after the step in progress. */
  readonly looping: boolean
  /** Why it stands still although nobody pressed Pause. */
  readonly halted: 'hidden' | null
  readonly run: LearningRun | null
  /** The engine holds the run's weights. False after a crash or another backend: its curves are all that is left. */
  readonly open: boolean
  /** The step whose weights the engine holds; curves beyond it are of a future that was rewound. */
  readonly at: number
  /** Steps that can be rewound to, ascending. */
  readonly checkpoints: readonly number[]
  /** The last step, if it was not applied because a number was not finite. */
  readonly fault: StepReport | null
  /** Earlier runs, the latest last; only their curves are kept. */
  readonly past: readonly LearningRun[]
  /** Frame of the flipbook that is looked at, or null for the latest. */
  readonly frame: number | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly training: TrainingState
  }
}

export const IDLE_TRAINING: TrainingState = {
  activity: 'idle',
  serverReads: null,
  looping: false,
  halted: null,
  run: null,
  open: false,
  at: 0,
  checkpoints: [],
  fault: null,
  past: [],
  frame: null,
}

/** Is the engine at work for the training room? */
export function trainingBusy({ activity }: TrainingState): boolean {
  return activity !== 'idle'
}
