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
      code: 'bad-request',
      message: /could not be asked/,
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

it('the server refuses calls before it knows where the models are', async () => {
  const answers: unknown[] = []
  const receive = createServer(
    (message) => answers.push(message),
    () => fakeEngine([]),
  )
  receive({ type: 'models', requestId: 7, args: [], stream: false })
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  expect(answers[0]).toMatchObject({ type: 'error', requestId: 7, error: { code: 'bad-request' } })
})
