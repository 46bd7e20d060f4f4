import { describe, expect, it, vi } from 'vitest'
import { divergenceUnit } from '../../../charts/divergence-unit.ts'
import { divergenceIds } from '../../../divergence/registry.ts'
import { createFakeEngine } from '../../../engine/testing/fake-engine.ts'
import type { NextStepNumber, ReceiptRequest } from '../../../store/provenance/provenance.ts'
import { viewOf } from '../../../store/scoring.ts'
import type { AppState } from '../../../store/state.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS, restore } from '../../../testing/app.ts'
import { noFiles } from '../../../testing/no-files.ts'
import { inspectionsOf } from '../entry-contributions.ts'
import { nextStepOf, stepSizeOf } from '../next-step-prediction.ts'
import { receiptJson, receiptOf } from './receipt.ts'

const receipt = (state: AppState, ask: ReceiptRequest) => receiptOf(state, ask, 'v=1')

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

async function sampled() {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 6, divergence: 'jsd', params: { jsd: { beta: 0.25 } } })
  const session = createSession(store, () => createFakeEngine())
  await session.sample()
  const copied: string[] = []
  const files = { ...noFiles, copyText: async (text: string) => void copied.push(text) }
  const app = appOf({ store, session, files, randomSeed: () => 1 })
  return { app, store, copied }
}

