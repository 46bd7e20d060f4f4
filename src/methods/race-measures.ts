/** @file What the shipped races measure, and the words in which their claims show their evidence. */
import { mean } from '../divergence/stats.ts'
import {
  estimate,
  type LaneMeasures,
  type LaneResult,
  type LaneRun,
  type Measure,
  type RaceResult,
  type Tally,
} from './race.ts'

export const ACCURACY: Measure = {
  id: 'accuracy',
  words: 'greedy accuracy on held-out problems at the end',
  better: 'higher',
  share: true,
  valueOf: ({ after }) => after.greedy.share,
}

/** Where no turn was counted there is no share: 0. */
const share = ([turns, wrong]: Tally): number => (turns === 0 ? 0 : wrong / turns)

const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(([turns, wrong], [more, bad]): Tally => [turns + more, wrong + bad], [0, 0])

/** Share of wrong turns in a world of turns: on own texts, led by a careful text, or on own texts after the first wrong one. */
export function wrongTurns({ turns }: LaneMeasures, where: 'own' | 'led' | 'behind', from = 0, to?: number): number {
  if (!turns) return 0
  return share(where === 'behind' ? turns.behind : sum(turns[where].slice(from, to)))
}

export const WRONG_TURNS: Measure = {
  id: 'wrong-turns',
  words: 'share of wrong turns in own texts at the end',
  better: 'lower',
  share: true,
  valueOf: ({ after }) => wrongTurns(after, 'own'),
}

/** Tokens of a solution that is cut in two for `gapGrowth`: the shipped worlds' texts have some fifty. */
const HALF = 24

/** How much more the teacher disagrees with tokens 25 to 48 of the student's own texts than with the first 24, nats a token. */
export function gapGrowth({ after }: LaneRun): number {
  return disagreement(after, HALF, 2 * HALF) - disagreement(after, 0, HALF)
}

/** Mean of -(log p_T - log p_S) over positions `from` to `to` of the student's own texts, nats a token; 0 where there are none. */
export function disagreement({ gapByPosition }: LaneMeasures, from = 0, to = gapByPosition.length): number {
  const gaps = gapByPosition.slice(from, to)
  return gaps.length === 0 ? 0 : -mean(gaps)
}

/** Points of greedy accuracy that a run has won, as a share. */
export function gain({ before, after }: LaneRun): number {
  return after.greedy.share - before.greedy.share
}

/** Mean over seeds. */
export function over({ runs }: LaneResult, number: (run: LaneRun) => number): number {
  return estimate(runs.map(number)).mean
}

/** @throws RangeError when the race has no such lane */
export function lane({ lanes }: RaceResult, label: string): LaneResult {
  const found = lanes.find((candidate) => candidate.label === label)
  if (!found) throw new RangeError(`the race has no lane "${label}"`)
  return found
}

/** "forward 74.0 %, reverse 78.5 %" */
export function each({ lanes }: RaceResult, words: (lane: LaneResult) => string): string {
  return lanes.map((one) => `${one.label} ${words(one)}`).join(', ')
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

/** "+74.0 %", "-3.1 %": a difference says which way it goes. */
export function signedPercent(share: number): string {
  return `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`
}
