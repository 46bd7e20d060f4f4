/** @file A live rollout and the link that makes it again: what to write down of it, and how a page that opens the link gets there. */

import type { Settings } from '../settings/settings.ts'
import { type ForkLink, MOST_FORKS, type Stage } from '../settings/stage-link.ts'
import { type App, change } from './app.ts'
import { pinIfThere } from './apply-settings.ts'
import { allRollouts } from './rollout-history.ts'
import { forkAt } from './rollout-tree.ts'
import { problemRef, sameProblem, shippedModels } from './scoring.ts'
import type { AppState, RolloutRecord } from './state.ts'

/** The settings that make a rollout, the problem apart. */
export type Made = Pick<Settings, 'student' | 'seed' | 'temperature' | 'topK' | 'topP' | 'minP' | 'maxTokens' | 'stop'>

export interface Making {
  readonly made: Made
  readonly stage: Pick<Stage, 'forks' | 'seedA' | 'seedB'>
}

/** How the live rollout on the stage is made again; null where a link cannot: a replay, a student that was trained here, a lost root. */
export function makingOf(state: AppState): Making | null {
  const { rollout, settings, engine } = state
  if (rollout?.origin !== 'live' || !sameProblem(rollout.problem, problemRef(settings))) return null
  const line = lineOf(state, rollout)
  const [root] = line
  if (!root || line.length - 1 > MOST_FORKS || !line.every((each) => sameHand(each, rollout))) return null
  if (shippedModels({ settings: { ...settings, student: rollout.student }, engine }).student !== rollout.student)
    return null
  const forks = line.flatMap(({ fork, sampling }) =>
    fork ? [{ index: fork.index, token: fork.token.id, seed: sampling.seed }] : [],
  )
  const seedOf = (id: number | null): number | null => {
    const shown = id === null || id === rollout.id ? undefined : allRollouts(state).find((each) => each.id === id)
    return shown && !shown.fork && sameHand(shown, rollout) ? shown.sampling.seed : null
  }
  const { compared } = state
  return { made: madeBy(root), stage: { forks, seedA: seedOf(compared.a), seedB: seedOf(compared.b) } }
}

/** From the run that forks began with to this one; empty where one between is forgotten. */
function lineOf(state: AppState, rollout: RolloutRecord): readonly RolloutRecord[] {
  const line: RolloutRecord[] = [rollout]
  for (let { fork } = rollout; fork; fork = line[0]?.fork) {
    const parent = allRollouts(state).find(({ id }) => id === fork?.parent)
    if (!parent || line.includes(parent)) return []
    line.unshift(parent)
  }
  return line
}

function madeBy({ student, sampling }: RolloutRecord): Made {
  const { seed, temperature, topK, topP, minP, maxTokens, stop = [] } = sampling
  return { student, seed, temperature, topK, topP, minP, maxTokens, stop }
}

/** Do two rollouts differ in nothing but their seed? */
function sameHand(a: RolloutRecord, b: RolloutRecord): boolean {
  const { seed: _a, ...one } = madeBy(a)
  const { seed: _b, ...other } = madeBy(b)
  return sameProblem(a.problem, b.problem) && JSON.stringify(one) === JSON.stringify(other)
}

/** Loads the models of a link, and where it asks for a live rollout makes that, and those that Compare shows beside it. */
export async function openLive(app: App, { live, pinned, forks, seedA, seedB }: Stage): Promise<void> {
  await app.session.loader.loadChosen()
  if (!live || app.store.getState().engine.phase !== 'ready') return
  const { seed } = app.store.getState().settings
  const beside = new Map<number, number>()
  for (const other of new Set([seedA, seedB].filter((each) => each !== null))) {
    const id = await sampled(app, other)
    if (id !== null) beside.set(other, id)
  }
  if ((await sampled(app, seed)) === null) return
  for (const fork of forks) if (!(await forked(app, fork))) break
  const idOf = (other: number | null): number | null => (other === null ? null : (beside.get(other) ?? null))
  app.store.setState({ compared: { a: idOf(seedA), b: idOf(seedB) } })
  if (pinned !== null) pinIfThere(app.store, pinned)
}

/** Samples with a seed; the new run's id, or null where there is none. */
async function sampled(app: App, seed: number): Promise<number | null> {
  const before = app.store.getState().rollout?.id ?? null
  if (app.store.getState().settings.seed !== seed) change(app, { seed })
  await app.session.sample()
  const { rollout } = app.store.getState()
  return rollout?.result && rollout.id !== before ? rollout.id : null
}

/** Forces a token as a hand would; false where it is not among what can be forced. */
async function forked(app: App, { index, token, seed }: ForkLink): Promise<boolean> {
  const start = forkAt(app.store.getState(), index, token)
  if (!start) return false
  change(app, { seed })
  await app.session.sample({ ...start, seed })
  return app.store.getState().rollout?.fork?.index === index
}
