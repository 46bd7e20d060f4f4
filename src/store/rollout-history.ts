/** @file Runs wherever they stand: on the stage or in the history. */
import type { Trace } from '../formats/trace.ts'
import { conditionKey, paramsKey, readParamsKey } from '../settings/scoring-keys.ts'
import type { AppState, AppStore, RolloutRecord, RolloutScore } from './state.ts'

type Runs = Pick<AppState, 'rollout' | 'past' | 'future'>

/** Runs keep their scores wherever they stand, so a change finds them there. */
export function changeRollout(store: AppStore, id: number, change: (rollout: RolloutRecord) => RolloutRecord): void {
  const apply = (rollout: RolloutRecord): RolloutRecord => (rollout.id === id ? change(rollout) : rollout)
  store.setState((state) => ({
    rollout: state.rollout && apply(state.rollout),
    past: state.past.some((rollout) => rollout.id === id) ? state.past.map(apply) : state.past,
    future: state.future.some((rollout) => rollout.id === id) ? state.future.map(apply) : state.future,
  }))
}

/** Every run that is kept, the oldest first. */
export function allRollouts({ rollout, past, future }: Runs): readonly RolloutRecord[] {
  return [...past, ...(rollout ? [rollout] : []), ...future]
}

/** The run with this id; the one on the stage for null, and where that run is gone. */
export function rolloutById(state: Runs, id: number | null): RolloutRecord | null {
  return allRollouts(state).find((rollout) => rollout.id === id) ?? state.rollout
}

/** For a run that was not written here: live runs count up from 1, others down from the first paint's 0. */
export function idOfReplay(state: Runs): number {
  return Math.min(0, ...allRollouts(state).map(({ id }) => id)) - 1
}

/** The run that stands on the stage for a trace. Live runs count from 1, the first paint's is 0. */
export function rolloutOfTrace({ rollout, models, scores }: Trace, id = 0): RolloutRecord {
  const entries = scores.map(({ score, params, models }): [string, RolloutScore] => [
    conditionKey(score.teacher, score.context),
    { params: paramsKey(params), score, models },
  ])
  const { problem, student, sampling, tokens } = rollout
  const scored = Object.fromEntries(entries)
  return { id, origin: 'recorded', problem, student, sampling, tokens, result: rollout, scores: scored, models }
}

/** The trace of a finished run, or null while the student writes. `page`: the query that shows what is on view. */
export function traceOfRollout({ result, models = {}, scores }: RolloutRecord, page: string): Trace | null {
  if (!result) return null
  const all = Object.values(scores).map(({ score, params, models = {} }) => ({
    score,
    params: readParamsKey(params),
    models,
  }))
  return { page, rollout: result, models, scores: all }
}
