/** @file The first paint: a recorded trace of the real models, unless the address asks for something else. */

import { readTrace } from '../formats/trace.ts'
import type { Settings } from '../settings/settings.ts'
import { runOfTrace } from '../store/rollout-history.ts'
import { problemRef, sameProblem } from '../store/scoring.ts'
import type { AppStore } from '../store/state.ts'

/** Where the trace lies, beside the page. */
const TRACE_PATH = './recorded/first.json'

/**
 * Puts the recorded trace on the stage, if nothing stands there yet. An address that names no problem takes over the
 * trace's; one that names another problem keeps its own, and the stage waits for the student. A trace that is missing
 * or broken is no reason to trouble anyone: the page works without it.
 */
export async function showRecordedTrace(
  store: AppStore,
  given: ReadonlySet<keyof Settings>,
  view: Pick<Window, 'fetch'>,
): Promise<void> {
  const run = await fetchRun(view)
  if (!run) return
  store.setState((state) => {
    if (state.rollout || state.activity !== 'idle') return {}
    const free = !(['world', 'difficulty', 'problemSeed', 'seed', 'student'] as const).some((name) => given.has(name))
    const settings: Settings = free
      ? { ...state.settings, ...run.problem, student: run.student, seed: run.sampling.seed }
      : state.settings
    return sameProblem(run.problem, problemRef(settings)) && run.student === settings.student
      ? { settings, rollout: run }
      : {}
  })
}

async function fetchRun(view: Pick<Window, 'fetch'>): Promise<ReturnType<typeof runOfTrace> | null> {
  try {
    const response = await view.fetch(TRACE_PATH)
    return response.ok ? runOfTrace(readTrace(await response.json())) : null
  } catch {
    return null
  }
}
