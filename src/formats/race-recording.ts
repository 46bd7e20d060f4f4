/**
 * @file A recorded race as a file: what the shipped races' lanes measured, step by step, so that a page can show a finished race
 * without running it. Numbers only; which recipes the lanes follow stands in the race itself.
 */
import type { Evaluation, Spent, StepReport } from '../engine/training/types.ts'
import { each, infinitiesAsText, integer, type Json, list, nullable, number, object, text } from './json.ts'

/** What a race keeps of a step. */
export type RaceReport = Pick<StepReport, 'step' | 'gradientNorm' | 'spent'>

/** What a race keeps of a measurement. */
export type RaceEvaluation = Omit<Evaluation, 'movement' | 'frame'>

/** One lane under one seed, from its start to its end. */
export interface RecordedLane {
  /** Place among the race's lanes. */
  readonly lane: number
  readonly seed: number
  readonly reports: readonly RaceReport[]
  readonly evaluations: readonly RaceEvaluation[]
}

/** A race as it was run: its size, from what start, on what. */
export interface RaceRecording {
  readonly race: string
  readonly steps: number
  readonly rolloutsPerStep: number
  /** Held-out problems of every measurement. */
  readonly problems: number
  readonly student: string
  readonly teacher: string
  readonly world: string
  readonly difficulty: number
  /** "onnxruntime-node, one thread". */
  readonly device: string
  /** Seconds of processor time that one seed of the whole race took, mean over its seeds: what it costs on an idle core. */
  readonly secondsPerSeed: number
  /** Of that, one training step, mean over lanes and seeds: beside a step measured elsewhere it tells how fast that device is. */
  readonly secondsPerStep: number
  /** By seed, then by lane; every lane of a seed or none. */
  readonly lanes: readonly RecordedLane[]
}

const FORMAT = 'opd-race'
const VERSION = 1

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

/** @throws TypeError that names the first part which is not as the format says */
export function readRace(json: Json): RaceRecording {
  const it = object(json, 'race')
  if (it.format !== FORMAT || it.version !== VERSION) throw new TypeError('race: not a recorded race of this version')
  return {
    race: text(it.race, 'race.race'),
    steps: integer(it.steps, 'race.steps'),
    rolloutsPerStep: integer(it.rolloutsPerStep, 'race.rolloutsPerStep'),
    problems: integer(it.problems, 'race.problems'),
    student: text(it.student, 'race.student'),
    teacher: text(it.teacher, 'race.teacher'),
    world: text(it.world, 'race.world'),
    difficulty: integer(it.difficulty, 'race.difficulty'),
    device: text(it.device, 'race.device'),
    secondsPerSeed: number(it.secondsPerSeed, 'race.secondsPerSeed'),
    secondsPerStep: number(it.secondsPerStep, 'race.secondsPerStep'),
    lanes: each(it.lanes, 'race.lanes', readLane),
  }
}

function readLane(json: Json, at: string): RecordedLane {
  const it = object(json, at)
  return {
    lane: integer(it.lane, `${at}.lane`),
    seed: integer(it.seed, `${at}.seed`),
    reports: list(it.steps, `${at}.steps`).map((json, i) => {
      const [gradientNorm, ...spent] = numbers(json, `${at}.steps[${i}]`, 5)
      return { step: i + 1, gradientNorm: gradientNorm!, spent: readSpent(spent) }
    }),
    evaluations: each(it.measured, `${at}.measured`, readMeasured),
  }
}

function readMeasured(json: Json, at: string): RaceEvaluation {
  const it = object(json, at)
  const [step, length, forwardKl, reverseKl, tvd, acceptance, studentEntropy] = MEASURES.map((name) =>
    number(it[name], `${at}.${name}`),
  ) as [number, number, number, number, number, number, number]
  return {
    ...{ step, length, forwardKl, reverseKl, tvd, acceptance, studentEntropy },
    greedy: readShare(it.greedy, `${at}.greedy`),
    sampled: readShare(it.sampled, `${at}.sampled`),
    gapByPosition: each(it.gaps, `${at}.gaps`, number),
    distinctRight: nullable(it.distinctRight, `${at}.distinctRight`, number),
    spent: readSpent(numbers(it.spent, `${at}.spent`, 4)),
  }
}

function readShare(json: Json, at: string): Evaluation['greedy'] {
  const [share, low, high, n] = numbers(json, at, 4)
  return { share: share!, interval: [low!, high!], n: n! }
}

function readSpent([studentTokens, teacherTokens, flops, seconds]: readonly number[]): Spent {
  return { studentTokens: studentTokens!, teacherTokens: teacherTokens!, flops: flops!, seconds: seconds! }
}

function numbers(json: Json, at: string, length: number): readonly number[] {
  const values = each(json, at, number)
  if (values.length !== length) throw new TypeError(`${at}: expected ${length} numbers`)
  return values
}
