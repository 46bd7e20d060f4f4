/**
 * @file A race: several recipes from the same start on the same problems with the same seeds, a stated measure, and a claim
 * that can turn out false. Numbers in, verdict out; whoever has an engine runs the lanes.
 */
import { mean, meanInterval } from '../divergence/stats.ts'
import type { WorldId } from '../world/types.ts'
import type { Recipe } from './recipe/recipe.ts'

/** Of how many, and how many were wrong. */
export type Tally = readonly [number, number]

/** What a lane's weights can do, before or after. An engine's evaluation is one. */
export interface LaneMeasures {
  /** Share of right answers on the held-out problems, greedily. */
  readonly greedy: { readonly share: number }
  /** Mean tokens of the greedy rollouts. */
  readonly length: number
  /** nats a token to the recipe's teacher, on texts of the start weights. */
  readonly forwardKl: number
  readonly reverseKl: number
  readonly tvd: number
  readonly studentEntropy: number
  /** Mean log p_T - log p_S by token position, on texts of these very weights. */
  readonly gapByPosition: readonly number[]
  /** Distinct right solutions among 16 samples of a problem. */
  readonly distinctRight: number | null
  /** Wrong turns, by turn: of how many, and how many were wrong. Only in worlds of turns, at the end. */
  readonly turns?: {
    /** On texts of these very weights. */
    readonly own: readonly Tally[]
    /** Each behind the turns of a careful writer. */
    readonly led: readonly Tally[]
    /** On own texts: until the first wrong turn, that one counted in, and after it. */
    readonly before: Tally
    readonly behind: Tally
  }
  readonly spent: Spending
}

export interface Spending {
  readonly studentTokens: number
  readonly teacherTokens: number
  readonly flops: number
  readonly seconds: number
}

export interface LaneRun {
  readonly seed: number
  readonly before: LaneMeasures
  readonly after: LaneMeasures
  /** Of every step, before the clip. */
  readonly gradientNorms: readonly number[]
}

export interface LaneResult {
  readonly label: string
  /** One a seed, in the order of the race's seeds. */
  readonly runs: readonly LaneRun[]
}

export interface RaceResult {
  readonly lanes: readonly LaneResult[]
}

export interface Measure {
  readonly id: string
  readonly words: string
  readonly better: 'higher' | 'lower'
  /** A share, 0 to 1, which is written in percent and whose differences are points. */
  readonly share: boolean
  valueOf(run: LaneRun): number
}

export interface RaceLane {
  readonly label: string
  readonly recipe: Recipe
}

/** What the lanes spend equally: each takes steps until it has spent as much as the first lane in `steps` steps. */
export type BudgetAxis = 'steps' | keyof Spending

/** A lane that spends next to nothing on the budget's axis stops after so many times the first lane's steps. */
const MOST_LAPS = 8

/** How far a lane has come: its steps, and what it has spent on the race's budget axis. */
export interface LanePace {
  readonly steps: number
  readonly spent: number
}

/** Must this lane step before the first one does again? It follows until it has spent as much. */
export function isBehind({ steps }: Pick<Race, 'steps'>, first: LanePace, lane: LanePace): boolean {
  return lane.spent < first.spent && lane.steps < MOST_LAPS * steps
}

/** What a race fixes of its start, where its question needs more than the page's own choice. */
export interface RaceStart {
  readonly student?: string
  readonly teacher?: string
  readonly world?: WorldId
  readonly difficulty?: number
}

export interface Claim {
  readonly text: string
  check(result: RaceResult): { readonly holds: boolean; readonly evidence: string }
}

/** Id of a race that people put together, whose lanes the settings name. */
export const OWN_RACE = 'own'

export interface Race {
  readonly id: string
  readonly name: string
  /** One line. */
  readonly question: string
  readonly measure: Measure
  readonly lanes: readonly [RaceLane, RaceLane, ...RaceLane[]]
  /** Left out: the student, the teacher and the world that the page or the command line has. */
  readonly start?: RaceStart
  readonly seeds: readonly number[]
  /** Of the first lane. */
  readonly steps: number
  readonly rolloutsPerStep: number
  /** Held-out problems. */
  readonly problems: number
  readonly budget: BudgetAxis
  readonly claim: Claim
}

export interface Estimate {
  readonly mean: number
  /** 95 % over seeds (Student's t); null for a single seed. */
  readonly interval: readonly [number, number] | null
}

/** Mean and 95 % interval of one number a seed. */
export function estimate(values: readonly number[]): Estimate {
  return { mean: mean(values), interval: meanInterval(values) }
}

export interface Ranking {
  readonly winner: string
  readonly runnerUp: string
  /** How much better the winner is, seed by seed. */
  readonly margin: Estimate
}

/** Who is best by the race's measure, mean over seeds. */
export function rank(measure: Measure, { lanes }: RaceResult): Ranking {
  const sign = measure.better === 'higher' ? 1 : -1
  const scored = lanes.map(({ label, runs }) => ({ label, values: runs.map((run) => sign * measure.valueOf(run)) }))
  const [first, second] = scored.sort((a, b) => estimate(b.values).mean - estimate(a.values).mean)
  if (!first || !second) throw new RangeError('a race needs two lanes')
  const margin = estimate(first.values.map((value, seed) => value - second.values[seed]!))
  return { winner: first.label, runnerUp: second.label, margin }
}
