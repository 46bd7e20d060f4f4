/** @file Client and server of the protocol for their tests, joined by a fake worker that copies every message as a real one does. */
import { EngineError } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import type { EngineInfo, ModelInfo, Rollout, SampleRequest } from '../engine/types.ts'
import { createWorkerEngine, type WorkerLike } from './client.ts'
import type { ClientMessage } from './protocol.ts'
import { createServer } from './server.ts'

export const REQUEST: SampleRequest = {
  model: 'student',
  problem: { world: 'tally', difficulty: 2, problemSeed: 1 },
  sampling: { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 8 },
  n: 1,
  context: null,
}
export const MODEL: ModelInfo = {
  id: 'student',
  name: 'Student',
  role: 'student',
  parameters: 1,
  bytes: 2,
  sha256: 'c',
  description: 'd',
}
export const INFO: EngineInfo = { backend: 'wasm', threads: 1, chosen: 'only', measurements: [] }
export const TOKEN = { id: 4, text: 'x', logpStudent: -0.5, source: 'student' } as const

export function rollout(finish: Rollout['finish']): Rollout {
  const { model: student, problem, sampling } = REQUEST
  const verdict = { status: 'malformed', firstWrongStep: null, answer: null, message: 'None.' } as const
  return { problem, student, sampling, prompt: 'p', text: 'x', tokens: [TOKEN], verdict, finish, backend: 'wasm' }
}

/**
 * An engine whose `sample` reports one token, another each time the listener is done with the last, and so on until it is
 * stopped; and whose `score` fails.
 */
export function fakeEngine(calls: string[]): Engine {
  const stopped = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) resolve()
      signal?.addEventListener('abort', () => resolve())
    })
  return {
    ...createFakeEngine(),
    models: async () => [MODEL],
    async start(backend, { onProgress } = {}) {
      calls.push(`start ${backend}`)
      onProgress?.({ model: 'student', phase: 'download', loaded: 1, total: 2 })
      return INFO
    },
    async bring(folder) {
      calls.push(`bring ${folder.id}`)
      return createFakeEngine().bring(folder)
    },
    async load(model, { signal, onProgress } = {}) {
      calls.push(`load ${model}`)
      onProgress?.({ model, phase: 'compile', loaded: 2, total: 2 })
      if (model === 'slow') {
        await stopped(signal)
        throw new EngineError('cancelled', 'Stopped.', 'Again.')
      }
      return MODEL
    },
    async sample(_request, { signal, onEvent } = {}) {
      const stop = stopped(signal)
      for (let index = 0; onEvent && !signal?.aborted; index++) {
        calls.push(`token ${index}`)
        await Promise.race([stop, onEvent({ type: 'token', rollout: 0, index, token: TOKEN })])
      }
      await stop
      const result = rollout('stopped')
      onEvent?.({ type: 'finished', rollout: 0, result })
      return [result]
    },
    score: () => Promise.reject(new RangeError('Array buffer allocation failed')),
    async unload(model) {
      calls.push(`unload ${model}`)
    },
    async stepRun(run, { signal, onTeach } = {}) {
      calls.push(`step ${run}`)
      if (run === 'served') {
        const [said] = (await onTeach?.([{ ids: [1, 5], from: 1 }])) ?? []
        calls.push(`heard ${said?.[0]?.own}`)
      }
      await stopped(signal)
      throw new EngineError('cancelled', 'Stopped.', 'Again.')
    },
    async evaluateRun(run, extent) {
      calls.push(`evaluate ${run} ${JSON.stringify(extent)}`)
      throw new EngineError('bad-request', 'There is no run.', 'Open it.')
    },
    async saveRun(run) {
      calls.push(`save ${run}`)
      return Uint8Array.of(1, 2, 3)
    },
    async adoptFile(bytes, name, like) {
      calls.push(`adopt ${bytes.length} bytes, like ${like}`)
      return { model: 'trained-1', name }
    },
    checkpointsOf: async () => [0, 10],
    rewindRun: async (run, step) => {
      calls.push(`rewind ${run} to ${step}`)
    },
    closeRun: async (run) => {
      calls.push(`close ${run}`)
    },
  }
}

/** A stand-in for a worker. */
export interface TestWorker extends WorkerLike {
  alive: boolean
  /** How many messages were sent to it. */
  told: number
  /** As where a browser runs the worker's script a second time: messages go to a server that knows nothing of the first. */
  runAgain(): void
}

/**
 * The client, the calls that reach the engine, and the workers that were made. `deaf`: they do not react to a stop.
 * `broken`: so many of the first ones cannot make their engine. `late`: so many messages are lost before a worker's script listens.
 */
export function setUp({ deaf = false, broken = 0, late = 0 } = {}) {
  const calls: string[] = []
  const urls: string[] = []
  const workers: TestWorker[] = []
  const engine = createWorkerEngine({
    modelsUrl: 'https://example.org/models/',
    cancelGrace: 30,
    initAgain: 3,
    createWorker() {
      const serve = () =>
        createServer(
          (message, transfer) => {
            const data = structuredClone(message, { transfer: [...transfer] })
            queueMicrotask(() => worker.alive && worker.onmessage?.({ data } as MessageEvent))
          },
          (url) => {
            urls.push(url)
            if (urls.length <= broken) throw new TypeError('no URL')
            return fakeEngine(calls)
          },
        )
      let receive = serve()
      const worker: TestWorker = {
        alive: true,
        told: 0,
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        postMessage(message) {
          const copy: ClientMessage = structuredClone(message)
          if (++worker.told <= late || (deaf && copy.type === 'cancel')) return
          queueMicrotask(() => worker.alive && receive(copy))
        },
        terminate() {
          worker.alive = false
        },
        runAgain() {
          receive = serve()
        },
      }
      workers.push(worker)
      return worker
    },
  })
  return { engine, workers, calls, urls }
}
