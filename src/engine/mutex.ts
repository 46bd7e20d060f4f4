/**
 * @file A promise mutex. ONNX Runtime hangs or corrupts memory when two create/run/release calls overlap in one
 * realm, so every such call of one runtime goes through one of these.
 */

export interface Mutex {
  /**
   * Runs `task` after all earlier ones have settled and returns its result. A task that fails rejects its own caller only;
   * the next one runs as if nothing had happened.
   */
  run<T>(task: () => Promise<T> | T): Promise<T>
}

/** A fresh, unlocked mutex; first come, first served. */
export function createMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    run(task) {
      const result = tail.then(task)
      // The tail must settle as fulfilled, or one error would block everyone behind it for ever.
      tail = result.then(
        () => undefined,
        () => undefined,
      )
      return result
    },
  }
}
