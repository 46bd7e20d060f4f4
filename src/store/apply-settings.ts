/**
 * @file Puts whole settings into a running page: from a link, the browser's history, an undo, a cue, a host page. Everything takes
 * the same effect as by hand: another problem clears the stage, another reading is scored, another backend starts anew.
 */

import type { Settings } from '../settings/settings.ts'
import { type App, change } from './app.ts'
import { allRollouts } from './rollout-history.ts'
import { problemRef, sameProblem, sameStops } from './scoring.ts'
import type { AppState, AppStore, RolloutRecord } from './state.ts'

export interface Target {
  readonly settings: Settings
  /** The selected token; absent to leave it. */
  readonly pinned?: number | null | undefined
  /** Id of the run that stood on the stage then, null for none. Absent, or gone from the history: the run that fits the settings. */
  readonly run?: number | null | undefined
}

/** Applies what differs. Never samples; the run of another problem goes to the history, and comes back from there. */
export function applySettings(app: App, { settings: asked, pinned, run: wanted }: Target): void {
  const state = app.store.getState()
  const { settings } = state
  const names = app.registry.schema.changedNames(settings, asked)
  const part: Partial<Settings> = Object.fromEntries(names.map((name) => [name, asked[name]]))
  const next: Settings = { ...settings, ...part }
  const staged = runFor(state, next, wanted)
  if (staged !== state.rollout) app.session.stop()
  if (names.includes('backend')) app.session.releaseEngine()
  // What did not change keeps its identity: much is remembered by it.
  if (names.length > 0) change(app, part)
  if (staged !== state.rollout) stage(app, staged)
  if (pinned !== undefined) pinIfThere(app.store, pinned)
  if (names.includes('backend')) void app.session.loader.reset().then(() => app.session.loader.loadChosen())
  else if (names.length > 0 || staged !== state.rollout) void app.session.rescore()
}

/** Selects a token of the run on the stage; none where the run is shorter, or where there is none. */
export function pinIfThere(store: AppStore, index: number | null): void {
  store.setState(({ rollout, pinned }) => {
    const next = index !== null && index < (rollout?.tokens.length ?? 0) ? index : null
    return next === pinned ? {} : { pinned: next, hovered: next }
  })
}

/** The run that belongs on the stage: the one that was there, else one that these settings made, else none of another problem. */
function runFor(state: AppState, next: Settings, wanted: number | null | undefined): RolloutRecord | null {
  const runs = allRollouts(state)
  if (wanted === null) return null
  const known = runs.find(({ id }) => id === wanted)
  if (known) return known
  const problem = problemRef(next)
  if (state.rollout && sameProblem(state.rollout.problem, problem)) {
    const exact = state.settings.seed === next.seed ? null : runs.findLast((rollout) => madeBy(rollout, next))
    return exact ?? state.rollout
  }
  const here = runs.filter((rollout) => sameProblem(rollout.problem, problem))
  return here.findLast((rollout) => madeBy(rollout, next)) ?? here.at(-1) ?? null
}

function madeBy({ problem, student, sampling, fork }: RolloutRecord, settings: Settings): boolean {
  const { seed, temperature, topK, topP, minP } = sampling
  const same =
    sameProblem(problem, problemRef(settings)) &&
    student === settings.student &&
    seed === settings.seed &&
    temperature === settings.temperature &&
    topK === settings.topK &&
    topP === settings.topP &&
    minP === settings.minP &&
    sameStops(sampling, settings)
  return same && !fork
}

/** Nothing is lost: runs before the staged one are its past, those after it its future. */
function stage(app: App, rollout: RolloutRecord | null): void {
  app.store.setState((state) => {
    const runs = allRollouts(state)
    const at = rollout ? runs.indexOf(rollout) : state.rollout ? runs.indexOf(state.rollout) + 1 : state.past.length
    return {
      rollout,
      past: runs.slice(0, at),
      future: runs.slice(rollout ? at + 1 : at),
      hovered: null,
      pinned: null,
    }
  })
}
