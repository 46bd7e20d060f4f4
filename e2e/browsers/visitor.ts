/**
 * @file A visitor of the page in any browser: what stands there, by the ids that its controls carry in every language, and real presses of
 * the mouse where they stand. Waits are for states, never for seconds.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureInk, type TokenInk, tokenBoxes } from '../ink.ts'
import { type Browser, WINDOW } from './browser.ts'

/** A busy machine needs a tenth of it. */
const PATIENCE_MS = Number(process.env.WALK_PATIENCE ?? 300_000)
const PULSE_MS = 200
/** Of a few tokens with strong marks, and more than all words in the teacher's colour have. */
const MARK_PIXELS = 4000

/** The script that the walk's host puts before the page's own: what goes wrong is kept where the walk can read it. */
export const LISTENER = `window.heard = []
// That an observer is told a frame later is no fault; Chromium reports it all the same.
const hear = (what) => /^ResizeObserver loop/.test(what) || window.heard.push(String(what).slice(0, 300))
addEventListener('error', ({ message }) => hear(message || 'a part could not be loaded'))
addEventListener('unhandledrejection', ({ reason }) => hear(reason))
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => hear(violatedDirective + ' ' + blockedURI))
for (const kind of ['error', 'warn']) {
  const said = console[kind]
  console[kind] = (...words) => { hear(words.join(' ')); said.apply(console, words) }
}`

declare global {
  interface Window {
    /** Errors, warnings and refusals since this page was opened. */
    heard?: string[]
  }
}

export class Visitor {
  constructor(
    readonly browser: Browser,
    /** Where pictures of what was seen are kept. */
    private readonly pictures: string,
  ) {}

  /** Until the page says yes. @throws with what the page shows, when it never does */
  async until<A extends readonly unknown[]>(what: string, holds: (...given: A) => boolean, ...given: A): Promise<void> {
    const end = Date.now() + PATIENCE_MS
    let trouble = ''
    while (Date.now() < end) {
      const held = await this.browser.evaluate(holds, ...given).catch((error) => {
        // Between two pages there is nobody to ask.
        trouble = String(error)
        return false
      })
      if (held) return
      await new Promise((resolve) => setTimeout(resolve, PULSE_MS))
    }
    const notices = await this.notices().catch(() => [])
    throw new Error(`never ${what}; the page says: ${[...notices, trouble].filter(Boolean).join(' | ') || 'nothing'}`)
  }

  /** Opens an address and waits for the page to stand. */
  async open(address: string): Promise<void> {
    await this.browser.open(address)
    await this.until('the page', () => document.querySelector('.rollout') !== null)
  }

  /** Until student and teacher are loaded. */
  ready(): Promise<void> {
    return this.until('ready', () => Boolean(document.documentElement.dataset.backend))
  }

  /** Presses the middle of the first such thing that is shown. */
  async press(selector: string): Promise<void> {
    await this.until(
      `${selector} to press`,
      (wanted) =>
        [...document.querySelectorAll<HTMLElement>(wanted)].some(
          (each) => each.checkVisibility() && each.getAttribute('aria-disabled') !== 'true',
        ),
      selector,
    )
    const middle = await this.browser.evaluate((wanted) => {
      const shown = [...document.querySelectorAll<HTMLElement>(wanted)].find((each) => each.checkVisibility())
      shown?.scrollIntoView({ block: 'center', behavior: 'instant' })
      const { left, top, width, height } = shown?.getBoundingClientRect() ?? new DOMRect()
      return { x: left + width / 2, y: top + height / 2 }
    }, selector)
    await this.browser.click(middle.x, middle.y)
  }

  /** Chooses in a list. Its pop-up belongs to the system, so the page is told as the browser would tell it. */
  choose(selector: string, value: string): Promise<void> {
    return this.browser.evaluate(
      (wanted, chosen) => {
        const list = document.querySelector<HTMLSelectElement>(wanted)
        if (!list) throw new Error(`nothing is ${wanted}`)
        list.value = chosen
        list.dispatchEvent(new Event('change', { bubbles: true }))
      },
      selector,
      value,
    )
  }

