/** @file The problems of an export: a world's, or the visitor's own. */
import * as z from 'zod/mini'
import { parseJson } from '../json/parse.ts'
import { read } from '../json/read.ts'
import { worldById } from '../world/registry.ts'
import type { ContextKind, Problem, WorldId } from '../world/types.ts'
import type { PromptRow } from './trainer.ts'

/** Models that were not made for the worlds must be told how an answer is written. */
const INSTRUCTION: Readonly<Record<WorldId, string>> = {
  tally: 'Write each step as an equation without spaces, such as 12+7=19. End with a line "Answer: <number>".',
  'tally-sw': 'Andika kila hatua kama mlinganyo bila nafasi, kama 12+7=19. Maliza kwa mstari "Jibu: <namba>".',
  ledger:
    'Write one step a line, each with an equation without spaces, such as 12x3=36. End with a line "Answer: <number>".',
  programs:
    'Write what each line leaves as an equation without spaces, such as 12+7=19. End with a line "Answer: <number>".',
  quest:
    'Answer with one action a line: go east, go west, go north, go south, take key or open door. End with a line "Answer: win".',
}

/**
 * What the verifier in Python must know of a problem: its answer; for quests the rooms, because the question names neither the size
 * of the square nor, for a reader without the world, how a walk is judged.
 */
export function goldOf(problem: Problem): string {
  const { rooms } = problem
  if (!rooms) return problem.answer
  const name = ({ column, row }: { readonly column: number; readonly row: number }) => `${column}${row}`
  const limit = /Win in (\d+) steps/.exec(problem.question)?.[1] ?? '0'
  const walls = rooms.walls.map(name).join(',')
  return `win size=${rooms.size} limit=${limit} start=${name(rooms.start)} key=${name(rooms.key)} door=${name(rooms.door)} walls=${walls}`
}

export interface ProblemSet {
  readonly rows: readonly PromptRow[]
  /** A careful solution of each, for trainers that take supervised data; empty texts where none is known. */
  readonly answers: readonly string[]
}

/** Problems of a world, from seed 0 on. Contexts that speak about an attempt speak about the world's own sloppy one. */
export function worldProblems(
  world: WorldId,
  difficulty: number | undefined,
  count: number,
  kinds: readonly ContextKind[] | null,
): ProblemSet {
  const problems = Array.from({ length: count }, (_, seed) => worldById(world).generate(seed, difficulty))
  return {
    rows: problems.map((problem, index) => ({
      prompt: `${problem.question}\n\n${INSTRUCTION[world]}`,
      answer: goldOf(problem),
      privileged: kinds === null ? null : kinds.map((kind) => problem.context(kind)).join('\n'),
      source: world,
      index,
    })),
    answers: problems.map((problem, seed) => problem.write({ care: 'careful', style: 'verbose' }, seed)),
  }
}

const problem = z.object({
  prompt: z.string(),
  /** Text or a number. */
  answer: z.optional(z.unknown()),
  privileged: z.optional(z.nullable(z.string())),
})

/**
 * One's own problems, one JSON object a line: {"prompt", "answer"?, "privileged"?}.
 * @throws RangeError that names the line
 */
export function ownProblems(jsonl: string): readonly PromptRow[] {
  const lines = jsonl.split('\n').map((line, i) => ({ line, number: i + 1 }))
  const rows = lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }, index): PromptRow => {
      try {
        const { prompt, answer, privileged } = read(problem, parseJson(line), 'the line')
        return { prompt, answer: String(answer ?? ''), privileged: privileged ?? null, source: 'own', index }
      } catch (error) {
        throw new RangeError(
          `Line ${number} is no problem (${error instanceof Error ? error.message : String(error)}).`,
        )
      }
    })
  if (rows.length === 0) throw new RangeError('The file holds no problem.')
  return rows
}

/** How such a file is written. */
export const OWN_PROBLEMS = 'Give one JSON object a line: {"prompt": "...", "answer": "...", "privileged": "..."}.'
