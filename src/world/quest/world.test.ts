import { describe, expect, it } from 'vitest'
import { WRITERS } from '../pieces.ts'
import type { Problem } from '../types.ts'
import { environment, type Grid, remaining, startGame } from './grid.ts'
import { judgeWalk, walk } from './walk.ts'
import { quest } from './world.ts'

const DIFFICULTIES = [1, 2, 3, 4, 5]
const seeds = (count: number) => Array.from({ length: count }, (_, i) => i)

/** The fewest actions to win, by exhaustive search over (room, has key) states read from the question and the size. */
function fewest(problem: Problem, size: number): number {
  const [, start = '', key, door, rest = ''] =
    /you are in (\d+)\. The key is in (\d+)\. The door is in (\d+)\.(.*) Win in/.exec(problem.question) ?? []
  const walls = new Set(rest.match(/\d+/g) ?? [])
  let states = new Set([`${start}-`])
  for (let turns = 1; turns < 60; turns++) {
    const next = new Set(states)
    for (const state of states) {
      const [room = '', held = ''] = state.split('-')
      const [column, row] = [Number(room[0]), Number(room[1])]
      if (room === door && held === 'key') return turns
      if (room === key) next.add(`${room}-key`)
      const sides: [number, number][] = [
        [column + 1, row],
        [column - 1, row],
        [column, row + 1],
        [column, row - 1],
      ]
      for (const [c, r] of sides) {
        if (c >= 1 && c <= size && r >= 1 && r <= size && !walls.has(`${c}${r}`)) next.add(`${c}${r}-${held}`)
      }
    }
    states = next
  }
  return Number.NaN
}

/** Key east of the start, door north of the start; the way from key to door leads back, for room 22 is a wall. */
const GRID: Grid = {
  size: 3,
  start: { column: 1, row: 1 },
  key: { column: 2, row: 1 },
  door: { column: 1, row: 2 },
  walls: [{ column: 2, row: 2 }],
  limit: 7,
}

describe('turns', () => {
  it('are judged one by one: none of a careful walk, and of a sloppy one first the one that the verdict names', () => {
    let slips = 0
    for (const seed of seeds(40)) {
      const problem = quest.generate(seed, 3)
      const careful = problem.write({ care: 'careful', style: 'verbose' }, seed)
      expect(problem.wrongTurns?.(careful)).toEqual(problem.steps.map(() => false))
      const sloppy = problem.write({ care: 'sloppy', style: 'terse' }, seed)
      const wrong = problem.wrongTurns?.(sloppy) ?? []
      const first = wrong.indexOf(true)
      expect(problem.verify(sloppy).firstWrongStep).toBe(first < 0 ? null : first + 1)
      slips += Number(first >= 0)
    }
    expect(slips).toBeGreaterThan(10)
  })
})

describe('the game', () => {
  it('answers each action as by hand', () => {
    const game = environment(GRID)
    expect(game.step('go west')).toBe('> A wall.\n')
    expect(game.step('take key')).toBe('> Nothing happens.\n')
    expect(game.step('go east to the key')).toBe('> Room 21.\n')
    expect(game.step('take key')).toBe('> You have the key.\n')
    expect(game.step('go north')).toBe('> A wall.\n')
    expect(game.step('> Room 22.')).toBe('> Nothing happens.\n')
    expect(game.step('go west')).toBe('> Room 11.\n')
    expect(game.step('go north')).toBe('> Time is up.\n')
    expect(game.step('open door')).toBeNull()
  })

  it('is won at the door with the key, and then over', () => {
    const game = environment(GRID)
    const lines = ['go east', 'take key', 'go west', 'go north', 'open door']
    expect(lines.map((line) => game.step(line)).at(-1)).toBe('> You win.\n')
    expect(game.step('Answer: win')).toBeNull()
    const locked = environment(GRID)
    expect([locked.step('go north'), locked.step('open door')]).toEqual(['> Room 12.\n', '> The door is locked.\n'])
  })

  it('ends when the student gives its answer', () => {
    expect(environment(GRID).step('Answer: win')).toBeNull()
  })

  it('is judged by its actions, not by the observations that a transcript claims', () => {
    const won = 'go east\ntake key\ngo west\ngo north\nopen door\nAnswer: win'
    expect(judgeWalk(GRID, won)).toMatchObject({ status: 'right', firstWrongStep: null, answer: 'win' })
    const lie = 'go north\n> You have the key.\nopen door\n> You win.\nAnswer: win'
    expect(judgeWalk(GRID, lie)).toMatchObject({ status: 'wrong', firstWrongStep: 1 })
    const late = 'go east\ntake key\ngo west\ngo east\ngo west\ngo north\nopen door'
    expect(judgeWalk(GRID, late)).toMatchObject({ status: 'right', firstWrongStep: 4 })
    expect(judgeWalk(GRID, `go south\n${late}`)).toMatchObject({ status: 'wrong', firstWrongStep: 1 })
    expect(judgeWalk(GRID, 'go east\njump\nAnswer: lose')).toMatchObject({ status: 'malformed', firstWrongStep: 2 })
    for (const text of ['', '\n\n', 'Answer: win', '> You win.', '\u0000'.repeat(999)]) {
      expect(judgeWalk(GRID, text).status).toBe('malformed')
    }
  })

  it('lets the sloppy walker try the door first and run into walls', () => {
    expect(walk({ ...GRID, limit: 20 }, 'sloppy').map((turn) => turn.action)).toEqual([
      'go north',
      'open door',
      'go east',
      'go south',
      'go east',
      'take key',
      'go west',
      'go north',
      'open door',
    ])
  })
})

