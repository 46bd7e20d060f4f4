/** @file What the page knows of "Teach it": the recorded run that plays at once, how far it has played, and which text is on view. Pure. */
import type { Evaluation, PinnedRollout, RunSetup } from '../../../engine/training/types.ts'
import type { SamplingOptions } from '../../../engine/types.ts'
import type { TrainingRecording } from '../../../formats/talk.ts'
import { samePinned, sameRun, trainingSetup, withPinned } from '../../../settings/run-setup.ts'
import type { Settings } from '../../../settings/settings.ts'
import type { AppState } from '../../../store/state.ts'

/** A run as it once went, and what it was a run of. */
export interface TeachingRecording {
  readonly setup: RunSetup
  readonly training: TrainingRecording
}

export interface TeachState {
  /** null until it is here, and where there is none. */
  readonly recording: TeachingRecording | null
  /** Measurements of the recording that have been on view, and whether more are to come. */
  readonly played: number
  readonly playing: boolean
  /** Id of the run on the stage that is shown as the trained student writes it; null for the run itself. */
  readonly after: number | null
}

declare module '../../../store/state.ts' {
  interface AppState {
    readonly teach: TeachState
  }
}

export const IDLE_TEACH: TeachState = { recording: null, played: 0, playing: false, after: null }

/** Steps of one press: within ten the student has learnt most of what there is to learn. */
export const TEACHING = { steps: 10, every: 5 } as const

/** As the text on the stage was written: the same seed writes it again at every measurement. */
export function stageSampling(settings: Settings): SamplingOptions {
  const { seed, temperature, topK, topP, minP, maxTokens, stop } = settings
  return { seed, temperature, topK, topP, minP, maxTokens, ...(stop.length > 0 && { stop }) }
}

/** The run that "Teach it" makes of these settings. */
export function teachingSetup(settings: Settings): RunSetup {
  return withPinned(trainingSetup(settings), stageSampling(settings))
}

type Read = Pick<AppState, 'teach' | 'training' | 'settings' | 'servedTeacher'>

/** The recording, where it is one of the run that the settings describe. */
export function fittingRecording({
  teach,
  settings,
  servedTeacher,
}: Pick<Read, 'teach' | 'settings' | 'servedTeacher'>): TeachingRecording | null {
  const { recording } = teach
  return recording && sameRun(recording.setup, trainingSetup(settings, null, servedTeacher)) ? recording : null
}

/** What is on view of the recording's measurements. */
export function playedOf(state: Read): readonly Evaluation[] {
  return fittingRecording(state)?.training.evaluations.slice(0, state.teach.played) ?? []
}

const NONE: readonly Evaluation[] = []

/** Measurements of the run on this device. */
export function liveOf({ training: { run } }: Pick<Read, 'training'>): readonly Evaluation[] {
  return run && run.id > 0 ? run.evaluations : NONE
}

export interface Rewritten {
  readonly frame: PinnedRollout
  readonly step: number
  readonly origin: 'recorded' | 'live'
}

/** The problem on the stage as the trained student writes it: on this device where that has come so far, else recorded. */
export function rewrittenOf(state: Read): Rewritten | null {
  const setup = teachingSetup(state.settings)
  const { run } = state.training
  const live = run && run.info.run !== '' && run.id > 0 && samePinned(run.setup, setup) ? run.evaluations : []
  const last = live.at(-1)
  if (last && last.step > 0) return { frame: last.frame, step: last.step, origin: 'live' }
  const recording = fittingRecording(state)
  if (!recording || !samePinned(recording.setup, setup) || state.teach.playing) return null
  const played = playedOf(state)
  const end = played.at(-1)
  return end && played.length === recording.training.evaluations.length
    ? { frame: end.frame, step: end.step, origin: 'recorded' }
    : null
}
