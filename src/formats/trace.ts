/**
 * @file The trace: a rollout of real models with its scores, as JSON. One format for the recorded first paint, for
 * "Export trace" and "Import trace", and for `lab score --trace`. Format `opd-trace`, version 2; public/trace.schema.json
 * describes every field, public/trace.md says how to read it. Infinite values are written as the strings "Infinity" and
 * "-Infinity"; other numbers keep nine significant digits, which give a model's 32-bit floats back exactly.
 */
import { divergenceById, divergenceIds } from '../divergence/registry.ts'
import { ownProblem } from '../engine/own/problem.ts'
import { readOwnText } from '../engine/own/read-own.ts'
import { FINISHES, type ModelInfo, type Rollout, type ScoredRollout } from '../engine/types.ts'
import { conditionKey } from '../settings/scoring-keys.ts'
import { type DivergenceParams, MAX_SEED } from '../settings/settings.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, WORLD_IDS } from '../world/types.ts'
import {
  between,
  each,
  integer,
  integerFrom,
  type Json,
  list,
  nullable,
  number,
  object,
  oneOf,
  record,
  text,
} from './json.ts'

const TRACE_FORMAT = 'opd-trace'
const TRACE_VERSION = 2
const DIGITS = 9

/** SHA-256 of models' weights, by model id; models that were trained on the page have none. */
export type ModelHashes = Readonly<Record<string, string>>

/** The rollout under one condition. */
export interface TraceScore {
  readonly score: ScoredRollout
  /** Parameters of every divergence that has some. */
  readonly params: DivergenceParams
  readonly models: ModelHashes
}

export interface Trace {
  /** What was on view, as the query of the page's address. */
  readonly page: string
  readonly rollout: Rollout
  /** The student's hash, where it is known. */
  readonly models: ModelHashes
  /** Usually one teacher without and with one context. */
  readonly scores: readonly TraceScore[]
}

/** The known hashes of these models. */
export function hashesOf(models: readonly ModelInfo[], ids: readonly string[]): ModelHashes {
  const known = ids.map((id) => [id, models.find((model) => model.id === id)?.sha256 ?? ''] as const)
  return Object.fromEntries(known.filter(([, hash]) => hash !== ''))
}

/** The JSON text of a trace. */
export function writeTrace({ page, rollout, models, scores }: Trace, recorded: Date): string {
  const trace = {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    recorded: recorded.toISOString(),
    page,
    rollout: { ...rollout, models },
    scores: scores.map(({ score, params, models }) => ({ ...score, params, models })),
  }
  const compact = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'number' || Number.isInteger(value)) return value
    return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : String(value)
  }
  return JSON.stringify(trace, compact)
}

const conditionOf = ({ score: { teacher, context } }: Pick<TraceScore, 'score'>): string =>
  conditionKey(teacher, context)

/**
 * Reads a trace, and holds it to what the format says of its numbers: a log-prob is at most 0, the gap is the difference of the two
 * log-probs beside it, the text is that of the tokens.
 * @throws TypeError that names the first part which is not so
 */
export function readTrace(json: unknown): Trace {
  const root = object(json, 'trace')
  if (root.format !== TRACE_FORMAT) throw new TypeError(`format: expected "${TRACE_FORMAT}"`)
  if (root.version !== TRACE_VERSION) throw new TypeError(`version: expected ${TRACE_VERSION}`)
  const page = text(root.page, 'page')
  const rollout = readRollout(root.rollout)
  if (rollout.tokens.map(({ text }) => text).join('') !== rollout.text) {
    throw new TypeError('rollout.text: expected the texts of rollout.tokens, one after the other')
  }
  const models = readHashes(object(root.rollout, 'rollout').models, 'rollout.models')
  const scores = list(root.scores, 'scores').map((score, i) => readScore(score, `scores[${i}]`))
  const { world, problemSeed, difficulty, own } = rollout.problem
  const { contextKinds } = own ? ownProblem(rollout.problem, own) : worldById(world).generate(problemSeed, difficulty)
  for (const [i, { score }] of scores.entries()) {
    if (score.context !== null) oneOf(score.context, contextKinds, `scores[${i}].context`)
    if (score.tokens.length !== rollout.tokens.length) {
      throw new TypeError(`scores[${i}].tokens: expected ${rollout.tokens.length} entries, one for each token`)
    }
    const twin = scores.findIndex((other) => conditionOf(other) === conditionOf({ score }))
    if (twin < i) throw new TypeError(`scores[${i}]: the same teacher and context as scores[${twin}]`)
  }
  return { page, rollout, models, scores }
}

const BACKENDS = ['webgpu', 'wasm', 'cpu'] as const

