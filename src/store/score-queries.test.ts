import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine/errors.ts'
import { createFakeEngine, type FakeOptions } from '../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { runById } from './rollout-history.ts'
import { missingReadings, type Reading } from './score-queries.ts'

async function createApp(options: FakeOptions = {}) {
  const store = createAppStore(DEFAULTS)
  const engine = createFakeEngine(options)
  const app = appOf({ store, session: createSession(store, () => engine), files: noFiles, randomSeed: () => 9 })
  await app.session.sample()
  const want = (...wanted: Reading[]): void => ACTIONS.wantReadings.perform(app, wanted)
  const until = (done: () => boolean): Promise<void> => vi.waitFor(() => expect(done()).toBe(true), 20_000)
  return { app, engine, want, until, state: store.getState }
}

describe('readings that an instrument asks for', () => {
  it('are scored once each, kept with the run, and never sampled', async () => {
    const { engine, want, until, state } = await createApp()
    const run = state().rollout!.id
    const before = engine.calls.scored.length
    const reading = { run, teacher: 'teacher', divergences: false } as const
    want({ ...reading, context: null }, { ...reading, context: 'hint' }, { ...reading, context: 'answer' })
    await until(() => missingReadings(state()).length === 0)
    // Without is there from the stage.
    expect(engine.calls.scored.slice(before).map(({ context }) => context)).toEqual(['hint', 'answer'])
    want({ ...reading, context: 'hint' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(engine.calls.scored).toHaveLength(before + 2)
    expect(engine.calls.sampled).toHaveLength(1)
    expect(Object.keys(state().rollout!.scores)).toContain('teacher|hint')
  })

  it('reach runs of the history and other teachers, and follow the parameters where divergences are drawn', async () => {
    const { app, want, until, state } = await createApp()
    const first = state().rollout!.id
    await app.session.sample()
    want({ run: first, teacher: 'student-strong', context: 'trace', divergences: true })
    await until(() => missingReadings(state()).length === 0)
    expect(Object.keys(runById(state(), first)!.scores)).toContain('student-strong|trace')
    expect(Object.keys(state().rollout!.scores)).not.toContain('student-strong|trace')
    ACTIONS.scrubDivergenceParam.perform(app, { id: 'jsd', param: 'beta', value: 0.2 })
    expect(missingReadings(state())).toHaveLength(1)
    await until(() => missingReadings(state()).length === 0)
  })

  it('that fail say why, hold up no other, and wait for a person', async () => {
    let blocked = false
    const { app, engine, want, until, state } = await createApp({
      obstacle: (step) => {
        if (blocked && step === 'score') throw new EngineError('too-long', 'Too long.', 'Choose another context.')
      },
    })
    const run = state().rollout!.id
    blocked = true
    want({ run, teacher: 'teacher', context: 'hint', divergences: false })
    await until(() => Object.keys(state().failures).length === 1)
    const tried = engine.calls.scored.length
    blocked = false
    want(...state().readings.wanted, { run, teacher: 'teacher', context: 'answer', divergences: false })
    await until(() => missingReadings(state()).length === 1)
    expect(engine.calls.scored).toHaveLength(tried + 1)
    ACTIONS.readAgain.perform(app, undefined)
    await until(() => missingReadings(state()).length === 0)
    expect(state().failures).toEqual({})
  })
})
