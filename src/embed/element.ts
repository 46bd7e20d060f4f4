/**
 * @file `<opd-playground>`: a view of the playground in someone else's page. A frame, made when it comes near the reader's eye, and
 * the protocol to drive it. This one script is all that a host loads; it asks nobody but the place that it came from.
 */
import { type Connection, connect } from './connection.ts'
import type { Request, RolloutReport, StateObject, StateReport, Welcome } from './messages.ts'

/** The playground stands one folder above this script. */
const HOME = new URL('../', import.meta.url)

/** How far below the edge of the window a frame is already made. */
const AHEAD = '300px'
const HEIGHT = '420px'

/** Attributes that go into the frame's address as they stand, and make it anew when they change. */
const FIXED = ['view', 'hide', 'autoload', 'background', 'lang', 'allow'] as const

export class OpdPlayground extends HTMLElement {
  static readonly observedAttributes = [...FIXED, 'state', 'theme', 'height']

  private frame: HTMLIFrameElement | null = null
  private connection: Connection | null = null
  private observer: IntersectionObserver | null = null
  private last: StateReport | null = null
  private settle!: { resolve(welcome: Welcome): void }
  private promise!: Promise<Welcome>

  constructor() {
    super()
    this.renew()
  }

  /** Resolves when the embed answers: it can be driven from then on. Models are fetched when they are needed. */
  get ready(): Promise<Welcome> {
    return this.promise
  }

  /** The query of what is on view; set a query or an object of changes. */
  get state(): string {
    return this.last?.query ?? this.getAttribute('state') ?? ''
  }

  set state(state: string | StateObject) {
    // The property is the quiet way: what was wrong is told by `opd-error`.
    this.setState(state).catch(() => {})
  }

  get view(): string {
    return this.getAttribute('view') ?? 'stage'
  }

  set view(view: string) {
    this.setAttribute('view', view)
  }

  /** Does something run: writing, training, a race, a descent? */
  get playing(): boolean {
    return this.last?.playing ?? false
  }

  getState(): Promise<StateReport> {
    return this.ask({ type: 'get-state' })
  }

  /** A query says everything, as a link does; an object says what is to change. */
  setState(state: string | StateObject): Promise<StateReport> {
    return this.ask({ type: 'set-state', state })
  }

  load(): Promise<StateReport> {
    return this.ask({ type: 'load' })
  }

  /** Resolves with the rollout when it is written. */
  sample(): Promise<RolloutReport> {
    return this.ask({ type: 'sample' })
  }

  stop(): Promise<StateReport> {
    return this.ask({ type: 'stop' })
  }

  step(): Promise<StateReport> {
    return this.ask({ type: 'step' })
  }

  nextCue(): Promise<StateReport> {
    return this.ask({ type: 'next-cue' })
  }

  previousCue(): Promise<StateReport> {
    return this.ask({ type: 'previous-cue' })
  }

  selectToken(index: number | null): Promise<StateReport> {
    return this.ask({ type: 'select-token', index })
  }

  setDivergence(divergence: string, params?: Readonly<Record<string, number>>): Promise<StateReport> {
    return this.ask({ type: 'set-divergence', divergence, ...(params && { params }) })
  }

  toggleContext(on?: boolean): Promise<StateReport> {
    return this.ask({ type: 'toggle-context', ...(on !== undefined && { on }) })
  }

  setTheme(theme: string): Promise<StateReport> {
    return this.ask({ type: 'set-theme', theme })
  }

  importTrace(trace: object): Promise<StateReport> {
    return this.ask({ type: 'import-trace', trace })
  }

  getTrace(): Promise<object> {
    return this.ask({ type: 'get-trace' })
  }

  connectedCallback(): void {
    this.layOut()
    this.observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.open(),
      { rootMargin: AHEAD },
    )
    this.observer.observe(this)
  }

  disconnectedCallback(): void {
    this.observer?.disconnect()
    this.close()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return
    if (name === 'height') this.layOut()
    else if (!this.frame) return
    else if (name === 'state') this.state = now ?? ''
    else if (name === 'theme') this.setTheme(now ?? 'auto').catch(() => {})
    else {
      this.close()
      this.open()
    }
  }

  private async ask<T>(request: Request): Promise<T> {
    // Whoever drives it does not wait for the reader's eye.
    this.open()
    try {
      return (await this.connection?.ask(request)) as T
    } catch (error) {
      const detail = { code: 'failed', message: String(error), remedy: null, ...(error as { report?: object }).report }
      this.tell('error', detail)
      throw error
    }
  }

  private open(): void {
    if (this.frame || !this.isConnected) return
    this.observer?.disconnect()
    const frame = document.createElement('iframe')
    frame.src = this.address()
    frame.title = `OPD playground: ${this.view}`
    frame.allow = 'clipboard-write; fullscreen; screen-wake-lock; cross-origin-isolated'
    Object.assign(frame.style, {
      display: 'block',
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      border: '0',
    })
    this.frame = frame
    for (const link of this.querySelectorAll('[data-instead]')) link.remove()
    this.append(frame)
    this.connection = connect(window, frame, HOME.origin, ({ event, detail }) => {
      if (event === 'state') this.last = detail
      this.tell(event, detail)
    })
    this.connection.ready.then(
      (welcome) => {
        this.last = welcome
        this.settle.resolve(welcome)
        this.tell('ready', welcome)
      },
      () => {},
    )
  }

  private close(): void {
    if (!this.frame) return
    this.connection?.close()
    this.connection = null
    this.frame.remove()
    this.frame = null
    this.last = null
    this.renew()
  }

  private renew(): void {
    this.promise = new Promise((resolve) => {
      this.settle = { resolve }
    })
  }

  private address(): string {
    const [state, cues] = (this.getAttribute('state') ?? '').split('#')
    const query = new URLSearchParams(state)
    query.set('embed', '1')
    for (const name of [...FIXED, 'theme']) {
      const value = this.getAttribute(name)
      if (value !== null) query.set(name, value)
    }
    return new URL(`?${query}${cues ? `#${cues}` : ''}`, HOME).href
  }

  /** Its room is kept from the start, so that the page around it does not jump. The page's own styles come first. */
  private layOut(): void {
    if (!this.isConnected) return
    const asked = this.getAttribute('height')
    if (asked !== null) this.style.height = /^\d+$/.test(asked) ? `${asked}px` : asked
    const { display, height } = getComputedStyle(this)
    if (display === 'inline') this.style.display = 'block'
    if (height === 'auto' || height === '0px') this.style.height = HEIGHT
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`opd-${name}`, { detail, bubbles: true, composed: true }))
  }
}

// Two copies of the script on one page are one element.
if (!customElements.get('opd-playground')) customElements.define('opd-playground', OpdPlayground)