  /** Drops files on the page, as a hand that comes from another window does: no driver of all three can. */
  drop(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<void> {
    return this.browser.evaluate(
      async (all) => {
        const dataTransfer = new DataTransfer()
        for (const [name, base64] of all) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          dataTransfer.items.add(new File([bytes], name))
        }
        for (const kind of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }))
      },
      files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const),
    )
  }

  /** Writes into a field at once, and the page is told as the browser would tell it. */
  type(selector: string, text: string): Promise<void> {
    return this.browser.evaluate(
      (wanted, written) => {
        const field = document.querySelector<HTMLTextAreaElement>(wanted)
        if (!field) throw new Error(`nothing is ${wanted}`)
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, written)
        field.dispatchEvent(new Event('input', { bubbles: true }))
      },
      selector,
      text,
    )
  }

  /** The tokens' accessible names, in order. */
  names(): Promise<string[]> {
    return this.browser.evaluate(() =>
      [...document.querySelectorAll('[data-token]')].map((token) => token.getAttribute('aria-label') ?? ''),
    )
  }

  /** Until a text of this badge is whole and read. */
  async read(badge: 'LIVE' | 'REPLAY'): Promise<void> {
    await this.until(
      `a text that is ${badge} and read`,
      (wanted) =>
        document.querySelector('.badge')?.textContent === wanted &&
        document.querySelector('.rollout[aria-busy="true"]') === null &&
        document.querySelector('[data-token][aria-label$=", not scored yet"]') === null &&
        document.querySelector('[data-token]') !== null,
      badge,
    )
  }

  /** What a picture shows behind every token. */
  async ink(): Promise<readonly TokenInk[]> {
    await this.browser.evaluate(() =>
      document.querySelector('[data-token]')?.scrollIntoView({ block: 'center', behavior: 'instant' }),
    )
    const boxes = await this.browser.evaluate(tokenBoxes)
    return this.browser.evaluate(measureInk, { boxes, picture: await this.browser.picture() })
  }

  /** Until the ink is so: marks move to their new place. */
  async inkWhen(what: string, holds: (ink: readonly TokenInk[]) => boolean): Promise<readonly TokenInk[]> {
    return this.seenWhen(what, () => this.ink(), holds)
  }

  /** Until the window shows a mark's colour, as large as one, wherever it is. */
  async untilSeen(what: string): Promise<void> {
    const { width, height } = WINDOW
    const boxes = [{ name: 'window', left: 0, top: 0, width, height }]
    await this.seenWhen(
      what,
      async () => this.browser.evaluate(measureInk, { boxes, picture: await this.browser.picture() }),
      ([ink]) => (ink?.less ?? 0) * width * height > MARK_PIXELS,
    )
  }

  private async seenWhen(
    what: string,
    see: () => Promise<readonly TokenInk[]>,
    holds: (ink: readonly TokenInk[]) => boolean,
  ): Promise<readonly TokenInk[]> {
    const end = Date.now() + PATIENCE_MS
    while (Date.now() < end) {
      const seen = await see()
      if (holds(seen)) return seen
      await new Promise((resolve) => setTimeout(resolve, PULSE_MS))
    }
    throw new Error(`never ${what}`)
  }

  /** Keeps a picture for whoever wants to look. */
  async look(name: string): Promise<void> {
    mkdirSync(this.pictures, { recursive: true })
    writeFileSync(join(this.pictures, `${name}.png`), await this.browser.picture(), 'base64')
  }

  /** What the page tells. */
  notices(): Promise<readonly string[]> {
    return this.browser.evaluate(() =>
      [...document.querySelectorAll('[role="alert"], [role="status"], output')]
        .map((each) => each.textContent ?? '')
        .filter((text) => text !== ''),
    )
  }

  /** What the page's console and its window heard. */
  heard(): Promise<readonly string[]> {
    return this.browser.evaluate(() => window.heard ?? [])
  }

  /** The text of the file that a press brings. */
  async download(selector: string, ending: string): Promise<string> {
    const files = (): string[] =>
      existsSync(this.browser.downloads)
        ? readdirSync(this.browser.downloads).filter((name) => name.endsWith(ending))
        : []
    const before = new Set(files())
    await this.press(selector)
    const end = Date.now() + PATIENCE_MS
    while (Date.now() < end) {
      const [fresh] = files().filter((name) => !before.has(name))
      const text = fresh === undefined ? '' : readFileSync(join(this.browser.downloads, fresh), 'utf8')
      // It grows while it arrives; both files are JSON.
      if (text && isJson(text)) return text
      await new Promise((resolve) => setTimeout(resolve, PULSE_MS))
    }
    throw new Error(`${selector} brought no file`)
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
