/** The token inspector's numbers: asked for once for all tokens, and the next step of the pinned one. */

import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../engine/errors.ts'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { differenceFailure, differenceOf } from './backend-differences.ts'
import { inspectionFailure, inspectionsOf } from './entry-contributions.ts'
import { nextStepOf, stepSizeOf } from './next-step-prediction.ts'
import { fittedRate } from './step-size.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

async function sampled(options: FakeOptions = {}) {
  const store = createAppStore(DEFAULTS)
  const engine = createFakeEngine(options)
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  await session.loader.ensure(['student', 'teacher'])
  ACTIONS.sample.perform(app)
  const until = (done: () => unknown) => vi.waitFor(() => expect(done()).toBeTruthy(), PATIENCE)
  return { app, state: store.getState, until, calls: engine.calls }
}

describe('inspecting', () => {
  it('asks once for both contexts, and not again for a longer list or another token', async () => {
    const { app, state, until, calls } = await sampled()
    await until(() => inspectionsOf(state(), null) && inspectionsOf(state(), 'trace'))
    expect(inspectionsOf(state(), null)).toHaveLength(state().rollout!.tokens.length)
    ACTIONS.setTopEntries.perform(app, 12)
    ACTIONS.hover.perform(app, 3)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls.inspected.map(({ context }) => context)).toEqual([null, 'trace'])
    ACTIONS.setDivergence.perform(app, 'jsd')
    expect(inspectionsOf(state(), null)).toBeNull()
    await until(() => inspectionsOf(state(), null) && inspectionsOf(state(), 'trace'))
    expect(calls.inspected.at(-1)?.divergence).toMatchObject({ id: 'jsd', params: { beta: 0.5 } })
  })

  it('does not try again by itself what failed', async () => {
    const { state, until, calls } = await sampled({
      obstacle: (step) => {
        if (step === 'inspect') throw new RangeError('no')
      },
    })
    await until(() => Object.keys(state().failures).length === 2)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls.inspected).toHaveLength(2)
  })

  it('tries again when a person asks, and when an engine that was gone is back', async () => {
    let broken = true
    const { app, state, until, calls } = await sampled({
      obstacle: (step) => {
        if (step === 'inspect' && broken) throw new RangeError('no')
      },
    })
    expect(ACTIONS.retryDetails.available?.(state())).toBe(false)
    await until(() => inspectionFailure(state(), null) && inspectionFailure(state(), 'trace'))
    ACTIONS.retryDetails.perform(app)
    await until(() => calls.inspected.length === 4 && inspectionFailure(state(), null))
    broken = false
    app.store.setState(({ engine }) => ({ engine: { ...engine, phase: 'failed' } }))
    app.store.setState(({ engine }) => ({ engine: { ...engine, phase: 'ready' } }))
    await until(() => inspectionsOf(state(), null) && inspectionsOf(state(), 'trace'))
    expect(state().failures).toEqual({})
    expect(ACTIONS.retryDetails.available?.(state())).toBe(false)
  })

  it('asks an engine that died once more, and not for ever', async () => {
    let deaths = 1
    const obstacle: FakeOptions['obstacle'] = (step) => {
      if (step === 'inspect' && deaths-- > 0) throw new EngineError('worker-crashed', 'It died.', 'Try again.')
    }
    const once = await sampled({ obstacle })
    await once.until(() => inspectionsOf(once.state(), null) && inspectionsOf(once.state(), 'trace'))
    expect(once.calls.inspected).toHaveLength(3)
    deaths = Number.POSITIVE_INFINITY
    const always = await sampled({ obstacle })
    await always.until(() => Object.keys(always.state().failures).length === 2)
    expect(always.calls.inspected).toHaveLength(4)
  })
})

