/**
 * @file Runs before every file of unit tests: what a test waits for may take its time. Both libraries give up after a second, which a part
 * of the page that is fetched on demand can need on a busy machine; a test that never sees its state ends by the time limit of the test.
 */
import { vi } from 'vitest'

const PATIENCE_MS = 30_000

const { waitFor } = vi
const waitPatiently: typeof waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options })
// Files share their worker: only the first one of them finds the library's own function.
if (waitFor.name !== waitPatiently.name) vi.waitFor = waitPatiently

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: PATIENCE_MS })
}
