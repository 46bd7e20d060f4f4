/**
 * @file Model files over the network, kept in the browser's Cache API under their hash. A copy that does not match its
 * hash is thrown away and fetched once more, past every cache.
 */
import { cancelled, EngineError, isCancelled, oneLine, throwIfCancelled } from '../engine/errors.ts'
import { corruptFile, type FileReadOptions, type FileSource, isIntact } from '../engine/files.ts'
import { message } from '../message/message.ts'

/** Raised when the layout of the cache changes. */
export const MODEL_CACHE = 'models-v1'

/** Under which a file lies in the cache. */
export function modelKey(
  baseUrl: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): string {
  return `${new URL(path, baseUrl).href}?sha256=${sha256}`
}

export interface FetchFilesOptions {
  readonly fetch?: typeof fetch
  /** Absent where the page is not served over https or from localhost. */
  readonly caches?: CacheStorage | undefined
}

/** A file source over an absolute URL that ends in a slash. */
export function fetchFiles(baseUrl: string, options: FetchFilesOptions = {}): FileSource {
  const load = options.fetch ?? ((url, init) => fetch(url, init))
  const storage = 'caches' in options ? options.caches : globalThis.caches

  async function readFresh(path: string, given: FileReadOptions, mode: RequestCache): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const response = await load(new URL(path, baseUrl).href, { cache: mode, signal: given.signal })
      // A server for single-page apps answers an unknown path with the page itself.
      const isPage = response.headers.get('content-type')?.startsWith('text/html')
      if (!response.ok || isPage)
        throw missing(path, response.ok ? 'the server sent a page' : `HTTP ${response.status}`)
      return await readBody(response, given)
    } catch (error) {
      if (error instanceof EngineError) throw error
      if (isCancelled(error) || given.signal?.aborted) throw cancelled()
      throw missing(path, oneLine(error))
    }
  }

  return {
    async read(path, given = {}) {
      const { expected, signal, onBytes, onVerify } = given
      throwIfCancelled(signal)
      // Without a hash there is nothing to recognise a stale copy by, so the server is asked each time.
      if (!expected) return readFresh(path, given, 'no-cache')
      const cache = await openCache(storage)
      const key = modelKey(baseUrl, { path, sha256: expected.sha256 })
      const kept = await cache?.match(key)
      if (kept) {
        const bytes = new Uint8Array(await kept.arrayBuffer())
        onBytes?.(bytes.byteLength)
        onVerify?.()
        if (await isIntact(bytes, expected)) return bytes
        await cache?.delete(key)
      }
      for (const mode of ['default', 'reload'] as const) {
        const bytes = await readFresh(path, given, mode)
        onVerify?.()
        if (await isIntact(bytes, expected)) {
          throwIfCancelled(signal)
          await keep(cache, key, bytes)
          return bytes
        }
      }
      throw corruptFile(path)
    },
  }
}

/** The body as one array; progress is reported as its parts arrive. */
async function readBody(
  response: Response,
  { onBytes, expected, signal }: FileReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body.getReader()
  for (;;) {
    throwIfCancelled(signal)
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    size += value.byteLength
    onBytes?.(expected ? Math.min(size, expected.bytes) : size)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

/** Private windows and full disks refuse a cache: then the files are fetched each time. */
async function openCache(storage: CacheStorage | undefined): Promise<Cache | undefined> {
  return storage?.open(MODEL_CACHE).catch(() => undefined)
}

/** Puts a file into the cache in the place of its earlier versions. */
async function keep(cache: Cache | undefined, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!cache) return
  try {
    for (const old of await cache.keys(key, { ignoreSearch: true })) await cache.delete(old)
    await cache.put(key, new Response(bytes))
  } catch {
    // No room: the file is in memory, which is what was asked for.
  }
}

function missing(path: string, why: string): EngineError {
  return new EngineError(
    'missing-file',
    message('The file {path} could not be fetched ({why}).', { path, why }),
    'Check that the models folder is served beside the page, and that you are online; then try again.',
  )
}
