/**
 * @file The quest's game: a grid of rooms, some of them walled up, a key, a locked door. Room 31 is column 3, row 1.
 */
import type { Random } from '../random.ts'
import type { Environment, Room, RoomMap } from '../types.ts'

export interface Grid extends RoomMap {
  /** The number of actions after which time is up. */
  readonly limit: number
}

/** Directions in the order in which a careful walker prefers them. */
export const DIRECTIONS = ['east', 'west', 'north', 'south'] as const
export type Direction = (typeof DIRECTIONS)[number]

const MOVES: Readonly<Record<Direction, Room>> = {
  east: { column: 1, row: 0 },
  west: { column: -1, row: 0 },
  north: { column: 0, row: 1 },
  south: { column: 0, row: -1 },
}

export const roomName = (room: Room): string => `${room.column}${room.row}`
export const sameRoom = (a: Room, b: Room): boolean => a.column === b.column && a.row === b.row

/** The room behind the given side; null when there is a wall. */
export function neighbour(grid: Grid, room: Room, direction: Direction): Room | null {
  const move = MOVES[direction]
  const next = { column: room.column + move.column, row: room.row + move.row }
  const inside = next.column >= 1 && next.column <= grid.size && next.row >= 1 && next.row <= grid.size
  return inside && !grid.walls.some((wall) => sameRoom(wall, next)) ? next : null
}

/** Ways that are known already. A walker asks at every step, and walls stay where they are; copies of a grid share them. */
const known = new WeakMap<Grid['walls'], Map<string, ReadonlyMap<string, number>>>()

/** Steps from every reachable room to `goal`, by room name. */
export function distances(grid: Grid, goal: Room): ReadonlyMap<string, number> {
  const ways = known.get(grid.walls) ?? new Map<string, ReadonlyMap<string, number>>()
  known.set(grid.walls, ways)
  const asked = `${grid.size} ${roomName(goal)}`
  const found = ways.get(asked) ?? search(grid, goal)
  ways.set(asked, found)
  return found
}

/** Breadth-first. */
function search(grid: Grid, goal: Room): ReadonlyMap<string, number> {
  const found = new Map([[roomName(goal), 0]])
  const queue: Room[] = [goal]
  for (const room of queue) {
    for (const direction of DIRECTIONS) {
      const next = neighbour(grid, room, direction)
      if (next === null || found.has(roomName(next))) continue
      found.set(roomName(next), (found.get(roomName(room)) ?? 0) + 1)
      queue.push(next)
    }
  }
  return found
}

/** Draws a grid in which key and door can be reached; `slack` is how many actions may be wasted. */
export function drawGrid(random: Random, size: number, wallCount: number, slack: number): Grid {
  const rooms = Array.from({ length: size * size }, (_, index) => ({
    column: (index % size) + 1,
    row: Math.floor(index / size) + 1,
  }))
  for (;;) {
    const [start, key, door, ...rest] = random.shuffle(rooms) as [Room, Room, Room, ...Room[]]
    const grid: Grid = { size, start, key, door, walls: rest.slice(0, wallCount), limit: 0 }
    const toKey = distances(grid, key).get(roomName(start))
    const toDoor = distances(grid, door).get(roomName(key))
    if (toKey !== undefined && toDoor !== undefined) return { ...grid, limit: toKey + toDoor + 2 + slack }
  }
}

export interface Game {
  readonly room: Room
  readonly hasKey: boolean
  readonly turns: number
  readonly status: 'playing' | 'won' | 'lost'
}

export const startGame = (grid: Grid): Game => ({ room: grid.start, hasKey: false, turns: 0, status: 'playing' })

const ACTION = /^(go (east|west|north|south)|take key|open door)\b/

/** The action that a line begins with, e.g. `go east` in `go east to the key`; null when it is none. */
export function readAction(line: string): string | null {
  return ACTION.exec(line.trim())?.[1] ?? null
}

/** Whether a line is no turn at all: empty, or an observation that the student made up. */
export const isNoTurn = (line: string): boolean => line.trim() === '' || line.trim().startsWith('>')

/** One turn: the game after it and the observation, without a newline. */
export function play(grid: Grid, game: Game, line: string): { game: Game; observation: string } {
  const action = readAction(line)
  const turns = game.turns + 1
  const next = { ...game, turns, status: turns >= grid.limit ? 'lost' : 'playing' } as const
  const end = (observation: string, changed: Partial<Game> = {}): { game: Game; observation: string } => ({
    game: { ...next, ...changed },
    observation: next.status === 'lost' ? '> Time is up.' : observation,
  })
  if (action?.startsWith('go ')) {
    const room = neighbour(grid, game.room, action.slice(3) as Direction)
    return room === null ? end('> A wall.') : end(`> Room ${roomName(room)}.`, { room })
  }
  if (action === 'take key' && !game.hasKey && sameRoom(game.room, grid.key)) {
    return end('> You have the key.', { hasKey: true })
  }
  if (action === 'open door' && sameRoom(game.room, grid.door)) {
    if (game.hasKey) return { game: { ...next, status: 'won' }, observation: '> You win.' }
    return end('> The door is locked.')
  }
  return end('> Nothing happens.')
}

/** Whether an action is the first of some shortest way to win. */
export function isShortest(grid: Grid, game: Game, line: string): boolean {
  const before = remaining(grid, game)
  const after = play({ ...grid, limit: Number.MAX_SAFE_INTEGER }, game, line).game
  return after.status === 'won' || remaining(grid, after) < before
}

/** Actions still needed to win from here, without regard to the limit. */
export function remaining(grid: Grid, game: Game): number {
  const toDoor = distances(grid, grid.door)
  const here = roomName(game.room)
  if (game.hasKey) return (toDoor.get(here) ?? 0) + 1
  return (distances(grid, grid.key).get(here) ?? 0) + 1 + (toDoor.get(roomName(grid.key)) ?? 0) + 1
}

/** A fresh environment: one action line in, one observation line out, null once the game is over. */
export function environment(grid: Grid): Environment {
  let game = startGame(grid)
  return {
    step(action) {
      if (game.status !== 'playing' || action.trim().startsWith('Answer:')) return null
      if (isNoTurn(action)) return '> Nothing happens.\n'
      const turn = play(grid, game, action)
      game = turn.game
      return `${turn.observation}\n`
    },
  }
}
