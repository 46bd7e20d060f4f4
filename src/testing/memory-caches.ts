/** @file A browser's caches in memory, for tests. */

/** As much of the Cache API as is used. */
export function memoryCaches(): CacheStorage {
  const held = new Map<string, Blob>()
  const urlOf = (key: RequestInfo | URL): string => (key instanceof Request ? key.url : String(key))
  const cache = {
    keys: async () => [...held.keys()].map((url) => new Request(url)),
    match: async (key: RequestInfo | URL) => {
      const blob = held.get(urlOf(key))
      return blob && new Response(blob)
    },
    put: async (key: RequestInfo | URL, response: Response) => void held.set(urlOf(key), await response.blob()),
    delete: async (key: RequestInfo | URL) => held.delete(urlOf(key)),
  }
  return { open: async () => cache } as unknown as CacheStorage
}
