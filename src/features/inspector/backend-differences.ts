/**
 * @file How far WASM and WebGPU disagree on this device, measured when a person asks and remembered while the page is open:
 * the rollout on the stage is read on both, and every log-prob of the vocabulary is compared.
 */

import type { Backend, BackendDifference, ProblemRef } from '../../engine/types.ts'
import { message, type Sentence } from '../../message/message.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { failureOf, type Query, type QueryKey } from '../../store/queries.ts'
import { isFinished } from '../../store/score-queries.ts'
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
}

declare module '../../store/state.ts' {
  interface AppState {
    /** How far this device's backends disagree, as far as it was measured. */
    readonly differences: Differences
  }
}

export const NO_DIFFERENCES: Differences = { found: {}, measuring: false }

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
export function canMeasureBackends({ rollout, differences, activity }: AppState): boolean {
  return isFinished(rollout) && !differences.measuring && activity === 'idle'
}

declare module '../../store/app.ts' {
  interface Services {
    readonly differences: DifferenceSession
  }
}

function queryKey(state: Pick<AppState, 'rollout' | 'settings'>): QueryKey {
  const { rollout, settings } = state
  return `compare|${rollout?.id ?? ''}|${pairKey(rollout?.student ?? '', settings.teacher)}|${viewOf(state).context ?? ''}`
}

/** Why there is no number for the rollout on the stage, or null: a browser without WebGPU says so here. */
export function differenceFailure(state: Pick<AppState, 'rollout' | 'settings' | 'failures'>): Sentence | null {
  return failureOf(state, queryKey(state))?.message ?? null
}

/** The rollout on the stage read on both backends; null where there is none. */
function differenceQuery(store: AppStore): Query<BackendDifference> | null {
  const state = store.getState()
  const { rollout, settings } = state
  if (!isFinished(rollout)) return null
  const { result, student, problem, sampling } = rollout
  const { teacher } = settings
  const { context } = viewOf(state)
  const about = { models: { student, teacher }, problem, seed: sampling.seed, context, run: rollout.id }
  return {
    key: queryKey(state),
    models: [student, teacher],
    ask(engine, signal) {
      const against: Backend = store.getState().engine.info?.backend === 'webgpu' ? 'wasm' : 'webgpu'
      return engine.compareBackends({ rollout: result, teacher, context, against }, { signal })
    },
    keep: (_, difference) =>
      store.setState(({ differences }) => ({
        differences: {
          ...differences,
          found: { ...differences.found, [pairKey(student, teacher)]: { ...difference, ...about } },
        },
      })),
    failed: message('The backends could not be compared.'),
  }
}

function createDifferences({ store, queries }: ServiceParts): DifferenceSession {
  let running: AbortController | null = null

  const setMeasuring = (measuring: boolean): void =>
    store.setState(({ differences }) => ({ differences: { ...differences, measuring } }))

  return {
    async measure() {
      const query = differenceQuery(store)
      if (!query || running) return
      running = new AbortController()
      setMeasuring(true)
      // A failure stands with all others.
      await queries.ask(query, running.signal).catch(() => {})
      running = null
      setMeasuring(false)
    },
    stop: () => running?.abort(),
  }
}

export const DIFFERENCE_SERVICE: ServiceDefinition<DifferenceSession> = {
  create: createDifferences,
  dispose: (differences) => differences.stop(),
}
