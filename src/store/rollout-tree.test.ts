import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine/errors.ts'
import { createFakeEngine, type FakeOptions } from '../engine/testing/fake-engine.ts'
import type { Rollout, RolloutToken, ScoredRollout } from '../engine/types.ts'
import { creditOf, gapAfter, meanGap } from '../features/fork/credit-of.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import type { Verdict } from '../world/types.ts'
import { branchesOf, choicesAt } from './rollout-tree.ts'
import type { Fork, RolloutRecord } from './state.ts'

async function createApp(options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, seed: 4 })
  const engine = createFakeEngine(options)
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const settled = (): Promise<void> =>
    vi.waitFor(
      () => {
        if (store.getState().activity !== 'idle') throw new Error('still busy')
      },
      { timeout: 20_000 },
    )
  ACTIONS.sample.perform(app)
  await settled()
  const force = async (index: number, pick: (choices: ReturnType<typeof choicesAt>) => number | undefined) => {
    const id = pick(choicesAt(store.getState(), index))
    if (id === undefined) throw new Error('nothing to force')
    ACTIONS.forceToken.perform(app, { index, id })
    await settled()
  }
  return { app, engine, state: store.getState, settled, force }
}

const other = (choices: ReturnType<typeof choicesAt>) => choices.find(({ written }) => !written)?.id
const written = (choices: ReturnType<typeof choicesAt>) => choices.find((choice) => choice.written)?.id

describe('forcing a token', () => {
  it('goes on from there with the run’s own seed, and keeps both branches, scored', async () => {
    const { engine, state, force } = await createApp()
    const root = state().rollout!
    await force(3, other)
    const { rollout, past, hovered, pinned, settings } = state()
    expect(past).toEqual([root])
    expect([hovered, pinned]).toEqual([3, null])
    expect(rollout?.tokens.slice(0, 3).map(({ id }) => id)).toEqual(root.tokens.slice(0, 3).map(({ id }) => id))
    expect(rollout?.tokens[3]?.id).not.toBe(root.tokens[3]?.id)
    expect(rollout?.fork).toMatchObject({ root: root.id, parent: root.id, index: 3, instead: root.tokens[3] })
    expect([rollout?.sampling.seed, settings.seed]).toEqual([4, 4])
    expect(Object.keys(rollout?.scores ?? {})).toEqual(Object.keys(root.scores))
    expect(engine.calls.sampled.at(-1)?.prefix?.map(({ id }) => id)).toEqual(
      rollout?.tokens.slice(0, 4).map(({ id }) => id),
    )
    expect(engine.calls.sampled[0]).not.toHaveProperty('prefix')
  })

  it('takes the next seed where the same seed would go on the same', async () => {
    const { app, state, settled, force } = await createApp()
    await force(3, other)
    const branch = state().rollout!
    ACTIONS.continueAgain.perform(app)
    await settled()
    // A sibling, not a child: the same token in the place of the same other one.
    expect(state().rollout?.fork).toEqual(branch.fork)
    expect(state().rollout?.sampling.seed).toBe(5)
    await force(5, written)
    expect(state().rollout?.fork).toMatchObject({ parent: branch.id + 1, index: 5 })
    expect(state().rollout?.sampling.seed).toBe(6)
    expect(branchesOf(state()).map(({ depth }) => depth)).toEqual([0, 1, 1, 2])
  })

  it('lists the teacher’s choice first, and the written token always', async () => {
    const { app, state, settled } = await createApp()
    const choices = choicesAt(state(), 2)
    const logps = choices.map(({ logpTeacher }) => logpTeacher)
    expect(logps).toEqual([...logps].sort((a, b) => b - a))
    expect(choices.filter((choice) => choice.written).map(({ id }) => id)).toEqual([state().rollout?.tokens[2]?.id])
    ACTIONS.togglePin.perform(app, 2)
    ACTIONS.forceTeacherChoice.perform(app)
    await settled()
    expect(state().rollout?.tokens[2]?.id).toBe(choices[0]?.id)
  })

  it('gives the stage back when the engine refuses', async () => {
    let refuse = false
    const { state, force } = await createApp({
      obstacle: (step) => {
        if (refuse && step === 'sample') throw new EngineError('bad-request', 'No.', 'Fork elsewhere.')
      },
    })
    const root = state().rollout
    refuse = true
    await force(3, other)
    expect(state().rollout).toBe(root)
    expect(state().notices).toMatchObject([{ message: 'No.', retry: null }])
  })
})

