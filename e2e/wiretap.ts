/**
 * @file Overhears what the page and its engine's worker say to each other. The page rounds its numbers for people; the
 * wire carries them in full, and it alone shows whether something was sampled again.
 */
import type { Page } from '@playwright/test'
import type { Rollout, ScoredRollout } from '../src/engine/types.ts'
import type { ClientMessage, WorkerMessage } from '../src/worker/protocol.ts'

/** One message, in the order in which the page's own thread sent or received it. */
export type Overheard =
  | { readonly to: 'worker'; readonly at: number; readonly message: ClientMessage }
  | { readonly to: 'page'; readonly at: number; readonly message: WorkerMessage }

declare global {
  interface Window {
    wire?: { readonly log: Overheard[]; readonly workers: Worker[] }
  }
}

/** Listens from the next navigation on. */
export async function tapWire(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const log: Overheard[] = []
    const workers: Worker[] = []
    window.wire = { log, workers }
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        workers.push(this)
        this.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
          log.push({ to: 'page', at: performance.now(), message: data })
        })
      }

      override postMessage(message: ClientMessage): void {
        log.push({ to: 'worker', at: performance.now(), message })
        super.postMessage(message)
      }
    }
  })
}

/** Everything that was said so far. */
export function overheard(page: Page): Promise<readonly Overheard[]> {
  return page.evaluate(() => window.wire?.log ?? [])
}

/** For `waitForFunction`, in the page: every call has its answer. */
export function allAnswered(): boolean {
  const log = window.wire?.log ?? []
  const answered = new Set(
    log.map(({ to, message }) =>
      to === 'page' && (message.type === 'result' || message.type === 'error') ? message.requestId : 0,
    ),
  )
  return log.every(
    ({ to, message }) =>
      to === 'page' || message.type === 'cancel' || message.type === 'seen' || answered.has(message.requestId),
  )
}

/** How often the page has asked for this. */
export async function asked(page: Page, type: ClientMessage['type']): Promise<number> {
  return (await overheard(page)).filter(({ to, message }) => to === 'worker' && message.type === type).length
}

/** All rollouts that the engine returned, in order. */
export async function rollouts(page: Page): Promise<readonly Rollout[]> {
  return (await results(page)).flatMap((message) => (message.method === 'sample' ? message.value : []))
}

/** All scores that the engine returned, in order. */
export async function scores(page: Page): Promise<readonly ScoredRollout[]> {
  return (await results(page)).flatMap((message) => (message.method === 'score' ? [message.value] : []))
}

async function results(page: Page) {
  return (await overheard(page)).flatMap(({ to, message }) =>
    to === 'page' && message.type === 'result' ? [message] : [],
  )
}
