/** @file The board of the bets: the text without the teacher's marks, everyone's bets on it, and after "Reveal" what the teacher thinks. */
import { type CSSProperties, type KeyboardEvent, useRef } from 'react'
import { formatNumber, inUnit, tokenGlyph, tokenName } from '../../charts/format.ts'
import { symmetric } from '../../charts/scale.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionNumber } from '../../controls/fields.tsx'
import { count, list, t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { MAX_TEAM_NAME, MOST_TEAMS, mostDisliked } from './bets.ts'
import { OptionBoard } from './option-board.tsx'
import { histogramOf, isOpen, onOptions, type RoomState } from './room.ts'
import { RoomPanel } from './room-panel.tsx'
import './bet-board.css'

export function BetBoard() {
  const rollout = useAppState((state) => state.rollout)
  const settings = useAppState((state) => state.settings)
  const bets = useAppState((state) => state.talk.bets)
  const { shown } = viewOf({ rollout, settings })
  const round = bets.round?.run === rollout?.id ? bets.round : null
  const teams = bets.teams.length
  const revealed = round !== null && round.points !== null && shown !== null
  const room = useAppState((state) => (isOpen(state.talk.room, state.rollout) ? state.talk.room : null))
  const options = room && onOptions(room) ? room : null
  return (
    <section className="bets" aria-labelledby="bets-heading" data-swipe="own" data-room={room !== null}>
      <h2 id="bets-heading">
        {options
          ? options.bet.problem
          : revealed
            ? t('What the teacher dislikes')
            : t('Which token will the teacher dislike most?')}
      </h2>
      {options ? <OptionBoard room={options} /> : <BetText revealed={revealed} room={room} />}
      <p className="bets-hint">
        {hintOf({ onPhones: room !== null, choosing: options !== null, revealed, read: shown !== null })}
      </p>
      {!options && (!room || teams > 1) && <Teams revealed={revealed} />}
      {room && <RoomPanel room={room} />}
      <div className="bets-moves">
        <ActionButton name="reveal" tone="primary" shortcut="V" />
        <ActionButton name="nextRound" />
        <ActionButton name="toggleRoom">{room ? t('No bets from phones') : t('Bets from phones')}</ActionButton>
        <ActionButton name="toggleBets">{t('Close the bets')}</ActionButton>
      </div>
    </section>
  )
}

interface BetStage {
  readonly onPhones: boolean
  /** Among options, not tokens. */
  readonly choosing: boolean
  readonly revealed: boolean
  /** By the teacher. */
  readonly read: boolean
}

function hintOf({ onPhones, choosing, revealed, read }: BetStage): string {
  if (choosing) return t('Scan the code and choose.')
  if (revealed)
    return t(
      'A bet earns its token’s share of the worst gap: 100 for the most disliked, nothing where the teacher does not object.',
    )
  if (!read) return t('The teacher has not read this text yet: bets can be placed, and revealed once it has.')
  return onPhones
    ? t('Scan the code and tap a token: each bet falls on the text.')
    : t(
        'Click a token, or walk with the arrow keys and press Enter. The bet can be moved until the teacher is revealed.',
      )
}

/** The tokens as buttons: plain while bets are open, marked once the teacher is shown. */
function BetText({ revealed, room }: { readonly revealed: boolean; readonly room: RoomState | null }) {
  const bet = useActionId('bet')
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const settings = useAppState((state) => state.settings)
  const bets = useAppState((state) => state.talk.bets)
  const list = useRef<HTMLUListElement>(null)
  const { shown } = viewOf({ rollout, settings })
  const tokens = rollout?.tokens ?? []
  const placed = Object.entries(bets.round?.bets ?? {})
  const worst = revealed && shown ? mostDisliked(shown, tokens) : null
  const votes = room ? histogramOf(room) : []
  const most = Math.max(1, ...votes)
  const first = tokens.findIndex(({ source }) => source === 'student')

  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const from = buttons.indexOf(event.target as HTMLElement)
    const to = neighbour(event.key, from, buttons.length)
    const next = to === null ? undefined : buttons[to]
    if (from < 0 || !next) return
    event.preventDefault()
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  }

  return (
    <ul className="bets-text" ref={list} aria-label={t('Tokens to bet on')} onKeyDown={onKeyDown}>
      {tokens.map((token, i) => {
        const glyph = tokenGlyph(token.text)
        const on = placed.filter(([, at]) => at === i).map(([team]) => bets.teams[Number(team)]?.name ?? '')
        const gap = revealed ? (shown?.tokens[i]?.gap ?? null) : null
        const at = gap === null ? null : symmetric(gap, settings.gapScale)
        const cast = votes[i] ?? 0
        const name = nameOf(token.text, on, cast, gap, settings.units)
        return (
          // A finished text never changes its order.
          <li key={`${rollout?.id}.${i}`} className={token.text === '\n' ? 'line-end' : undefined}>
            <button
              type="button"
              className={[
                'bet-token',
                glyph.sign && 'sign',
                at && (at.at < 0 ? 'less' : 'more'),
                i === worst && 'worst',
              ]
                .filter(Boolean)
                .join(' ')}
              data-action={bet}
              data-token={i}
              aria-label={name}
              aria-pressed={on.length > 0}
              aria-disabled={token.source !== 'student' || revealed || undefined}
              tabIndex={i === Math.max(0, first) ? 0 : -1}
              style={{ '--strength': at ? Math.abs(at.at) : 0 } as CSSProperties}
              onClick={() => token.source === 'student' && !revealed && act('bet', i)}
            >
              {glyph.space && <span className="bet-space" />}
              {glyph.text}
              {cast > 0 && (
                <span
                  className="bet-votes"
                  aria-hidden="true"
                  style={{ '--share': cast / most } as CSSProperties}
                  data-votes={cast}
                >
                  {cast}
                </span>
              )}
              {on.length > 0 && (
                <span className="bet-flag" aria-hidden="true">
                  {on.join(' ')}
                </span>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function nameOf(text: string, on: readonly string[], cast: number, gap: number | null, unit: 'nats' | 'bits'): string {
  return [
    tokenName(text),
    gap !== null && t('gap {gap}', { gap: `${formatNumber(inUnit(gap, unit))} ${t(unit)}` }),
    cast > 0 && count(cast, '# bet from phones', '# bets from phones'),
    on.length > 0 && t('bet of {teams}', { teams: list(on) }),
  ]
    .filter((part) => part !== false)
    .join(', ')
}

function neighbour(key: string, at: number, all: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(at + 1, all - 1)
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? all - 1 : null
}

function Teams({ revealed }: { readonly revealed: boolean }) {
  const rename = useActionId('renameTeam')
  const act = useAct()
  const { teams, turn, round } = useAppState((state) => state.talk.bets)
  return (
    <div className="bets-teams">
      <p className="bets-count">
        {t('Teams')} <ActionNumber name="setTeams" variant="boxed" value={teams.length} min={1} max={MOST_TEAMS} />
        <ActionButton name="clearTally" tone="quiet" />
      </p>
      <ul>
        {teams.map(({ id, name, score, rounds }, team) => (
          <li key={id} className={turn === team && !revealed ? 'team turn' : 'team'}>
            <ActionButton name="takeTurn" tone={turn === team && !revealed ? 'primary' : 'plain'} argument={team}>
              {turn === team && !revealed ? t('{team} bets now', { team: name }) : t('Bet for {team}', { team: name })}
            </ActionButton>
            <input
              type="text"
              data-action={rename}
              aria-label={t('Name of team {n}', { n: team + 1 })}
              defaultValue={name}
              maxLength={MAX_TEAM_NAME}
              onBlur={({ target }) => act('renameTeam', { team, name: target.value })}
            />
            <span className="team-score numeric">
              {round?.points?.[team] !== undefined && <b>+{round.points[team]}</b>}{' '}
              {count(score, '# point', '# points')}
              {rounds > 0 && `, ${count(rounds, '# round', '# rounds')}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
