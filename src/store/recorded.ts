/**
 * @file The recorded trace: a rollout of the real models with its scores, as JSON, so that the first paint has something
 * true to show. Format `opd-trace`, version 1:
 *
 *     { "format": "opd-trace", "version": 1, "recorded": ISO date, "rollout": Rollout, "scores": [ScoredRollout, ...] }
 *
 * `scores` holds the rollout under each recorded condition (usually one teacher without and with one context), at the
 * default parameters of every divergence. Infinite values are written as the strings "Infinity" and "-Infinity"; other
 * numbers keep seven significant digits, which is what the models' 32-bit floats hold.
 */
import type { Rollout, ScoredRollout } from '../engine/types.ts'
import { CONTEXT_KINDS, WORLD_IDS } from '../world/types.ts'
import { conditionKey, paramsKey } from './conditions.ts'
import { each, integer, type Json, list, nullable, number, object, oneOf, record, text } from './json.ts'
import type { Run, RunScore } from './state.ts'

export const TRACE_FORMAT = 'opd-trace'
export const TRACE_VERSION = 1
const DIGITS = 7

export interface Trace {
  readonly rollout: Rollout
  readonly scores: readonly ScoredRollout[]
}

/** The JSON text of a trace. */
export function writeTrace({ rollout, scores }: Trace, recorded: Date): string {
  const trace = { format: TRACE_FORMAT, version: TRACE_VERSION, recorded: recorded.toISOString(), rollout, scores }
  const compact = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'number' || Number.isInteger(value)) return value
    return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : String(value)
  }
  return JSON.stringify(trace, compact)
}

/** Reads a trace. Throws TypeError that names the first part which is not as the format says. */
export function readTrace(json: unknown): Trace {
  const root = object(json, 'trace')
  if (root.format !== TRACE_FORMAT) throw new TypeError(`format: expected "${TRACE_FORMAT}"`)
  if (root.version !== TRACE_VERSION) throw new TypeError(`version: expected ${TRACE_VERSION}`)
  const rollout = readRollout(root.rollout)
  const scores = list(root.scores, 'scores').map((score, i) => readScore(score, `scores[${i}]`))
  for (const [i, score] of scores.entries()) {
    if (score.tokens.length !== rollout.tokens.length) {
      throw new TypeError(`scores[${i}].tokens: expected ${rollout.tokens.length} entries, one for each token`)
    }
  }
  return { rollout, scores }
}

/** The run that stands on the stage for a trace. Its id is 0; live runs count from 1. */
export function runOfTrace({ rollout, scores }: Trace): Run {
  const entries = scores.map((score): [string, RunScore] => [
    conditionKey(score.teacher, score.context),
    { params: paramsKey({}), score },
  ])
  const { problem, student, sampling, tokens } = rollout
  return { id: 0, origin: 'recorded', problem, student, sampling, tokens, rollout, scores: Object.fromEntries(entries) }
}

const BACKENDS = ['webgpu', 'wasm', 'cpu'] as const

function readRollout(json: Json): Rollout {
  const at = 'rollout'
  const it = object(json, at)
  const problem = object(it.problem, `${at}.problem`)
  const sampling = object(it.sampling, `${at}.sampling`)
  const verdict = object(it.verdict, `${at}.verdict`)
  return {
    problem: {
      world: oneOf(problem.world, WORLD_IDS, `${at}.problem.world`),
      difficulty: number(problem.difficulty, `${at}.problem.difficulty`),
      problemSeed: integer(problem.problemSeed, `${at}.problem.problemSeed`),
    },
    student: text(it.student, `${at}.student`),
    sampling: {
      seed: integer(sampling.seed, `${at}.sampling.seed`),
      temperature: number(sampling.temperature, `${at}.sampling.temperature`),
      topK: integer(sampling.topK, `${at}.sampling.topK`),
      topP: number(sampling.topP, `${at}.sampling.topP`),
      minP: number(sampling.minP, `${at}.sampling.minP`),
      maxTokens: integer(sampling.maxTokens, `${at}.sampling.maxTokens`),
    },
    prompt: text(it.prompt, `${at}.prompt`),
    text: text(it.text, `${at}.text`),
    tokens: each(it.tokens, `${at}.tokens`, (json, at) => {
      const token = object(json, at)
      return {
        id: integer(token.id, `${at}.id`),
        text: text(token.text, `${at}.text`),
        logpStudent: number(token.logpStudent, `${at}.logpStudent`),
        source: oneOf(token.source, ['student', 'environment'] as const, `${at}.source`),
      }
    }),
    verdict: {
      status: oneOf(verdict.status, ['right', 'wrong', 'malformed'] as const, `${at}.verdict.status`),
      firstWrongStep: nullable(verdict.firstWrongStep, `${at}.verdict.firstWrongStep`, integer),
      answer: nullable(verdict.answer, `${at}.verdict.answer`, text),
      message: text(verdict.message, `${at}.verdict.message`),
    },
    finish: oneOf(it.finish, ['eos', 'length', 'stopped'] as const, `${at}.finish`),
    backend: oneOf(it.backend, BACKENDS, `${at}.backend`),
  }
}

function readScore(json: Json, at: string): ScoredRollout {
  const it = object(json, at)
  return {
    teacher: text(it.teacher, `${at}.teacher`),
    context: nullable(it.context, `${at}.context`, (json, at) => oneOf(json, CONTEXT_KINDS, at)),
    contextText: nullable(it.contextText, `${at}.contextText`, text),
    teacherPrompt: text(it.teacherPrompt, `${at}.teacherPrompt`),
    backend: oneOf(it.backend, BACKENDS, `${at}.backend`),
    tokens: each(it.tokens, `${at}.tokens`, (json, at) => {
      const token = object(json, at)
      return {
        logpStudent: number(token.logpStudent, `${at}.logpStudent`),
        logpTeacher: number(token.logpTeacher, `${at}.logpTeacher`),
        gap: number(token.gap, `${at}.gap`),
        entropyStudent: number(token.entropyStudent, `${at}.entropyStudent`),
        entropyTeacher: number(token.entropyTeacher, `${at}.entropyTeacher`),
        rankStudent: integer(token.rankStudent, `${at}.rankStudent`),
        rankTeacher: integer(token.rankTeacher, `${at}.rankTeacher`),
        tailStudent: number(token.tailStudent, `${at}.tailStudent`),
        tailTeacher: number(token.tailTeacher, `${at}.tailTeacher`),
        top: each(token.top, `${at}.top`, (json, at) => {
          const entry = object(json, at)
          return {
            id: integer(entry.id, `${at}.id`),
            text: text(entry.text, `${at}.text`),
            logpStudent: number(entry.logpStudent, `${at}.logpStudent`),
            logpTeacher: number(entry.logpTeacher, `${at}.logpTeacher`),
          }
        }),
        divergences: record(token.divergences, `${at}.divergences`, number),
      }
    }),
  }
}
