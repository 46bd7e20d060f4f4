/**
 * @file The file of a trace, `opd-trace` version 2: what it holds, and what it means. A log-prob is at most 0, the gap is the difference
 * of the two log-probs beside it, the text is that of the tokens. public/trace.schema.json is written from this by `npm run schemas`.
 */
import * as z from 'zod/mini'
import { divergenceById, divergenceIds } from '../divergence/registry.ts'
import { ownProblem } from '../engine/own/problem.ts'
import { readOwnText } from '../engine/own/read-own.ts'
import { FINISHES } from '../engine/types.ts'
import { described, finite, leaf, oneOf, read, real, reals, refused, shaped, texts, whole } from '../json/read.ts'
import { message } from '../message/message.ts'
import { conditionKey } from '../settings/scoring-keys.ts'
import { MAX_SEED } from '../settings/settings.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, WORLD_IDS } from '../world/types.ts'
import { DIGITS, TRACE_FORMAT, TRACE_VERSION, type Trace, unpacked } from './trace.ts'

/** What float32 arithmetic and nine digits leave of exactness, in nats. */
const SLACK = 1e-4

const text = (description: string) => described(z.string(), description)
/** A number, or "-Infinity". */
export const logProb = (description: string) =>
  described(
    real(message('a log-prob of at most 0'), (value) => value <= SLACK),
    description,
  )
const entropy = (description: string) =>
  described(
    real(message('an entropy of at least 0'), (value) => value >= -SLACK),
    description,
  )
const rank = () => described(whole(1), 'Rank of the written token, 1 is the most likely.')
/** A sum of probabilities, which rounding may take above 1. */
const tail = (description: string) => described(finite(0, 1 + SLACK), description)
const tokenId = () => described(whole(0), 'Id in the vocabulary.')
export const source = () => z.enum(['student', 'environment'])
const backend = () =>
  described(z.enum(['webgpu', 'wasm', 'cpu']), 'Where it was computed; cpu is native ONNX Runtime in Node.')
const hashes = (description: string) =>
  described(
    z.record(
      z.string(),
      leaf({ type: 'string', pattern: '^[0-9a-f]{64}$' }, message('64 hexadecimal digits'), (json) =>
        typeof json === 'string' && /^[0-9a-f]{64}$/.test(json) ? json : undefined,
      ),
    ),
    description,
  )

export const sampling = z.object({
  seed: described(whole(0), 'Of the sampling.'),
  temperature: described(finite(0), '0 is greedy.'),
  topK: described(whole(0), '0 is off.'),
  topP: described(finite(0, 1), '1 is off.'),
  minP: described(finite(0, 1), '0 is off.'),
  maxTokens: described(whole(1), 'Most tokens.'),
  stop: z.optional(described(texts(), 'Texts at which the student stops.')),
})

const problem = z
  .object({
    world: z.enum(WORLD_IDS),
    difficulty: described(whole(0), "Within the world's range."),
    problemSeed: described(whole(0, MAX_SEED), 'The world makes the same problem from the same seed.'),
    // Links hold one too, before any schema is here: its reader is the engine's, and names the place of what is wrong itself.
    own: z.optional(
      shaped(z.transform(readOwnText), {
        description:
          "A text of the visitor's own in the place of the world's problem: prompt ({text}, {ids} or {chat}), notes by context ({text, prompt, template}), answer ({kind, values}).",
        type: 'object',
        required: ['prompt'],
      }),
    ),
  })
  .check(({ value: { world, difficulty }, issues }) => {
    const { min, max } = worldById(world).difficulty
    if (difficulty >= min && difficulty <= max) return
    const wanted = message('a whole number from {min} to {max}', { min, max })
    issues.push(refused(difficulty, ['difficulty'], wanted))
  })

const rollout = z
  .object({
    problem,
    student: text('Model id.'),
    models: hashes("SHA-256 of the student's weights, by model id; empty where it is not known."),
    sampling,
    prompt: text('What the student read.'),
    text: text('What it wrote.'),
    tokens: z.array(
      z.object({
        id: tokenId(),
        text: text('Empty for the end of the text.'),
        logpStudent: logProb('log p_S when it was sampled. Nats.'),
        source: source(),
      }),
    ),
    verdict: z.object({
      status: z.enum(['right', 'wrong', 'malformed', 'unchecked']),
      firstWrongStep: z.nullable(whole()),
      answer: z.nullable(z.string()),
      message: z.string(),
    }),
    finish: z.enum(FINISHES),
    backend: backend(),
  })
  .check(({ value: { tokens, text }, issues }) => {
    if (tokens.map((token) => token.text).join('') === text) return
    issues.push(refused(text, ['text'], message('the texts of rollout.tokens, one after the other')))
  })

