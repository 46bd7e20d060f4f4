/**
 * @file The speaker's window: an empty page of our own origin that this page draws into, so that both show one state without a
 * message between them. Styles are the page's own sheets; no script runs there.
 */

export interface NotesWindow {
  /** Whether it is open afterwards. */
  open(): boolean
  close(): void
  /** Where to draw; null while it is closed. */
  root(): HTMLElement | null
}

interface NotesEvents {
  readonly onClose: () => void
  readonly onKey: (event: KeyboardEvent) => void
}

const NAME = 'opd-notes'
const FEATURES = 'popup,width=760,height=860'

export function createNotesWindow(view: Window, { onClose, onKey }: NotesEvents): NotesWindow {
  let popup: Window | null = null
  let root: HTMLElement | null = null
  let endFollowing = (): void => {}

  function forget(): void {
    if (!popup) return
    popup = null
    root = null
    endFollowing()
    onClose()
  }

  function furnish({ document }: Window): HTMLElement {
    document.title = `OPD playground: ${view.document.title.split(':')[0]}`
    document.body.className = 'notes-window'
    const place = document.createElement('div')
    document.body.replaceChildren(place)
    endFollowing = followLook(view.document, document)
    document.addEventListener('keydown', onKey, { capture: true })
    return place
  }

  // The notes live in this page: without it the window would stand there dead.
  view.addEventListener('pagehide', () => popup?.close())

  return {
    open() {
      if (popup && !popup.closed) {
        popup.focus()
        return true
      }
      popup = view.open('', NAME, FEATURES)
      if (!popup) return false
      root = furnish(popup)
      popup.addEventListener('pagehide', forget)
      return true
    },
    close() {
      popup?.close()
      forget()
    },
    root: () => root,
  }
}

/** Gives a document the look of the page, now and as it changes: sheets, theme, language. Returns how to end that. */
function followLook(page: Document, other: Document): () => void {
  const sheets = (): void => {
    const known = other.head.querySelectorAll('link, style').length
    const all = [...page.head.querySelectorAll<HTMLElement>('link[rel="stylesheet"], style')]
    for (const sheet of all.slice(known)) {
      const copy = other.importNode(sheet, true)
      // The other window has no address of its own that a path could start from.
      if (copy instanceof HTMLLinkElement || 'href' in copy) copy.setAttribute('href', (sheet as HTMLLinkElement).href)
      other.head.append(copy)
    }
  }
  const root = (): void => {
    const { lang, dir, dataset } = page.documentElement
    Object.assign(other.documentElement, { lang, dir })
    if (dataset.theme) other.documentElement.dataset.theme = dataset.theme
    else delete other.documentElement.dataset.theme
  }
  sheets()
  root()
  const head = new MutationObserver(sheets)
  head.observe(page.head, { childList: true })
  const element = new MutationObserver(root)
  element.observe(page.documentElement, { attributes: true, attributeFilter: ['lang', 'dir', 'data-theme'] })
  return () => {
    head.disconnect()
    element.disconnect()
  }
}
