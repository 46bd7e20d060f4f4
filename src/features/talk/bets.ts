/**
 * @file Audience bets: the teacher is hidden, every team says which token it will dislike most, then the teacher is shown. Pure.
 * A bet earns 100 x its token's gap / the worst gap of the text: the most disliked token earns 100, one that the teacher dislikes half
 * as much 50, and one that it does not dislike (gap 0 or above) nothing. Equal gaps earn the same.
 */
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'

export interface Team {
  /** A letter, which stays. */
  readonly id: string
  readonly name: string
  /** Points of all rounds. */
  readonly score: number
  /** How many bets were scored. */
  readonly rounds: number
}

export interface BetRound {
  /** Id of the run that is bet on: another one ends the round. */
  readonly run: number
  /** Token index by team index. */
  readonly bets: Readonly<Record<number, number>>
  /** Points by team index once the teacher is shown; null before. */
  readonly points: Readonly<Record<number, number>> | null
}

export interface BetState {
  readonly teams: readonly Team[]
  /** Whose bet the next click is. */
  readonly turn: number
  /** null while nobody bets. */
  readonly round: BetRound | null
}

export const MOST_TEAMS = 6
export const MAX_TEAM_NAME = 24

export const NO_BETS: BetState = { teams: [{ id: 'A', name: 'A', score: 0, rounds: 0 }], turn: 0, round: null }

/** A new round on a run; teams and tally stay. */
export function openRound(state: BetState, run: number): BetState {
  return { ...state, turn: 0, round: { run, bets: {}, points: null } }
}

/** Puts the bet of the team whose turn it is on a token, and passes the turn on to the next team without one. */
export function placeBet(state: BetState, token: number): BetState {
  const { round, turn, teams } = state
  if (!round || round.points) return state
  const bets = { ...round.bets, [turn]: token }
  const waiting = teams.findIndex((_, team) => bets[team] === undefined)
  return { ...state, round: { ...round, bets }, turn: waiting < 0 ? turn : waiting }
}

/** Shows the teacher: every bet is scored and added to its team's tally. A round without bets stays open. */
export function revealBets(state: BetState, score: ScoredRollout, tokens: readonly RolloutToken[]): BetState {
  const { round, teams } = state
  if (!round || round.points || Object.keys(round.bets).length === 0) return state
  const points = Object.fromEntries(
    Object.entries(round.bets).map(([team, token]) => [team, pointsOf(token, score, tokens)]),
  )
  const tallied = teams.map((team, i) => {
    const won = points[i]
    return won === undefined ? team : { ...team, score: team.score + won, rounds: team.rounds + 1 }
  })
  return { ...state, teams: tallied, round: { ...round, points } }
}

/** 0 to 100, rounded; 0 for a token that the student did not write. See the head of this file. */
export function pointsOf(token: number, score: ScoredRollout, tokens: readonly RolloutToken[]): number {
  const worst = mostDisliked(score, tokens)
  const gap = score.tokens[token]?.gap
  if (worst === null || gap === undefined || tokens[token]?.source !== 'student') return 0
  const most = score.tokens[worst]?.gap ?? 0
  if (gap >= 0) return 0
  // Beside a token that the teacher rules out, a finite gap is nothing.
  return gap === most ? 100 : Math.round((100 * gap) / most)
}

/** Index of the token that the teacher dislikes most, or null where the student wrote none. */
export function mostDisliked({ tokens: scored }: ScoredRollout, tokens: readonly RolloutToken[]): number | null {
  let worst: number | null = null
  for (const [i, { gap }] of scored.entries()) {
    if (tokens[i]?.source === 'student' && (worst === null || gap < (scored[worst]?.gap ?? 0))) worst = i
  }
  return worst
}

function newTeam(i: number): Team {
  const id = String.fromCharCode(65 + i)
  return { id, name: id, score: 0, rounds: 0 }
}

/** As many teams as asked for; those that stay keep their tally. Names are single letters until they are changed. */
export function withTeams(state: BetState, count: number): BetState {
  const wanted = Math.min(MOST_TEAMS, Math.max(1, Math.round(count)))
  const teams = Array.from({ length: wanted }, (_, i) => state.teams[i] ?? newTeam(i))
  return { ...state, teams, turn: Math.min(state.turn, wanted - 1) }
}

export function renameTeam(state: BetState, team: number, name: string): BetState {
  const given = name.trim().slice(0, MAX_TEAM_NAME)
  if (given === '') return state
  return { ...state, teams: state.teams.map((each, i) => (i === team ? { ...each, name: given } : each)) }
}

/** Everyone at nothing again. */
export function clearTally(state: BetState): BetState {
  return { ...state, teams: state.teams.map((team) => ({ ...team, score: 0, rounds: 0 })) }
}
