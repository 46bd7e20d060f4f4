/** @file The texts of a step: what was written for which problem, token by token, and what the verifier says of it. */
import type { RewardShape } from '../../methods/recipe/recipe.ts'
import { EOS_ID, renderPrompt } from '../../world/prompt.ts'
import { hashSeed, Random } from '../../world/random.ts'
import type { Problem, Verdict, Writer } from '../../world/types.ts'
import type { RowResult } from '../rows.ts'
import type { ProblemRef } from '../types.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** A problem of the step. */
export interface Task {
  readonly ref: ProblemRef
  readonly problem: Problem
  /** The student's prompt, BOS in front. */
  readonly prompt: readonly number[]
}

export interface WrittenToken {
  readonly id: number
  /** log-prob under whoever wrote it; 0 for data. */
  readonly logp: number
  /** false for what an environment or a data set's environment wrote: read, never learned. */
  readonly learn: boolean
}

export interface Text {
  readonly draw: string
  /** Index into the step's tasks. */
  readonly task: number
  readonly tokens: readonly WrittenToken[]
  readonly text: string
  readonly verdict: Verdict
  readonly reward: number
  /** Index of the first token of the first wrong step, or null. */
  readonly firstWrong: number | null
}

export function taskOf(ref: ProblemRef, problem: Problem, vocabulary: Vocabulary, bosId: number): Task {
  return { ref, problem, prompt: [bosId, ...vocabulary.encode(renderPrompt(problem))] }
}

/** A text that a model wrote. */
export function fromRollout(
  draw: string,
  task: number,
  { problem }: Task,
  result: RowResult,
  vocabulary: Vocabulary,
  shape: RewardShape | undefined,
): Text {
  const tokens = result.tokens.map(({ id, logpStudent, source }) => ({
    id,
    logp: logpStudent,
    learn: source === 'student',
  }))
  return judged(draw, task, problem, tokens, vocabulary, shape)
}

/** A careful writer's solution, as the data set has it: the same one for a problem whenever it is asked for. */
export function fromData(
  draw: string,
  task: number,
  { problem, ref }: Task,
  vocabulary: Vocabulary,
  shape: RewardShape | undefined,
): Text {
  const random = new Random(hashSeed(ref.problemSeed, 'data'), 'writer')
  const writer: Writer = { care: 'careful', style: random.chance(0.5) ? 'verbose' : 'terse' }
  const written = problem.write(writer, random.int(0, 0x7fffffff))
  const tokens = written.split(/(?<=\n)/).flatMap((line) =>
    // An environment's lines begin with "> " in a transcript.
    vocabulary
      .encode(line)
      .map((id) => ({ id, logp: 0, learn: !line.startsWith('> ') })),
  )
  return judged(draw, task, problem, [...tokens, { id: EOS_ID, logp: 0, learn: true }], vocabulary, shape)
}

function judged(
  draw: string,
  task: number,
  problem: Problem,
  tokens: readonly WrittenToken[],
  vocabulary: Vocabulary,
  shape: RewardShape | undefined,
): Text {
  const text = vocabulary.decode(tokens.map(({ id }) => id))
  const verdict = problem.verify(text)
  const length = shape?.length
  const cost = length ? length.cost * Math.max(0, tokens.length - length.free) : 0
  return {
    draw,
    task,
    tokens,
    text,
    verdict,
    reward: Number(verdict.status === 'right') - cost,
    firstWrong: firstWrongToken(verdict, tokens, vocabulary),
  }
}

/** Steps are lines: the first wrong one begins after as many line breaks as there are steps before it. */
function firstWrongToken(verdict: Verdict, tokens: readonly WrittenToken[], vocabulary: Vocabulary): number | null {
  if (verdict.firstWrongStep === null) return null
  let lines = verdict.firstWrongStep - 1
  for (let i = 0; i < tokens.length; i++) {
    if (lines === 0) return i
    if (vocabulary.textOf(tokens[i]!.id).includes('\n')) lines -= 1
  }
  return null
}
