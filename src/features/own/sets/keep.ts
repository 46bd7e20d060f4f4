/** @file Files of problems as this browser keeps them: the file as it is, and beside it how it is read. */
import { isChoice } from './read-set.ts'
import type { KeptSet } from './state.ts'

/** Raised when the layout changes. */
const CACHE = 'problems-v1'

export interface SetShelf {
  /** @throws when there is no room */
  put(set: KeptSet, file: Blob): Promise<void>
  list(): Promise<readonly KeptSet[]>
  /** The file, or null where it is gone. */
  file(key: string): Promise<Blob | null>
  remove(key: string): Promise<void>
}

/** @param root an address of this page, under which nothing else lies; it is never asked for */
export function setShelf(caches: CacheStorage, root: string): SetShelf {
  const open = () => caches.open(CACHE)
  const place = (key: string, part: 'file' | 'about'): string => `${root}${encodeURIComponent(key)}/${part}`
  return {
    async put(set, file) {
      const cache = await open()
      await cache.put(place(set.key, 'file'), new Response(file))
      await cache.put(place(set.key, 'about'), new Response(JSON.stringify(set)))
    },
    async list() {
      const cache = await open()
      const about = (await cache.keys()).filter(({ url }) => url.endsWith('/about'))
      const read = await Promise.all(about.map(async (key): Promise<unknown> => (await cache.match(key))?.json()))
      return read.filter(isKept).sort((a, b) => a.name.localeCompare(b.name))
    },
    async file(key) {
      return (await (await open()).match(place(key, 'file')))?.blob() ?? null
    },
    async remove(key) {
      const cache = await open()
      for (const part of ['file', 'about'] as const) await cache.delete(place(key, part))
    },
  }
}

/** Another version of the page may have written it. */
function isKept(json: unknown): json is KeptSet {
  if (typeof json !== 'object' || json === null) return false
  const { key, name, bytes, format, choice } = json as Partial<KeptSet>
  const known = format === 'jsonl' || format === 'csv'
  return typeof key === 'string' && typeof name === 'string' && typeof bytes === 'number' && known && isChoice(choice)
}
