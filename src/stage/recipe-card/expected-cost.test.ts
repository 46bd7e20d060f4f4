import { describe, expect, it } from 'vitest'
import type { ModelInfo, Rollout, RolloutToken } from '../../engine/types.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { createAppStore, DEFAULTS } from '../../testing/app.ts'
import { expectedCost } from './expected-cost.ts'

const model = (id: string, parameters: number): ModelInfo => ({
  ...{ id, name: id, role: 'student', bytes: 1, sha256: '', description: '' },
  parameters,
})

/** 10 tokens of 4 characters, behind a prompt of 80 characters: 20 tokens at the text's own rate. */
function stateWithText() {
  const store = createAppStore({ ...DEFAULTS, rolloutsPerStep: 2, steps: 5 })
  const { settings, engine } = store.getState()
  const sampling = { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 99 }
  const tokens = Array.from(
    { length: 10 },
    (): RolloutToken => ({ id: 1, text: 'abcd', logpStudent: 0, source: 'student' }),
  )
  const problem = { world: settings.world, difficulty: settings.difficulty, problemSeed: 1 }
  const result: Rollout = {
    ...{ problem, student: 'student', sampling, tokens, finish: 'eos', backend: 'wasm' },
    prompt: 'p'.repeat(80),
    text: 'abcd'.repeat(10),
    verdict: { status: 'right', firstWrongStep: null, answer: '1', message: '' },
  }
  const rollout: RolloutRecord = {
    id: 1,
    origin: 'live',
    problem,
    student: 'student',
    sampling,
    tokens,
    result,
    scores: {},
  }
  store.setState({ rollout, engine: { ...engine, models: [model('student', 1000), model('teacher', 5000)] } })
  return store.getState()
}

describe('expectedCost', () => {
  it('is unknown while there is neither model nor text', () => {
    expect(expectedCost(createAppStore(DEFAULTS).getState())).toBeNull()
  })

  it('counts the tokens and operations of GKD as by hand', () => {
    // 2 texts x 5 steps, each 30 tokens long with its prompt: written (2 a parameter), learnt from (2 + 4), read by the teacher (2).
    expect(expectedCost(stateWithText())).toEqual({
      studentTokensSampled: 100,
      teacherTokensSampled: 0,
      teacherTokensScored: 100,
      studentTokensTrained: 100,
      flops: 10 * 30 * (8 * 1000 + 2 * 5000),
    })
  })
})
