/** @file The outcome of `lab race`: its JSON, as it is promised to scripts, and a table for people. */
import {
  type Estimate,
  estimate,
  type LaneResult,
  type LaneRun,
  type Race,
  type RaceResult,
  type Ranking,
} from '../methods/race.ts'
import { figures, percent } from './run-output.ts'

export interface EstimateJson {
  readonly mean: number
  /** 95 % over seeds; null with one seed. */
  readonly interval: readonly [number, number] | null
}

export interface LaneJson {
  readonly label: string
  readonly recipe: string
  /** By the race's measure. */
  readonly measure: EstimateJson
  readonly accuracy_before: EstimateJson
  readonly accuracy: EstimateJson
  readonly length: EstimateJson
  readonly student_entropy: EstimateJson
  readonly reverse_kl: EstimateJson
  readonly distinct_right: EstimateJson
  readonly gradient_norm: EstimateJson
  readonly steps: EstimateJson
  readonly student_tokens: EstimateJson
  readonly teacher_tokens: EstimateJson
  readonly flops: EstimateJson
  readonly seconds: EstimateJson
}

export interface RaceJson {
  readonly race: string
  readonly question: string
  readonly measure: { readonly id: string; readonly words: string; readonly better: 'higher' | 'lower' }
  readonly budget: string
  readonly seeds: readonly number[]
  readonly lanes: readonly LaneJson[]
  readonly winner: string
  /** By how much it beats the next one, seed by seed. */
  readonly margin: EstimateJson & { readonly over: string }
  readonly claim: { readonly text: string; readonly holds: boolean; readonly evidence: string }
}

export function raceJson(race: Race, result: RaceResult, { winner, runnerUp, margin }: Ranking): RaceJson {
  const { id, words, better } = race.measure
  return {
    race: race.id,
    question: race.question,
    measure: { id, words, better },
    budget: race.budget,
    seeds: result.lanes[0]?.runs.map(({ seed }) => seed) ?? [],
    lanes: result.lanes.map((lane, index) => laneJson(race, lane, race.lanes[index]!.recipe.id)),
    winner,
    margin: { over: runnerUp, ...margin },
    claim: { text: race.claim.text, ...race.claim.check(result) },
  }
}

function laneJson({ measure }: Race, { label, runs }: LaneResult, recipe: string): LaneJson {
  const of = (number: (run: LaneRun) => number): Estimate => estimate(runs.map(number))
  const mean = (values: readonly number[]) => estimate(values).mean
  return {
    label,
    recipe,
    measure: of(measure.valueOf),
    accuracy_before: of(({ before }) => before.greedy.share),
    accuracy: of(({ after }) => after.greedy.share),
    length: of(({ after }) => after.length),
    student_entropy: of(({ after }) => after.studentEntropy),
    reverse_kl: of(({ after }) => after.reverseKl),
    distinct_right: of(({ after }) => after.distinctRight ?? 0),
    gradient_norm: of(({ gradientNorms }) => mean(gradientNorms)),
    steps: of(({ gradientNorms }) => gradientNorms.length),
    student_tokens: of(({ after }) => after.spent.studentTokens),
    teacher_tokens: of(({ after }) => after.spent.teacherTokens),
    flops: of(({ after }) => after.spent.flops),
    seconds: of(({ after }) => after.spent.seconds),
  }
}

/** One line a lane, then the winner and the claim. */
export function raceLines({ name }: Race, outcome: RaceJson): string {
  const lanes = outcome.lanes.map((lane) =>
    [
      lane.label.padEnd(18),
      `${percent(lane.accuracy_before.mean)} -> ${percent(lane.accuracy.mean)}${between(lane.accuracy, percent)}`,
      `${outcome.measure.id} ${figures(lane.measure.mean)}${between(lane.measure, figures)}`,
      `length ${lane.length.mean.toFixed(1)}`,
      `entropy ${figures(lane.student_entropy.mean)}`,
      `${lane.steps.mean.toFixed(0)} steps, ${lane.seconds.mean.toFixed(1)} s`,
    ].join('  '),
  )
  const { winner, margin, claim } = outcome
  return [
    `${name}: ${outcome.question}`,
    `Measure: ${outcome.measure.words} (${outcome.measure.better} is better), ${outcome.seeds.length} seeds`,
    ...lanes,
    `Winner: ${winner}, ${figures(margin.mean)} ahead of ${margin.over}${between(margin, figures)}`,
    `Claim: ${claim.text}`,
    `${claim.holds ? 'It holds' : 'It does not hold'}: ${claim.evidence}.`,
  ].join('\n')
}

function between({ interval }: EstimateJson, words: (value: number) => string): string {
  return interval ? ` (${words(interval[0])} to ${words(interval[1])})` : ''
}
