/** @file Runs wherever they stand: on the stage or in the history. */
import type { AppState, AppStore, Run } from './state.ts'

type Runs = Pick<AppState, 'run' | 'past' | 'future'>

/** Runs keep their scores wherever they stand, so a change finds them there. */
export function changeRun(store: AppStore, id: number, change: (run: Run) => Run): void {
  const apply = (run: Run): Run => (run.id === id ? change(run) : run)
  store.setState((state) => ({
    run: state.run && apply(state.run),
    past: state.past.some((run) => run.id === id) ? state.past.map(apply) : state.past,
    future: state.future.some((run) => run.id === id) ? state.future.map(apply) : state.future,
  }))
}

/** Every run that is kept, the oldest first. */
export function allRuns({ run, past, future }: Runs): readonly Run[] {
  return [...past, ...(run ? [run] : []), ...future]
}

/** The run with this id; the one on the stage for null, and where that run is gone. */
export function runById(state: Runs, id: number | null): Run | null {
  return allRuns(state).find((run) => run.id === id) ?? state.run
}
