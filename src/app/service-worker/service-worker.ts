/**
 * @file The service worker: keeps every file of the page's own (vite.offline.ts fills in the list) and answers for them, so that a
 * version is never mixed with another. The runtime's large files are answered for when the page has kept them; models are none of its
 * business. Responses keep the headers that the host gave them: isolation (COOP, COEP) survives going offline.
 */

/** The parts of the platform that are used; the page's own types know only windows. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface Scope {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
}

// A module of its own, so that these names are nobody else's.
export {}

declare const SHELL: readonly { readonly path: string; readonly revision: string }[]
declare const VERSION: string

const worker = self as unknown as Scope
const { scope } = worker.registration
const CACHE = `shell-${VERSION}`
/** Stands in a cache once all of its version does: a version that was cut off while it was being kept is none. */
const WHOLE = `${scope}?whole`
/** Requests at a time while the page is being kept. */
const LANES = 6

/**
 * From an address to the key of its file. Assets have their hash in their name; of the others the revision is part of the key, so that
 * versions lie side by side and share what is equal.
 */
const keys = new Map(SHELL.map(({ path, revision }) => [new URL(path, scope).href, keyOf(path, revision)]))

function keyOf(path: string, revision: string): string {
  const url = new URL(path, scope)
  if (!isAsset(url)) url.search = `?revision=${revision}`
  return url.href
}

function isAsset({ href }: URL): boolean {
  return href.startsWith(`${scope}assets/`)
}

/** Hosts that give a folder's address its page give it by its own name too; the simplest give it by its name alone. */
function fileOf(url: string): string {
  return url.endsWith('/') && url !== scope ? `${url}index.html` : url
}

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  const left = [...keys]
  const lane = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [url, key] = next
      const known = await caches.match(key)
      const response = known ?? (await fetch(fileOf(url), { cache: 'no-cache' }))
      if (!response.ok) throw new Error(`HTTP ${response.status} for ${url}`)
      // A response that was redirected may not answer a navigation.
      const { body, status, headers } = response
      await cache.put(key, response.redirected ? new Response(body, { status, headers }) : response)
    }
  }
  try {
    await Promise.all(Array.from({ length: LANES }, lane))
    await cache.put(WHOLE, new Response())
  } catch (error) {
    // A half is good for the next try, but not where there is no room for a whole.
    if (error instanceof DOMException && error.name === 'QuotaExceededError') await caches.delete(CACHE)
    throw error
  }
}

/** Keeps this version and the one before it, which other tabs may still be showing. */
async function forgetOld(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== CACHE)
  const whole = await Promise.all(others.map(async (name) => (await caches.open(name)).match(WHOLE)))
  // Versions from before there was such a mark have none.
  const before = others[whole.findLastIndex((mark) => mark !== undefined)] ?? others.at(-1)
  for (const name of others) if (name !== before) await caches.delete(name)
}

/**
 * The address of the list that an address means. Hosts give a page also by its name without the ending, and a folder's page also by the
 * folder's name without the slash; that one is sent on, because what it names by `./` and `../` counts from the slash.
 */
function known(href: string): { readonly href: string; readonly moved: boolean } | null {
  const own = href === `${scope}index.html` ? scope : href
  if (keys.has(own)) return { href: own, moved: false }
  if (keys.has(`${own}.html`)) return { href: `${own}.html`, moved: false }
  return keys.has(`${own}/`) ? { href: `${own}/`, moved: true } : null
}

/** The kept file, or what the network says. */
async function answer(request: Request, key: string): Promise<Response> {
  return (await caches.match(key, { ignoreVary: true })) ?? fetch(request)
}

worker.addEventListener('install', (event) => event.waitUntil(keepShell()))

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOld(), worker.clients.claim()]))
})

worker.addEventListener('message', ({ data }) => {
  if (data === 'skip-waiting') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  const url = new URL(request.url)
  url.hash = ''
  url.search = ''
  const found = known(url.href)
  const key = found && keys.get(found.href)
  if (found?.moved) event.respondWith(Promise.resolve(Response.redirect(found.href + new URL(request.url).search)))
  else if (key) event.respondWith(answer(request, key))
  // The runtime's files, and those of the version before in a tab that still shows it.
  else if (isAsset(url)) event.respondWith(answer(request, url.href))
})
