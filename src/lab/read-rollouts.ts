/** @file The JSON of an earlier `lab sample` (or of the page) as rollouts to score. */

import { problemOf } from '../engine/check-requests.ts'
import { EngineError } from '../engine/errors.ts'
import type { Rollout, RolloutToken, SampleRequest } from '../engine/types.ts'

/**
 * Reads {"prompt", "rollouts": [{"text", "tokens": [{"id", "text"}]}]}; further fields are ignored.
 * @param request which problem and model the rollouts belong to
 * @throws EngineError 'bad-request' naming the first field that is wrong
 */
export function readRollouts(text: string, request: SampleRequest): Rollout[] {
  const root = object(parse(text), 'the input')
  if (typeof root.prompt !== 'string') throw bad('"prompt" is no text')
  const { prompt } = root
  const problem = problemOf(request.problem)
  return list(root.rollouts, '"rollouts"').map((entry, index): Rollout => {
    const where = `rollouts[${index}]`
    const rollout = object(entry, where)
    if (typeof rollout.text !== 'string') throw bad(`${where}.text is no text`)
    return {
      problem: request.problem,
      student: request.model,
      sampling: request.sampling,
      prompt,
      text: rollout.text,
      tokens: list(rollout.tokens, `${where}.tokens`).map((token, at) => readToken(token, `${where}.tokens[${at}]`)),
      verdict: problem.verify(rollout.text),
      finish: 'eos',
      backend: 'cpu',
    }
  })
}

function readToken(value: unknown, where: string): RolloutToken {
  const { id, text, logp_student, source } = object(value, where)
  if (typeof id !== 'number' || !Number.isInteger(id)) throw bad(`${where}.id is no whole number`)
  return {
    id,
    text: typeof text === 'string' ? text : '',
    logpStudent: typeof logp_student === 'number' ? logp_student : Number.NaN,
    source: source === 'environment' ? 'environment' : 'student',
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw bad('it is not JSON')
  }
}

function object(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw bad(`${where} is no object`)
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw bad(`${where} is no list`)
}

function bad(what: string): EngineError {
  return new EngineError(
    'bad-request',
    `The rollouts cannot be read: ${what}.`,
    'Give --rollout the JSON that lab sample prints.',
  )
}
