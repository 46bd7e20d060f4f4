/** @file The first paint: a recorded trace of the real models, unless the address asks for something else. */

import { shippedTrace } from '../formats/trace.ts'
import { CORE_DEFAULTS, type Settings } from '../settings/settings.ts'
import { rolloutOfTrace } from '../store/rollout-history.ts'
import { problemRef, sameProblem } from '../store/scoring.ts'
import type { AppStore } from '../store/state.ts'

/** Where the traces lie, beside the page: the first text, and that of the problem which links mean that name none. */
const FIRST_PATH = './recorded/first.json'
const USUAL_PATH = './recorded/usual.json'

/**
 * Puts the recorded trace of the problem on the stage, if there is one and nothing stands there yet; for another problem the stage waits
 * for the student. A trace that is missing or broken is no reason to trouble anyone: the page works without it.
 */
export async function showRecordedTrace(store: AppStore, view: Pick<Window, 'fetch'>): Promise<void> {
  // The page fetches the first one before any script runs: whoever does not look at it is told of it by the browser.
  if (!(await show(store, view, FIRST_PATH)) && usual(store.getState().settings)) await show(store, view, USUAL_PATH)
}

const usual = (settings: Settings): boolean =>
  sameProblem(problemRef(settings), problemRef({ ...settings, ...CORE_DEFAULTS }))

/** @returns whether it fits what the page is to show */
async function show(store: AppStore, view: Pick<Window, 'fetch'>, path: string): Promise<boolean> {
  const run = await fetchRun(view, path)
  const { rollout, activity, settings } = store.getState()
  const fits = run !== null && sameProblem(run.problem, problemRef(settings)) && run.student === settings.student
  if (fits && !rollout && activity === 'idle') store.setState({ rollout: run })
  return fits
}

async function fetchRun(view: Pick<Window, 'fetch'>, path: string): Promise<ReturnType<typeof rolloutOfTrace> | null> {
  try {
    const response = await view.fetch(path)
    return response.ok ? rolloutOfTrace(shippedTrace(await response.text())) : null
  } catch {
    return null
  }
}