describe('a receipt', () => {
  it('names formula, inputs, condition, hashes, seed and backend of the number on view', async () => {
    const { store } = await sampled()
    const state = store.getState()
    const score = viewOf(state).with!.tokens[2]!
    const gap = receipt(state, { token: 2, quantity: 'gap', reading: 'with' })!
    expect(gap).toMatchObject({ value: score.gap, unit: 'nats', backend: 'wasm', replay: false })
    expect(gap.inputs).toMatchObject({ logpStudent: score.logpStudent, logpTeacher: score.logpTeacher })
    expect(gap.formula).toContain('c, y_{<t}')
    expect(gap.condition).toMatchObject({ teacher: 'teacher', context: 'trace', problem: { problemSeed: 37 } })
    expect(Object.keys(gap.models)).toEqual(['student', 'teacher'])
    expect(gap.sampling.seed).toBe(1)
    const divergence = receipt(state, { token: 2, quantity: 'divergence', reading: 'without' })!
    expect(divergence.inputs).toMatchObject({ params: { beta: 0.25 }, top: viewOf(state).without!.tokens[2]!.top })
    const own = receipt(state, { token: 2, quantity: 'log-probability', reading: 'student' })!
    expect(own).toMatchObject({
      value: state.rollout!.tokens[2]!.logpStudent,
      condition: { teacher: null, context: null },
    })
    expect(own.formula).not.toContain('c,')
  })

  it('gives divergences the units that the charts give them', async () => {
    const { store } = await sampled()
    for (const id of divergenceIds()) {
      store.setState(({ settings }) => ({ settings: { ...settings, divergence: id } }))
      const found = receipt(store.getState(), { token: 0, quantity: 'divergence', reading: 'without' })
      expect(found?.unit).toBe(divergenceUnit(id, 'nats'))
    }
  })

  it('covers the entries of both distributions and all others together, which add up to one', async () => {
    const { store } = await sampled()
    const { top } = viewOf(store.getState()).with!.tokens[0]!
    const listed = top.slice(0, 3).map(({ id }) => id)
    const value = (entry: number | null) =>
      receipt(store.getState(), { token: 0, quantity: 'entry', reading: 'with', side: 'teacher', entry, listed })!.value
    expect([...listed, null].reduce<number>((sum, entry) => sum + value(entry), 0)).toBeCloseTo(1, 6)
    expect(value(listed[0]!)).toBe(Math.exp(top[0]!.logpTeacher))
    const own = { token: 0, quantity: 'entry', reading: 'with', side: 'student', entry: listed[1]!, listed } as const
    expect(receipt(store.getState(), own)).toMatchObject({ condition: { teacher: null }, inputs: { entry: top[1] } })
    expect(receipt(store.getState(), { ...own, entry: -1 })).toBeNull()
  })

  it('covers entries beyond those of the score, and what each adds and pushes, which add up to the whole', async () => {
    const { app, store } = await sampled()
    await vi.waitFor(() => expect(inspectionsOf(store.getState(), 'trace')).not.toBeNull(), PATIENCE)
    const { entries } = inspectionsOf(store.getState(), 'trace')![0]!
    const score = viewOf(store.getState()).with!.tokens[0]!
    const beyond = entries.find(({ id }) => !score.top.some((entry) => entry.id === id))!
    const about = { token: 0, reading: 'with', listed: [entries[0]!.id, beyond.id] } as const
    const ask = (more: ReceiptRequest) => receipt(store.getState(), more)!
    const own = ask({ ...about, quantity: 'entry', side: 'teacher', entry: beyond.id })
    expect(own).toMatchObject({ value: Math.exp(beyond.logpTeacher), inputs: { entry: { id: beyond.id } } })
    const all = [...about.listed, null]
    const total = (quantity: 'contribution' | 'push') =>
      all.reduce<number>((sum, entry) => sum + ask({ ...about, quantity, entry }).value, 0)
    expect(total('contribution')).toBeCloseTo(score.divergences.jsd!, 7)
    expect(total('push')).toBeCloseTo(0, 9)
    const push = ask({ ...about, quantity: 'push', entry: beyond.id })
    expect(push.value).toBe(-beyond.gradient)
    expect(push).toMatchObject({ unit: 'nats', inputs: { divergence: 'jsd', params: { beta: 0.25 } } })
    expect(push.condition.context).toBe('trace')
    ACTIONS.setDivergence.perform(app, 'tvd')
    expect(receipt(store.getState(), { ...about, quantity: 'push', entry: beyond.id })).toBeNull()
  })

  it('covers the ghost: what is predicted, what came, the error, the step', async () => {
    const { app, store } = await sampled()
    const about = { token: 2, reading: 'without' } as const
    const ask = (quantity: NextStepNumber['quantity'], entry: number | null) =>
      receipt(store.getState(), { ...about, quantity, entry })
    expect(ask('ghost-norm', null)).toBeNull()
    ACTIONS.togglePin.perform(app, 2)
    await vi.waitFor(() => expect(nextStepOf(store.getState())?.prediction).toBeTruthy(), PATIENCE)
    const { entries, gradientNorm } = nextStepOf(store.getState())!.prediction!
    const { id, logp, slope } = entries[0]!
    const rate = stepSizeOf(store.getState())!
    expect(ask('ghost-norm', null)).toMatchObject({ value: gradientNorm, unit: null })
    expect(ask('ghost-predicted', id)).toMatchObject({
      value: Math.exp(logp + rate * slope),
      inputs: { made: { η: rate }, entry: { id }, divergence: 'jsd' },
    })
    expect(ask('ghost-actual', id)).toBeNull()
    await app.session.stepPrediction.take()
    const { step: ghost } = nextStepOf(store.getState())!.taken!
    expect(ask('ghost-actual', id)).toMatchObject({ value: Math.exp(ghost.entries[0]!.after!) })
    expect(ask('ghost-error', null)).toMatchObject({ value: ghost.error, unit: 'nats' })
    ACTIONS.togglePin.perform(app, 3)
    expect(ask('ghost-norm', null)).toBeNull()
  })

  it('covers what an instrument makes of the whole rollout', async () => {
    const { store } = await sampled()
    const name = 'Total gap'
    const headline = { quantity: 'headline', token: null, reading: 'with', name, value: 1.5, unit: 'nats' } as const
    expect(receipt(store.getState(), { ...headline, formula: 'x', made: { tokens: 3 } })).toMatchObject({
      ...{ name, value: 1.5, token: null, inputs: { made: { tokens: 3 }, tail: null } },
      condition: { context: 'trace', teacher: 'teacher' },
    })
  })

  it('holds the address that replays it, and this device’s difference between its backends once it was measured', async () => {
    const { app, store, copied } = await sampled()
    const ask = { token: 2, quantity: 'gap', reading: 'without' } as const
    expect(receipt(store.getState(), ask)!.backendDifference).toBeNull()
    await app.session.differences.measure()
    expect(receipt(store.getState(), ask)!.backendDifference).toMatchObject({
      ...{ backends: ['webgpu', 'wasm'], tokens: 6, vocabulary: 512, software: true },
      atToken: { student: 3e-6, teacher: 6e-6 },
      student: 6e-6,
      measuredOn: { seed: 1, problem: { problemSeed: 37 } },
    })
    ACTIONS.openReceipt.perform(app, ask)
    ACTIONS.copyReceipt.perform(app)
    await vi.waitFor(() => expect(copied).toHaveLength(1))
    const { page, backendDifference } = JSON.parse(copied[0]!)
    expect(backendDifference.teacher).toBeCloseTo(12e-6, 12)
    const { settings, stage } = restore(page)
    expect(settings).toMatchObject({ seed: 1, maxTokens: 6, divergence: 'jsd', params: { jsd: { beta: 0.25 } } })
    expect(stage).toMatchObject({ live: true, pinned: 2 })
  })

  it('there is none for what was not computed', async () => {
    const { store } = await sampled()
    expect(receipt(store.getState(), { token: 99, quantity: 'gap', reading: 'with' })).toBeNull()
    const run = { ...store.getState().rollout!, scores: {} }
    expect(
      receipt({ ...store.getState(), rollout: run }, { token: 0, quantity: 'rank', reading: 'student' }),
    ).toBeNull()
  })

  it('is copied as JSON, infinities in words, and says when the browser refuses', async () => {
    const { app, store, copied } = await sampled()
    ACTIONS.openReceipt.perform(app, { token: 0, quantity: 'gap', reading: 'without' })
    ACTIONS.copyReceipt.perform(app)
    await vi.waitFor(() => expect(store.getState().receipt?.copied).toBe('done'))
    expect(JSON.parse(copied[0]!)).toMatchObject({ format: 'opd-receipt', version: 1, name: 'Gap' })
    const found = receipt(store.getState(), { token: 0, quantity: 'gap', reading: 'without' })!
    expect(JSON.parse(receiptJson({ ...found, value: -Infinity })).value).toBe('-Infinity')
    const files = { ...app.files, copyText: () => Promise.reject(new Error('denied')) }
    ACTIONS.copyReceipt.perform({ ...app, files })
    await vi.waitFor(() => expect(store.getState().receipt?.copied).toBe('refused'))
    ACTIONS.closeReceipt.perform(app)
    expect(store.getState().receipt).toBeNull()
  })
})