describe('the backends', () => {
  it('are compared when asked, remembered for their models, and a missing one says why', async () => {
    let missing = true
    const { app, state } = await sampled({
      obstacle: (step) => {
        if (step === 'compareBackends' && missing)
          throw new EngineError('backend-unavailable', 'No adapter.', 'Use WASM.')
      },
    })
    await vi.waitFor(() => expect(ACTIONS.measureBackends.available?.(state())).toBe(true), PATIENCE)
    await app.session.differences.measure()
    expect(state().differences).toEqual({ found: {}, measuring: false })
    expect(differenceFailure(state())).toBe('No adapter.')
    missing = false
    await app.session.differences.measure()
    const found = differenceOf(state(), 'student', 'teacher')!
    expect(found).toMatchObject({ backends: ['webgpu', 'wasm'], context: null, seed: 1, run: state().rollout!.id })
    expect(found.student).toHaveLength(state().rollout!.tokens.length)
    expect(differenceFailure(state())).toBeNull()
    expect(differenceOf(state(), 'student', 'student-strong')).toBeNull()
  })

  it('are left alone when it is stopped', async () => {
    const { app, state, until } = await sampled({ pace: 5 })
    await until(() => ACTIONS.measureBackends.available?.(state()))
    ACTIONS.measureBackends.perform(app)
    expect(state().differences.measuring).toBe(true)
    expect(ACTIONS.measureBackends.available?.(state())).toBe(false)
    ACTIONS.stopMeasuringBackends.perform(app)
    await until(() => !state().differences.measuring)
    expect(state().differences).toEqual({ found: {}, measuring: false })
    expect(state().failures).toEqual({})
  })
})

describe('the ghost', () => {
  it('is predicted for the pinned token alone, and taken when asked', async () => {
    const { app, state, until, calls } = await sampled()
    await until(() => inspectionsOf(state(), null))
    expect(calls.predicted).toEqual([])
    ACTIONS.togglePin.perform(app, 2)
    await until(() => nextStepOf(state())?.prediction)
    ACTIONS.setStepSize.perform(app, 0.01)
    expect(calls.predicted).toHaveLength(1)
    expect(ACTIONS.takeNextStep.available?.(state())).toBe(true)
    ACTIONS.takeNextStep.perform(app)
    await until(() => nextStepOf(state())?.taken)
    const { taken, prediction } = nextStepOf(state())!
    expect(taken?.rate).toBe(0.01)
    expect(taken?.step.error).toBeLessThan(0.01)
    expect(prediction?.error).toBeNull()
    expect(calls.predicted.map(({ index, rate }) => [index, rate])).toEqual([
      [2, null],
      [2, 0.01],
    ])
    ACTIONS.togglePin.perform(app, 4)
    await until(() => calls.predicted.length === 3 && nextStepOf(state())?.prediction)
    expect(nextStepOf(state())?.taken).toBeNull()
  })

  it('steps as far as the token allows, until someone chooses a step', async () => {
    const { app, state, until, calls } = await sampled()
    await until(() => inspectionsOf(state(), null))
    expect(stepSizeOf(state())).toBeNull()
    ACTIONS.togglePin.perform(app, 2)
    await until(() => nextStepOf(state())?.prediction)
    const rate = stepSizeOf(state())!
    const moves = nextStepOf(state())!.prediction!.entries.map(({ logp, slope }) => [
      rate * slope,
      rate * slope * Math.exp(logp),
    ])
    expect(Math.max(...moves.flatMap(([log]) => Math.abs(log!)))).toBeLessThan(0.52)
    expect(Math.max(...moves.flatMap(([, p]) => Math.abs(p!)))).toBeLessThan(0.052)
    ACTIONS.takeNextStep.perform(app)
    await until(() => nextStepOf(state())?.taken)
    expect(calls.predicted.at(-1)?.rate).toBe(rate)
    ACTIONS.setStepSize.perform(app, 0.0001234)
    expect(stepSizeOf(state())).toBe(0.00012)
    ACTIONS.fitStepSize.perform(app)
    expect(stepSizeOf(state())).toBe(rate)
  })
})

describe('the fitted step', () => {
  const entry = (p: number, slope: number) => ({ id: 0, text: '', logp: Math.log(p), slope, after: null })

  it('is limited by what moves most, in probability or in its logarithm', () => {
    expect(fittedRate({ entries: [entry(0.5, 10), entry(0.5, -10)] })).toBeCloseTo(0.01, 12)
    expect(fittedRate({ entries: [entry(0.999, 0.001), entry(0.001, -1000)] })).toBeCloseTo(0.0005, 12)
  })

  it('stays in its range where nothing moves, or everything does', () => {
    expect(fittedRate({ entries: [entry(0.5, 0)] })).toBe(1)
    expect(fittedRate({ entries: [entry(0.5, 1e9), entry(0, -Infinity)] })).toBe(0.000001)
  })
})
