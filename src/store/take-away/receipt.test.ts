import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine, noFiles } from '../../../e2e/fake-engine.ts'
import { divergenceUnit } from '../../charts/divergence-unit.ts'
import { divergenceIds } from '../../divergence/registry.ts'
import type { App } from '../action.ts'
import { ACTIONS } from '../actions.ts'
import { viewOf } from '../conditions.ts'
import { createSession } from '../session.ts'
import { DEFAULTS } from '../settings.ts'
import { createAppStore } from '../state.ts'
import { receiptJson, receiptOf } from './receipt.ts'

async function sampled() {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 6, divergence: 'jsd', params: { jsd: { beta: 0.25 } } })
  const session = createSession(store, () => createFakeEngine())
  await session.sample()
  const copied: string[] = []
  const files = { ...noFiles, copyText: async (text: string) => void copied.push(text) }
  const app: App = { store, session, files, randomSeed: () => 1 }
  return { app, store, copied }
}

describe('a receipt', () => {
  it('names formula, inputs, condition, hashes, seed and backend of the number on view', async () => {
    const { store } = await sampled()
    const state = store.getState()
    const score = viewOf(state).with!.tokens[2]!
    const gap = receiptOf(state, { token: 2, quantity: 'gap', reading: 'with' })!
    expect(gap).toMatchObject({ value: score.gap, unit: 'nats', backend: 'wasm', replay: false })
    expect(gap.inputs).toMatchObject({ logpStudent: score.logpStudent, logpTeacher: score.logpTeacher })
    expect(gap.formula).toContain('c, y_{<t}')
    expect(gap.condition).toMatchObject({ teacher: 'teacher', context: 'trace', problem: { problemSeed: 37 } })
    expect(Object.keys(gap.models)).toEqual(['student', 'teacher'])
    expect(gap.sampling.seed).toBe(1)
    const divergence = receiptOf(state, { token: 2, quantity: 'divergence', reading: 'without' })!
    expect(divergence.inputs).toMatchObject({ params: { beta: 0.25 }, top: viewOf(state).without!.tokens[2]!.top })
    const own = receiptOf(state, { token: 2, quantity: 'log-probability', reading: 'student' })!
    expect(own).toMatchObject({ value: state.run!.tokens[2]!.logpStudent, condition: { teacher: null, context: null } })
    expect(own.formula).not.toContain('c,')
  })

  it('gives divergences the units that the charts give them', async () => {
    const { store } = await sampled()
    for (const id of divergenceIds()) {
      store.setState(({ settings }) => ({ settings: { ...settings, divergence: id } }))
      const receipt = receiptOf(store.getState(), { token: 0, quantity: 'divergence', reading: 'without' })
      expect(receipt?.unit).toBe(divergenceUnit(id, 'nats'))
    }
  })

  it('covers the entries of both distributions and all others together, which add up to one', async () => {
    const { store } = await sampled()
    const { top } = viewOf(store.getState()).with!.tokens[0]!
    const listed = top.slice(0, 3).map(({ id }) => id)
    const value = (entry: number | null) =>
      receiptOf(store.getState(), { token: 0, quantity: 'entry', reading: 'with', side: 'teacher', entry, listed })!
        .value
    expect([...listed, null].reduce<number>((sum, entry) => sum + value(entry), 0)).toBeCloseTo(1, 6)
    expect(value(listed[0]!)).toBe(Math.exp(top[0]!.logpTeacher))
    const own = { token: 0, quantity: 'entry', reading: 'with', side: 'student', entry: listed[1]!, listed } as const
    expect(receiptOf(store.getState(), own)).toMatchObject({ condition: { teacher: null }, inputs: { entry: top[1] } })
    expect(receiptOf(store.getState(), { ...own, entry: -1 })).toBeNull()
  })

  it('there is none for what was not computed', async () => {
    const { store } = await sampled()
    expect(receiptOf(store.getState(), { token: 99, quantity: 'gap', reading: 'with' })).toBeNull()
    const run = { ...store.getState().run!, scores: {} }
    expect(receiptOf({ ...store.getState(), run }, { token: 0, quantity: 'rank', reading: 'student' })).toBeNull()
  })

  it('is copied as JSON, infinities in words, and says when the browser refuses', async () => {
    const { app, store, copied } = await sampled()
    ACTIONS.openReceipt.perform(app, { token: 0, quantity: 'gap', reading: 'without' })
    ACTIONS.copyReceipt.perform(app)
    await vi.waitFor(() => expect(store.getState().receipt?.copied).toBe('done'))
    expect(JSON.parse(copied[0]!)).toMatchObject({ format: 'opd-receipt', version: 1, name: 'Gap' })
    const receipt = receiptOf(store.getState(), { token: 0, quantity: 'gap', reading: 'without' })!
    expect(JSON.parse(receiptJson({ ...receipt, value: -Infinity })).value).toBe('-Infinity')
    const files = { ...app.files, copyText: () => Promise.reject(new Error('denied')) }
    ACTIONS.copyReceipt.perform({ ...app, files })
    await vi.waitFor(() => expect(store.getState().receipt?.copied).toBe('refused'))
    ACTIONS.closeReceipt.perform(app)
    expect(store.getState().receipt).toBeNull()
  })
})
