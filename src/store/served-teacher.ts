/**
 * @file The teacher on a server that training learns from in the place of one that runs here. What is known of it stands in the state; how
 * it is asked, the key included, stays with whoever set it.
 */
import type { RunSetup, ServedPosition, ServedText } from '../engine/training/types.ts'
import type { AppStore } from './state.ts'

export type ServedTeacher = NonNullable<RunSetup['served']>

declare module './state.ts' {
  interface AppState {
    /** null: teachers run here. */
    readonly servedTeacher: ServedTeacher | null
  }
}

/** Asks the server about texts, until the signal is aborted; `onRead` is told after each how many have been read. */
export type TeacherLine = (
  texts: readonly ServedText[],
  signal: AbortSignal,
  onRead?: (texts: number) => void,
) => Promise<readonly (readonly ServedPosition[])[]>

const lines = new WeakMap<AppStore, TeacherLine>()

/** From now on runs that are begun learn from it; null: from teachers that run here. */
export function serveTeacher(
  store: AppStore,
  teacher: { readonly about: ServedTeacher; readonly line: TeacherLine } | null,
): void {
  if (teacher) lines.set(store, teacher.line)
  else lines.delete(store)
  store.setState({ servedTeacher: teacher?.about ?? null })
}

/** How the server is asked, or undefined where there is none. */
export const lineToTeacher = (store: AppStore): TeacherLine | undefined => lines.get(store)
