/** @file Parts of the engine that are fetched when they are first needed: a page that only samples never waits for the training code. */

/** A part of which there is at most one, made when it is first asked for. */
export interface Lazy<T> {
  /** The part; made by the first call. A failure is forgotten, so that the next call tries again. */
  get(): Promise<T>
  /** The part if it was ever asked for, or null: nothing is fetched to be closed. */
  known(): Promise<T> | null
}

/** A part that `load` makes, once. */
export function lazy<T>(load: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | null = null
  return {
    get() {
      if (made) return made
      const making = load()
      made = making
      making.catch(() => {
        made = null
      })
      return making
    },
    known: () => made,
  }
}
