/** @file Prompts and completions of a step: what was written for which problem, token by token, and the verifier's verdict. */
import type { RewardShape } from '../../methods/recipe/recipe.ts'
import { EOS_ID } from '../../world/prompt.ts'
import { hashSeed, Random } from '../../world/random.ts'
import type { Problem, Unchecked, Verdict, Writer } from '../../world/types.ts'
import { problemOf } from '../check-requests.ts'
import { promptFor, type Reader } from '../prompts.ts'
import type { RowResult } from '../rows.ts'
import type { ProblemRef } from '../types.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { JointResult } from '../write-together.ts'

/** A problem that the step learns from. */
export interface Prompt {
  readonly ref: ProblemRef
  readonly problem: Problem
  /** The student's prompt, BOS in front. */
  readonly ids: readonly number[]
}

/** One token of a completion. */
export interface CompletionToken {
  readonly id: number
  /** log-prob under whoever wrote it; 0 for data. */
  readonly logp: number
  /** false for what an environment wrote, in a rollout or in the data set: context, outside the loss. */
  readonly learn: boolean
  /** A speculating teacher refused the student's own token here. */
  readonly refused?: boolean
}

/** What was written for a prompt, with its verdict. */
export interface Completion {
  /** Id of the recipe's draw that it belongs to. */
  readonly draw: string
  /** Index into the step's prompts. */
  readonly promptIndex: number
  readonly tokens: readonly CompletionToken[]
  readonly text: string
  readonly verdict: Verdict | Unchecked
  /** 1 for a right answer, else 0, or the recipe's grade from 0 to 1; less what it charges for length. */
  readonly reward: number
  /** Index of the first token of the first wrong step, or null. */
  readonly firstWrong: number | null
  /** The prompt that the student reads it behind, BOS in front, where that is not its own. */
  readonly behind?: readonly number[]
}

/** The prompt that the student reads a completion behind. */
export function readBehind(prompts: readonly Prompt[], { behind, promptIndex }: Completion): readonly number[] {
  return behind ?? prompts[promptIndex]!.ids
}

/** The student's prompt for a problem. */
export function promptOf(ref: ProblemRef, reader: Reader): Prompt {
  const problem = problemOf(ref)
  return { ref, problem, ids: promptFor(reader, ref, problem, null).ids }
}

/** The completion that a model sampled for a prompt. */
export function completionFromRollout(
  draw: string,
  promptIndex: number,
  { problem }: Prompt,
  result: RowResult | JointResult,
  vocabulary: Vocabulary,
  shape: RewardShape | undefined,
): Completion {
  const tokens = result.tokens.map(({ id, logpStudent, source, ...marks }) => ({
    id,
    logp: logpStudent,
    learn: source === 'student',
    ...marks,
  }))
  return judged(draw, promptIndex, problem, tokens, vocabulary, shape)
}

/** The data set's completion, by a careful writer: the same one for a problem whenever it is asked for. */
export function completionFromData(
  draw: string,
  promptIndex: number,
  { problem, ref }: Prompt,
  vocabulary: Vocabulary,
  shape: RewardShape | undefined,
): Completion {
  const random = new Random(hashSeed(ref.problemSeed, 'data'), 'writer')
  const writer: Writer = { care: 'careful', style: random.chance(0.5) ? 'verbose' : 'terse' }
  const written = problem.write(writer, random.int(0, 0x7fffffff))
  const tokens = written.split(/(?<=\n)/).flatMap((line) =>
    // An environment's lines begin with "> " in a transcript.
    vocabulary
      .encode(line)
      .map((id) => ({ id, logp: 0, learn: !line.startsWith('> ') })),
  )
  return judged(draw, promptIndex, problem, [...tokens, { id: EOS_ID, logp: 0, learn: true }], vocabulary, shape)
}

function judged(
  draw: string,
  promptIndex: number,
  problem: Problem,
  tokens: readonly CompletionToken[],
  vocabulary: Vocabulary,
  shape: RewardShape | undefined,
): Completion {
  const text = vocabulary.decode(tokens.map(({ id }) => id))
  const verdict = problem.verify(text)
  const { length, grade } = shape ?? {}
  const cost = length ? length.cost * Math.max(0, tokens.length - length.free) : 0
  return {
    draw,
    promptIndex,
    tokens,
    text,
    verdict,
    reward: (grade ? gradeOf(verdict, problem.steps.length, grade.levels) : Number(verdict.status === 'right')) - cost,
    firstWrong: firstWrongToken(verdict, tokens, vocabulary),
  }
}

/** A grade from 0 to 1 in so many levels: all for a right answer, else one less at most, by the steps before the first wrong one. */
function gradeOf({ status, firstWrongStep }: Verdict | Unchecked, steps: number, levels: number): number {
  if (status === 'right') return 1
  const good = Math.min(1, ((firstWrongStep ?? 1) - 1) / Math.max(1, steps))
  return Math.floor(good * (levels - 2)) / (levels - 1)
}

/** Steps are lines: the first wrong one begins after as many line breaks as there are steps before it. */
function firstWrongToken(
  verdict: Verdict | Unchecked,
  tokens: readonly CompletionToken[],
  vocabulary: Vocabulary,
): number | null {
  if (verdict.firstWrongStep === null) return null
  let lines = verdict.firstWrongStep - 1
  for (let i = 0; i < tokens.length; i++) {
    if (lines === 0) return i
    if (vocabulary.textOf(tokens[i]!.id).includes('\n')) lines -= 1
  }
  return null
}
