/** @file Recorded training steps out of JSON: a file of a stranger may hold anything. */
import * as z from 'zod/mini'
import type { Json } from '../json/parse.ts'
import { read, real, whole } from '../json/read.ts'
import type { TrainingRecording } from './talk.ts'

/** More steps than anybody waits for on a stage. */
const MOST_REPORTS = 2000

const spent = z.object({ studentTokens: real(), teacherTokens: real(), flops: real(), seconds: real() })

const report = z.object({
  step: whole(),
  phase: z.string(),
  loss: real(),
  terms: z.array(real()),
  gradientNorm: real(),
  texts: whole(),
  rows: whole(),
  measures: z.object({
    forwardKl: z.nullable(real()),
    reverseKl: z.nullable(real()),
    tvd: z.nullable(real()),
    studentEntropy: real(),
    length: real(),
    right: z.nullable(real()),
    kept: real(),
  }),
  milliseconds: z.object({ sample: real(), score: real(), step: real() }),
  spent,
})

const proportion = z.object({ share: real(), interval: z.tuple([real(), real()]), n: whole() })

const evaluation = z.object({
  step: whole(),
  greedy: proportion,
  sampled: proportion,
  length: real(),
  forwardKl: real(),
  reverseKl: real(),
  tvd: real(),
  acceptance: real(),
  studentEntropy: real(),
  gapByPosition: z.array(real()),
  distinctRight: z.nullable(real()),
  movement: z.array(z.object({ layer: z.string(), share: real() })),
  frame: z.object({
    tokens: z.array(z.object({ text: z.string(), gap: z.nullable(real()), logp: real() })),
    status: z.enum(['right', 'wrong', 'malformed']),
  }),
  spent,
})

export const trainingRecording = z.object({
  info: z.object({
    run: z.string(),
    parameters: real(),
    teacherParameters: real(),
    buildMs: real(),
    openMs: real(),
  }),
  reports: z.array(report).check(z.maxLength(MOST_REPORTS)),
  evaluations: z.array(evaluation).check(z.maxLength(MOST_REPORTS)),
})

/** @throws FormatError that names the first part which is not as the format says */
export function readTraining(json: Json, at: string): TrainingRecording {
  const { reports, ...recording } = read(trainingRecording, json, at, { within: true })
  // A step that was not applied is not among the reports of a run.
  return { ...recording, reports: reports.map((report) => ({ ...report, fault: null })) }
}
