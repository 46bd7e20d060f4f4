/** @file Client and server of the protocol, joined by a fake worker that copies every message as a real one does. */
import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine/errors.ts'
import type { Engine, EngineInfo, LoadProgress, ModelInfo, Rollout, SampleRequest } from '../engine/types.ts'
import { createWorkerEngine, type WorkerLike } from './client.ts'
import type { ClientMessage } from './protocol.ts'
import { createServer } from './server.ts'

const REQUEST: SampleRequest = {
  model: 'student',
  problem: { world: 'tally', difficulty: 2, problemSeed: 1 },
  sampling: { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 8 },
  n: 1,
  context: null,
}
const MODEL: ModelInfo = {
  id: 'student',
  name: 'Student',
  role: 'student',
  parameters: 1,
  bytes: 2,
  sha256: 'c',
  description: 'd',
}
const INFO: EngineInfo = { backend: 'wasm', threads: 1, chosen: 'only', measurements: [] }
const TOKEN = { id: 4, text: 'x', logpStudent: -0.5, source: 'student' } as const

function rollout(finish: Rollout['finish']): Rollout {
  const { model: student, problem, sampling } = REQUEST
  const verdict = { status: 'malformed', firstWrongStep: null, answer: null, message: 'None.' } as const
  return { problem, student, sampling, prompt: 'p', text: 'x', tokens: [TOKEN], verdict, finish, backend: 'wasm' }
}

/**
 * An engine whose `sample` tells of one token, of another each time the listener has taken in the last, and so on until it is
 * stopped; and whose `score` fails.
 */
