/**
 * @file What a bare address opens on: the recorded first text. The defaults that links leave out stay as they were when those links were made; a visitor who brings no link gets the
 * text in which the eye finds most (see src/lab/first-text.ts).
 */
import type { Settings } from './settings.ts'

/** Printed by `npm run record:choose`; `npm run record` writes the trace of it. */
export const FIRST = { problemSeed: 772, seed: 1, context: 'trace' } as const satisfies Partial<Settings>

/** Settings by which a link says what stands on the stage, as addresses name them. */
const OF_THE_STAGE = [
  'v',
  'world',
  'difficulty',
  'problem',
  'seed',
  'student',
  'teacher',
  'context',
  'token',
  'run',
] as const

/** The query of an address as it is opened: a bare one asks for the first text. */
export function openedQuery(search: string): string {
  const query = new URLSearchParams(search)
  if (OF_THE_STAGE.some((name) => query.has(name))) return search
  const { problemSeed, seed, context } = FIRST
  const first = `v=1&problem=${problemSeed}&seed=${seed}&context=${context}`
  const given = search.replace(/^\?/, '')
  return given === '' ? first : `${given}&${first}`
}
