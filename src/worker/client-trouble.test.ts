/** @file Client and server of the protocol where something fails, dies, hangs or is thrown away. */
import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine/errors.ts'
import { fakeEngine, MODEL, REQUEST, rollout, setUp } from './client.test-helper.ts'
import type { WorkerMessage } from './protocol.ts'
import { createServer } from './server.ts'

describe('the worker engine in trouble', () => {
  it('carries errors as typed data', async () => {
    const { engine } = setUp()
    const scoring = engine.score({ rollout: rollout('eos'), teacher: 't', context: null, divergences: [], topK: 1 })
    const error = await scoring.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(EngineError)
    expect(error).toMatchObject({ code: 'out-of-memory', remedy: expect.stringMatching(/fewer rollouts/) })
  })

  it('fails what was waiting when the worker dies, and starts another with the chosen backend', async () => {
    const { engine, workers, calls } = setUp()
    await engine.start('webgpu')
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

  it('gives models that were brought to the worker that takes the place of a dead one, and none that were sent away', async () => {
    const { engine, workers, calls } = setUp()
    const files = [{ path: 'config.json', data: new Blob(['{}']) }]
    await engine.bring({ id: 'own-1', name: 'mine', files })
    await engine.bring({ id: 'own-2', name: 'other', files })
    await engine.dismiss('own-2')
    workers[0]!.onerror?.({ message: 'out of luck' } as ErrorEvent)
    await engine.load('own-1')
    expect(calls).toEqual(['bring own-1', 'bring own-2', 'bring own-1', 'load own-1'])
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

  it('fails in words for what no message can carry, whichever way it goes', async () => {
    const { engine, workers } = setUp()
    const uncloneable = { ...REQUEST, act: () => 1 }
    await expect(engine.sample(uncloneable)).rejects.toMatchObject({
      code: 'session-failed',
      message: /^The engine failed/,
    })
    // The worker is as good as before, and nothing waits in it.
    await engine.load('student')
    expect(workers).toHaveLength(1)
    const answers: WorkerMessage[] = []
    const receive = createServer(
      (message) => answers.push(structuredClone(message)),
      () => ({ ...fakeEngine([]), models: async () => [{ ...MODEL, act: () => 1 }] }),
    )
    receive({ type: 'init', requestId: 1, modelsUrl: '' })
    receive({ type: 'models', requestId: 2, args: [], stream: false })
    await vi.waitFor(() => expect(answers).toMatchObject([{ type: 'result' }, { type: 'error', requestId: 2 }]))
  })

  it('can be disposed of and used again', async () => {
    const { engine, workers, calls } = setUp()
    await engine.start('wasm')
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

it('hears of an engine that cannot be made: every waiting call fails for its reason, and the next one starts anew', async () => {
  const { engine, workers, calls } = setUp({ broken: 1 })
  const failed = await Promise.allSettled([engine.models(), engine.load('student')])
  for (const outcome of failed) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'session-failed', message: /no URL/ } })
  }
  expect(workers[0]!.alive).toBe(false)
  await engine.load('student')
  expect(workers).toHaveLength(2)
  expect(calls).toEqual(['load student'])
})

it('says init again to a worker that did not listen yet, and asks it for nothing before it has its engine', async () => {
  const { engine, workers, calls, urls } = setUp({ late: 3 })
  await Promise.all([engine.start('wasm'), engine.load('student')])
  expect(workers).toHaveLength(1)
  expect(calls).toEqual(['start wasm', 'load student'])
  expect(urls).toEqual(['https://example.org/models/'])
  const { told } = workers[0]!
  await new Promise((resolve) => setTimeout(resolve, 12))
  expect(workers[0]!.told).toBe(told)
})

it('gives up a worker that never answers, and says so', async () => {
  const { engine, workers } = setUp({ late: Number.POSITIVE_INFINITY })
  const loading = engine.load('student')
  await expect(loading).rejects.toMatchObject({
    code: 'worker-crashed',
    message: 'The engine did not start.',
    remedy: 'Try again: the engine starts anew.',
  })
  expect(workers[0]!.alive).toBe(false)
  expect(workers[0]!.told).toBe(30)
})

it('a call that is stopped before the engine stands is told to the engine like any other', async () => {
  const { engine } = setUp({ late: 1 })
  const stop = new AbortController()
  const loading = engine.load('slow', { signal: stop.signal })
  stop.abort()
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
})

it('replaces a worker that has lost its engine: what waits fails for that reason, and the next call starts anew', async () => {
  const { engine, workers, calls } = setUp()
  await engine.start('wasm')
  const sampling = engine.sample(REQUEST)
  workers[0]!.runAgain()
  const failed = await Promise.allSettled([engine.load('student'), sampling])
  for (const outcome of failed) {
    expect(outcome).toMatchObject({ reason: { code: 'worker-crashed', message: 'The engine is gone.' } })
  }
  expect(workers[0]!.alive).toBe(false)
  await engine.load('student')
  expect(workers).toHaveLength(2)
  expect(calls).toEqual(['start wasm', 'start wasm', 'load student'])
})

it('fails a call alone whose arguments cannot be copied, before and after the engine stands', async () => {
  const { engine } = setUp()
  const request = { ...REQUEST, context: (() => null) as never }
  const early = engine.sample(request)
  await expect(early).rejects.toMatchObject({ code: 'session-failed' })
  await expect(engine.sample(request)).rejects.toMatchObject({ code: 'session-failed' })
  await expect(engine.models()).resolves.toHaveLength(1)
})

it('the server refuses calls before it knows where the models are', async () => {
  const answers: unknown[] = []
  const receive = createServer(
    (message) => answers.push(message),
    () => fakeEngine([]),
  )
  receive({ type: 'models', requestId: 7, args: [], stream: false })
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  expect(answers[0]).toMatchObject({ type: 'error', requestId: 7, error: { code: 'worker-crashed' } })
})