describe('quest', () => {
  it.each(DIFFICULTIES)('at difficulty %i is won by the careful in the fewest actions', (difficulty) => {
    const size = [3, 3, 4, 4, 4][difficulty - 1] ?? 0
    for (const seed of seeds(150)) {
      const problem = quest.generate(seed, difficulty)
      const best = fewest(problem, size)
      expect(problem.steps.length, problem.question).toBe(best)
      expect(problem.question).toContain(`Win in ${best + 2} steps.`)
      for (const writer of WRITERS.slice(0, 2)) {
        expect(problem.verify(problem.write(writer, 0))).toMatchObject({ status: 'right', firstWrongStep: null })
      }
    }
  })

  it('writes transcripts whose observations are those of a fresh environment', () => {
    for (const seed of seeds(200)) {
      const problem = quest.generate(seed)
      for (const writer of WRITERS) {
        const game = problem.environment?.()
        let text = ''
        for (const line of problem
          .write(writer, 0)
          .split('\n')
          .filter((each) => !each.startsWith('>'))) {
          text += line.startsWith('Answer:') ? line : `${line}\n${game?.step(line)}`
        }
        expect(text).toBe(problem.write(writer, 0))
      }
    }
  })

  it('lets the sloppy win a third to a half, in both styles alike', () => {
    let right = 0
    for (const seed of seeds(2000)) {
      const problem = quest.generate(seed)
      const [terse, verbose] = WRITERS.slice(2).map((writer) => problem.verify(problem.write(writer, 0)))
      expect(terse).toEqual(verbose)
      if (terse?.status === 'right') right++
    }
    expect(right / 2000).toBeGreaterThan(0.33)
    expect(right / 2000).toBeLessThan(0.5)
  })

  it('draws a map that holds what the question says', () => {
    for (const seed of seeds(100)) {
      const { question, context } = quest.generate(seed, 4)
      const rows = context('document').split('\n').slice(1).reverse()
      const find = (sign: string) =>
        rows.flatMap((row, y) => row.split(' ').flatMap((each, x) => (each === sign ? [`${x + 1}${y + 1}`] : [])))
      expect(question).toContain(
        `you are in ${find('@')[0]}. The key is in ${find('k')[0]}. The door is in ${find('d')[0]}.`,
      )
      expect(find('#').sort()).toEqual((/Walls in (.*)\. Win/.exec(question)?.[1] ?? '').split(', ').sort())
    }
  })

  it('speaks of the first misstep of a given attempt', () => {
    const problem = [...seeds(200)].map((seed) => quest.generate(seed)).find((each) => each.steps[0] === 'go east')
    const attempt = '> hello\nopen door at once\nAnswer: lose'
    expect(problem?.context('feedback', { attempt })).toBe(
      'Feedback: step 1 is wrong: got open door, expected go east.',
    )
    expect(problem?.context('revise', { attempt })).toBe('Attempt:\nopen door at once\nAnswer: lose\nThis is wrong.')
    expect(problem?.context('memory', { attempt })).toBe('Tip: The door is locked. Take the key first.')
    const won = problem?.steps.join('\n') ?? ''
    expect(problem?.context('feedback', { attempt: won })).toBe('Feedback: every step is right.')
    expect(problem?.context('trace')).toBe(`Trace:\n${won}\nAnswer: win`)
    expect(() => problem?.context('short-context')).toThrow(RangeError)
  })

  it('counts what is left to do', () => {
    expect(remaining(GRID, startGame(GRID))).toBe(5)
    expect(remaining(GRID, { ...startGame(GRID), hasKey: true })).toBe(2)
  })
})
