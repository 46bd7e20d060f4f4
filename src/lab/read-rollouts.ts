/** @file The JSON of an earlier `lab sample` (or of the page) as rollouts to score. */
import * as z from 'zod/mini'
import { problemOf } from '../engine/check-requests.ts'
import { EngineError, oneLine } from '../engine/errors.ts'
import { FINISHES, type ProblemRef, type Rollout, type SampleRequest, type SamplingOptions } from '../engine/types.ts'
import { logProb, source } from '../formats/trace-schema.ts'
import { parseJson } from '../json/parse.ts'
import { finite, read, texts, whole } from '../json/read.ts'
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
    return rolloutsOf(read(sampled, parseJson(source), 'the input'), request)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new EngineError(
      'bad-request',
      `The rollouts cannot be read: ${oneLine(error)}.`,
      'Give --rollout the JSON that lab sample prints.',
    )
  }
}

/** What lab sample prints, as far as it is read. */
const sampled = z.object({
  prompt: z.string(),
  problem: z.optional(z.object({ world: z.enum(WORLD_IDS), difficulty: whole(), problem_seed: whole() })),
  sampling: z.optional(
    z.object({
      seed: whole(0),
      temperature: finite(0, 100),
      top_k: whole(0),
      top_p: finite(0, 1),
      min_p: finite(0, 1),
      max_tokens: whole(1),
      stop: z.optional(texts()),
    }),
  ),
  /** A student on a server. */
  student: z.optional(z.object({ model: z.string(), tokenizer: z.optional(z.string()), why: z.optional(z.string()) })),
  rollouts: z.array(
    z.object({
      text: z.string(),
      finish: z.optional(z.enum(FINISHES)),
      tokens: z.array(
        z.object({
          id: whole(0),
          text: z.optional(z.string()),
          // What is no number is null in JSON.
          logp_student: z.optional(z.nullable(logProb(''))),
          source: z.optional(source()),
        }),
      ),
    }),
  ),
})
type Sampled = z.infer<typeof sampled>
type FileToken = Sampled['rollouts'][number]['tokens'][number]

function rolloutsOf(file: Sampled, request: SampleRequest): readonly Rollout[] {
  checkTokenizer(file)
  const ref = file.problem ? problemRef(file.problem) : request.problem
  const problem = problemOf(ref)
  checkPrompt(file.prompt, problem, ref)
  const sampling = file.sampling ? samplingOf(file.sampling) : request.sampling
  return file.rollouts.map(({ text: written, finish, tokens }, i): Rollout => {
    const at = `rollouts[${i}]`
    checkText(written, tokens, at)
    if (finish !== undefined) checkFinish(finish, tokens, problem, at)
    return {
      problem: ref,
      student: request.model,
      sampling,
      prompt: file.prompt,
      text: written,
      tokens: tokens.map(({ id, text = '', logp_student, source = 'student' }) => ({
        id,
        text,
        // NaN where the file does not know it.
        logpStudent: logp_student ?? Number.NaN,
        source,
      })),
      verdict: problem.verify(written),
      finish: finish ?? finishOf(tokens),
      backend: 'cpu',
    }
  })
}

const problemRef = ({ problem_seed, ...problem }: NonNullable<Sampled['problem']>): ProblemRef => ({
  ...problem,
  problemSeed: problem_seed,
})

/** Ids of another tokenizer would be read as other words. */
function checkTokenizer({ student }: Sampled): void {
  if (student?.tokenizer !== 'other') return
  throw new EngineError(
    'bad-request',
    `The student on the server (${student.model}) has another tokenizer than the models here: ${student.why}.`,
    'Serve a student with the tokenizer of --model; its text alone can be scored with --prompt and --text.',
  )
}

const samplingOf = ({
  top_k,
  top_p,
  min_p,
  max_tokens,
  ...sampling
}: NonNullable<Sampled['sampling']>): SamplingOptions => ({
  ...sampling,
  topK: top_k,
  topP: top_p,
  minP: min_p,
  maxTokens: max_tokens,
})

/** What a file says of the end is held to its last token. Where an environment answers, it may be the one that ends the text. */
function checkFinish(finish: Rollout['finish'], tokens: readonly FileToken[], problem: Problem, at: string): void {
  if (problem.environment || tokens.length === 0 || tokens.some(({ text }) => text === undefined)) return
  if ((finishOf(tokens) === 'eos') === (finish === 'eos')) return
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
