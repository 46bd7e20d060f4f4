/** @file Waiting that an AbortSignal can end, for work that several callers share and none may stop alone. */
import { cancelled } from './errors.ts'

/**
 * The work's outcome, or EngineError 'cancelled' as soon as the signal is aborted. The work itself goes on.
 */
export function waitFor<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled())
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
