/** @file Intents of the audience bets. */
import { codesIn } from '../../formats/bet-code.ts'
import { count, mark, t } from '../../i18n/words.ts'
import { type App, action, actionOf } from '../../store/app.ts'
import { problemOf, viewOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import {
  type BetState,
  clearTally,
  mostDisliked,
  openRound,
  placeBet,
  renameTeam,
  revealBets,
  withTeams,
} from './bets.ts'
import { hear, isOpen, onOptions, openOptions, openRoom, type RoomState } from './room.ts'

const setBets = (app: App, change: (bets: BetState) => BetState): void =>
  app.store.setState(({ talk }) => ({ talk: { ...talk, bets: change(talk.bets) } }))

const written = ({ rollout }: AppState): boolean => rollout?.result != null

/** There are bets, they are not scored yet, and the teacher has read the text. */
const ripe = (state: AppState): boolean => {
  const { round } = state.talk.bets
  const { room } = state.talk
  const open = round !== null && round.points === null && round.run === state.rollout?.id
  const voted = isOpen(room, state.rollout) && room.votes.size > 0
  // What is right of options is known without the teacher.
  if (state.talk.betting && open && voted && onOptions(room)) return true
  return state.talk.betting && open && (voted || Object.keys(round.bets).length > 0) && viewOf(state).shown !== null
}

function begin(app: App): void {
  const { rollout, talk } = app.store.getState()
  if (!rollout) return
  setBets(app, (bets) => openRound(bets, rollout.id))
  // A room that has bet bets again, on what is on the stage now.
  if (talk.room) setRoom(app, againRoom(talk.room, rollout))
}

const setRoom = (app: App, room: RoomState | null): void =>
  app.store.setState(({ talk }) => ({ talk: { ...talk, room } }))

/** The next bet of a room: on the same options, or on the text that is on the stage now. */
function againRoom(room: RoomState, rollout: RolloutRecord): RoomState {
  const { answer, bet, nth } = room
  return onOptions(room)
    ? openOptions(rollout.id, bet.problem, { options: bet.options, answer }, nth + 1)
    : freshRoom(rollout, nth + 1)
}

const freshRoom = ({ id, problem, tokens }: RolloutRecord, nth: number): RoomState =>
  openRoom(id, problemOf(problem).question, tokens, nth)

export const BET_ACTIONS = {
  toggleBets: action({
    id: 'toggle-bets',
    label: mark('Bet'),
    keys: [],
    available: (state) => written(state) || state.talk.betting,
    perform: (app) => {
      const { betting } = app.store.getState().talk
      if (!betting) begin(app)
      app.store.setState(({ talk }) => ({ talk: { ...talk, betting: !betting } }))
    },
  }),
  bet: actionOf<number>({
    id: 'place-bet',
    label: mark('Bet on a token'),
    keys: [],
    perform: (app, token) => setBets(app, (bets) => placeBet(bets, token)),
  }),
  takeTurn: actionOf<number>({
    id: 'take-turn',
    label: mark('Whose bet it is'),
    keys: [],
    perform: (app, turn) => setBets(app, (bets) => ({ ...bets, turn })),
  }),
  reveal: action({
    id: 'reveal-teacher',
    label: mark('Reveal'),
    keys: [],
    available: ripe,
    perform: (app) => {
      const state = app.store.getState()
      const { shown } = viewOf(state)
      const { rollout } = state
      const { room } = state.talk
      if (rollout && isOpen(room, rollout) && onOptions(room)) {
        setBets(app, (bets) => ({ ...bets, round: bets.round && { ...bets.round, points: {} } }))
        return setRoom(app, { ...room, closed: true })
      }
      if (!shown || !rollout) return
      setBets(app, (bets) => {
        const { round } = bets
        // Where only phones have bet, there is nothing to score for teams, but the teacher is shown all the same.
        if (round && Object.keys(round.bets).length === 0) return { ...bets, round: { ...round, points: {} } }
        return revealBets(bets, shown, rollout.tokens)
      })
      if (room) setRoom(app, { ...room, closed: true })
      const { teams, round } = app.store.getState().talk.bets
      const won = teams.flatMap(({ name }, i) => {
        const points = round?.points?.[i]
        return points === undefined
          ? []
          : [t('{team}: {points}', { team: name, points: count(points, '# point', '# points') })]
      })
      // The line that crosses every chart goes to the token in question.
      app.store.setState({ announcement: won.join('; '), hovered: mostDisliked(shown, rollout.tokens) })
    },
  }),
  toggleRoom: action({
    id: 'toggle-room',
    label: mark('Bets from phones'),
    keys: [],
    available: (state) => state.talk.betting && written(state),
    perform: (app) => {
      const { rollout, talk } = app.store.getState()
      const nth = (talk.room?.nth ?? -1) + 1
      if (isOpen(talk.room, rollout)) return setRoom(app, null)
      if (!rollout) return
      // Bets that come before the teacher is shown: a round that is over is no bet any more.
      if (talk.bets.round?.points) setBets(app, (bets) => openRound(bets, rollout.id))
      setRoom(app, freshRoom(rollout, nth))
    },
  }),
  hearCodes: actionOf<string>({
    id: 'hear-codes',
    label: mark('Codes from the room'),
    keys: [],
    perform: (app, text) => {
      const { room } = app.store.getState().talk
      if (room) setRoom(app, codesIn(text).reduce(hear, room))
    },
  }),
  nextRound: action({
    id: 'next-bet-round',
    label: mark('Next round'),
    keys: [],
    available: (state) => state.talk.betting && written(state),
    perform: begin,
  }),
  setTeams: actionOf<number>({
    id: 'set-teams',
    label: mark('Teams'),
    keys: [],
    perform: (app, n) => setBets(app, (bets) => withTeams(bets, n)),
  }),
  renameTeam: actionOf<{ readonly team: number; readonly name: string }>({
    id: 'rename-team',
    label: mark('Name of the team'),
    keys: [],
    perform: (app, { team, name }) => setBets(app, (bets) => renameTeam(bets, team, name)),
  }),
  clearTally: action({
    id: 'clear-tally',
    label: mark('Start the tally anew'),
    keys: [],
    available: ({ talk }) => talk.bets.teams.some(({ rounds }) => rounds > 0),
    perform: (app) => setBets(app, clearTally),
  }),
} as const
