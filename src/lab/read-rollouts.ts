/** @file The JSON of an earlier `lab sample` (or of the page) as rollouts to score. */
import { problemOf } from '../engine/check-requests.ts'
import { EngineError, oneLine } from '../engine/errors.ts'
import {
  FINISHES,
  type ProblemRef,
  type Rollout,
  type RolloutToken,
  type SampleRequest,
  type SamplingOptions,
} from '../engine/types.ts'
import { between, each, integer, integerFrom, type Json, object, oneOf, parseJson, text } from '../formats/json.ts'
import { logProb } from '../formats/trace.ts'
import { renderPrompt } from '../world/prompt.ts'
import { type Problem, WORLD_IDS } from '../world/types.ts'

/**
 * Reads {"prompt", "problem"?, "sampling"?, "rollouts": [{"text", "finish"?, "tokens": [{"id", "text"?}]}]}; further fields are ignored.
 * What the file says of its problem and its sampling counts; what it does not say is taken from the request.
 * @param request which problem and model the rollouts belong to
 * @throws EngineError 'bad-request' naming the first field that is wrong, or that the prompt is another problem's
 */
export function readRollouts(source: string, request: SampleRequest): readonly Rollout[] {
  try {
    return rolloutsOf(object(parseJson(source), 'the input'), request)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new EngineError(
      'bad-request',
      `The rollouts cannot be read: ${oneLine(error)}.`,
      'Give --rollout the JSON that lab sample prints.',
    )
  }
}

function rolloutsOf(root: Readonly<Record<string, Json>>, request: SampleRequest): readonly Rollout[] {
  checkTokenizer(root.student)
  const prompt = text(root.prompt, 'prompt')
  const ref = root.problem === undefined ? request.problem : readProblem(object(root.problem, 'problem'))
  const problem = problemOf(ref)
  checkPrompt(prompt, problem, ref)
  const sampling = root.sampling === undefined ? request.sampling : readSampling(object(root.sampling, 'sampling'))
  return each(root.rollouts, 'rollouts', (json, at): Rollout => {
    const rollout = object(json, at)
    const written = text(rollout.text, `${at}.text`)
    const tokens = each(rollout.tokens, `${at}.tokens`, readToken)
    checkText(written, tokens, at)
    return {
      problem: ref,
      student: request.model,
      sampling,
      prompt,
      text: written,
      tokens: tokens.map(({ id, text = '', logpStudent, source }) => ({ id, text, logpStudent, source })),
      verdict: problem.verify(written),
      finish: rollout.finish === undefined ? finishOf(tokens) : readFinish(rollout.finish, tokens, problem, at),
      backend: 'cpu',
    }
  })
}

/** Ids of another tokenizer would be read as other words. */
function checkTokenizer(student: Json): void {
  if (student === undefined) return
  const { model, tokenizer, why } = object(student, 'student')
  if (tokenizer !== 'other') return
  throw new EngineError(
    'bad-request',
    `The student on the server (${String(model)}) has another tokenizer than the models here: ${String(why)}.`,
    'Serve a student with the tokenizer of --model; its text alone can be scored with --prompt and --text.',
  )
}

function readProblem(json: Readonly<Record<string, Json>>): ProblemRef {
  return {
    world: oneOf(json.world, WORLD_IDS, 'problem.world'),
    difficulty: integer(json.difficulty, 'problem.difficulty'),
    problemSeed: integer(json.problem_seed, 'problem.problem_seed'),
  }
}

function readSampling(json: Readonly<Record<string, Json>>): SamplingOptions {
  return {
    seed: integerFrom(json.seed, 0, 'sampling.seed'),
    temperature: between(json.temperature, [0, 100], 'sampling.temperature'),
    topK: integerFrom(json.top_k, 0, 'sampling.top_k'),
    topP: between(json.top_p, [0, 1], 'sampling.top_p'),
    minP: between(json.min_p, [0, 1], 'sampling.min_p'),
    maxTokens: integerFrom(json.max_tokens, 1, 'sampling.max_tokens'),
    ...(json.stop !== undefined && { stop: each(json.stop, 'sampling.stop', text) }),
  }
}

interface FileToken extends Omit<RolloutToken, 'text'> {
  readonly text: string | undefined
}

function readToken(json: Json, at: string): FileToken {
  const token = object(json, at)
  return {
    id: integerFrom(token.id, 0, `${at}.id`),
    text: token.text === undefined ? undefined : text(token.text, `${at}.text`),
    logpStudent: readLogProb(token.logp_student, `${at}.logp_student`),
    source: token.source === undefined ? 'student' : oneOf(token.source, SOURCES, `${at}.source`),
  }
}

const SOURCES = ['student', 'environment'] as const

/** NaN where the file does not know it: JSON writes what is no number as null. */
function readLogProb(json: Json, at: string): number {
  return json === undefined || json === null ? Number.NaN : logProb(json, at)
}

/** What a file says of the end is held to its last token. Where an environment answers, it may be the one that ends the text. */
function readFinish(json: Json, tokens: readonly FileToken[], problem: Problem, at: string): Rollout['finish'] {
  const finish = oneOf(json, FINISHES, `${at}.finish`)
  if (problem.environment || tokens.length === 0 || tokens.some(({ text }) => text === undefined)) return finish
  if ((finishOf(tokens) === 'eos') === (finish === 'eos')) return finish
  const last = tokens.at(-1)?.text === '' ? 'the end of the text' : 'no end of the text'
  throw new TypeError(`${at}.finish is "${finish}", and the last of ${at}.tokens is ${last}`)
}

/** The end-of-text token is the one without a text; a text that does not come to it was cut. */
function finishOf(tokens: readonly FileToken[]): Rollout['finish'] {
  return tokens.at(-1)?.text === '' || tokens.some(({ text }) => text === undefined) ? 'eos' : 'length'
}

/** A teacher's prompt is made from the problem: read by another problem's, every number would be of two different things. */
function checkPrompt(prompt: string, problem: Problem, { world, difficulty, problemSeed }: ProblemRef): void {
  if (prompt === renderPrompt(problem) || prompt.startsWith(`${problem.question}\n`)) return
  throw new EngineError(
    'bad-request',
    `The rollouts' prompt is not that of ${world} problem ${problemSeed} of difficulty ${difficulty}.`,
    'Give the --world, --difficulty and --problem-seed that they were sampled with.',
  )
}

function checkText(written: string, tokens: readonly FileToken[], at: string): void {
  if (tokens.some(({ text }) => text === undefined)) return
  if (tokens.map(({ text }) => text).join('') === written) return
  throw new TypeError(`${at}.text is not the text of ${at}.tokens`)
}