function readRollout(json: Json): Rollout {
  const at = 'rollout'
  const it = object(json, at)
  const problem = object(it.problem, `${at}.problem`)
  const sampling = object(it.sampling, `${at}.sampling`)
  const verdict = object(it.verdict, `${at}.verdict`)
  const world = oneOf(problem.world, WORLD_IDS, `${at}.problem.world`)
  const { min, max } = worldById(world).difficulty
  return {
    problem: {
      world,
      difficulty: within(problem.difficulty, min, max, `${at}.problem.difficulty`),
      problemSeed: within(problem.problemSeed, 0, MAX_SEED, `${at}.problem.problemSeed`),
      ...(problem.own !== undefined && { own: readOwnText(problem.own) }),
    },
    student: text(it.student, `${at}.student`),
    sampling: {
      seed: integerFrom(sampling.seed, 0, `${at}.sampling.seed`),
      temperature: between(sampling.temperature, [0, Infinity], `${at}.sampling.temperature`),
      topK: integerFrom(sampling.topK, 0, `${at}.sampling.topK`),
      topP: between(sampling.topP, [0, 1], `${at}.sampling.topP`),
      minP: between(sampling.minP, [0, 1], `${at}.sampling.minP`),
      maxTokens: integerFrom(sampling.maxTokens, 1, `${at}.sampling.maxTokens`),
      ...(sampling.stop !== undefined && { stop: each(sampling.stop, `${at}.sampling.stop`, text) }),
    },
    prompt: text(it.prompt, `${at}.prompt`),
    text: text(it.text, `${at}.text`),
    tokens: each(it.tokens, `${at}.tokens`, (json, at) => {
      const token = object(json, at)
      return {
        id: integerFrom(token.id, 0, `${at}.id`),
        text: text(token.text, `${at}.text`),
        logpStudent: logProb(token.logpStudent, `${at}.logpStudent`),
        source: oneOf(token.source, ['student', 'environment'] as const, `${at}.source`),
      }
    }),
    verdict: {
      status: oneOf(verdict.status, ['right', 'wrong', 'malformed', 'unchecked'] as const, `${at}.verdict.status`),
      firstWrongStep: nullable(verdict.firstWrongStep, `${at}.verdict.firstWrongStep`, integer),
      answer: nullable(verdict.answer, `${at}.verdict.answer`, text),
      message: text(verdict.message, `${at}.verdict.message`),
    },
    finish: oneOf(it.finish, FINISHES, `${at}.finish`),
    backend: oneOf(it.backend, BACKENDS, `${at}.backend`),
  }
}

function readScore(json: Json, at: string): TraceScore {
  const it = object(json, at)
  const params = record(it.params, `${at}.params`, (json, at) => record(json, at, number))
  for (const [id, values] of Object.entries(params)) {
    oneOf(id, divergenceIds(), `${at}.params`)
    for (const name of Object.keys(values)) {
      oneOf(
        name,
        divergenceById(id).params.map((spec) => spec.id),
        `${at}.params.${id}`,
      )
    }
  }
  return { score: readOpinion(it, at), params, models: readHashes(it.models, `${at}.models`) }
}

/** What float32 arithmetic and nine digits leave of exactness, in nats. */
const SLACK = 1e-4

/** As the schema has it: a sum of probabilities, which rounding may take above 1. */
const TAIL = [0, 1 + SLACK] as const

/** A number, or "-Infinity". @throws TypeError for one above 0 */
export function logProb(json: Json, at: string): number {
  const value = number(json, at)
  if (value > SLACK) throw new TypeError(`${at}: a log-prob is at most 0, found ${value}`)
  return value
}

function entropy(json: Json, at: string): number {
  const value = number(json, at)
  if (value < -SLACK) throw new TypeError(`${at}: an entropy is at least 0, found ${value}`)
  return value
}

/** The difference of two equal infinities is no number, so that any gap may stand there. */
function gapBetween(json: Json, student: number, teacher: number, at: string): number {
  const gap = number(json, at)
  const wanted = teacher - student
  const fits = Number.isFinite(wanted) ? Math.abs(gap - wanted) <= SLACK : Number.isNaN(wanted) || gap === wanted
  if (!fits) throw new TypeError(`${at} is ${gap}, logpTeacher - logpStudent is ${Number(wanted.toPrecision(DIGITS))}`)
  return gap
}

/** A problem that no world can make would take the page with it. */
function within(json: Json, min: number, max: number, at: string): number {
  const value = integer(json, at)
  if (value < min || value > max) throw new TypeError(`${at}: expected a whole number from ${min} to ${max}`)
  return value
}

function readHashes(json: Json, at: string): ModelHashes {
  return record(json, at, (json, at) => {
    const hash = text(json, at)
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError(`${at}: expected 64 hexadecimal digits`)
    return hash
  })
}

function readOpinion(it: Readonly<Record<string, Json>>, at: string): ScoredRollout {
  return {
    teacher: text(it.teacher, `${at}.teacher`),
    context: nullable(it.context, `${at}.context`, (json, at) => oneOf(json, CONTEXT_KINDS, at)),
    contextText: nullable(it.contextText, `${at}.contextText`, text),
    teacherPrompt: text(it.teacherPrompt, `${at}.teacherPrompt`),
    backend: oneOf(it.backend, BACKENDS, `${at}.backend`),
    tokens: each(it.tokens, `${at}.tokens`, (json, at) => {
      const token = object(json, at)
      const logpStudent = logProb(token.logpStudent, `${at}.logpStudent`)
      const logpTeacher = logProb(token.logpTeacher, `${at}.logpTeacher`)
      return {
        logpStudent,
        logpTeacher,
        gap: gapBetween(token.gap, logpStudent, logpTeacher, `${at}.gap`),
        entropyStudent: entropy(token.entropyStudent, `${at}.entropyStudent`),
        entropyTeacher: entropy(token.entropyTeacher, `${at}.entropyTeacher`),
        rankStudent: integerFrom(token.rankStudent, 1, `${at}.rankStudent`),
        rankTeacher: integerFrom(token.rankTeacher, 1, `${at}.rankTeacher`),
        tailStudent: between(token.tailStudent, TAIL, `${at}.tailStudent`),
        tailTeacher: between(token.tailTeacher, TAIL, `${at}.tailTeacher`),
        top: each(token.top, `${at}.top`, (json, at) => {
          const entry = object(json, at)
          return {
            id: integerFrom(entry.id, 0, `${at}.id`),
            text: text(entry.text, `${at}.text`),
            logpStudent: logProb(entry.logpStudent, `${at}.logpStudent`),
            logpTeacher: logProb(entry.logpTeacher, `${at}.logpTeacher`),
          }
        }),
        divergences: record(token.divergences, `${at}.divergences`, number),
      }
    }),
  }
}
