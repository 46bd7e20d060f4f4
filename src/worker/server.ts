/** @file The worker's side of the protocol: calls in, engine asked, answers out. Knows no browser, so it is tested in Node. */
import { EngineError, toEngineError } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import type { LoadProgress, SampleEvent } from '../engine/types.ts'
import type { CallMessage, ClientMessage, ResultMessage, WorkerMessage } from './protocol.ts'

interface RunningCall {
  readonly controller: AbortController
  /** What waits for the client to say 'seen', one for each token event, the oldest first. */
  readonly unseen: (() => void)[]
}

/**
 * Makes the handler of incoming messages.
 * @param post sends one message to the client
 * @param makeEngine called once, by `init`, with the URL of the models folder
 */
export function createServer(
  post: (message: WorkerMessage) => void,
  makeEngine: (modelsUrl: string) => Engine,
): (message: ClientMessage) => void {
  const running = new Map<number, RunningCall>()
  let engine: Engine | null = null

  async function answer(message: CallMessage, { controller, unseen }: RunningCall): Promise<ResultMessage> {
    const { requestId } = message
    const { signal } = controller
    const result = { type: 'result', requestId } as const
    if (message.type === 'init') {
      engine ??= makeEngine(message.modelsUrl)
      return { ...result, method: 'init', value: null }
    }
    if (!engine) throw new EngineError('bad-request', 'The worker was not initialised.', 'Reload the page.')
    const onProgress = (progress: LoadProgress) => post({ type: 'progress', requestId, progress })
    const stream = (event: SampleEvent) => {
      post({ type: 'event', requestId, event })
      // Only the page knows when it has time to draw: the engine waits for it, or Stop would come many tokens late.
      return event.type === 'token' ? new Promise<void>((resolve) => unseen.push(resolve)) : undefined
    }
    switch (message.type) {
      case 'models':
        return { ...result, method: 'models', value: await engine.models() }
      case 'start':
        return { ...result, method: 'start', value: await engine.start({ backend: message.backend, onProgress }) }
      case 'load':
        return { ...result, method: 'load', value: await engine.load(message.model, { signal, onProgress }) }
      case 'sample':
        return {
          ...result,
          method: 'sample',
          value: await engine.sample(message.request, { signal, onEvent: message.stream ? stream : undefined }),
        }
      case 'score':
        return { ...result, method: 'score', value: await engine.score(message.request, { signal }) }
      case 'draw':
        return { ...result, method: 'draw', value: await engine.draw(message.request, { signal }) }
      case 'inspect':
        return { ...result, method: 'inspect', value: await engine.inspect(message.request, { signal }) }
      case 'ghost':
        return { ...result, method: 'ghost', value: await engine.ghost(message.request, { signal }) }
      case 'compareBackends':
        return {
          ...result,
          method: 'compareBackends',
          value: await engine.compareBackends(message.request, { signal }),
        }
      case 'unload':
        await engine.unload(message.model)
        return { ...result, method: 'unload', value: null }
      case 'openRun':
        return { ...result, method: 'openRun', value: await engine.openRun(message.setup, { signal }) }
      case 'stepRun':
        return { ...result, method: 'stepRun', value: await engine.stepRun(message.run, { signal }) }
      case 'evaluateRun': {
        const { run, diversity, problems } = message
        return {
          ...result,
          method: 'evaluateRun',
          value: await engine.evaluateRun(run, { signal, diversity, problems }),
        }
      }
      case 'checkpointsOf':
        return { ...result, method: 'checkpointsOf', value: await engine.checkpointsOf(message.run) }
      case 'rewindRun':
        await engine.rewindRun(message.run, message.step)
        return { ...result, method: 'rewindRun', value: null }
      case 'saveRun':
        return { ...result, method: 'saveRun', value: await engine.saveRun(message.run) }
      case 'adoptRun':
        return { ...result, method: 'adoptRun', value: await engine.adoptRun(message.run, message.name) }
      case 'adoptFile': {
        const { bytes, name, like } = message
        return { ...result, method: 'adoptFile', value: await engine.adoptFile(bytes, name, like) }
      }
      case 'closeRun':
        await engine.closeRun(message.run)
        return { ...result, method: 'closeRun', value: null }
    }
  }

  return (message) => {
    if (message.type === 'cancel') {
      running.get(message.target)?.controller.abort()
      return
    }
    if (message.type === 'seen') {
      running.get(message.target)?.unseen.shift()?.()
      return
    }
    const { requestId } = message
    const call: RunningCall = { controller: new AbortController(), unseen: [] }
    running.set(requestId, call)
    answer(message, call)
      .then(post, (thrown) => {
        const error = toEngineError(thrown, {
          code: 'session-failed',
          message: 'The engine failed.',
          remedy: 'Try again; if it stays, reload the page.',
        })
        post({ type: 'error', requestId, error: error.toData() })
      })
      .finally(() => running.delete(requestId))
  }
}
