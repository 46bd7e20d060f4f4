/** @file Links into the running page, and the link to what it shows. */
import type { App } from './action.ts'
import { applySettings } from './apply.ts'
import { problemRef, sameProblem, shippedModels } from './conditions.ts'
import { tell } from './notices.ts'
import { BARE_STAGE, restore, type Stage, toQuery } from './query.ts'
import type { Settings } from './settings.ts'
import type { AppState } from './state.ts'

/**
 * Applies a link's query (with or without '?') to the running page: every setting that it does not name takes its usual value, as
 * on a fresh page. Never throws. Returns the sentence about what was not understood, which is also shown, or null.
 * A link that asks for a live rollout (`run=1`) does not sample here: only opening a page does.
 */
export function applyQuery(app: App, query: string): string | null {
  const { settings, stage, notice } = restore(query)
  applySettings(app, { settings, pinned: stage.pinned })
  if (notice) tell(app.store, notice)
  return notice
}

/**
 * The query (without '?') that "Copy link" copies. With a live rollout on the stage it carries what made that rollout, and `run=1`:
 * whoever opens it gets the same tokens on the same backend. Models that were trained here stay here.
 */
export function currentQuery(app: App): string {
  const state = app.store.getState()
  const made = madeOnStage(state)
  const settings = { ...state.settings, ...shippedModels(state), ...made }
  return toQuery(settings, '', { ...BARE_STAGE, pinned: state.pinned, live: made !== null })
}

/** The query of the address bar: the settings as they stand. Reading it again samples nothing. */
export function addressQuery(state: AppState, present: string): string {
  const stage: Stage = { ...BARE_STAGE, pinned: state.pinned }
  return toQuery({ ...state.settings, ...shippedModels(state) }, present, stage)
}

type Made = Pick<Settings, 'student' | 'seed' | 'temperature' | 'topK' | 'topP' | 'minP' | 'maxTokens'>

/** What made the live rollout on the stage; null where a link cannot make it again. */
function madeOnStage({ run, settings, engine }: AppState): Made | null {
  if (run?.origin !== 'live' || run.fork || !sameProblem(run.problem, problemRef(settings))) return null
  const { student, sampling } = run
  if (shippedModels({ settings: { ...settings, student }, engine }).student !== student) return null
  const { seed, temperature, topK, topP, minP, maxTokens } = sampling
  return { student, seed, temperature, topK, topP, minP, maxTokens }
}