describe('the history of branches', () => {
  it('loses no branch when another one is forked after an undo, and undo goes back to where it left', async () => {
    const { app, state, force } = await createApp()
    const root = state().rollout!
    await force(3, other)
    const first = state().rollout!
    ACTIONS.previousRun.perform(app)
    await vi.waitFor(() => expect(state().rollout?.id).toBe(root.id))
    await force(5, other)
    const second = state().rollout!
    expect(branchesOf(state()).map(({ run: rollout }) => rollout.id)).toEqual([root.id, first.id, second.id])
    ACTIONS.previousRun.perform(app)
    expect(state().rollout?.id).toBe(root.id)
    ACTIONS.previousRun.perform(app)
    expect(state().rollout?.id).toBe(first.id)
    ACTIONS.nextRun.perform(app)
    ACTIONS.nextRun.perform(app)
    expect(state().rollout?.id).toBe(second.id)
  })

  it('puts a chosen branch on the stage with its fork pinned', async () => {
    const { app, state, force } = await createApp()
    const root = state().rollout!
    await force(3, other)
    const branch = state().rollout!
    ACTIONS.showBranch.perform(app, root.id)
    expect(state()).toMatchObject({ rollout: { id: root.id }, future: [{ id: branch.id }] })
    ACTIONS.showBranch.perform(app, branch.id)
    expect(state()).toMatchObject({ rollout: { id: branch.id }, past: [{ id: root.id }], hovered: 3, pinned: null })
  })
})

const token = (id: number): RolloutToken => ({ id, text: String(id), logpStudent: -1, source: 'student' })

function runOf(id: number, status: Verdict['status'], tokens: readonly number[], fork?: Fork): RolloutRecord {
  const verdict = { status, firstWrongStep: null, answer: null, message: '' }
  return {
    id,
    origin: 'live',
    problem: { world: 'tally', difficulty: 2, problemSeed: 1 },
    student: 'student',
    sampling: { seed: id, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 9 },
    tokens: tokens.map(token),
    result: { verdict } as Rollout,
    scores: {},
    ...(fork && { fork }),
  }
}

describe('credit', () => {
  const forced: Fork = { root: 1, parent: 1, index: 1, token: token(7), instead: token(2) }
  const root = runOf(1, 'wrong', [1, 2, 3])

  it('counts every continuation of the forced token and of the one it replaced', () => {
    const [a, b, again] = [
      runOf(2, 'right', [1, 7, 4], forced),
      runOf(3, 'wrong', [1, 7, 5], forced),
      runOf(4, 'wrong', [1, 2, 6], { ...forced, token: token(2) }),
    ]
    const credit = creditOf({ rollout: a, past: [root, b, again, runOf(9, 'right', [1, 7, 4])], future: [] })
    expect(credit).toMatchObject({
      run: { id: 2 },
      parent: { id: 1 },
      forced: { right: 1, count: 2 },
      instead: { right: 0, count: 2 },
    })
  })

  it('on the original, speaks of the first fork that turned wrong into right', () => {
    const [a, b] = [runOf(2, 'wrong', [1, 7, 4], forced), runOf(3, 'right', [1, 7, 5], forced)]
    expect(creditOf({ rollout: root, past: [], future: [a, b] })?.run.id).toBe(3)
    expect(creditOf({ rollout: root, past: [], future: [a] })?.run.id).toBe(2)
    expect(creditOf({ rollout: root, past: [], future: [] })).toBeNull()
  })

  it('takes the mean gap of the student’s tokens alone', () => {
    const tokens: readonly RolloutToken[] = [token(1), { ...token(2), source: 'environment' }, token(3)]
    const score = { tokens: [{ gap: -1 }, { gap: -50 }, { gap: -3 }] } as unknown as ScoredRollout
    expect(meanGap(score, tokens)).toBe(-2)
    expect(meanGap(score, tokens, 1)).toBe(-3)
    expect(meanGap(score, tokens, 3)).toBeNaN()
  })

  it('adds the student’s gaps up after a fork, from 0 on', () => {
    const tokens: readonly RolloutToken[] = [
      token(1),
      token(2),
      { ...token(3), source: 'environment' },
      token(4),
      token(5),
    ]
    const score = { tokens: [9, -1, -50, -3, 0.5].map((gap) => ({ gap })) } as unknown as ScoredRollout
    expect(gapAfter(score, tokens, 0)).toEqual([0, -1, -4, -3.5])
    expect(gapAfter(score, tokens, 4)).toEqual([0])
  })
})
