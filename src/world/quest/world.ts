/** @file The world `quest`: find the key, open the door, in a grid of rooms, one action a line. */
import { collectPieces } from '../pieces.ts'
import { Random } from '../random.ts'
import { CONTEXT_KINDS, type ContextKind, checkDifficulty, type Problem, type World, type Writer } from '../types.ts'
import { drawGrid, environment, type Grid, readAction, roomName } from './grid.ts'
import { judgeWalk, type Misstep, replay, type Turn, transcript, walk } from './walk.ts'

const DIFFICULTY = { min: 1, max: 5, default: 2 } as const
const KINDS = CONTEXT_KINDS.filter((kind) => kind !== 'translation' && kind !== 'short-context')
const SIZES = [3, 3, 4, 4, 4] as const
const WALLS = [0, 1, 1, 2, 4] as const
/** Actions that may be wasted. */
const SLACK = 2

const SKILL = 'first go to the key and take it, then go to the door and open it. Go round the walls.'

function questionText(grid: Grid): string {
  const walls = grid.walls.map(roomName)
  const wallText =
    walls.length === 0 ? '' : walls.length === 1 ? ` Wall in ${walls[0]}.` : ` Walls in ${walls.join(', ')}.`
  const [start, key, door] = [grid.start, grid.key, grid.door].map(roomName)
  return `Quest: you are in ${start}. The key is in ${key}. The door is in ${door}.${wallText} Win in ${grid.limit} steps.`
}

/** The rooms row by row, the northern row first: `@` you, `k` key, `d` door, `#` wall. */
function mapText(grid: Grid): string {
  const signs = new Map<string, string>(grid.walls.map((wall) => [roomName(wall), '#']))
  signs.set(roomName(grid.start), '@').set(roomName(grid.key), 'k').set(roomName(grid.door), 'd')
  const rows = Array.from({ length: grid.size }, (_, index) => {
    const row = grid.size - index
    return Array.from(
      { length: grid.size },
      (_, column) => signs.get(roomName({ column: column + 1, row })) ?? '.',
    ).join(' ')
  })
  return ['Map:', ...rows].join('\n')
}

/** What to remember about a misstep. */
function tip(grid: Grid, misstep: Misstep | null): string {
  if (misstep === null) return 'Take the key first.'
  if (misstep.line.startsWith('open')) return 'The door is locked. Take the key first.'
  if (misstep.line.startsWith('take')) return `The key is in ${roomName(grid.key)}.`
  if (grid.walls.length > 0 && misstep.before.hasKey) return 'Go round the walls.'
  return misstep.before.hasKey ? `The door is in ${roomName(grid.door)}.` : 'Take the key first. Go round the walls.'
}

/** The rooms that a walk visits, in order. */
function path(grid: Grid, turns: readonly Turn[]): string {
  const rooms = turns.filter((turn) => turn.action.startsWith('go ')).map((turn) => roomName(turn.room))
  return [roomName(grid.start), ...rooms].join(', ')
}

/** A transcript without its observations, so that a context stays short. */
function actions(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
}

/** The careful action at the misstep's place. */
function expectedAction(grid: Grid, misstep: Misstep): string {
  return walk({ ...grid, start: misstep.before.room }, 'careful', misstep.before.hasKey)[0]?.action ?? ''
}

/** A seeded style for the texts inside contexts; terse for large grids, whose walks are long. */
function innerStyle(grid: Grid, seed: number, stream: string): Writer['style'] {
  return grid.size <= 3 && new Random(seed, stream).chance(0.5) ? 'verbose' : 'terse'
}

/** An attempt, and what came of it. */
interface Played extends ReturnType<typeof replay> {
  readonly attempt: string
}

function contextText(
  kind: ContextKind,
  grid: Grid,
  sibling: () => Grid,
  seed: number,
  careful: readonly Turn[],
  { attempt, game, misstep }: Played,
  success: string | undefined,
): string {
  switch (kind) {
    case 'answer':
      return 'The answer is win.'
    case 'trace':
      return `Trace:\n${actions(transcript(careful, 'terse'))}`
    case 'hint':
      return `Hint: first ${careful[0]?.action}.`
    case 'demo': {
      const other = sibling()
      return `Example: ${questionText(other)}\n${actions(transcript(walk(other, 'careful'), 'terse'))}`
    }
    case 'concise':
      return 'Be brief.'
    case 'document':
      return mapText(grid)
    case 'feedback': {
      if (misstep === null)
        return `Feedback: ${game.status === 'won' ? 'every step is right' : 'the answer is missing'}.`
      return `Feedback: step ${misstep.step} is wrong: got ${readAction(misstep.line) ?? 'no action'}, expected ${expectedAction(grid, misstep)}.`
    }
    case 'revise':
      return `Attempt:\n${actions(attempt)}\nThis is ${game.status === 'won' ? 'right' : 'wrong'}.`
    case 'skill':
      return `Skill: ${SKILL}`
    case 'memory':
      return `Tip: ${tip(grid, misstep)}`
    case 'path':
      return `Path: ${path(grid, careful)}.`
    case 'reflection':
      return misstep === null
        ? `The attempt ${game.status === 'won' ? 'is right' : 'has no answer'}.`
        : `The attempt has a wrong action in step ${misstep.step}. ${tip(grid, misstep)}`
    case 'success': {
      const style = innerStyle(grid, seed, 'success')
      return `A right attempt:\n${actions(success?.trim() ?? transcript(careful, style))}`
    }
    default:
      throw new RangeError(`context: quest has no ${kind}`)
  }
}

function problem(seed: number, difficulty: number): Problem {
  const draw = (stream: string): Grid =>
    drawGrid(new Random(seed, stream), SIZES[difficulty - 1] ?? 3, WALLS[difficulty - 1] ?? 0, SLACK)
  const grid = draw('quest')
  const careful = walk(grid, 'careful')
  const played = (attempt: string): Played => ({ attempt, ...replay(grid, attempt) })
  // The same for every kind of context, of which there are a dozen.
  let usual: Played | null = null
  const usualAttempt = (): Played => {
    usual ??= played(transcript(walk(grid, 'sloppy'), innerStyle(grid, seed, 'attempt')).trim())
    return usual
  }
  return {
    world: 'quest',
    seed,
    difficulty,
    question: questionText(grid),
    answer: 'win',
    steps: careful.map((turn) => turn.action),
    contextKinds: KINDS,
    write: (writer) => transcript(walk(grid, writer.care), writer.style),
    context(kind, options = {}) {
      const attempt = options.attempt === undefined ? usualAttempt() : played(options.attempt.trim())
      return contextText(kind, grid, () => draw('quest-sibling'), seed, careful, attempt, options.sibling)
    },
    verify: (attempt) => judgeWalk(grid, attempt),
    wrongTurns: (attempt) => replay(grid, attempt).missteps,
    rooms: grid,
    environment: () => environment(grid),
  }
}

export const quest: World = {
  id: 'quest',
  name: 'Quest',
  description: 'Find the key and open the door in a grid of rooms, one action a turn.',
  known: 'Everybody is told where key, door and walls are; secret is the walk, which only a note hands to the teacher.',
  difficulty: DIFFICULTY,
  generate(seed, difficulty = DIFFICULTY.default) {
    checkDifficulty(quest, difficulty)
    return problem(seed, difficulty)
  },
  words: () => collectPieces(quest),
}
