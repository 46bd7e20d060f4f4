/** What is laid on the shelf comes back whole, to one page at a time; what cannot be kept is said in a word. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { failingFactory, lockManager, pageOf } from './shelf.test-helper.ts'
import { createShelf } from './shelf.ts'

beforeAll(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterAll(() => void vi.unstubAllGlobals())

const entry = (key: string, record: unknown = { said: key }) => ({ key, kind: 'run', record })
const numbers = (...values: number[]) => Float32Array.from(values)

/** More than two parts' worth. */
const long = new Float32Array(2 ** 21 + 5).map((_, i) => i % 1013)

describe('the shelf', () => {
  it('gives back what was laid there, vectors of any length included, to the page that comes after', async () => {
    const browser = { indexedDB: new IDBFactory(), locks: lockManager() }
    const before = pageOf(browser)
    expect(await createShelf(before, () => 17).put(entry('a'), { params: long, none: numbers() })).toBeNull()
    await before.end()
    const shelf = createShelf(pageOf(browser))
    expect(await shelf.orphans('run')).toEqual([{ ...entry('a'), kept: 17 }])
    expect(await shelf.orphans('model')).toEqual([])
    const found = await shelf.take('a')
    expect(found?.record).toEqual({ said: 'a' })
    const { params, ...others } = found?.vectors ?? {}
    expect(others).toEqual({ none: numbers() })
    // Number by number, as `toEqual` compares, this takes ten seconds.
    expect(params).toBeInstanceOf(Float32Array)
    expect(Buffer.from(params?.buffer ?? new ArrayBuffer()).equals(Buffer.from(long.buffer))).toBe(true)
    await shelf.forget('a')
    expect(await shelf.orphans('run')).toEqual([])
    expect(await shelf.take('a')).toBeNull()
  })

  it('puts the later in the place of the earlier, and leaves nothing of it', async () => {
    const shelf = createShelf(pageOf({ indexedDB: new IDBFactory(), locks: lockManager() }))
    await shelf.put(entry('a', 1), { params: long, ema: long })
    const [skipped, written] = await Promise.all([
      shelf.put(entry('a', 2), { params: numbers(2) }),
      shelf.put(entry('a', 3), { params: numbers(3) }),
    ])
    expect([skipped, written]).toEqual([null, null])
    expect(await shelf.take('a')).toEqual({ record: 3, vectors: { params: numbers(3) } })
  })

  it('offers nothing that a living page holds, lets no other write it, and says when it becomes free', async () => {
    const browser = { indexedDB: new IDBFactory(), locks: lockManager() }
    const [first, second] = [pageOf(browser), pageOf(browser)]
    const [mine, theirs] = [createShelf(first), createShelf(second)]
    await mine.put(entry('a', 'mine'), {})
    expect(await theirs.orphans('run')).toEqual([])
    expect(await theirs.put(entry('a', 'theirs'), {})).toBe('taken')
    expect(await theirs.take('a')).toBeNull()
    await theirs.forget('a')
    await theirs.put(entry('b', 'theirs'), {})
    expect((await mine.take('a'))?.record).toBe('mine')
    const freed = new Promise<void>((resolve) => theirs.onFreed('run', resolve))
    await first.end()
    await freed
    expect((await theirs.orphans('run')).map(({ key }) => key)).toEqual(['b', 'a'])
  })

  it('keeps the latest of what nobody takes up', async () => {
    const page = pageOf({ indexedDB: new IDBFactory(), locks: lockManager() })
    let clock = 0
    const shelf = createShelf(page, () => ++clock)
    for (const key of 'abcdefgh') await shelf.put(entry(key), {})
    expect((await shelf.orphans('run')).map(({ key }) => key)).toEqual([...'hgfedc'])
  })

  it('orders by the clock and nothing more: one that jumps back loses nothing', async () => {
    const page = pageOf({ indexedDB: new IDBFactory(), locks: lockManager() })
    const clock = [9e12, 5, 7]
    const shelf = createShelf(page, () => clock.shift() ?? 0)
    for (const key of 'abc') await shelf.put(entry(key), {})
    expect((await shelf.orphans('run')).map(({ key }) => key)).toEqual(['a', 'c', 'b'])
  })

  it('works without locks, each page under keys of its own', async () => {
    const browser = { indexedDB: new IDBFactory(), locks: undefined }
    await createShelf(pageOf(browser)).put(entry('a'), { params: numbers(1) })
    expect((await createShelf(pageOf(browser)).take('a'))?.vectors).toEqual({ params: numbers(1) })
  })
})

describe('a browser that keeps nothing', () => {
  it('is told of, and what was there before stays there', async () => {
    const indexedDB = new IDBFactory()
    const locks = lockManager()
    const shelf = createShelf(pageOf({ indexedDB, locks }))
    await shelf.put(entry('a', 'old'), { params: numbers(1, 2) })
    // Each write in turn finds no room: the entry, the first part, the second.
    for (const at of [1, 2, 3]) {
      const full = createShelf(
        pageOf({ indexedDB: failingFactory(indexedDB, 'QuotaExceededError', at), locks: undefined }),
      )
      expect(await full.put(entry('a', 'new'), { params: numbers(3), ema: numbers(4) })).toBe('full')
      expect(await shelf.take('a')).toEqual({ record: 'old', vectors: { params: numbers(1, 2) } })
    }
  })

  it('names what cannot be copied, a newer layout and forbidden storage', async () => {
    const locks = lockManager()
    const indexedDB = new IDBFactory()
    const shelf = createShelf(pageOf({ indexedDB, locks }))
    expect(await shelf.put(entry('a', { act: () => 1 }), {})).toBe('refused')
    expect(await shelf.put(entry('a', { plain: true }), {})).toBeNull()

    const newer = new IDBFactory()
    await new Promise((resolve) => {
      const request = newer.open('opd-kept', 99)
      request.onsuccess = () => {
        request.result.close()
        resolve(null)
      }
    })
    expect(await createShelf(pageOf({ indexedDB: newer, locks })).put(entry('n'), {})).toBe('newer')

    const page = pageOf({ indexedDB, locks })
    Object.defineProperty(page, 'indexedDB', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    const forbidden = createShelf(page)
    expect(await forbidden.put(entry('z'), {})).toBe('refused')
    expect(await forbidden.orphans('run')).toEqual([])
    expect(await forbidden.take('a')).toBeNull()
  })

  it('lets a newer version of the page change the layout, and opens again when the browser has closed it', async () => {
    const indexedDB = new IDBFactory()
    const shelf = createShelf(pageOf({ indexedDB, locks: lockManager() }))
    await shelf.put(entry('a'), {})
    const deleted = new Promise((resolve) => {
      indexedDB.deleteDatabase('opd-kept').onsuccess = resolve
    })
    await deleted
    expect(await shelf.put(entry('b'), {})).toBeNull()
    expect((await shelf.orphans('run')).map(({ key }) => key)).toEqual(['b'])
  })
})
