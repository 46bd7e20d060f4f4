/** @file How the quest's writers walk, and how a transcript is judged. */
import { message } from '../../message/message.ts'
import type { Room, Verdict, Writer } from '../types.ts'
import {
  DIRECTIONS,
  type Direction,
  distances,
  type Game,
  type Grid,
  isNoTurn,
  isShortest,
  neighbour,
  play,
  readAction,
  roomName,
  sameRoom,
  startGame,
} from './grid.ts'

export interface Turn {
  /** The action, e.g. `go east`. */
  readonly action: string
  /** What the action is for. */
  readonly goal: 'key' | 'door'
  readonly observation: string
  /** The room in which the walker is afterwards. */
  readonly room: Room
}

const action = (goal: 'key' | 'door'): string => (goal === 'key' ? 'take key' : 'open door')

/** A direction on a shortest way to `target`, east and west before north and south. */
function shortestMove(grid: Grid, room: Room, target: Room): Direction {
  const map = distances(grid, target)
  const here = map.get(roomName(room)) ?? 0
  const found = DIRECTIONS.find((direction) => {
    const next = neighbour(grid, room, direction)
    return next !== null && map.get(roomName(next)) === here - 1
  })
  if (found === undefined) throw new RangeError(`no way from ${roomName(room)} to ${roomName(target)}`)
  return found
}

/** The direction that seems right to one who forgets the walls: first along the row, then along the column. */
function blindMove(room: Room, target: Room): Direction {
  if (room.column !== target.column) return room.column < target.column ? 'east' : 'west'
  return room.row < target.row ? 'north' : 'south'
}

/**
 * The whole walk of a writer until the game is over. Careful: a shortest way. Sloppy: goes to the door without the key
 * unless the key is at least two rooms nearer, and walks into walls before going round them.
 */
export function walk(grid: Grid, care: Writer['care'], hasKey = false): Turn[] {
  const turns: Turn[] = []
  let game: Game = { ...startGame(grid), hasKey }
  const start = roomName(grid.start)
  const toDoor = distances(grid, grid.door).get(start) ?? 0
  const toKey = distances(grid, grid.key).get(start) ?? 0
  let doorFirst = care === 'sloppy' && toDoor <= toKey + 1
  let bumped = false
  while (game.status === 'playing') {
    const goal = !game.hasKey && !doorFirst ? 'key' : 'door'
    const target = goal === 'key' ? grid.key : grid.door
    const arrived = sameRoom(game.room, target)
    const direction: Direction | null = arrived
      ? null
      : care === 'sloppy' && !bumped
        ? blindMove(game.room, target)
        : shortestMove(grid, game.room, target)
    const line = direction === null ? action(goal) : `go ${direction}`
    bumped = direction !== null && neighbour(grid, game.room, direction) === null
    if (arrived && goal === 'door') doorFirst = false
    const turn = play(grid, game, line)
    game = turn.game
    turns.push({ action: line, goal, observation: turn.observation, room: game.room })
  }
  return turns
}

/** A walk as a transcript. The verbose style says what each step is for. */
export function transcript(turns: readonly Turn[], style: Writer['style']): string {
  const lines = turns.flatMap((turn) => [
    style === 'verbose' && turn.action.startsWith('go ') ? `${turn.action} to the ${turn.goal}` : turn.action,
    turn.observation,
  ])
  const won = turns.at(-1)?.observation === '> You win.'
  return [...lines, `Answer: ${won ? 'win' : 'lose'}`].join('\n')
}

/** The first action that is off every shortest way: its 1-based index, the line, and the game before it. */
export interface Misstep {
  readonly step: number
  readonly line: string
  readonly before: Game
}

export interface Replay {
  readonly game: Game
  readonly misstep: Misstep | null
  /** Of every turn until the game is over: is it off every shortest way from where it was taken? */
  readonly missteps: readonly boolean[]
  /** The first line that is neither an action nor an observation nor the answer, or null. */
  readonly stray: string | null
  readonly answer: string | null
}

/** Replays the actions of a transcript in a fresh game; what it claims to have observed is ignored. */
export function replay(grid: Grid, attempt: string): Replay {
  let game = startGame(grid)
  let misstep: Misstep | null = null
  let stray: string | null = null
  const missteps: boolean[] = []
  for (const raw of attempt.split('\n')) {
    const line = raw.trim()
    if (isNoTurn(line)) continue
    if (line.startsWith('Answer:')) {
      return { game, misstep, missteps, stray, answer: /^Answer: (win|lose)$/.exec(line)?.[1] ?? null }
    }
    if (game.status !== 'playing') continue
    if (readAction(line) === null) stray ??= line
    const off = !isShortest(grid, game, line)
    missteps.push(off)
    if (off) misstep ??= { step: missteps.length, line, before: game }
    game = play(grid, game, line).game
  }
  return { game, misstep, missteps, stray, answer: null }
}

/** Right when the replayed actions win; malformed when there is a line that is no action, and no win. */
export function judgeWalk(grid: Grid, attempt: string): Verdict {
  const { game, misstep, stray, answer } = replay(grid, attempt)
  const firstWrongStep = misstep?.step ?? null
  if (game.status === 'won') {
    const open = misstep === null ? message('The door is open, by a shortest way.') : message('The door is open.')
    return { status: 'right', firstWrongStep, answer: 'win', message: open }
  }
  if (stray !== null)
    return { status: 'malformed', firstWrongStep, answer, message: message('A line is not an action.') }
  if (game.turns === 0) return { status: 'malformed', firstWrongStep, answer, message: message('There is no action.') }
  const shut =
    game.status === 'lost' ? message('Time was up before the door was open.') : message('The door was not opened.')
  return { status: 'wrong', firstWrongStep, answer, message: shut }
}
