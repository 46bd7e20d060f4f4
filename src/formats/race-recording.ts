/**
 * @file A recorded race as a file: what the shipped races' lanes measured, step by step, so that a page can show a finished race
 * without running it. Numbers only; which recipes the lanes follow stands in the race itself.
 */
import * as z from 'zod/mini'
import type { Evaluation, Spent, StepReport } from '../engine/training/types.ts'
import type { Json } from '../json/parse.ts'
import { read, real, whole } from '../json/read.ts'
import { infinitiesAsText } from './json.ts'

/** What a race keeps of a step. */
export type RaceReport = Pick<StepReport, 'step' | 'gradientNorm' | 'spent'>

/** What a race keeps of a measurement. */
export type RaceEvaluation = Omit<Evaluation, 'movement' | 'frame'>

/** Student's and teacher's tokens, flops, seconds. */
const spent = z.pipe(
  z.tuple([real(), real(), real(), real()]),
  z.transform(
    ([studentTokens, teacherTokens, flops, seconds]): Spent => ({ studentTokens, teacherTokens, flops, seconds }),
  ),
)

/** The gradient's norm, then what was spent. */
const step = z.tuple([real(), real(), real(), real(), real()])

/** Share, its interval, of how many. */
const proportion = z.pipe(
  z.tuple([real(), real(), real(), real()]),
  z.transform(([share, low, high, n]): Evaluation['greedy'] => ({ share, interval: [low, high], n })),
)

/** Turns, and how many were wrong. */
const tally = z.tuple([whole(), whole()])

const measured = z.pipe(
  z.object({
    step: real(),
    length: real(),
    forwardKl: real(),
    reverseKl: real(),
    tvd: real(),
    acceptance: real(),
    studentEntropy: real(),
    distinctRight: z.nullable(real()),
    greedy: proportion,
    sampled: proportion,
    gaps: z.array(real()),
    turns: z.optional(z.object({ own: z.array(tally), led: z.array(tally), before: tally, behind: tally })),
    spent,
  }),
  z.transform(({ gaps, ...measured }): RaceEvaluation => ({ ...measured, gapByPosition: gaps })),
)

/** One lane under one seed, from its start to its end. */
const lane = z.pipe(
  z.object({
    /** Place among the race's lanes. */
    lane: whole(),
    seed: whole(),
    steps: z.array(step),
    measured: z.array(measured),
  }),
  z.transform(({ steps, measured, ...lane }) => ({
    ...lane,
    reports: steps.map(
      ([gradientNorm, studentTokens, teacherTokens, flops, seconds], i): RaceReport => ({
        step: i + 1,
        gradientNorm,
        spent: { studentTokens, teacherTokens, flops, seconds },
      }),
    ),
    evaluations: measured,
  })),
)
export type RecordedLane = z.infer<typeof lane>

const FORMAT = 'opd-race'
const VERSION = 1

/** A race as it was run: its size, from what start, on what. */
const race = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  race: z.string(),
  steps: whole(),
  rolloutsPerStep: whole(),
  /** Held-out problems of every measurement. */
  problems: whole(),
  student: z.string(),
  teacher: z.string(),
  world: z.string(),
  difficulty: whole(),
  /** "onnxruntime-node, one thread". */
  device: z.string(),
  /** Seconds of processor time that one seed of the whole race took, mean over its seeds: what it costs on an idle core. */
  secondsPerSeed: real(),
  /** Of that, one training step, mean over lanes and seeds: beside a step measured elsewhere it tells how fast that device is. */
  secondsPerStep: real(),
  /** By seed, then by lane; every lane of a seed or none. */
  lanes: z.array(lane),
})
export type RaceRecording = Omit<z.infer<typeof race>, 'format' | 'version'>

/** As few digits as a chart or a table shows, and two more. */
const DIGITS = 5
const round = (value: number): number => Number(value.toPrecision(DIGITS))

/** Plain numbers of a measurement. */
const MEASURES = ['step', 'length', 'forwardKl', 'reverseKl', 'tvd', 'acceptance', 'studentEntropy'] as const

/** The file's text: one line a lane. */
export function writeRace({ lanes, ...head }: RaceRecording): string {
  const lines = lanes.map((lane) => JSON.stringify(packLane(lane), infinitiesAsText))
  const opening = JSON.stringify({ format: FORMAT, version: VERSION, ...head }, infinitiesAsText).slice(0, -1)
  return `${opening},"lanes":[\n${lines.join(',\n')}\n]}\n`
}

function packLane({ lane, seed, reports, evaluations }: RecordedLane): Json {
  const steps = reports.map(({ gradientNorm, spent }) => [round(gradientNorm), ...packSpent(spent)])
  const measured = evaluations.map((evaluation, i) => ({
    ...Object.fromEntries(MEASURES.map((name) => [name, round(evaluation[name])])),
    distinctRight: evaluation.distinctRight,
    greedy: packShare(evaluation.greedy),
    sampled: packShare(evaluation.sampled),
    // Only the last one's is drawn.
    gaps: i === evaluations.length - 1 ? evaluation.gapByPosition.map((gap) => Number(gap.toFixed(3))) : [],
    ...(evaluation.turns && { turns: evaluation.turns }),
    spent: packSpent(evaluation.spent),
  }))
  return { lane, seed, steps, measured }
}

const packSpent = ({ studentTokens, teacherTokens, flops, seconds }: Spent) => [
  studentTokens,
  teacherTokens,
  round(flops),
  round(seconds),
]

const packShare = ({ share, interval: [low, high], n }: Evaluation['greedy']) => [
  round(share),
  round(low),
  round(high),
  n,
]

/** @throws FormatError that names the first part which is not as the format says */
export function readRace(json: Json): RaceRecording {
  const { format: _format, version: _version, ...recording } = read(race, json, 'race', { within: true })
  return recording
}
