/** @file Between the page and its cues: what is on screen becomes a cue, and a cue's state comes back on screen. */

import {
  type Cue,
  freshCueId,
  insertCue,
  type Recording,
  type Talk,
  type TrainingRecording,
} from '../../formats/talk.ts'
import { LIMITS } from '../../formats/talk-limits.ts'
import { keep } from '../../formats/talk-recordings.ts'
import type { Trace } from '../../formats/trace.ts'
import { t } from '../../i18n/words.ts'
import { trainingSetup } from '../../settings/run-setup.ts'
import type { Settings } from '../../settings/settings.ts'
import { currentQuery } from '../../store/address.ts'
import type { App } from '../../store/app.ts'
import { applySettings } from '../../store/apply-settings.ts'
import { allRollouts, rolloutOfTrace, traceOfRollout } from '../../store/rollout-history.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import { toldAt } from './reveal.ts'

/** The room's, not the cue's: they stay as the speaker has set them. */
const OF_THE_ROOM = ['lang', 'backend', 'theme', 'run'] as const

/** What of a cue makes its state: a query alone is a cue that holds nothing back. */
type StateOfCue = Pick<Cue, 'query'> & Partial<Pick<Cue, 'action' | 'reveal' | 'without'>>

/** The query that a cue keeps of the page as it stands. */
function cueQuery(app: App): string {
  const query = new URLSearchParams(currentQuery(app))
  for (const key of OF_THE_ROOM) query.delete(key)
  if ([...query.keys()].join() === 'v') query.delete('v')
  return query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')
}

/** The talk with what is on screen as a new cue, after the one at `after` or at the end. */
export function withScreen(app: App, talk: Talk, after = talk.cues.length - 1): { talk: Talk; cue: Cue } {
  const state = app.store.getState()
  const query = cueQuery(app)
  const trace = state.rollout && traceOfRollout(state.rollout, query)
  const kept = trace ? keep(talk, { kind: 'trace', trace }) : { talk, name: null }
  const known = kept.name !== null && talk.cues.some((cue) => cue.trace === kept.name)
  const cue: Cue = {
    id: freshCueId(talk),
    title: titleOf(app, state.settings),
    notes: '',
    query,
    // What was written live is written live again, once.
    action: state.rollout?.origin === 'live' && trace && !known ? { do: 'sample' } : null,
    reveal: [],
    without: [],
    chart: null,
    planned: null,
    used: null,
    focus: null,
    limit: LIMITS.usual,
    qr: false,
    trace: kept.name,
    training: null,
  }
  return { talk: insertCue(kept.talk, cue, after + 1), cue }
}

function titleOf({ registry }: App, { problemSeed, tab }: Settings): string {
  const label = registry.tabs.find(({ id }) => id === tab)?.label ?? ''
  return t('Problem {n}: {instrument}', { n: problemSeed, instrument: t(label) })
}

/**
 * Puts a cue's state on the page. Never samples. Theme, language and backend belong to the room: a cue that names them is read, and
 * they stay. A cue that trains says so: the run's length is the cue's.
 * @param stage the trace that stands on it, 'bare' for none, 'kept' for the run that is there if it fits
 * @param step how many of the cue's reveals have been made; absent for all
 */
export function applyCue(app: App, cue: StateOfCue, stage: Trace | 'bare' | 'kept', step?: number): void {
  const { settings, stage: asked } = app.registry.schema.restore(cue.query)
  const { theme, language, backend } = app.store.getState().settings
  const told = toldAt({ reveal: [], without: [], ...cue }, step ?? Number.POSITIVE_INFINITY)
  const part = {
    ...{ language, backend, theme },
    ...(cue.action?.do === 'train' && { steps: cue.action.steps }),
    ...(told !== null && { privileged: told }),
  }
  const run = stage === 'kept' ? undefined : stage === 'bare' ? null : stageRun(app, stage).id
  applySettings(app, { settings: { ...settings, ...part }, pinned: asked.pinned, ...(run !== undefined && { run }) })
}

/** The run of a trace, put into the history where it is not there yet: a cue that is shown again finds its readings. */
function stageRun(app: App, trace: Trace): RolloutRecord {
  const id = app.session.cueRuns.idOf(trace)
  const known = allRollouts(app.store.getState()).find((rollout) => rollout.id === id)
  if (known) return known
  const rollout = rolloutOfTrace(trace, id)
  app.store.setState(({ past }) => ({ past: [...past, rollout] }))
  return rollout
}

/** Puts the recording of a rollout where the device was to write; what the device left unfinished goes. */
export function standIn(app: App, cue: Cue, trace: Trace, step: number): void {
  applyCue(app, cue, trace, step)
  app.store.setState(({ past, future }) => ({ past: past.filter(finished), future: future.filter(finished) }))
}

const finished = ({ result }: RolloutRecord): boolean => result !== null

/** Puts recorded training steps into the training room: their curves; there are no weights to go on from. */
export function standInTraining(app: App, { info, reports, evaluations }: TrainingRecording): void {
  app.store.setState((state) => ({ training: recordedTraining(state, { info, reports, evaluations }) }))
}

function recordedTraining({ settings, training }: AppState, recording: TrainingRecording): AppState['training'] {
  const { run, past } = training
  const own = run && run.id > 0 && run.reports.length > 0 ? [...past, run] : past
  return {
    ...training,
    run: { id: -1, name: t('Recorded earlier'), setup: trainingSetup(settings), settings, ...recording },
    open: false,
    at: recording.reports.at(-1)?.step ?? 0,
    checkpoints: [],
    fault: null,
    past: own,
    frame: null,
  }
}

/** The finished rollout on the stage as a recording; null where there is none. */
export function traceOnStage(app: App): Recording | null {
  const { rollout, settings } = app.store.getState()
  const trace = rollout && traceOfRollout(rollout, app.registry.schema.toQuery(settings))
  return trace ? { kind: 'trace', trace } : null
}
