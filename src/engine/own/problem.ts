/** @file A problem of the visitor's own in the form of the worlds' problems, so that whatever reads those reads it too. */
import { CONTEXT_KINDS, type Problem } from '../../world/types.ts'
import type { OwnPrompt, OwnText, ProblemRef } from '../types.ts'
import { checkAnswer } from './check.ts'

/** @param ref whose `own` it is */
export function ownProblem({ world, difficulty, problemSeed }: ProblemRef, own: OwnText): Problem {
  const { notes = {}, answer } = own
  return {
    world,
    difficulty,
    seed: problemSeed,
    question: promptText(own.prompt),
    answer: answer?.values[0] ?? '',
    steps: [],
    contextKinds: CONTEXT_KINDS.filter((kind) => notes[kind] !== undefined),
    write: () => answer?.values[0] ?? '',
    context(kind) {
      const note = notes[kind]
      if (!note) throw new RangeError(`there is no ${kind}`)
      return note.text
    },
    verify: (attempt) => checkAnswer(attempt, answer),
  }
}

/** A prompt as text where no model is at hand that would render it. */
export function promptText(prompt: OwnPrompt): string {
  if ('text' in prompt) return prompt.text
  return 'chat' in prompt ? prompt.chat.map(({ content }) => content).join('\n') : ''
}
