/**
 * @file What a notebook cell reads of a trace (`opd-trace` version 2, see public/trace.schema.json). The page's own schema knows every
 * world and divergence; this one takes what is drawn and nothing else, so that the script stays small.
 */
import * as z from 'zod/mini'
import { parseJson } from '../json/parse.ts'
import { type Read, read, real, reals, refused, whole } from '../json/read.ts'
import { message } from '../message/message.ts'

const entry = z.object({ text: z.string(), logpStudent: real(), logpTeacher: real() })

const score = z.object({
  logpStudent: real(),
  logpTeacher: real(),
  /** ln p_T - ln p_S, nats. */
  gap: real(),
  entropyStudent: real(),
  entropyTeacher: real(),
  rankStudent: real(),
  rankTeacher: real(),
  top: z.array(entry),
  divergences: reals(),
})

const reading = z.object({
  teacher: z.string(),
  context: z.nullable(z.string()),
  /** One for each token. */
  tokens: z.array(score),
})

const trace = z
  .object({
    format: z.literal('opd-trace'),
    version: z.literal(2),
    rollout: z.object({
      prompt: z.string(),
      student: z.string(),
      sampling: z.object({ seed: whole() }),
      verdict: z.object({ status: z.string(), message: z.string() }),
      tokens: z.array(z.object({ text: z.string(), source: z.enum(['student', 'environment']) })),
    }),
    scores: z.array(reading),
  })
  .check(({ value: { rollout, scores }, issues }) => {
    const n = rollout.tokens.length
    const at = scores.findIndex(({ tokens }) => tokens.length !== n)
    const wanted = message('a score for each of {n} tokens', { n })
    if (at >= 0) issues.push(refused(scores[at]?.tokens, ['scores', at, 'tokens'], wanted))
  })

export type CellScore = Read<typeof score>
export type CellReading = Read<typeof reading>

type TraceFile = Read<typeof trace>
export interface CellTrace extends Pick<TraceFile['rollout'], 'prompt' | 'student' | 'verdict'> {
  readonly seed: number
  readonly tokens: readonly { readonly text: string; readonly byStudent: boolean }[]
  readonly readings: readonly CellReading[]
}

/** @param json the parsed trace, or its text. @throws TypeError that names the place, what was expected there and what was found */
export function readCellTrace(json: unknown): CellTrace {
  const { rollout, scores } = read(trace, typeof json === 'string' ? parseJson(json) : json, 'the trace')
  const { prompt, student, verdict, sampling, tokens } = rollout
  return {
    prompt,
    student,
    verdict,
    seed: sampling.seed,
    tokens: tokens.map(({ text, source }) => ({ text, byStudent: source === 'student' })),
    readings: scores,
  }
}