function fakeEngine(calls: string[]): Engine {
  const stopped = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) resolve()
      signal?.addEventListener('abort', () => resolve())
    })
  return {
    models: async () => [MODEL],
    async start({ backend, onProgress }) {
      calls.push(`start ${backend}`)
      onProgress?.({ model: 'student', phase: 'download', loaded: 1, total: 2 })
      return INFO
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
    draw: async ({ n, seed }) =>
      Array.from({ length: n }, (_, i) => ({
        ...{ id: seed + i, tokens: 1, logp: 0, k1: 0, k2: 0, k3: 0, exact: 0, logWeight: 0 },
        sharpening: { toGo: 0, own: 0, exact: 0 },
      })),
    inspect: async () => [],
    ghost: async ({ rate }) => ({ entries: [], gradientNorm: 1, error: rate }),
    compareBackends: async ({ against }) => ({
      backends: ['wasm', against],
      student: [0],
      teacher: [0],
      vocabulary: 1,
      software: false,
    }),
    async unload(model) {
      calls.push(`unload ${model}`)
    },
    async stepRun(run, { signal } = {}) {
      calls.push(`step ${run}`)
      await stopped(signal)
      throw new EngineError('cancelled', 'Stopped.', 'Again.')
    },
    async evaluateRun(run, { signal: _, ...options } = {}) {
      calls.push(`evaluate ${run} ${JSON.stringify(options)}`)
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
    openRun: async () => ({ run: 'run-1', parameters: 1, teacherParameters: 2, buildMs: 3, openMs: 4 }),
    checkpointsOf: async () => [0, 10],
    rewindRun: async (run, step) => {
      calls.push(`rewind ${run} to ${step}`)
    },
    adoptRun: async (_run, name) => ({ model: 'trained-1', name }),
    closeRun: async (run) => {
      calls.push(`close ${run}`)
    },
    dispose: async () => undefined,
  }
}

function setUp({ deaf = false } = {}) {
  const calls: string[] = []
  const urls: string[] = []
  const workers: (WorkerLike & { alive: boolean })[] = []
  const engine = createWorkerEngine({
    modelsUrl: 'https://example.org/models/',
    cancelGrace: 30,
    createWorker() {
      const worker: WorkerLike & { alive: boolean } = {
        alive: true,
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        postMessage(message) {
          const copy: ClientMessage = structuredClone(message)
          if (deaf && copy.type === 'cancel') return
          queueMicrotask(() => worker.alive && receive(copy))
        },
        terminate() {
          worker.alive = false
        },
      }
      const receive = createServer(
        (message) => {
          const data = structuredClone(message)
          queueMicrotask(() => worker.alive && worker.onmessage?.({ data } as MessageEvent))
        },
        (url) => {
          urls.push(url)
          return fakeEngine(calls)
        },
      )
      workers.push(worker)
      return worker
    },
  })
  return { engine, workers, calls, urls }
}

describe('the worker engine', () => {
  it('answers like the engine behind it', async () => {
    const { engine, calls, urls } = setUp()
    const progress: LoadProgress[] = []
    expect(await engine.models()).toEqual([MODEL])
    expect(await engine.start({ backend: 'auto', onProgress: (step) => progress.push(step) })).toEqual(INFO)
    expect(await engine.load('student', { onProgress: (step) => progress.push(step) })).toEqual(MODEL)
    await engine.unload('student')
    expect(progress.map(({ phase }) => phase)).toEqual(['download', 'compile'])
    expect(calls).toEqual(['start auto', 'load student', 'unload student'])
    expect(urls).toEqual(['https://example.org/models/'])
  })

  it('streams tokens, and a stop reaches the rollout in progress', async () => {
    const { engine } = setUp()
    const controller = new AbortController()
    const events: string[] = []
    const rollouts = await engine.sample(REQUEST, {
      signal: controller.signal,
      onEvent(event) {
        events.push(event.type)
        if (event.type === 'token') {
          expect(event.token).toEqual(TOKEN)
          controller.abort()
        }
      },
    })
    expect(events).toEqual(['token', 'finished'])
    expect(rollouts).toEqual([rollout('stopped')])
  })

  it('never lets the engine run ahead of a listener that is busy', async () => {
    const { engine, calls } = setUp()
    const controller = new AbortController()
    const release: (() => void)[] = []
    const sampling = engine.sample(REQUEST, {
      signal: controller.signal,
      onEvent: () => new Promise<void>((resolve) => release.push(resolve)),
    })
    for (let told = 1; told <= 3; told++) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect(calls).toEqual(Array.from({ length: told }, (_, index) => `token ${index}`))
      release.at(-1)?.()
    }
    controller.abort()
    await sampling
    expect(calls.length).toBeLessThanOrEqual(4)
  })

  it('ends the call of a listener that fails', async () => {
    const { engine, calls } = setUp()
    const sampling = engine.sample(REQUEST, {
      onEvent(event) {
        if (event.type === 'token' && event.index === 1) throw new RangeError('no ear')
      },
    })
    await expect(sampling).rejects.toMatchObject({ code: 'session-failed', message: /no ear/ })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(calls).toEqual(['token 0', 'token 1'])
  })

  it('sends no events where nobody listens', async () => {
    const { engine, calls, workers } = setUp()
    const controller = new AbortController()
    const sampling = engine.sample(REQUEST, { signal: controller.signal })
    const types: string[] = []
    const receive = workers[0]!.onmessage
    workers[0]!.onmessage = (event) => {
      types.push(event.data.type)
      receive?.(event)
    }
    controller.abort()
    await sampling
    expect(calls).toEqual([])
    expect(types).not.toContain('event')
  })

  it('carries training calls, bytes and all, and stops a step', async () => {
    const { engine, calls } = setUp()
    expect(await engine.checkpointsOf('run-1')).toEqual([0, 10])
    await engine.rewindRun('run-1', 10)
    expect(await engine.saveRun('run-1')).toEqual(Uint8Array.of(1, 2, 3))
    expect(await engine.adoptFile(Uint8Array.of(4, 5), 'mine', 'student')).toEqual({ model: 'trained-1', name: 'mine' })
    await expect(engine.evaluateRun('run-1', { diversity: true, problems: 3 })).rejects.toMatchObject({
      code: 'bad-request',
    })
    const stop = new AbortController()
    const step = engine.stepRun('run-1', { signal: stop.signal })
    stop.abort()
    await expect(step).rejects.toMatchObject({ code: 'cancelled' })
    await engine.closeRun('run-1')
    expect(calls).toEqual([
      'rewind run-1 to 10',
      'save run-1',
      'adopt 2 bytes, like student',
      'evaluate run-1 {"diversity":true,"problems":3}',
      'step run-1',
      'close run-1',
    ])
  })

  it('lets the engine decide what a call means that is stopped before it starts', async () => {
    const { engine } = setUp()
    await expect(engine.sample(REQUEST, { signal: AbortSignal.abort() })).resolves.toEqual([rollout('stopped')])
    await expect(engine.load('slow', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('stops one call and leaves the others alone', async () => {
    const { engine } = setUp()
    const [first, second] = [new AbortController(), new AbortController()]
    const loading = engine.load('slow', { signal: first.signal })
    let settled = false
    const sampling = engine.sample(REQUEST, { signal: second.signal }).finally(() => {
      settled = true
    })
    first.abort()
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
    expect(settled).toBe(false)
    second.abort()
    await sampling
  })

  it('carries errors as typed data', async () => {
    const { engine } = setUp()
    const scoring = engine.score({ rollout: rollout('eos'), teacher: 't', context: null, divergences: [], topK: 1 })
    const error = await scoring.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(EngineError)
    expect(error).toMatchObject({ code: 'out-of-memory', remedy: expect.stringMatching(/fewer rollouts/) })
  })

  it('fails what was waiting when the worker dies, and starts another with the chosen backend', async () => {
    const { engine, workers, calls } = setUp()
    await engine.start({ backend: 'webgpu' })
    const sampling = engine.sample(REQUEST)
    workers[0]!.onerror?.({ message: 'out of luck' } as ErrorEvent)
    await expect(sampling).rejects.toMatchObject({ code: 'worker-crashed', message: /out of luck/ })
    expect(workers[0]!.alive).toBe(false)
    await engine.load('student')
    expect(workers).toHaveLength(2)
    expect(calls).toEqual(['start webgpu', 'start webgpu', 'load student'])
    // A late echo of the first one must not hurt the second.
    workers[0]!.onerror?.({ message: 'again' } as ErrorEvent)
    expect(workers[1]!.alive).toBe(true)
  })

  it('ends a worker that does not react to a stop', async () => {
    const { engine, workers } = setUp({ deaf: true })
    const controller = new AbortController()
    const sampling = engine.sample(REQUEST, { signal: controller.signal })
    await vi.waitFor(() => expect(workers).toHaveLength(1))
    controller.abort()
    await expect(sampling).rejects.toMatchObject({ code: 'worker-crashed' })
    expect(workers[0]!.alive).toBe(false)
  })

  it('can be disposed of and used again', async () => {
    const { engine, workers, calls } = setUp()
    await engine.start({ backend: 'wasm' })
    const sampling = engine.sample(REQUEST)
    await engine.dispose()
    await expect(sampling).rejects.toMatchObject({ code: 'cancelled' })
    expect(workers[0]!.alive).toBe(false)
    await engine.unload('student')
    expect(workers).toHaveLength(1)
    await engine.models()
    expect(workers).toHaveLength(2)
    expect(calls).toEqual(['start wasm'])
  })
})

it('the server refuses calls before it knows where the models are', async () => {
  const answers: unknown[] = []
  const receive = createServer(
    (message) => answers.push(message),
    () => fakeEngine([]),
  )
  receive({ type: 'models', requestId: 7 })
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  expect(answers[0]).toMatchObject({ type: 'error', requestId: 7, error: { code: 'bad-request' } })
})
