/**
 * @file Small texts between visits, in the browser's storage. It may be forbidden, full, or cleared at any time: then nothing is kept
 * here, and nothing throws.
 */

/** null where the browser lets no page keep anything. */
export function localTexts(view: Pick<Window, 'localStorage'>): Storage | null {
  return storageOf(() => view.localStorage)
}

/** The tab's own: ends with it, and outlives a reload. */
export function tabTexts(view: Pick<Window, 'sessionStorage'>): Storage | null {
  return storageOf(() => view.sessionStorage)
}

export function readText(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null
  } catch {
    return null
  }
}

/** Keeps a text, or forgets it for null. @returns whether it is so now */
export function keepText(storage: Storage | null, key: string, text: string | null): boolean {
  try {
    if (text === null) storage?.removeItem(key)
    else storage?.setItem(key, text)
    return storage !== null
  } catch {
    return false
  }
}

/** The page came back (reloaded, restored after a crash, out of the history) rather than being opened. */
export function cameBack({ performance, document }: Pick<Window, 'performance' | 'document'>): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  const type = entry && 'type' in entry ? entry.type : null
  const discarded = 'wasDiscarded' in document && document.wasDiscarded === true
  return discarded || type === 'reload' || type === 'back_forward'
}

function storageOf(read: () => Storage): Storage | null {
  try {
    return read()
  } catch {
    return null
  }
}
