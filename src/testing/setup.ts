/**
 * @file Runs before every file of unit tests. Files share their worker: a global that one of them put something else in place of is
 * itself again for the next, whether the file thought of it or not. And what a test waits for may take its time: both libraries give up
 * after a second, which a part of the page that is fetched on demand can need on a busy machine; a test that never sees its state ends by
 * the time limit of the test.
 */
import { afterAll, vi } from 'vitest'

afterAll(() => void vi.unstubAllGlobals())

const PATIENCE_MS = 30_000

const { waitFor } = vi
const waitPatiently: typeof waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options })
// Only the first file of a worker finds the library's own function.
if (waitFor.name !== waitPatiently.name) vi.waitFor = waitPatiently

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: PATIENCE_MS })
}
