/** @file Judges attempts at a tally problem, in either language and either style. Never throws. */

import { english, message, type Sentence } from '../../message/message.ts'
import { addWithoutCarries, type Equation, evaluate, formatEquation, parseEquations } from '../arithmetic.ts'
import type { Told, Verdict } from '../types.ts'
import type { SlipKind } from './language.ts'
import { EVENT_RULES, type WorkedStep } from './story.ts'

export interface Slip {
  readonly kind: SlipKind
  /** 1-based index of the careful solution's step that it belongs to. */
  readonly step: number
}

/** The number of the last answer line, without leading zeros; null when there is none. */
export function answerOf(attempt: string): string | null {
  const last = [...attempt.matchAll(/(?:Answer|Jibu): *(-?)(\d+)(?!\d|\.\d)/g)].at(-1)
  return last === undefined ? null : `${last[1]}${(last[2] ?? '').replace(/^0+(?=\d)/, '')}`
}

function sameEquation(a: Equation, b: Equation): boolean {
  return formatEquation(a) === formatEquation(b)
}

/** 1-based index of the first equation that is not the careful solution's; an extra or a missing one counts too. */
function firstDeparture(equations: readonly Equation[], gold: readonly WorkedStep[]): number | null {
  const length = Math.max(equations.length, gold.length)
  for (let i = 0; i < length; i++) {
    const written = equations[i]
    const expected = gold[i]
    if (written === undefined || expected === undefined || !isCorrectStep(written, expected.equation)) return i + 1
  }
  return null
}

/** A step may swap its operands or write a double as a sum, as long as it is true and reaches the expected value. */
function isCorrectStep(written: Equation, expected: Equation): boolean {
  if (sameEquation(written, expected)) return true
  const usesRunningValue = written.left === expected.left || written.right === expected.left
  const isTrue = evaluate(written.left, written.operator, written.right) === written.result
  return usesRunningValue && isTrue && written.result === expected.result
}

/** The verdict on an attempt, given the careful solution's steps and answer. */
export function judge(attempt: string, gold: readonly WorkedStep[], answer: string): Verdict {
  const { message, ...verdict } = judgement(attempt, gold, answer)
  return { ...verdict, message: english(message) }
}

/** What the verdict says, with its values beside it. */
export function explain(attempt: string, gold: readonly WorkedStep[], answer: string): Sentence {
  return judgement(attempt, gold, answer).message
}

function judgement(attempt: string, gold: readonly WorkedStep[], answer: string): Told<Verdict> {
  const equations = parseEquations(attempt)
  const found = answerOf(attempt)
  const departure = firstDeparture(equations, gold)
  const isRight = found === answer
  // A right answer after fewer equations than usual is no error that could be pointed at.
  const firstWrongStep = isRight && departure !== null && departure > equations.length ? null : departure
  const more = firstWrongStep === null ? '' : message(' Step {step} is the first wrong one.', { step: firstWrongStep })
  if (found === null) {
    const none = message('There is no answer line.{more}', { more })
    return { status: 'malformed', firstWrongStep, answer: null, message: none }
  }
  if (isRight) {
    const right = message('The answer {answer} is right.{more}', { answer: found, more })
    return { status: 'right', firstWrongStep, answer: found, message: right }
  }
  return {
    status: 'wrong',
    firstWrongStep,
    answer: found,
    message: message('The answer {got} is wrong, {answer} is right.{more}', { got: found, answer, more }),
  }
}

/** What went wrong in an attempt, event by event: equations are matched to events by operation and operand, in order. */
export function diagnose(attempt: string, gold: readonly WorkedStep[], answer: string): Slip[] {
  const equations = parseEquations(attempt)
  const slips: Slip[] = []
  let next = 0
  for (const [i, { event, equation }] of gold.entries()) {
    const step = i + 1
    const at = equations.findIndex(
      (written, k) => k >= next && written.operator === equation.operator && written.right === equation.right,
    )
    const written = equations[at]
    if (written === undefined) {
      slips.push({ kind: EVENT_RULES[event.kind].ignoredAs ?? 'missed', step })
      continue
    }
    for (let k = next; k < at; k++) slips.push({ kind: 'extra', step })
    const before = equations[at - 1]?.result ?? gold[0]?.equation.left
    const kind = slipWithin(written, before)
    if (kind !== null) slips.push({ kind, step })
    next = at + 1
  }
  for (let k = next; k < equations.length; k++) slips.push({ kind: 'extra', step: gold.length })
  if (slips.length === 0 && answerOf(attempt) !== answer) slips.push({ kind: 'answer', step: gold.length })
  return slips
}

function slipWithin(written: Equation, before: number | undefined): SlipKind | null {
  const { left, operator, right, result } = written
  if (result !== evaluate(left, operator, right)) {
    return operator === '+' && result === addWithoutCarries(left, right) ? 'carry' : 'sum'
  }
  return left === before ? null : 'sum'
}
