/**
 * @file A run on the shelf: how its curves and where it stands are written, and read back by whichever version of the page comes next.
 * The numbers of its weights lie beside it, as the shelf keeps them.
 */
import type { Evaluation, RunInfo, RunSetup, RunSnapshot, StepReport } from '../../../engine/training/types.ts'
import type { Entry, Vectors } from '../../../store/kept/database.ts'
import type { LearningRun } from '../state.ts'
import type { RunOffer } from './state.ts'

export const RUN_KIND = 'run'

/** Counted up when what is kept changes its meaning. Others are left where they are: their own version may come back. */
const FORMAT = 1

/** One run's curves and flipbook. */
export interface StoredRun {
  readonly name: string
  readonly setup: RunSetup
  /** The page's settings when it began, as an address says them. */
  readonly query: string
  readonly info: RunInfo
  readonly reports: readonly StepReport[]
  readonly evaluations: readonly Evaluation[]
}

export interface KeptTraining {
  readonly format: typeof FORMAT
  /** When the run began, milliseconds of the clock. */
  readonly began: number
  /** The step whose weights lie beside. */
  readonly at: number
  /** null after a reset. */
  readonly run: StoredRun | null
  readonly past: readonly StoredRun[]
  /** All of the engine's run but its vectors; null without a run. */
  readonly snapshot: Omit<RunSnapshot, 'vectors'> | null
}

export function keptTraining(parts: Omit<KeptTraining, 'format'>): KeptTraining {
  return { format: FORMAT, ...parts }
}

export function storedRun({ name, setup, info, reports, evaluations }: LearningRun, query: string): StoredRun {
  return { name, setup, query, info, reports, evaluations }
}

/** What lies there, if this version of the page can read it. */
export function readKept(record: unknown): KeptTraining | null {
  const kept = record as Partial<KeptTraining> | null
  const whole =
    typeof kept === 'object' &&
    kept?.format === FORMAT &&
    Array.isArray(kept.past) &&
    (kept.run ? kept.snapshot !== null : kept.past.length > 0)
  return whole ? (kept as KeptTraining) : null
}

/** The engine's run, whole again. */
export function snapshotOf({ snapshot }: KeptTraining, vectors: Vectors): RunSnapshot | null {
  return snapshot && { ...snapshot, vectors }
}

export function offerOf({ key, record }: Entry, own: boolean): RunOffer | null {
  const kept = readKept(record)
  if (!kept) return null
  const { run, began, at, past } = kept
  return {
    key,
    own,
    recipe: run?.setup.recipe.name ?? null,
    began,
    at,
    ended: run !== null && at > 0 && at % run.setup.steps === 0,
    earlier: past.length,
    query: run?.query ?? '',
  }
}
