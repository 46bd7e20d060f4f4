/**
 * @file The shelf: what a page makes is laid there as it is made, under a key of its own, and the next page finds what no living page
 * holds. Writes never overtake each other; where two wait for the same key, the later one is written alone.
 */
import { type Claims, createClaims } from './claims.ts'
import { createDatabase, type Database, type Entry, KeepError, type KeepFailure, type Vectors } from './database.ts'

/** Of one kind, this many stay that nobody holds: the oldest go first. */
const MOST = 6

export interface Kept {
  readonly record: unknown
  readonly vectors: Vectors
}

export interface Shelf {
  /** What lies there of a kind and no living page holds, the latest first. Empty where nothing can be kept. */
  orphans(kind: string): Promise<readonly Entry[]>
  /** Calls back when what other pages hold of the kind becomes free: they have ended. */
  onFreed(kind: string, freed: () => void): void
  /** @returns null when it lies there now, 'taken' when another page has the key */
  put(entry: Omit<Entry, 'kept'>, vectors: Vectors): Promise<KeepFailure | 'taken' | null>
  /** What lies under a key, which is this page's from now on; null when it is gone or another page has it. */
  take(key: string): Promise<Kept | null>
  forget(key: string): Promise<void>
  /** Another page may have the key: this one has ended, or is put to sleep. */
  release(key: string): void
  /** Resolves when nothing waits to be written. */
  settled(): Promise<void>
}

/** A key that no other page comes upon. */
export function freshKey(view: Pick<Window, 'crypto'>): string {
  return [...view.crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The shelf of a browser. @param now the clock, milliseconds */
export function createShelf(
  view: Pick<Window, 'indexedDB' | 'navigator' | 'addEventListener'>,
  now: () => number = Date.now,
): Shelf {
  const database = createDatabase(() => view.indexedDB)
  const claims = createClaims(view.navigator.locks)
  // A page that sleeps in the browser's history may never wake: what it made is for whoever comes next. It claims anew when it writes.
  view.addEventListener('pagehide', () => claims.releaseAll())
  return new QueuedShelf(database, claims, now)
}

type Write = { readonly entry: Omit<Entry, 'kept'>; readonly vectors: Vectors }

class QueuedShelf implements Shelf {
  private last: Promise<unknown> = Promise.resolve()
  /** The latest of each key that waits. */
  private readonly waiting = new Map<string, Write>()

  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly now: () => number,
  ) {}

  async orphans(kind: string): Promise<readonly Entry[]> {
    try {
      const elsewhere = await this.claims.elsewhere()
      const all = (await this.database.entries())
        .filter((entry) => entry.kind === kind && !elsewhere.has(entry.key))
        .sort((a, b) => b.kept - a.kept)
      for (const { key } of all.slice(MOST)) await this.forget(key)
      return all.slice(0, MOST)
    } catch {
      return []
    }
  }

  onFreed(kind: string, freed: () => void): void {
    void (async () => {
      const elsewhere = await this.claims.elsewhere()
      const entries = await this.database.entries().catch(() => [])
      for (const entry of entries)
        if (entry.kind === kind && elsewhere.has(entry.key)) void this.claims.freed(entry.key).then(freed)
    })()
  }

  async put(entry: Omit<Entry, 'kept'>, vectors: Vectors): Promise<KeepFailure | 'taken' | null> {
    const write: Write = { entry, vectors }
    this.waiting.set(entry.key, write)
    return this.queue(async () => {
      // A later one is on its way, and holds all that this one does.
      if (this.waiting.get(entry.key) !== write) return null
      this.waiting.delete(entry.key)
      if (!(await this.claims.claim(entry.key))) return 'taken'
      try {
        await this.database.put({ ...entry, kept: this.now() }, vectors)
        return null
      } catch (error) {
        return error instanceof KeepError ? error.failure : 'refused'
      }
    })
  }

  take(key: string): Promise<Kept | null> {
    return this.queue(async () => {
      if (!(await this.claims.claim(key))) return null
      try {
        const entry = (await this.database.entries()).find((each) => each.key === key)
        return entry ? { record: entry.record, vectors: await this.database.vectors(key) } : null
      } catch {
        return null
      }
    })
  }

  forget(key: string): Promise<void> {
    this.waiting.delete(key)
    return this.queue(async () => {
      if (!(await this.claims.claim(key))) return
      await this.database.remove(key).catch(() => undefined)
      this.claims.release(key)
    })
  }

  release(key: string): void {
    this.claims.release(key)
  }

  async settled(): Promise<void> {
    await this.last
  }

  private queue<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work)
    this.last = mine.catch(() => undefined)
    return mine
  }
}
