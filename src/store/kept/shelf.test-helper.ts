/** @file Browsers for tests of the shelf: pages that share a database and locks, and storage that fails at a chosen write. */

/** Locks as browsers have them: exclusive or shared, first come, first served. */
export function lockManager(): LockManager {
  const held = new Map<string, number>()
  const waiting: (() => void)[] = []
  const manager = {
    async query() {
      return { held: [...held.keys()].map((name) => ({ name, mode: 'exclusive' as const })), pending: [] }
    },
    async request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown) {
      if (held.has(name) && options.ifAvailable) return work(null)
      while (held.has(name)) await new Promise<void>((resolve) => waiting.push(resolve))
      const mode = options.mode ?? 'exclusive'
      if (mode === 'exclusive') held.set(name, 1)
      try {
        return await work({ name, mode })
      } finally {
        if (mode === 'exclusive') held.delete(name)
        for (const wake of waiting.splice(0)) wake()
      }
    },
  }
  return manager as Pick<LockManager, 'query'> as LockManager
}

export interface Browser {
  readonly indexedDB: IDBFactory
  readonly locks: LockManager | undefined
}

type Page = Pick<Window, 'indexedDB' | 'navigator' | 'addEventListener'> & { end(): Promise<void> }

/** A page of the browser. `end` closes it, or puts it to sleep. */
export function pageOf({ indexedDB, locks }: Browser): Page {
  const target = new EventTarget()
  return {
    indexedDB,
    navigator: { locks } as Navigator,
    addEventListener: target.addEventListener.bind(target),
    async end() {
      target.dispatchEvent(new Event('pagehide'))
      // The locks are taken back a moment later, as in browsers.
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

/** The database, whose `at`-th write of a transaction fails by this name. */
export function failingFactory(factory: IDBFactory, name: string, at: number): IDBFactory {
  let writes = 0
  const failing = <T extends object>(target: T, wrap: (key: string | symbol, value: unknown) => unknown): T =>
    new Proxy(target, {
      get(real, key) {
        const value: unknown = Reflect.get(real, key)
        return wrap(key, typeof value === 'function' ? value.bind(real) : value)
      },
      set: (real, key, value) => Reflect.set(real, key, value),
    })
  const storeOf = (transaction: IDBTransaction, store: IDBObjectStore): IDBObjectStore =>
    failing(store, (key, value) => {
      if (key !== 'put') return value
      return (...args: Parameters<IDBObjectStore['put']>) => {
        writes += 1
        if (writes === at) {
          // As browsers do: the transaction ends a moment after the request was taken.
          queueMicrotask(() => {
            transaction.abort()
            Object.defineProperty(transaction, 'error', { value: new DOMException('no room', name) })
          })
          return {}
        }
        return store.put(...args)
      }
    })
  const transactionOf = (transaction: IDBTransaction): IDBTransaction =>
    failing(transaction, (key, value) =>
      key === 'objectStore' ? (store: string) => storeOf(transaction, transaction.objectStore(store)) : value,
    )
  const databaseOf = (database: IDBDatabase): IDBDatabase =>
    failing(database, (key, value) =>
      key === 'transaction'
        ? (...args: Parameters<IDBDatabase['transaction']>) => transactionOf(database.transaction(...args))
        : value,
    )
  return failing(factory, (key, value) => {
    if (key !== 'open') return value
    return (...args: Parameters<IDBFactory['open']>) => {
      const request = factory.open(...args)
      return failing(request, (part, found) => (part === 'result' ? databaseOf(request.result) : found))
    }
  })
}
