/**
 * @file Readings that the open instrument asks for beyond the stage's own two: other contexts, other teachers, earlier
 * runs. Each is scored once, one at a time, and kept with its run. Nothing is ever sampled here.
 */

import { isCancelled, toEngineError } from '../engine/errors.ts'
import { hashesOf } from '../formats/trace.ts'
import { conditionKey, divergenceChoices, paramsKey, TOP_K } from '../settings/scoring-keys.ts'
import type { ContextKind } from '../world/types.ts'
import type { Loader } from './model-loader.ts'
import { allRuns, changeRun } from './rollout-history.ts'
import type { AppState, AppStore, Run } from './state.ts'

export interface Reading {
  /** Id of the run that is read. */
  readonly run: number
  readonly teacher: string
  readonly context: ContextKind | null
  /** Its divergences are drawn, so they must be those of the parameters on view. */
  readonly divergences: boolean
}

export interface Readings {
  /** What the open instrument draws. */
  readonly wanted: readonly Reading[]
  /** By `readingKey`; none is tried again by itself. */
  readonly failures: Readonly<Record<string, { readonly message: string; readonly remedy: string }>>
}

declare module './state.ts' {
  interface AppState {
    readonly readings: Readings
  }
}

export const NO_READINGS: Readings = { wanted: [], failures: {} }

export function readingKey({ run, teacher, context }: Reading): string {
  return `${run}|${conditionKey(teacher, context)}`
}

/** Wanted and not there, in the order of need; what failed is among them. */
export function missingReadings(state: AppState): readonly Reading[] {
  const params = paramsKey(state.settings.params)
  const runs = allRuns(state)
  return state.readings.wanted.filter((reading) => {
    const run = runs.find(({ id }) => id === reading.run)
    if (!run?.rollout || run.rollout.tokens.length === 0) return false
    const found = run.scores[conditionKey(reading.teacher, reading.context)]
    return !found || (reading.divergences && found.params !== params)
  })
}

/** Watches the store from now on. @returns a function that ends it */
export function startReadings(store: AppStore, loader: Loader): () => void {
  let busy = false

  async function readAll(): Promise<void> {
    if (busy) return
    busy = true
    let next = nextReading(store.getState())
    try {
      for (; next; next = nextReading(store.getState())) await read(next)
    } catch (error) {
      if (next && !isCancelled(error)) fail(next, error)
    } finally {
      busy = false
    }
  }

  async function read(reading: Reading): Promise<void> {
    const state = store.getState()
    const run = allRuns(state).find(({ id }) => id === reading.run)
    if (!run?.rollout) return
    const { teacher, context } = reading
    const { params } = state.settings
    const engine = await loader.ensure([run.student, teacher])
    const score = await engine.score({
      ...{ rollout: run.rollout, teacher, context, topK: TOP_K },
      divergences: divergenceChoices(params),
    })
    const models = hashesOf(store.getState().engine.models, [run.student, teacher])
    const entry = { params: paramsKey(params), score, models }
    const keep = (current: Run): Run => ({
      ...current,
      scores: { ...current.scores, [conditionKey(teacher, context)]: entry },
    })
    changeRun(store, run.id, keep)
  }

  function fail(reading: Reading, thrown: unknown): void {
    const { message, remedy } = toEngineError(thrown, {
      code: 'session-failed',
      message: 'The teacher could not read this.',
      remedy: 'Try again; if it stays, reload the page.',
    })
    store.setState(({ readings }) => ({
      readings: { ...readings, failures: { ...readings.failures, [readingKey(reading)]: { message, remedy } } },
    }))
  }

  return store.subscribe((state, before) => {
    const same = (['run', 'past', 'settings', 'activity', 'readings'] as const).every(
      (part) => state[part] === before[part],
    )
    if (same && state.engine.phase === before.engine.phase) return
    // An action that scores by itself says so before its turn ends.
    queueMicrotask(() => void readAll())
  })
}

/** What to read now, or null: nothing is missing, something else goes on, or the rest has failed before. */
function nextReading(state: AppState): Reading | null {
  if (state.activity !== 'idle' || state.engine.phase !== 'ready') return null
  return missingReadings(state).find((reading) => !(readingKey(reading) in state.readings.failures)) ?? null
}
