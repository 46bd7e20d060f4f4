/**
 * @file Which page holds what is kept: a lock for each key, which the browser takes back when the page ends, however it ends. So two
 * tabs never write the same thing, and what a crashed one held can be told from what a living one works on.
 */

export interface Claims {
  /** Makes a key this page's own. @returns false while another page holds it */
  claim(key: string): Promise<boolean>
  release(key: string): void
  releaseAll(): void
  /** Keys that other pages hold. */
  elsewhere(): Promise<ReadonlySet<string>>
  /** Resolves when no other page holds the key any more. */
  freed(key: string): Promise<void>
}

const PREFIX = 'opd-kept '

/** Without locks (a page that is not served securely has none) every key can be had. */
export function createClaims(locks: LockManager | undefined): Claims {
  const held = new Map<string, () => void>()
  return {
    async claim(key) {
      if (!locks || held.has(key)) return true
      return new Promise((resolve) => {
        const until = (lock: Lock | null): Promise<void> | undefined => {
          resolve(lock !== null)
          return lock ? new Promise((release) => held.set(key, release)) : undefined
        }
        locks.request(PREFIX + key, { ifAvailable: true }, until).catch(() => resolve(true))
      })
    },
    release(key) {
      held.get(key)?.()
      held.delete(key)
    },
    releaseAll() {
      for (const release of held.values()) release()
      held.clear()
    },
    async elsewhere() {
      const { held: all = [] } = (await locks?.query().catch(() => null)) ?? {}
      const keys = all.flatMap(({ name, mode }) =>
        mode === 'exclusive' && name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [],
      )
      return new Set(keys.filter((key) => !held.has(key)))
    },
    async freed(key) {
      // Shared, and given back at once: those who wait do not stand in each other's way.
      await locks?.request(PREFIX + key, { mode: 'shared' }, () => undefined).catch(() => undefined)
    },
  }
}
