/** @file Whether an attempt gives the answer of a problem of the visitor's own. */

import { message } from '../../message/message.ts'
import type { Unchecked, Verdict } from '../../world/types.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { AnswerCheck } from '../types.ts'

const UNCHECKED: Unchecked = {
  status: 'unchecked',
  firstWrongStep: null,
  answer: null,
  message: message('There is no answer to check this against.'),
}

/**
 * The verdict on an attempt.
 * @throws EngineError 'bad-request' for a pattern that is no regular expression
 */
export function checkAnswer(attempt: string, check: AnswerCheck | undefined): Verdict | Unchecked {
  if (!check) return UNCHECKED
  const answer = check.kind === 'number' ? lastNumber(attempt) : attempt.trim()
  if (answer === null)
    return { status: 'malformed', firstWrongStep: null, answer, message: message('There is no number in this.') }
  return isRight(answer, check)
    ? { status: 'right', firstWrongStep: null, answer, message: message('This is the answer.') }
    : { status: 'wrong', firstWrongStep: null, answer, message: message('This is not the answer.') }
}

function isRight(answer: string, { kind, values }: AnswerCheck): boolean {
  switch (kind) {
    case 'number':
      return values.some((value) => Number(value.replaceAll(',', '')) === Number(answer))
    case 'exact':
    case 'one-of':
      return values.some((value) => value.trim() === answer)
    case 'contains':
      return values.some((value) => answer.includes(value))
    case 'pattern':
      return values.some((value) => patternOf(value).test(answer))
  }
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch (error) {
    throw new EngineError(
      'bad-request',
      message("The answer's pattern cannot be read ({why}).", { why: oneLine(error) }),
      'Correct it.',
    )
  }
}

/** Thousands may be parted by commas, as people write them. */
function lastNumber(text: string): string | null {
  return (
    text
      .match(/-?\d[\d,]*(?:\.\d+)?/g)
      ?.at(-1)
      ?.replaceAll(',', '') ?? null
  )
}
