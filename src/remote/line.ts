/**
 * @file The page's line to servers of other origins. The page's own policy lets it connect to nobody. A frame of its own (line.html)
 * may, and it is made only when a visitor has given an address: until then there is nothing on the page that could ask anybody.
 */
import type { Exchange, Exchanged, ExchangeInit } from './exchange.ts'

/** From the page to its frame. */
export type LineAsk =
  | { readonly id: number; readonly url: string; readonly init: Omit<ExchangeInit, 'signal'> }
  | { readonly id: number; readonly probe: string }
  | { readonly id: number; readonly cancel: true }

/** From the frame to the page. */
export type LineSaid =
  | { readonly id: number; readonly answer: Exchanged }
  | { readonly id: number; readonly failed: { readonly name: string; readonly message: string } }
  | { readonly id: number; readonly answers: boolean }

export interface Line {
  readonly exchange: Exchange
  /**
   * Whether a server answers at this address at all, although it lets no page of another origin read what it says. Only known where the
   * browser tells of it.
   */
  probe(url: string): Promise<boolean>
}

/** What the frame is greeted with; the port to it comes along. */
export const GREETING = 'opd-line'

interface Waiting {
  readonly done: (said: LineSaid) => void
}

/** Opens the frame, once. */
export function openLine(document: Document): Line {
  const port = connected(document)
  const waiting = new Map<number, Waiting>()
  let last = 0
  const ready = port.then((to) => {
    to.onmessage = ({ data }: MessageEvent<LineSaid>) => {
      waiting.get(data.id)?.done(data)
      waiting.delete(data.id)
    }
    return to
  })
  const ask = async (what: (id: number) => LineAsk): Promise<{ id: number; said: Promise<LineSaid> }> => {
    const to = await ready
    const id = ++last
    const said = new Promise<LineSaid>((done) => waiting.set(id, { done }))
    to.postMessage(what(id))
    return { id, said }
  }
  return {
    async exchange(url, { signal, ...init }) {
      signal?.throwIfAborted()
      const { id, said } = await ask((id) => ({ id, url, init }))
      const stop = (): void => void ready.then((to) => to.postMessage({ id, cancel: true } satisfies LineAsk))
      signal?.addEventListener('abort', stop)
      try {
        const answer = await said
        if ('answer' in answer) return answer.answer
        throw 'failed' in answer
          ? new DOMException(answer.failed.message, answer.failed.name)
          : new TypeError('no answer')
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },
    async probe(url) {
      const { said } = await ask((id) => ({ id, probe: url }))
      const answer = await said
      return 'answers' in answer && answer.answers
    },
  }
}

function connected(document: Document): Promise<MessagePort> {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = 'line'
  frame.src = new URL('line.html', document.baseURI).href
  const greeted = new Promise<MessagePort>((done, failed) => {
    frame.addEventListener('load', () => {
      const { port1, port2 } = new MessageChannel()
      if (!frame.contentWindow) return failed(new TypeError('the frame has no window'))
      frame.contentWindow.postMessage(GREETING, new URL(frame.src).origin, [port2])
      done(port1)
    })
    frame.addEventListener('error', () => failed(new TypeError('the frame was not fetched')))
  })
  document.body.append(frame)
  return greeted
}
