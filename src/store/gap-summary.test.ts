import { describe, expect, it } from 'vitest'
import type { RolloutToken, ScoredRollout, TokenScore } from '../engine/types.ts'
import { changes, heaviest, movement, totalGap, turns } from './gap-summary.ts'

const token = (source: RolloutToken['source'] = 'student'): RolloutToken => ({
  id: 1,
  text: 'x',
  logpStudent: -1,
  source,
})

const scored = (logps: readonly number[], ranks: readonly number[] = []): ScoredRollout => ({
  teacher: 'teacher',
  context: null,
  contextText: null,
  teacherPrompt: '',
  backend: 'wasm',
  tokens: logps.map(
    (logpTeacher, i): TokenScore => ({
      logpStudent: -1,
      logpTeacher,
      gap: logpTeacher + 1,
      entropyStudent: 0,
      entropyTeacher: 0,
      rankStudent: 1,
      rankTeacher: ranks[i] ?? 1,
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

  it('keeps every token’s change, infinite ones too, and none for the environment’s', () => {
    const tokens = [token(), token(), token('environment'), token(), token()]
    const moves = changes(
      scored([-2, -1, -9, -Infinity, -Infinity]),
      scored([-0.5, -Infinity, -1, -3, -Infinity]),
      tokens,
    )
    expect(moves).toEqual([1.5, -Infinity, null, Infinity, null])
  })

  it('names the fewest tokens that hold half, the largest first', () => {
    // 10 nats in all: 3 is less than half, 3 and 2.5 are more.
    expect(heaviest([1, -3, null, 2.5, -2, 1.5, Infinity])).toEqual([1, 3])
    expect(heaviest([-2, 2])).toEqual([0])
    expect(heaviest([0, 0, null])).toEqual([])
  })

  it('tells which tokens turn to the teacher’s first choice, and which turn from it', () => {
    const tokens = [token(), token(), token(), token(), token('environment')]
    const before = scored([-1, -1, -1, -1, -1], [1, 2, 5, 1, 3])
    const after = scored([-1, -1, -1, -1, -1], [1, 1, 1, 4, 1])
    expect(turns(before, after, tokens)).toEqual({ toAgree: [1, 2], toDisagree: [3], agreed: 2, agrees: 3 })
  })
})
