/** @file Client and server of the protocol: what is asked reaches the engine, and what it answers comes back. */
import { describe, expect, it } from 'vitest'
import type { LoadProgress } from '../engine/types.ts'
import { INFO, MODEL, REQUEST, rollout, setUp, TOKEN } from './client.test-helper.ts'

describe('the worker engine', () => {
  it('answers like the engine behind it', async () => {
    const { engine, calls, urls } = setUp()
    const progress: LoadProgress[] = []
    expect(await engine.models()).toEqual([MODEL])
    expect(await engine.start('auto', { onProgress: (step) => progress.push(step) })).toEqual(INFO)
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

  it('asks a teacher on a server by way of the page; a stop ends the asking, and what goes wrong ends the call', async () => {
    const { engine, calls } = setUp()
    const stop = new AbortController()
    const step = engine.stepRun('served', {
      signal: stop.signal,
      onTeach: async (texts) => {
        setTimeout(() => stop.abort())
        return texts.map(({ ids, from }) => ids.slice(from).map(() => ({ own: -0.5, top: [] })))
      },
    })
    await expect(step).rejects.toMatchObject({ code: 'cancelled' })
    expect(calls).toEqual(['step served', 'heard -0.5'])
    const failed = engine.stepRun('served', { onTeach: () => Promise.reject(new RangeError('no line')) })
    await expect(failed).rejects.toMatchObject({ code: 'session-failed' })
    await expect(engine.stepRun('served')).rejects.toMatchObject({ code: 'bad-request' })
    expect(await engine.checkpointsOf('run-1')).toEqual([0, 10])
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
})
