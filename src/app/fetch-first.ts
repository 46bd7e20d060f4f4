/**
 * @file How the built page fetches its later parts: first the files, then the import. A browser remembers for good that a module did not
 * come, and asks nobody again; what was only fetched may be tried again. Stands in for Vite's own helper (see vite.fetch-first.ts).
 */

/** Files that are here or on their way, by address. Those that failed are forgotten. */
const files = new Map<string, Promise<unknown>>()

/**
 * Imports a part once all files that it needs are here.
 * @param paths Scripts and styles of the part, relative to `importer`.
 * @throws as `load` does, or an Error that names the file that did not come
 */
export async function fetchFirst<Part>(
  load: () => Promise<Part>,
  paths: readonly string[] = [],
  importer: string = document.baseURI,
): Promise<Part> {
  await Promise.all(paths.map((path) => file(new URL(path, importer).href)))
  return load()
}

function file(address: string): Promise<unknown> {
  const known = files.get(address)
  if (known) return known
  const fetching = standsInPage(address)
    ? Promise.resolve()
    : address.endsWith('.css')
      ? style(address)
      : script(address)
  files.set(address, fetching)
  fetching.catch(() => files.delete(address))
  return fetching
}

/** The page itself names what it starts with. */
function standsInPage(address: string): boolean {
  const named = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[href], script[src]')]
  return named.some((each) => (each instanceof HTMLScriptElement ? each.src : each.href) === address)
}

/**
 * Into the browser's cache, where the import finds it. A preload would do the same with one question less, but a slow machine warns of it
 * before all parts are there.
 */
async function script(address: string): Promise<void> {
  const response = await fetch(address).catch(() => null)
  if (!response?.ok) throw missing(address)
  await response.arrayBuffer()
}

function style(address: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', crossOrigin: '', href: address })
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => {
      link.remove()
      reject(missing(address))
    })
    document.head.append(link)
  })
}

/** src/ui/lazily.tsx knows it by its words. */
function missing(address: string): Error {
  return new Error(`Unable to preload ${address}`)
}
