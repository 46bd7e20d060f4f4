/**
 * @file Cutting text into the pieces that the tokenizer keeps whole: a word with the space before it, a single digit,
 * a punctuation sign with the space before it, a newline, a space.
 */
import type { Problem, World, Writer } from './types.ts'

/** The pre-tokenizer's pattern. It matches every character, so that the pieces of a text joined are the text. */
export const PIECE_PATTERN = ' ?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]|\\n|\\s'

const PIECES = new RegExp(PIECE_PATTERN, 'gu')

/** The pieces of a text, in order; joined they are the text. */
export function cut(text: string): string[] {
  return text.match(PIECES) ?? []
}

export const WRITERS: readonly Writer[] = [
  { care: 'careful', style: 'terse' },
  { care: 'careful', style: 'verbose' },
  { care: 'sloppy', style: 'terse' },
  { care: 'sloppy', style: 'verbose' },
]

/** Every text of one problem: the question, each writer's solution, each context. */
export function problemTexts(problem: Problem, seed: number): string[] {
  return [
    problem.question,
    ...WRITERS.map((writer) => problem.write(writer, seed)),
    ...problem.contextKinds.map((kind) => problem.context(kind)),
  ]
}

/** The different pieces of a world's texts over `seeds` problems at each difficulty, sorted. */
export function collectPieces(world: Pick<World, 'generate' | 'difficulty'>, seeds = 120): string[] {
  const pieces = new Set<string>()
  for (let difficulty = world.difficulty.min; difficulty <= world.difficulty.max; difficulty++) {
    for (let seed = 0; seed < seeds; seed++) {
      for (const text of problemTexts(world.generate(seed, difficulty), seed)) {
        for (const piece of cut(text)) pieces.add(piece)
      }
    }
  }
  return [...pieces].sort()
}
