import { describe, expect, it } from 'vitest'
import type { RolloutToken, ScoredRollout, TokenScore } from '../engine/types.ts'
import { movement, totalGap } from './ledger.ts'

const token = (source: RolloutToken['source'] = 'student'): RolloutToken => ({
  id: 1,
  text: 'x',
  logpStudent: -1,
  source,
})

const scored = (logps: readonly number[]): ScoredRollout => ({
  teacher: 'teacher',
  context: null,
  contextText: null,
  teacherPrompt: '',
  backend: 'wasm',
  tokens: logps.map(
    (logpTeacher): TokenScore => ({
      logpStudent: -1,
      logpTeacher,
      gap: logpTeacher + 1,
      entropyStudent: 0,
      entropyTeacher: 0,
      rankStudent: 1,
      rankTeacher: 1,
      top: [],
      tailStudent: 0,
      tailTeacher: 0,
      divergences: {},
    }),
  ),
})

describe('the ledger', () => {
  it('sums the gaps of the student’s own tokens', () => {
    const tokens = [token(), token('environment'), token()]
    expect(totalGap(scored([-3, -50, 0]), tokens)).toBe(-1)
  })

  it('tells what moved, which way, and on how few tokens', () => {
    const tokens = [token(), token(), token(), token(), token('environment')]
    // Changes: +4, -1, +0.5, +0.5 and one that does not count: 6 nats move in all, 4 of them on one token.
    const account = movement(scored([-5, -1, -1, -1, -1]), scored([-1, -2, -0.5, -0.5, -90]), tokens)
    expect(account).toEqual({ total: 4, moved: 6, halfOn: 1, count: 4 })
  })

  it('leaves out what is infinite on either side', () => {
    const account = movement(scored([-Infinity, -1]), scored([-Infinity, -2]), [token(), token()])
    expect(account).toEqual({ total: -1, moved: 1, halfOn: 1, count: 1 })
  })

  it('finds nothing where nothing moved', () => {
    expect(movement(scored([-1]), scored([-1]), [token()])).toEqual({ total: 0, moved: 0, halfOn: 0, count: 1 })
  })
})
