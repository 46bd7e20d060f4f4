/**
 * @file How a problem becomes a model's prompt. One template for all worlds, so that the student's and the teacher's
 * prompts differ in nothing but the privileged context.
 */
import type { Problem } from './types.ts'

/** Special tokens, in the order of their ids in tokenizer.json. */
export const SPECIAL_TOKENS = ['<|pad|>', '<|bos|>', '<|eos|>'] as const
export const PAD_ID = 0
export const BOS_ID = 1
export const EOS_ID = 2

/**
 * The prompt text: question, then (for a teacher with privileged context) the context, then the cue to solve.
 * The tokenizer adds no special tokens here; callers put BOS_ID in front of the encoded ids.
 */
export function renderPrompt(problem: Pick<Problem, 'question'>, context: string | null = null): string {
  return context === null ? `${problem.question}\nSolution:\n` : `${problem.question}\n${context}\nSolution:\n`
}
