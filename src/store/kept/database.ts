/**
 * @file The browser's database as promises: large things that a page makes as it goes. What is written is written whole or not at all.
 * A failure is one of three words; nothing here throws anything else.
 */

/** Counted up when the layout changes; a page of an older version then keeps nothing, and harms nothing. */
const VERSION = 1
const NAME = 'opd-kept'
/** What is kept, by key; and its numbers, by [key, name, part]. */
const ENTRIES = 'entries'
const PARTS = 'parts'

/** Bytes that are copied at once: a copy of 4 MB takes about a millisecond of a frame. */
const PART_BYTES = 1 << 22

export type Vectors = Readonly<Record<string, Float32Array<ArrayBuffer>>>

/** 'full': no room. 'newer': another version of the page has been here. 'refused': the browser keeps nothing, or failed. */
export type KeepFailure = 'full' | 'newer' | 'refused'

export class KeepError extends Error {
  constructor(
    readonly failure: KeepFailure,
    options?: ErrorOptions,
  ) {
    super(failure, options)
  }
}

/** One thing as it lies there; what is in it only its maker knows. */
export interface Entry {
  readonly key: string
  readonly kind: string
  /** Milliseconds of the clock when it was written: for people, and to find the latest. */
  readonly kept: number
  readonly record: unknown
}

export interface Database {
  entries(): Promise<readonly Entry[]>
  /** Puts entry and vectors in the place of what the key held. @throws KeepError, and then what the key held is still there */
  put(entry: Entry, vectors: Vectors): Promise<void>
  vectors(key: string): Promise<Vectors>
  remove(key: string): Promise<void>
}

/** Opened at the first call, and again when the browser has closed it. @param factory throws where storage is forbidden */
export function createDatabase(factory: () => IDBFactory): Database {
  let opened: Promise<IDBDatabase> | null = null

  function open(): Promise<IDBDatabase> {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = factory().open(NAME, VERSION)
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ENTRIES, { keyPath: 'key' })
        request.result.createObjectStore(PARTS)
      }
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        const database = request.result
        // A newer version of the page must not wait for this one.
        database.onversionchange = () => {
          database.close()
          opened = null
        }
        database.onclose = () => {
          opened = null
        }
        resolve(database)
      }
    }).catch((error) => {
      opened = null
      throw error
    })
    return opened
  }

  async function inside<T>(mode: IDBTransactionMode, work: (entries: IDBObjectStore, parts: IDBObjectStore) => T) {
    try {
      const transaction = (await open()).transaction([ENTRIES, PARTS], mode)
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
      const result = attempt(transaction, work)
      await done
      // Aborted where there is none: `done` has thrown.
      return result as T
    } catch (error) {
      throw new KeepError(failureOf(error), { cause: error })
    }
  }

  return {
    async entries() {
      const request = await inside('readonly', (entries) => entries.getAll())
      return request.result as Entry[]
    },
    async put(entry, vectors) {
      await inside('readwrite', (entries, parts) => {
        parts.delete(partsOf(entry.key))
        entries.put(entry)
        putParts(parts, cut(entry.key, vectors))
      })
    },
    async vectors(key) {
      const { names, values } = await inside('readonly', (_, parts) => ({
        names: parts.getAllKeys(partsOf(key)),
        values: parts.getAll(partsOf(key)),
      }))
      return joined(names.result as readonly IDBValidKey[][], values.result as readonly Float32Array<ArrayBuffer>[])
    },
    async remove(key) {
      await inside('readwrite', (entries, parts) => {
        parts.delete(partsOf(key))
        entries.delete(key)
      })
    },
  }
}

/** What cannot be asked (a record that cannot be copied) leaves nothing done of what was asked before it. */
function attempt<T>(
  transaction: IDBTransaction,
  work: (entries: IDBObjectStore, parts: IDBObjectStore) => T,
): T | null {
  try {
    return work(transaction.objectStore(ENTRIES), transaction.objectStore(PARTS))
  } catch {
    // Where it has been aborted already, its own reason counts.
    if (transaction.error === null) transaction.abort()
    return null
  }
}

type PartKey = [key: string, name: string, part: number]

const partsOf = (key: string): IDBKeyRange => IDBKeyRange.bound([key], [key, []])

function* cut(key: string, vectors: Vectors): Generator<readonly [PartKey, Float32Array<ArrayBuffer>], void> {
  const length = PART_BYTES / Float32Array.BYTES_PER_ELEMENT
  for (const [name, vector] of Object.entries(vectors))
    for (let part = 0; part * length < Math.max(1, vector.length); part++)
      yield [[key, name, part], vector.subarray(part * length, (part + 1) * length).slice()]
}

/** One after the other, each in a task of its own: the page draws in between. */
function putParts(store: IDBObjectStore, parts: ReturnType<typeof cut>): void {
  const { value, done } = parts.next()
  if (done) return
  const [key, part] = value
  store.put(part, key).onsuccess = () => putParts(store, parts)
}

function joined(keys: readonly IDBValidKey[][], parts: readonly Float32Array<ArrayBuffer>[]): Vectors {
  const byName = new Map<string, Float32Array<ArrayBuffer>[]>()
  keys.forEach(([, named], i) => {
    const name = String(named)
    byName.set(name, [...(byName.get(name) ?? []), parts[i]!])
  })
  return Object.fromEntries(
    [...byName].map(([name, pieces]) => {
      const whole = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0))
      let at = 0
      for (const piece of pieces) {
        whole.set(piece, at)
        at += piece.length
      }
      return [name, whole]
    }),
  )
}

function failureOf(error: unknown): KeepFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'QuotaExceededError') return 'full'
  return name === 'VersionError' ? 'newer' : 'refused'
}
