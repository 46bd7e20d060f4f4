/**
 * @file One engine for many pages. A page takes a second or two to open; its engine takes eight, because it compiles the runtime and
 * makes sessions of two models. So each of Playwright's workers keeps one page open that holds the engine's worker, and every page under
 * test is a window which that page opened: fresh in all its own state, and given the kept worker where it asks for a new one. The page
 * is not told: it sends `init`, `start` and `load` as always, and is answered at once.
 *
 * Only the engine's worker is shared, and only as long as it is asked for what leaves no trace: a worker that trained, adopted
 * weights, or was told to use another backend is ended with its page, and the next page gets a new one. That one compiles the runtime
 * no more: V8 gives what a page of the same process still holds to whoever compiles the same bytes.
 */
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from '@playwright/test'
import type { ClientMessage, WorkerMessage } from '../src/worker/protocol.ts'

/** What the keeping page holds for the page under test. */
interface Holder {
  /** Ends the line of the page before, and gives this one a line to the engine's worker. */
  connect(url: string, options: WorkerOptions | undefined, listener: LineListener): Line
  /** The page is gone: what it still waits for is cancelled, and a worker that it changed is ended. */
  leave(): void
}

interface LineListener {
  message(data: WorkerMessage): void
  error(message: string): void
}

interface Line {
  post(message: ClientMessage): void
  terminate(): void
}

declare global {
  interface Window {
    engineHolder?: Holder
    /** Compiled, and held so that the next engine need not compile them. */
    runtimes?: WebAssembly.Module[]
  }
}

/** A page of the built app that is no app: any small file will do, if it comes with the headers that isolate a page. */
const HOLDING_PAGE = '/models/manifest.json'

export class EngineKeeper {
  readonly context: BrowserContext
  /** The page that holds the worker: what the worker writes to the console or asks for appears here. */
  readonly holder: Page
  private readonly session: CDPSession

  private constructor(context: BrowserContext, holder: Page, session: CDPSession) {
    this.context = context
    this.holder = holder
    this.session = session
  }

  static async open(browser: Browser, options: BrowserContextOptions): Promise<EngineKeeper> {
    const context = await browser.newContext(options)
    const holder = await context.newPage()
    await holder.goto(HOLDING_PAGE)
    await holder.evaluate(holdEngine)
    const held = new Set<string>()
    context.on('request', (request) => {
      const url = request.url()
      if (!url.endsWith('.wasm') || held.has(url)) return
      held.add(url)
      // A browser that ends meanwhile needs no runtime.
      holder.evaluate(holdRuntime, url).catch(() => {})
    })
    return new EngineKeeper(context, holder, await context.newCDPSession(holder))
  }

  /** A new window that will find the kept engine. */
  async visit(): Promise<Page> {
    const opened = this.context.waitForEvent('page')
    await this.holder.evaluate(() => void window.open('about:blank'))
    const page = await opened
    await page.addInitScript(useKeptEngine)
    return page
  }

  /** Closes the window, and makes the browser forget what it stored. */
  async leave(page: Page): Promise<void> {
    await page.close()
    await this.holder.evaluate(() => window.engineHolder?.leave())
    const origin = new URL(this.holder.url()).origin
    await this.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb' })
    await this.context.clearPermissions()
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}

/** Runs in the holding page. */
async function holdRuntime(url: string): Promise<void> {
  window.runtimes ??= []
  window.runtimes.push(await WebAssembly.compileStreaming(fetch(url)))
}

/** Runs in the holding page. */
function holdEngine(): void {
  /** Calls that leave the engine as it was. */
  const harmless = new Set([
    'init',
    'models',
    'load',
    'sample',
    'score',
    'draw',
    'inspect',
    'predictStep',
    'cancel',
    'seen',
  ])
  let worker: Worker | null = null
  let backend: string | null = null
  let changed = false
  /** The largest request id that any page has used: the next page's ids are counted on from there. */
  let lastId = 0
  let current: { listener: LineListener | null; readonly base: number } | null = null
  const unanswered = new Set<number>()

  function end(): void {
    worker?.terminate()
    worker = null
    backend = null
    changed = false
    unanswered.clear()
  }

  function start(url: string, options: WorkerOptions | undefined): Worker {
    const fresh = new Worker(url, options)
    fresh.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      const id = data.requestId
      if (data.type === 'result' || data.type === 'error') unanswered.delete(id)
      if (current && id > current.base) current.listener?.message({ ...data, requestId: id - current.base })
      // Nobody looks on any more: the text of a page that is gone goes on until it hears of its end.
      else if (data.type === 'event' && data.event.type === 'token') fresh.postMessage({ type: 'seen', target: id })
    }
    fresh.onerror = ({ message }) => {
      const listener = current?.listener
      end()
      listener?.error(message)
    }
    return fresh
  }

  function leave(): void {
    if (current) current.listener = null
    current = null
    if (changed) end()
    for (const target of unanswered) worker?.postMessage({ type: 'cancel', requestId: ++lastId, target })
  }

  window.engineHolder = {
    leave,
    connect(url, options, listener) {
      leave()
      worker ??= start(url, options)
      const mine = worker
      const line = { listener, base: lastId }
      current = line
      return {
        post(message) {
          if (worker !== mine || current !== line) return
          if (message.type === 'start') {
            changed ||= backend !== null && backend !== message.args[0]
            backend = message.args[0]
          } else changed ||= !harmless.has(message.type)
          if (message.type === 'seen' || message.type === 'taught') {
            mine.postMessage({ ...message, target: line.base + message.target })
            return
          }
          const requestId = line.base + message.requestId
          lastId = Math.max(lastId, requestId)
          if (message.type === 'cancel') {
            mine.postMessage({ ...message, requestId, target: line.base + message.target })
            return
          }
          unanswered.add(requestId)
          mine.postMessage({ ...message, requestId })
        },
        terminate() {
          if (worker === mine && current === line) end()
        },
      }
    },
  }
}

/** Runs in every page under test before its own scripts. */
function useKeptEngine(): void {
  const holder = (window.opener as Window | null)?.engineHolder
  if (!holder) return
  let gone = false
  // Goes to another page, or is loaded again: what answers it now would run in a window that is no more.
  window.addEventListener('pagehide', () => {
    gone = true
    holder.leave()
  })
  /** As much of a `Worker` as the page uses, and as the wiretap listens to. */
  class KeptWorker extends EventTarget {
    readonly line: Line
    onmessage: ((event: MessageEvent) => void) | null
    onerror: ((event: ErrorEvent) => void) | null
    onmessageerror: ((event: MessageEvent) => void) | null

    constructor(url: string | URL, options?: WorkerOptions) {
      super()
      this.onmessage = null
      this.onerror = null
      this.onmessageerror = null
      this.line = (holder as Holder).connect(String(new URL(url, location.href)), options, {
        message: (data) => {
          if (gone) return
          // A copy of this window's own: arrays of another window are no arrays to `instanceof`.
          const event = new MessageEvent('message', { data: structuredClone(data) })
          this.dispatchEvent(event)
          this.onmessage?.(event)
        },
        error: (message) => {
          if (!gone) this.onerror?.(new ErrorEvent('error', { message }))
        },
      })
    }

    postMessage(message: ClientMessage): void {
      this.line.post(message)
    }

    terminate(): void {
      this.line.terminate()
    }
  }
  window.Worker = KeptWorker as unknown as typeof Worker
}
