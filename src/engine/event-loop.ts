/**
 * @file Lets other events in between two tokens. On WASM a run never leaves the microtask queue, so without this a worker
 * would not receive "cancel" before the whole rollout is written.
 */

/** Resolves in a later turn of the event loop, without the 4 ms that nested timers cost. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
