/**
 * @file Requests come from a page, a permalink or a command line: what they name is looked up and checked here, once, so
 * that a mistake is reported in words before any model runs.
 */
import { divergenceIds } from '../divergence/registry.ts'
import { shown } from '../json/parse.ts'
import { message, type Sentence } from '../message/message.ts'
import { worldById } from '../world/registry.ts'
import type { ContextKind, Problem } from '../world/types.ts'
import { EngineError } from './errors.ts'
import { ownProblem } from './own/problem.ts'
import { LONGEST_STOP, MOST_STOPS } from './stop-strings.ts'
import type {
  DivergenceChoice,
  DrawRequest,
  NextStepRequest,
  ProblemRef,
  RolloutToken,
  SampleRequest,
  SamplingOptions,
} from './types.ts'

/** Kinds that speak about an earlier attempt of the student. */
export const ATTEMPT_KINDS: readonly ContextKind[] = ['feedback', 'revise', 'memory', 'reflection']

/** Most rollouts of one request. */
export const MAX_ROLLOUTS = 256

/**
 * The problem that a reference names.
 * @throws EngineError 'bad-request' for an unknown world, or a difficulty or seed out of range
 */
export function problemOf(ref: ProblemRef): Problem {
  whole('the problem seed', ref.problemSeed, 0, 2 ** 32 - 1)
  if (ref.own) return ownProblem(ref, ref.own)
  try {
    const world = worldById(ref.world)
    whole('the difficulty', ref.difficulty, world.difficulty.min, world.difficulty.max)
    return world.generate(ref.problemSeed, ref.difficulty)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw bad(
      message('The problem cannot be made: {why}.', { why: error.message }),
      message('Choose another world, difficulty or problem seed.'),
    )
  }
}

/**
 * The privileged text of a kind, or null for none.
 * @param attempt what `feedback` and its kin speak about; without it the world makes up a typical attempt
 * @param sibling the right attempt that `success` shows; without it the world's careful writer has one
 * @throws EngineError 'bad-request' for a kind that the problem does not have
 */
export function contextTextOf(
  problem: Problem,
  kind: ContextKind | null,
  attempt?: string,
  sibling?: string,
): string | null {
  if (kind === null) return null
  if (!problem.contextKinds.includes(kind)) {
    throw bad(
      message('A {world} problem has no context of the kind "{kind}".', { world: problem.world, kind }),
      message('Choose one of: {choices}.', { choices: problem.contextKinds.join(', ') }),
    )
  }
  return problem.context(kind, {
    ...(attempt === undefined ? {} : { attempt }),
    ...(sibling === undefined ? {} : { sibling }),
  })
}

/** @throws EngineError 'bad-request' naming the option that is out of range */
export function checkSampleRequest(request: SampleRequest): void {
  whole('n', request.n, 1, MAX_ROLLOUTS)
  checkSampling(request.sampling)
}

/** @throws EngineError 'bad-request' naming the option that is out of range */
export function checkSampling(sampling: SamplingOptions): void {
  whole('the sampling seed', sampling.seed, 0, Number.MAX_SAFE_INTEGER)
  within('the temperature', sampling.temperature, 0, 100)
  whole('top-k', sampling.topK, 0, 2 ** 31)
  positive('top-p', sampling.topP, 1)
  within('min-p', sampling.minP, 0, 1)
  whole('the maximum number of tokens', sampling.maxTokens, 1, 8192)
  const { stop = [] } = sampling
  whole('the number of stop strings', stop.length, 0, MOST_STOPS)
  for (const each of stop) whole("a stop string's length", each.length, 1, LONGEST_STOP)
}

/** Most draws of one request. */
const MAX_DRAWS = 10_000

/** @throws EngineError 'bad-request' naming what is out of range, or a position where the student writes nothing */
export function checkDrawRequest(request: DrawRequest): void {
  const { scope, n, seed, temperature } = request
  whole('the number of draws', n, 1, MAX_DRAWS)
  whole('the seed of the draws', seed, 0, Number.MAX_SAFE_INTEGER - MAX_DRAWS)
  positive('the temperature of the draws', temperature, 100)
  if (scope === 'problem') {
    whole('the maximum number of tokens', request.maxTokens, 1, 8192)
    return
  }
  const { tokens } = request.rollout
  whole('the index of the token', request.index, 0, tokens.length - 1)
  if (tokens[request.index]?.source === 'student') return
  throw bad(
    message('Token {n} was written by the environment.', { n: request.index + 1 }),
    message('Choose one of the student’s tokens.'),
  )
}

/** Largest rate of a step on a copy: far beyond where anything first-order holds. */
const MAX_STEP_RATE = 1000

/** @throws EngineError 'bad-request' naming what is out of range */
export function checkNextStepRequest({ rollout, index, rate, divergence }: NextStepRequest): void {
  checkDivergences([divergence])
  whole('the index of the token', index, 0, rollout.tokens.length - 1)
  if (rate !== null) positive('the size of the step', rate, MAX_STEP_RATE)
}

