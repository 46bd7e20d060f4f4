/** @file What each verb of the lab does, on an engine that is already open. */

import { wilson } from '../divergence/stats.ts'
import { ATTEMPT_KINDS } from '../engine/check-requests.ts'
import type { LocalEngine } from '../engine/engine.ts'
import { EngineError } from '../engine/errors.ts'
import { NOTE_KIND } from '../engine/own/problems.ts'
import type { ModelInfo, Rollout, SampleRequest, SamplingOptions } from '../engine/types.ts'
import { writeTrace } from '../formats/trace.ts'
import type { LabOptions } from './options.ts'
import { type EvalJson, lengthOf, type SampleJson, type ScoreJson, sampleJson, scoreJson } from './output.ts'
import type { OwnOptions } from './own-options.ts'
import { ownText } from './own-text.ts'
import { readRollouts } from './read-rollouts.ts'
import { paramsOf, scoreTrace } from './trace.ts'

/** Problems that `evaluate` samples at once. */
const EVAL_BATCH = 64

/** Reads the text of a file that an option names; '-' is standard input. */
export type ReadFile = (file: string) => Promise<string>

/** `lab sample`: the model, told the context if there is one, writes n rollouts. */
export async function sample(engine: LocalEngine, options: LabOptions, read: ReadFile): Promise<SampleJson> {
  return sampleJson(await engine.sample((await asked(options, read)).request))
}

/**
 * `lab score`: the model writes without context, or the rollouts come from `--rollout`; the teacher, told the context, scores.
 * @param read reads the file that `--rollout` names
 */
export async function score(engine: LocalEngine, options: LabOptions, read: ReadFile): Promise<ScoreJson> {
  const { request, given } = await asked(options, read)
  const rollouts = given
    ? [await engine.rolloutOf(request, given)]
    : await rolloutsToScore(engine, options, { ...request, context: null }, read)
  const { teacher, divergences } = options
  const { context } = request
  const scored = await engine.scoreMany(
    rollouts.map((rollout) => ({ rollout, teacher, context, divergences, topK: 0 })),
  )
  return scoreJson(rollouts, scored)
}

/** `lab score --trace`: the JSON of the one rollout with its readings without and, if there is a context, with it. */
export async function trace(engine: LocalEngine, options: LabOptions, read: ReadFile): Promise<string> {
  const { teacher, context } = options
  const params = paramsOf(options.divergences)
  const request = { ...requestOf(options, options.problemSeed, options.n), context: null }
  const [rollout, second] = await rolloutsToScore(engine, options, request, read)
  if (!rollout || second) {
    throw new EngineError('bad-request', 'A trace holds one rollout.', 'Leave --n out, or give --rollout one rollout.')
  }
  return writeTrace(
    await scoreTrace(engine, rollout, { teacher, context, params, privileged: context !== null }),
    new Date(),
  )
}

/** What `score` reads: rollouts of a file, or new ones. */
export async function rolloutsToScore(
  engine: LocalEngine,
  options: LabOptions,
  request: SampleRequest,
  read: ReadFile,
): Promise<readonly Rollout[]> {
  return options.rollout === null ? engine.sample(request) : readRollouts(await read(options.rollout), request)
}

/**
 * `lab eval`: the share of right answers on n problems, one rollout each. Contexts that speak about an attempt speak about
 * the model's own greedy one, written without context.
 */
export async function evaluate(engine: LocalEngine, options: LabOptions): Promise<EvalJson> {
  let right = 0
  let tokens = 0
  for (let start = 0; start < options.n; start += EVAL_BATCH) {
    const seeds = Array.from(
      { length: Math.min(EVAL_BATCH, options.n - start) },
      (_, index) => options.problemSeed + start + index,
    )
    for (const rollout of await oneEach(engine, options, seeds)) {
      if (rollout.verdict.status === 'right') right += 1
      tokens += lengthOf(rollout)
    }
  }
  const { n } = options
  return { accuracy: right / n, interval: wilson(right, n), mean_tokens: tokens / n, n }
}

/** `lab models` */
export async function models(engine: LocalEngine): Promise<readonly ModelInfo[]> {
  return engine.models()
}

async function oneEach(engine: LocalEngine, options: LabOptions, seeds: readonly number[]): Promise<Rollout[]> {
  const requests = seeds.map((seed) => requestOf(options, seed, 1))
  if (options.context === null || !ATTEMPT_KINDS.includes(options.context)) {
    return (await engine.sampleMany(requests)).flat()
  }
  const greedy = { ...samplingOf(options), temperature: 0 }
  const bare = requests.map((request) => ({ ...request, context: null, sampling: greedy }))
  const attempts = (await engine.sampleMany(bare)).flat()
  const told = requests.map((request, index) => ({ ...request, attempt: attempts[index]!.text }))
  return (await engine.sampleMany(told)).flat()
}

/** What the options ask for, a text of one's own among it, and the completion that they give instead of one to be written. */
async function asked(
  options: LabOptions,
  read: ReadFile,
): Promise<{ readonly request: SampleRequest; readonly given: OwnOptions['text'] }> {
  const request = requestOf(options, options.problemSeed, options.n)
  const { own } = options
  if (!own) return { request, given: null }
  const kind = options.context ?? NOTE_KIND
  const problem = { ...request.problem, own: await ownText(own, kind, read) }
  return { request: { ...request, problem, context: own.note ? kind : null }, given: own.text }
}

export function requestOf(options: LabOptions, problemSeed: number, n: number): SampleRequest {
  const { world, difficulty, model, context } = options
  return { model, problem: { world, difficulty, problemSeed }, sampling: samplingOf(options), n, context }
}

function samplingOf({ seed, temperature, topK, topP, minP, maxTokens, stop }: LabOptions): SamplingOptions {
  return { seed, temperature, topK, topP, minP, maxTokens, ...(stop.length > 0 && { stop }) }
}
