import { describe, expect, it } from 'vitest'
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { writeCode } from '../../formats/bet-code.ts'
import { hear, histogramOf, isOpen, onOptions, openOptions, openRoom, scoreOf } from './room.ts'

const GAPS = [0, -0.1, -4, 0.2]
const TOKENS = GAPS.map((_, i) => ({ text: `t${i}`, source: i === 3 ? 'environment' : 'student' }) as RolloutToken)
const SCORE = { tokens: GAPS.map((gap) => ({ gap })) } as unknown as ScoredRollout

const fresh = (nth = 0) => openRoom(7, 'How many?', TOKENS, nth)

describe('a room that bets from its phones', () => {
  it('counts every phone once, lets it move its bet, and says what became of each code', () => {
    let room = fresh()
    const { round } = room.bet
    const code = (voter: number, choice: number, other = round) => writeCode({ round: other, voter, choice })
    room = hear(room, code(1, 2))
    room = hear(room, code(2, 2))
    room = hear(room, code(1, 2).toLowerCase())
    room = hear(room, code(3, 0))
    room = hear(room, code(3, 1))
    expect(room.heard.map(({ hearing }) => hearing)).toEqual(['counted', 'again', 'counted', 'moved'])
    expect(histogramOf(room)).toEqual([0, 1, 2, 0])

    room = hear(room, 'K7Q-0000')
    room = hear(room, code(4, 2, (round + 1) % 64))
    // Not the student's, and beyond the text.
    room = hear(room, code(5, 3))
    room = hear(room, code(5, 40))
    expect(room.heard.map(({ hearing }) => hearing)).toEqual(['no-code', 'other-bet', 'other-bet', 'other-bet'])
    expect([...room.votes.keys()]).toEqual([1, 2, 3])

    const closed = hear({ ...room, closed: true }, code(6, 2))
    expect(closed.heard.at(-1)?.hearing).toBe('over')
    expect(closed.votes.size).toBe(3)
  })

  it('is scored as teams are: all on the worst token earn everything', () => {
    let room = fresh()
    expect(scoreOf(room, SCORE, TOKENS, 2)).toBe(null)
    for (const voter of [1, 2, 3]) room = hear(room, writeCode({ round: room.bet.round, voter, choice: 2 }))
    expect(scoreOf(room, SCORE, TOKENS, 2)).toEqual({ votes: 3, mean: 100, onWorst: 3 })
  })

  it('bets on options too, where a cue asks', () => {
    let room = openOptions(7, 'Is it right?', { options: ['yes', 'no'], answer: 1 }, 0)
    expect(onOptions(room)).toBe(true)
    const { round } = room.bet
    for (const [voter, choice] of [
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
    ] as const) {
      room = hear(room, writeCode({ round, voter, choice }))
    }
    expect(histogramOf(room)).toEqual([1, 2])
    expect(room.heard.at(-1)?.hearing).toBe('other-bet')
  })

  it('is over with its text', () => {
    expect(isOpen(fresh(), { id: 7 })).toBe(true)
    expect(isOpen(fresh(), { id: 8 })).toBe(false)
    expect(isOpen(null, { id: 8 })).toBe(false)
  })
})
