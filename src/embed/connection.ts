/** @file The host's end of the protocol: one frame, requests that are promises, events as they come. */
import { ErrorReply } from './errors.ts'
import type { EmbedMessage, EventMessage, Request, Welcome } from './messages.ts'
import { ENVELOPE, PROTOCOL, PROTOCOL_VERSION } from './protocol.ts'

/** The embed in a loaded frame may still be starting: hello is said again until it is answered, milliseconds. */
const HELLO_PAUSE = 200

export interface Connection {
  /** Resolves when the embed has answered hello. */
  readonly ready: Promise<Welcome>
  /** The embed's answer. Rejects with an ErrorReply. */
  ask(request: Request): Promise<unknown>
  /** Nothing is heard or said any more; what was waiting is rejected. */
  close(): void
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: ErrorReply): void
}

/** @param origin of the embed: nothing is posted to any other, and nothing is heard from any other */
export function connect(
  host: Window,
  frame: HTMLIFrameElement,
  origin: string,
  onEvent: (message: EventMessage) => void,
): Connection {
  const waiting = new Map<string, Waiting>()
  let lastId = 0

  const post = (id: string, request: Request): void =>
    frame.contentWindow?.postMessage({ ...ENVELOPE, id, ...request }, origin)

  const onMessage = (event: MessageEvent): void => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return
    const message = event.data as EmbedMessage | null
    if (message?.protocol !== PROTOCOL || message.version !== PROTOCOL_VERSION) return
    if (message.type === 'event') onEvent(message)
    if (message.type !== 'reply') return
    const call = waiting.get(String(message.id))
    if (!call) return
    waiting.delete(String(message.id))
    if (message.ok) call.resolve(message.value)
    else call.reject(new ErrorReply(message.error.code, message.error.message, message.error.remedy))
  }

  const answerTo = (id: string): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))

  host.addEventListener('message', onMessage)
  const helloId = `${++lastId}`
  let again: ReturnType<typeof setInterval> | undefined
  const greet = (): void => {
    clearInterval(again)
    post(helloId, { type: 'hello' })
    again = setInterval(() => post(helloId, { type: 'hello' }), HELLO_PAUSE)
  }
  // Not before: an empty frame has its host's origin, and the browser would complain of every word to it.
  frame.addEventListener('load', greet, { once: true })
  const ready = answerTo(helloId).finally(() => clearInterval(again)) as Promise<Welcome>
  // Whoever awaits it hears of a failure; nobody may be awaiting it when the element is taken away.
  ready.catch(() => {})

  return {
    ready,
    async ask(request) {
      await ready
      const id = `${++lastId}`
      const answer = answerTo(id)
      post(id, request)
      return answer
    },
    close() {
      clearInterval(again)
      frame.removeEventListener('load', greet)
      host.removeEventListener('message', onMessage)
      for (const { reject } of waiting.values()) reject(new ErrorReply('failed', 'The embed was taken away.', null))
      waiting.clear()
    },
  }
}
