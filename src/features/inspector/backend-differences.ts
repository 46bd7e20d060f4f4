/**
 * @file How far WASM and WebGPU disagree on this device, measured when a person asks and remembered while the page is open:
 * the rollout on the stage is read on both, and every log-prob of the vocabulary is compared.
 */

import { isCancelled, toEngineError } from '../../engine/errors.ts'
import type { Backend, BackendDifference, ProblemRef } from '../../engine/types.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { Loader } from '../../store/model-loader.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState, AppStore } from '../../store/state.ts'

/** One measurement, and the rollout that it was made on. */
export interface MeasuredDifference extends BackendDifference {
  /** Models on both backends. */
  readonly models: { readonly student: string; readonly teacher: string }
  readonly problem: ProblemRef
  readonly seed: number
  readonly context: string | null
  /** Id of the run: its own tokens have their own numbers. */
  readonly run: number
}

export interface Differences {
  /** The latest of each pair of models, by `pairKey`. */
  readonly found: Readonly<Record<string, MeasuredDifference>>
  readonly measuring: boolean
  /** Why there is no number, or null: a browser without WebGPU says so here. */
  readonly failure: string | null
}

declare module '../../store/state.ts' {
  interface AppState {
    /** How far this device's backends disagree, as far as it was measured. */
    readonly differences: Differences
  }
}

export const NO_DIFFERENCES: Differences = { found: {}, measuring: false, failure: null }

export interface DifferenceSession {
  /** Measures on the rollout on the stage. Resolves when it is done, failed or stopped. */
  measure(): Promise<void>
  stop(): void
}

function pairKey(student: string, teacher: string): string {
  return `${student}|${teacher}`
}

/** What was measured with these models on this device, or null. */
export function differenceOf(
  { differences }: Pick<AppState, 'differences'>,
  student: string,
  teacher: string,
): MeasuredDifference | null {
  return differences.found[pairKey(student, teacher)] ?? null
}

/** There is a finished rollout to read, and nothing is being measured or written. */
export function canMeasureBackends({ run, differences, activity }: AppState): boolean {
  return run?.rollout != null && run.tokens.length > 0 && !differences.measuring && activity === 'idle'
}

declare module '../../store/app.ts' {
  interface Services {
    readonly differences: DifferenceSession
  }
}

export function createDifferences(store: AppStore, loader: Loader): DifferenceSession {
  let running: AbortController | null = null

  const change = (part: Partial<Differences>): void =>
    store.setState(({ differences }) => ({ differences: { ...differences, ...part } }))

  async function measure(): Promise<void> {
    const state = store.getState()
    const { run, settings } = state
    const rollout = run?.rollout
    if (!run || !rollout || running) return
    const { teacher } = settings
    const { context } = viewOf(state)
    const controller = new AbortController()
    running = controller
    change({ measuring: true, failure: null })
    try {
      const engine = await loader.ensure([run.student, teacher], controller.signal)
      const against: Backend = store.getState().engine.info?.backend === 'webgpu' ? 'wasm' : 'webgpu'
      const request = { rollout, teacher, context, against }
      const difference = await engine.compareBackends(request, { signal: controller.signal })
      const { student, problem, sampling } = run
      const about = { models: { student, teacher }, problem, seed: sampling.seed, context, run: run.id }
      store.setState(({ differences }) => ({
        differences: {
          ...differences,
          found: { ...differences.found, [pairKey(student, teacher)]: { ...difference, ...about } },
        },
      }))
    } catch (error) {
      if (!isCancelled(error)) change({ failure: wordsOf(error) })
    } finally {
      running = null
      change({ measuring: false })
    }
  }

  return { measure, stop: () => running?.abort() }
}

function wordsOf(error: unknown): string {
  return toEngineError(error, {
    code: 'session-failed',
    message: 'The backends could not be compared.',
    remedy: 'Try again; if it stays, reload the page.',
  }).message
}

export const DIFFERENCE_SERVICE: ServiceDefinition<DifferenceSession> = {
  create: createDifferences,
  dispose: (differences) => differences.stop(),
}
