/**
 * @file The state as a part of the page sees it that sleeps now and then: while it sleeps the state stands still for it, and when it wakes it
 * catches up at once. Its components stay as they were drawn meanwhile, effects and all, so that waking costs no more than what has changed.
 */
import type { AppState, AppStore } from './state.ts'

/** What views read: a store that nobody writes to. */
export type Followed = Pick<AppStore, 'getState' | 'getInitialState' | 'subscribe'>

export interface Sleeper {
  /** The state of now while awake, that of the last waking moment while asleep. */
  readonly followed: Followed
  readonly isAwake: () => boolean
  /** Tells of falling asleep and of waking. @returns the end of it */
  readonly onTurn: (listener: () => void) => () => void
}

/** What never sleeps. */
export function sleepless(store: AppStore): Sleeper {
  return { followed: store, isAwake: () => true, onTurn: () => () => undefined }
}

/**
 * @param isAwake whether a part follows what happens, by the state itself: what wakes it is drawn together with what it wakes to
 */
export function sleeperOf(store: AppStore, isAwake: (state: AppState) => boolean): Sleeper {
  let last = store.getState()
  const listeners = new Set<Parameters<AppStore['subscribe']>[0]>()
  const turns = new Set<() => void>()
  let unfollow: (() => void) | null = null
  const current = (): AppState => {
    const now = store.getState()
    if (isAwake(now)) last = now
    return last
  }
  // One subscription for all of the part: what sleeps is not asked at every token whether it changed.
  const follow = (): void => {
    unfollow ??= store.subscribe((now, before) => {
      const [awake, was] = [isAwake(now), isAwake(before)]
      if (awake) {
        const seen = last
        last = now
        for (const listener of listeners) listener(now, seen)
      }
      if (awake !== was) for (const turn of turns) turn()
    })
  }
  const kept = <L>(all: Set<L>, listener: L): (() => void) => {
    all.add(listener)
    follow()
    return () => {
      all.delete(listener)
      if (listeners.size + turns.size > 0) return
      unfollow?.()
      unfollow = null
    }
  }
  return {
    followed: {
      getState: current,
      getInitialState: store.getInitialState,
      subscribe: (listener) => kept(listeners, listener),
    },
    isAwake: () => isAwake(store.getState()),
    onTurn: (listener) => kept(turns, listener),
  }
}
