/** @file Sets of problems, as the page's actions use them. */
import type { ServiceDefinition } from '../../../store/app.ts'
import { Late } from '../../../store/late.ts'

export interface ProblemSets {
  /** Looks at a file's first lines. */
  pick(file: File): Promise<void>
  /** Reads the file that was looked at, as the visitor has it. Resolves with whether they are in use now. */
  use(): Promise<boolean>
  /** Reads a shipped set, or one that is kept. */
  open(key: string): Promise<boolean>
  cancel(): void
  remove(key: string): Promise<void>
  list(): Promise<void>
  /** The page is left: what runs is stopped. */
  end(): void
}

export const SETS_SERVICE: ServiceDefinition<Late<ProblemSets>> = {
  create: ({ store }) =>
    new Late<ProblemSets>(store, async () => {
      const { SetsSession } = await import('./session.ts')
      return new SetsSession(store, fetchFile)
    }),
  dispose: (sets) => sets.ifOpened((session) => session.end()),
}

async function fetchFile(path: string): Promise<Blob> {
  const response = await fetch(new URL(path, document.baseURI))
  if (!response.ok) throw new TypeError(`${path}: ${response.status}`)
  return response.blob()
}