/** @throws EngineError 'bad-request' for an unknown id or a key that stands twice */
export function checkDivergences(choices: readonly DivergenceChoice[]): void {
  const known = divergenceIds()
  const keys = new Set<string>()
  for (const choice of choices) {
    if (!known.includes(choice.id)) {
      throw bad(
        message('There is no divergence "{id}".', { id: choice.id }),
        message('Choose from: {choices}.', { choices: known.join(', ') }),
      )
    }
    if (keys.has(choice.key))
      throw bad(
        message('The divergence key "{key}" stands twice.', { key: choice.key }),
        message('Give each its own key.'),
      )
    keys.add(choice.key)
  }
}

/** @throws EngineError 'bad-request' when a rollout holds ids that its model does not have */
export function checkTokens(tokens: readonly Pick<RolloutToken, 'id'>[], vocabulary: number): void {
  const stranger = tokens.find(({ id }) => !Number.isInteger(id) || id < 0 || id >= vocabulary)
  if (!stranger) return
  throw bad(
    message("The rollout holds the token id {id}; the model's vocabulary has {size} entries.", {
      id: stranger.id,
      size: vocabulary,
    }),
    message('Score it with the models that it was sampled with.'),
  )
}

/**
 * Ids are scored and texts are shown: both must say the same.
 * @param textOf of the vocabulary
 * @throws EngineError 'bad-request' naming the first token whose text is another's. A token without a text is let pass.
 */
export function checkTexts(tokens: readonly Pick<RolloutToken, 'id' | 'text'>[], textOf: (id: number) => string): void {
  const index = tokens.findIndex(({ id, text }) => text !== '' && text !== textOf(id) && !wasBytes(text, textOf(id)))
  const token = tokens[index]
  if (!token) return
  throw bad(
    `Token ${index + 1} of the rollout is ${shown(token.text)}; its id ${token.id} is ${shown(textOf(token.id))} to the model.`,
    message('Score it with the models that it was sampled with.'),
  )
}

/** Part of a character was once written as U+FFFD, whichever bytes it has. */
function wasBytes(text: string, now: string): boolean {
  return text.includes('\uFFFD') && /<0x[0-9A-F]{2}>/.test(now)
}

/** What a prefix has to fit. */
export interface PrefixLimits {
  /** Entries of the model's vocabulary. */
  readonly vocabulary: number
  readonly eosIds: readonly number[]
  /** Tokens that the whole rollout may have. */
  readonly room: number
  /** A fresh environment's (see `RowPlan.respond`), in multi-turn worlds. */
  readonly respond?: (id: number) => readonly number[] | 'over'
}

/**
 * The student's tokens are fed again and the environment answers them again, so a prefix must be one that can happen.
 * @throws EngineError 'bad-request' for foreign ids, no room to go on, a text that ends within, or words put into the
 * environment's mouth
 */
export function checkPrefix(prefix: NonNullable<SampleRequest['prefix']>, limits: PrefixLimits): void {
  const { vocabulary, eosIds, room, respond } = limits
  checkTokens(prefix, vocabulary)
  if (prefix.length >= room) {
    throw bad(
      message('The prefix has {n} tokens; a rollout may have {room} here.', { n: prefix.length, room }),
      message('Raise the token limit, or fork at an earlier token.'),
    )
  }
  let expected: readonly number[] = []
  for (const [i, { id, source }] of prefix.entries()) {
    const [observed, ...rest] = expected
    if (source === 'environment' ? id !== observed : observed !== undefined) {
      throw bad(
        message('Token {n} of the prefix is not what the environment answers there.', { n: i + 1 }),
        message('Take the prefix from a rollout of the same problem, and fork at one of the student’s tokens.'),
      )
    }
    const reply = source === 'environment' ? rest : eosIds.includes(id) ? 'over' : (respond?.(id) ?? [])
    if (reply === 'over' && i < prefix.length - 1) {
      throw bad(
        message('The rollout ends at token {n} of the prefix.', { n: i + 1 }),
        message('Give a prefix that ends there, or earlier.'),
      )
    }
    expected = reply === 'over' ? [] : reply
  }
}

/** @throws EngineError 'bad-request' unless min <= value <= max */
export function within(what: string, value: number, min: number, max: number): void {
  if (Number.isFinite(value) && value >= min && value <= max) return
  throw bad(
    `${capital(what)} is ${value}.`,
    message('Give {what} a number at least {min} and at most {max}.', { what, min, max }),
  )
}

/**
 * @throws EngineError 'bad-request' unless 0 < value <= max. Not `within` the smallest positive number: a native session
 * may have switched the thread to treating such numbers as 0.
 */
export function positive(what: string, value: number, max: number): void {
  if (Number.isFinite(value) && value > 0 && value <= max) return
  throw bad(`${capital(what)} is ${value}.`, message('Give {what} a number above 0 and at most {max}.', { what, max }))
}

/** @throws EngineError 'bad-request' unless value is a whole number from min to max */
export function whole(what: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return
  throw bad(
    `${capital(what)} is ${value}.`,
    message('Give {what} a whole number from {min} to {max}.', { what, min, max }),
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function bad(message: Sentence, remedy: Sentence): EngineError {
  return new EngineError('bad-request', message, remedy)
}
