/**
 * @file The room that bets from its phones: which bet is out, and what has come back. Pure. Every phone has a number of its own, so a
 * second answer of one phone moves its bet, and no answer counts twice.
 */
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { readCode } from '../../formats/bet-code.ts'
import { isChoice, type PhoneBet, roundOf } from '../../formats/phone-bet.ts'
import type { OptionBet } from '../../formats/talk.ts'
import { pointsOf } from './bets.ts'

/** What became of a code. */
export type Hearing = 'counted' | 'moved' | 'again' | 'no-code' | 'other-bet' | 'over'

export interface RoomState {
  /** Id of the run that is bet on: another one ends the bet. */
  readonly run: number
  /** How many bets this room has had before. */
  readonly nth: number
  readonly bet: PhoneBet
  /** Index of the right option, where options are bet on and one is right. */
  readonly answer: number | null
  /** Choice by the phone's number. */
  readonly votes: ReadonlyMap<number, number>
  /** What became of the codes that came last, the latest last. */
  readonly heard: readonly { readonly code: string; readonly hearing: Hearing }[]
  /** The teacher has been shown: what comes now comes too late. */
  readonly closed: boolean
}

/** How many codes are told of. */
const TOLD = 4

/**
 * A fresh bet on a text.
 * @param nth how often this room has bet before: each bet has a number, by which late answers are known
 */
export function openRoom(run: number, problem: string, tokens: readonly RolloutToken[], nth: number): RoomState {
  const texts = tokens.map(({ text }) => text)
  const bet: PhoneBet = {
    round: roundOf(`${problem} ${texts.join('')}`, nth),
    problem,
    tokens: texts,
    others: tokens.flatMap(({ source }, i) => (source === 'student' ? [] : [i])),
    options: [],
  }
  return { run, nth, bet, answer: null, votes: new Map(), heard: [], closed: false }
}

/** A fresh bet on options. */
export function openOptions(run: number, question: string, { options, answer }: OptionBet, nth: number): RoomState {
  const round = roundOf(`${question} ${options.join(' ')}`, nth)
  const bet: PhoneBet = { round, problem: question, tokens: [], others: [], options }
  return { run, nth, bet, answer, votes: new Map(), heard: [], closed: false }
}

/** Whether options are bet on, and no tokens. */
export function onOptions({ bet }: RoomState): boolean {
  return bet.options.length > 0
}

/** Takes a code, whichever way it came. */
export function hear(room: RoomState, code: string): RoomState {
  const hearing = hearingOf(room, code)
  const heard = [...room.heard, { code: code.trim(), hearing }].slice(-TOLD)
  const answer = readCode(code)
  if (!answer || (hearing !== 'counted' && hearing !== 'moved')) return { ...room, heard }
  return { ...room, heard, votes: new Map(room.votes).set(answer.voter, answer.choice) }
}

function hearingOf({ bet, votes, closed }: RoomState, code: string): Hearing {
  const answer = readCode(code)
  if (!answer) return 'no-code'
  if (answer.round !== bet.round || !isChoice(bet, answer.choice)) return 'other-bet'
  const before = votes.get(answer.voter)
  if (before === answer.choice) return 'again'
  if (closed) return 'over'
  return before === undefined ? 'counted' : 'moved'
}

/** Whether the bet of the phones is on this run. */
export function isOpen(room: RoomState | null, run: { readonly id: number } | null): room is RoomState {
  return room !== null && run !== null && room.run === run.id
}

/** How many bet on each token, or on each option. */
export function histogramOf({ bet, votes }: RoomState): readonly number[] {
  const counts = (bet.options.length > 0 ? bet.options : bet.tokens).map(() => 0)
  for (const choice of votes.values()) counts[choice] = (counts[choice] ?? 0) + 1
  return counts
}

export interface RoomScore {
  readonly votes: number
  /** Points a bet, on average: as the teams' are counted, 0 to 100. */
  readonly mean: number
  /** How many bet on the very token that the teacher dislikes most. */
  readonly onWorst: number
}

/** What the room has earned; null where nobody bet. */
export function scoreOf(
  { votes }: RoomState,
  score: ScoredRollout,
  tokens: readonly RolloutToken[],
  worst: number | null,
): RoomScore | null {
  if (votes.size === 0) return null
  const choices = [...votes.values()]
  const points = choices.map((choice) => pointsOf(choice, score, tokens))
  return {
    votes: choices.length,
    mean: Math.round(points.reduce((sum, each) => sum + each, 0) / choices.length),
    onWorst: choices.filter((choice) => choice === worst).length,
  }
}
