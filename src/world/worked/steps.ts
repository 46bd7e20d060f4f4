/**
 * @file Reading an attempt at a worked problem: one equation a line, then the answer line. Shared by the worlds whose
 * solutions are chains of equations (ledger, programs).
 */

import { english, type Message, message, type Sentence } from '../../message/message.ts'
import { evaluate, parseEquations } from '../arithmetic.ts'
import type { Told, Verdict } from '../types.ts'

/** One line of a worked solution in both styles. */
export interface WorkedStep {
  readonly terse: string
  readonly verbose: string
  /** The left side, e.g. `14x3`. */
  readonly operation: string
  readonly value: number
  /** What a person should remember so that this step goes right. */
  readonly tip: string
}

interface ReadLine {
  /** The right side of the line's equation; null when the line has none. */
  readonly value: number | null
  /** False when the equation's two sides differ. */
  readonly holds: boolean
}

export interface ReadAttempt {
  readonly lines: readonly ReadLine[]
  readonly answer: string | null
  /** Text after the answer line. */
  readonly trailing: boolean
}

const ANSWER = /^Answer: (\d{1,6})$/

/** Splits an attempt into its equations and its answer. Never throws. */
export function readAttempt(attempt: string): ReadAttempt {
  const lines: ReadLine[] = []
  const texts = attempt.split('\n').map((line) => line.trim())
  for (const [index, text] of texts.entries()) {
    const answer = ANSWER.exec(text)
    if (answer)
      return { lines, answer: String(Number(answer[1])), trailing: texts.slice(index + 1).some((t) => t !== '') }
    if (text === '') continue
    const equation = parseEquations(text)[0]
    lines.push(
      equation === undefined
        ? { value: null, holds: false }
        : {
            value: equation.result,
            holds: evaluate(equation.left, equation.operator, equation.right) === equation.result,
          },
    )
  }
  return { lines, answer: null, trailing: false }
}

/** What is wrong first: the step's 1-based index, what the attempt has there (null: nothing) and what it should be. */
export interface Fault {
  readonly step: number
  readonly got: number | null
  readonly expected: number
}

/**
 * The first fault, or null. An attempt with the right answer may take its own way, so only false equations count
 * there; with a wrong answer each line must give the expected step's value.
 */
export function firstFault(read: ReadAttempt, steps: readonly WorkedStep[], answer: number): Fault | null {
  const right = read.answer === String(answer)
  for (const [index, line] of read.lines.entries()) {
    const expected = steps[index]?.value ?? answer
    const bad = right ? line.value !== null && !line.holds : line.value !== expected || !line.holds
    if (bad) return { step: index + 1, got: line.value, expected }
  }
  if (right) return null
  const next = steps[read.lines.length]
  if (next) return { step: read.lines.length + 1, got: null, expected: next.value }
  return { step: steps.length + 1, got: read.answer === null ? null : Number(read.answer), expected: answer }
}

/** Judges an attempt by its answer line, and names the first wrong step. */
export function judge(attempt: string, steps: readonly WorkedStep[], answer: number): Verdict {
  const { message, ...verdict } = judgement(attempt, steps, answer)
  return { ...verdict, message: english(message) }
}

/** What the verdict says, with its values beside it. */
export function explain(attempt: string, steps: readonly WorkedStep[], answer: number): Sentence {
  return judgement(attempt, steps, answer).message
}

function judgement(attempt: string, steps: readonly WorkedStep[], answer: number): Told<Verdict> {
  const read = readAttempt(attempt)
  const fault = firstFault(read, steps, answer)
  const firstWrongStep = fault?.step ?? null
  if (read.answer === null) {
    const none = message('There is no line "Answer: <number>".')
    return { status: 'malformed', firstWrongStep, answer: null, message: none }
  }
  if (read.trailing) {
    const more = message('There is text after the answer line.')
    return { status: 'malformed', firstWrongStep, answer: read.answer, message: more }
  }
  if (read.answer === String(answer)) {
    const right =
      fault === null
        ? message('The answer is right.')
        : message('The answer is right, but the equation in step {step} is false.', { step: fault.step })
    return { status: 'right', firstWrongStep, answer: read.answer, message: right }
  }
  const more = fault === null ? '' : message(' First: {fault}.', { fault: faultOf(fault) })
  return {
    status: 'wrong',
    firstWrongStep,
    answer: read.answer,
    message: message('The answer is {answer}, not {got}.{more}', { answer, got: read.answer, more }),
  }
}

/** A fault in the worlds' own words, without a full stop. */
export function describeFault(fault: Fault): string {
  return english(faultOf(fault))
}

function faultOf({ step, got, expected }: Fault): Message {
  if (got === null) return message('step {step} is missing: expected {expected}', { step, expected })
  if (got === expected) return message('step {step} is wrong: expected {expected}', { step, expected })
  return message('step {step} is wrong: got {got}, expected {expected}', { step, got, expected })
}
