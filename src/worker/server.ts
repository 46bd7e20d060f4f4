/** @file The worker's side of the protocol: calls in, engine asked, answers out. Knows no browser, so it is tested in Node. */

import { EngineError, toEngineError } from '../engine/errors.ts'
import { ask, type CallOptions, type Engine, REQUESTS, type RequestName } from '../engine/requests.ts'
import type { RunSnapshot } from '../engine/training/types.ts'
import type { SampleEvent } from '../engine/types.ts'
import { message } from '../message/message.ts'
import type { CallMessage, ClientMessage, InitMessage, WorkerMessage } from './protocol.ts'

interface RunningCall {
  readonly controller: AbortController
  /** What waits for the client's 'seen', one for each token event, the oldest first. */
  readonly unseen: (() => void)[]
}

/**
 * Makes the handler of incoming messages.
 * @param post sends one message to the client, these buffers without a copy
 * @param makeEngine called by `init`, with the URL of the models folder; when it throws, `init` is answered with its error
 */
export function createServer(
  post: (message: WorkerMessage, transfer: readonly ArrayBuffer[]) => void,
  makeEngine: (modelsUrl: string) => Engine,
): (message: ClientMessage) => void {
  const running = new Map<number, RunningCall>()
  let engine: Engine | null = null

  function optionsOf({ requestId, stream }: CallMessage, { controller, unseen }: RunningCall): CallOptions {
    const onEvent = (event: SampleEvent) => {
      post({ type: 'event', requestId, event }, [])
      // Only the page knows when it has time to draw: the engine waits for it, or Stop would come many tokens late.
      return event.type === 'token' ? new Promise<void>((resolve) => unseen.push(resolve)) : undefined
    }
    return {
      signal: controller.signal,
      onProgress: (progress) => post({ type: 'progress', requestId, progress }, []),
      onEvent: stream ? onEvent : undefined,
    }
  }

  async function answer<K extends RequestName>(message: CallMessage<K>, options: CallOptions): Promise<WorkerMessage> {
    const { type: method, requestId, args } = message
    if (!Object.hasOwn(REQUESTS, method) || !Array.isArray(args))
      throw new EngineError(
        'bad-request',
        'The worker was asked for something that it does not know.',
        'Reload the page.',
      )
    if (!engine) throw new EngineError('worker-crashed', 'The engine is gone.', 'Try again: the engine starts anew.')
    const value = await ask<RequestName, K>(engine, method, args, options)
    return { type: 'result', requestId, method, value } as WorkerMessage
  }

  async function initialise({ requestId, modelsUrl }: InitMessage): Promise<WorkerMessage> {
    engine ??= makeEngine(modelsUrl)
    return { type: 'result', requestId, method: 'init', value: null }
  }

  function handle(request: InitMessage | CallMessage): void {
    const { requestId } = request
    const call: RunningCall = { controller: new AbortController(), unseen: [] }
    running.set(requestId, call)
    const answered = request.type === 'init' ? initialise(request) : answer(request, optionsOf(request, call))
    answered
      // A result that cannot be sent is a failure like any other: whoever asked must not wait for ever.
      .then((result) => post(result, result.type === 'result' ? buffersOf(result.value) : []))
      .catch((thrown: unknown) => {
        const error = toEngineError(thrown, {
          code: 'session-failed',
          message: message('The engine failed.'),
          remedy: message('Try again; if it stays, reload the page.'),
        })
        post({ type: 'error', requestId, error: error.toData() }, [])
      })
      .finally(() => running.delete(requestId))
  }

  return (message) => {
    // Nothing but the page speaks to a worker; what is no message of its own has nobody to answer.
    if (!isMessage(message)) return
    if (message.type === 'cancel') running.get(message.target)?.controller.abort()
    else if (message.type === 'seen') running.get(message.target)?.unseen.shift()?.()
    else handle(message)
  }
}

function isMessage(message: unknown): message is ClientMessage {
  return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string'
}

/** Weights are handed over, not copied: the page must not stand still for them. Those of an answer are the asker's own. */
function buffersOf(value: unknown): readonly ArrayBuffer[] {
  const { vectors } = (value ?? {}) as Partial<RunSnapshot>
  const owned = value instanceof Uint8Array ? [value] : Object.values(vectors ?? {})
  return owned.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}
