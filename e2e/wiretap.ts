/**
 * @file Overhears what the page and its engine's worker say to each other. The page rounds its numbers for people; the
 * wire carries them in full, and it alone shows whether something was sampled again.
 */
import type { Page } from '@playwright/test'
import type { RequestName, RequestResult } from '../src/engine/requests.ts'
import type { Rollout, ScoredRollout } from '../src/engine/types.ts'
import type { ClientMessage, WorkerMessage } from '../src/worker/protocol.ts'

/** One message, in the order in which the page's own thread sent or received it. */
export type Overheard =
  | { readonly to: 'worker'; readonly at: number; readonly message: ClientMessage }
  | { readonly to: 'page'; readonly at: number; readonly message: WorkerMessage }

interface Wire {
  readonly log: Overheard[]
  readonly workers: Worker[]
  /** Calls that have no answer yet, by request. */
  readonly open: Set<number>
}

declare global {
  interface Window {
    wire?: Wire
  }
}

/** Listens from the next navigation on. */
export async function tapWire(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const log: Overheard[] = []
    const workers: Worker[] = []
    const open = new Set<number>()
    window.wire = { log, workers, open }
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        workers.push(this)
        this.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
          log.push({ to: 'page', at: performance.now(), message: data })
          if (data.type === 'result' || data.type === 'error') open.delete(data.requestId)
        })
      }

      override postMessage(message: ClientMessage): void {
        log.push({ to: 'worker', at: performance.now(), message })
        if (message.type !== 'cancel' && message.type !== 'seen' && message.type !== 'taught')
          open.add(message.requestId)
        super.postMessage(message)
      }
    }
  })
}

/** Of a run's hundred held-out problems, in tests that do not ask what was learned. */
const FEW = 8

/**
 * From the next navigation on, the weights of a run are measured on a few of its held-out problems, as the engine offers: on all of them
 * one measurement takes longer than all the steps of a short run. What is long by nature measures on all.
 */
export async function measureFew(page: Page): Promise<void> {
  if (process.env.LONG) return
  await page.addInitScript((problems) => {
    window.Worker = class extends Worker {
      override postMessage(message: ClientMessage): void {
        if (message.type === 'evaluateRun') {
          const [run, extent] = message.args
          super.postMessage({ ...message, args: [run, { ...extent, problems }] })
        } else super.postMessage(message)
      }
    }
  }, FEW)
}

/** Everything that was said so far. With long texts that is a lot: what asks for one kind alone is faster. */
export function overheard(page: Page): Promise<readonly Overheard[]> {
  return fetchAsText(page, () => window.wire?.log ?? [])
}

/** For `waitForFunction`, in the page: every call has its answer. */
export function allAnswered(): boolean {
  return (window.wire?.open.size ?? 0) === 0
}

/** How often the page has asked for this. */
export function asked(page: Page, type: ClientMessage['type']): Promise<number> {
  return page.evaluate(
    (wanted) => (window.wire?.log ?? []).filter(({ to, message }) => to === 'worker' && message.type === wanted).length,
    type,
  )
}

/** How often the engine has answered this. */
export function answered(page: Page, method: RequestName): Promise<number> {
  return page.evaluate(
    (wanted) =>
      (window.wire?.log ?? []).filter(({ message }) => message.type === 'result' && message.method === wanted).length,
    method,
  )
}

/** Until the engine has answered this more often than before. */
export async function moreAnswered(page: Page, method: RequestName, before: number, timeout: number): Promise<void> {
  await page.waitForFunction(
    ([wanted, count]) =>
      (window.wire?.log ?? []).filter(({ message }) => message.type === 'result' && message.method === wanted).length >
      count,
    [method, before] as const,
    // Not at every frame, and not as seldom as a poll from outside that waits longer each time.
    { timeout, polling: 100 },
  )
}

/** All answers to one kind of call, in order. */
export function results<M extends RequestName>(page: Page, method: M): Promise<readonly RequestResult<M>[]> {
  return fetchAsText(
    page,
    (wanted) =>
      (window.wire?.log ?? []).flatMap(({ message }) =>
        message.type === 'result' && message.method === wanted ? [message.value as RequestResult<M>] : [],
      ),
    method,
  )
}

/** All rollouts that the engine returned, in order. */
export async function rollouts(page: Page): Promise<readonly Rollout[]> {
  return (await results(page, 'sample')).flat()
}

/** All scores of whole texts that the engine returned, in order: what the teacher reads while the student writes is not among them. */
export function scores(page: Page): Promise<readonly ScoredRollout[]> {
  return fetchAsText(page, () => {
    const writing = new Set<number>()
    const along = new Set<number>()
    return (window.wire?.log ?? []).flatMap(({ message }) => {
      if (message.type === 'sample') writing.add(message.requestId)
      if (message.type === 'score' && writing.size > 0) along.add(message.requestId)
      if (message.type !== 'result' && message.type !== 'error') return []
      writing.delete(message.requestId)
      const read = message.type === 'result' && message.method === 'score' && !along.has(message.requestId)
      return read ? [message.value as ScoredRollout] : []
    })
  })
}

/**
 * What a function finds in the page. Playwright looks at every value that it fetches one by one, which takes seconds for the scores of
 * a few texts; as text they come at once. Numbers that JSON does not have are spelled out on the way.
 */
async function fetchAsText<T, A extends string = never>(page: Page, find: (given: A) => T, given?: A): Promise<T> {
  const text = await page.evaluate<string>(`(${toText})((${find})(${JSON.stringify(given)}))`)
  return JSON.parse(text, (_, value) => (typeof value?.number === 'string' ? Number(value.number) : value)) as T
}

/** Runs in the page. */
function toText(found: unknown): string {
  return JSON.stringify(found, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) }
    return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value
  })
}