const token = z
  .object({
    logpStudent: logProb("log p_S of the written token under the student's prompt. Nats."),
    logpTeacher: logProb("log p_T of the written token under the teacher's prompt. Nats."),
    gap: described(real(), 'logpTeacher - logpStudent. Nats.'),
    entropyStudent: entropy('Entropy of p_S before this token. Nats.'),
    entropyTeacher: entropy('Entropy of p_T before this token. Nats.'),
    rankStudent: rank(),
    rankTeacher: rank(),
    tailStudent: tail('p_S outside top. From 0 to 1.'),
    tailTeacher: tail('p_T outside top. From 0 to 1.'),
    top: described(
      z.array(
        z.object({
          id: tokenId(),
          text: z.string(),
          logpStudent: logProb('log p_S. Nats.'),
          logpTeacher: logProb('log p_T. Nats.'),
        }),
      ),
      "Union of both models' k most likely tokens, most likely under the student first.",
    ),
    divergences: described(
      reals(),
      "Full-vocabulary values by divergence id, at the score's params, in nats where the divergence has that unit.",
    ),
  })
  .check(({ value: { gap, logpStudent, logpTeacher }, issues }) => {
    const difference = logpTeacher - logpStudent
    // The difference of two equal infinities is no number, so that any gap may stand there.
    if (Number.isNaN(difference) || gap === difference || Math.abs(gap - difference) <= SLACK) return
    const rounded = Number(difference.toPrecision(DIGITS))
    issues.push(refused(gap, ['gap'], message('logpTeacher - logpStudent, which is {n}', { n: rounded })))
  })

const score = z
  .object({
    teacher: text('Model id.'),
    models: hashes('SHA-256 of the weights of student and teacher, by model id.'),
    context: z.nullable(z.enum(CONTEXT_KINDS)),
    contextText: described(z.nullable(z.string()), 'The privileged text, or null.'),
    teacherPrompt: text('What the teacher read before the rollout.'),
    params: described(
      z.record(z.string(), reals()),
      'Parameters of every divergence that has some: {"jsd": {"beta": 0.5}, ...}.',
    ),
    backend: backend(),
    tokens: described(z.array(token), "One for each token of the rollout, the environment's included."),
  })
  .check(({ value: { params }, issues }) => {
    for (const [id, values] of Object.entries(params)) {
      const known = divergenceIds().includes(id) ? divergenceById(id).params.map((spec) => spec.id) : null
      if (!known) issues.push(refused(id, ['params'], oneOf(divergenceIds())))
      else
        for (const name of Object.keys(values))
          if (!known.includes(name)) issues.push(refused(name, ['params', id], oneOf(known)))
    }
  })

/** What the file holds. */
export const traceFile = z
  .object({
    format: z.literal(TRACE_FORMAT),
    version: z.literal(TRACE_VERSION),
    page: text("What was on view: the query of the page's address (v=1 and what differs from the defaults)."),
    rollout,
    scores: described(z.array(score), 'One for each condition: a teacher with a context, or without (null).'),
  })
  .check(({ value: { rollout, scores }, issues }) => {
    const { world, problemSeed, difficulty, own } = rollout.problem
    const { contextKinds } = own ? ownProblem(rollout.problem, own) : worldById(world).generate(problemSeed, difficulty)
    for (const [i, { teacher, context, tokens }] of scores.entries()) {
      if (context !== null && !contextKinds.includes(context))
        issues.push(refused(context, ['scores', i, 'context'], oneOf(contextKinds)))
      const n = rollout.tokens.length
      if (tokens.length !== n)
        issues.push(refused(tokens, ['scores', i, 'tokens'], message('{n} entries, one for each token', { n })))
      const key = conditionKey(teacher, context)
      const twin = scores.findIndex((other) => conditionKey(other.teacher, other.context) === key)
      if (twin < i)
        issues.push(
          refused(key, ['scores', i], message('another teacher or context than that of scores[{twin}]', { twin })),
        )
    }
  })

/** @throws FormatError that names the first part which is not so */
export function readTrace(json: unknown): Trace {
  return unpacked(read(traceFile, json, 'trace'))
}
