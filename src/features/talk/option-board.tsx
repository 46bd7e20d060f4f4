/** @file What the room chose of some options, as bars; after "Reveal" also which one is right. */
import type { CSSProperties } from 'react'
import { count, t } from '../../i18n/words.ts'
import { histogramOf, type RoomState } from './room.ts'
import './option-board.css'

export function OptionBoard({ room }: { readonly room: RoomState }) {
  const votes = histogramOf(room)
  const most = Math.max(1, ...votes)
  return (
    <ul className="option-board" aria-label={t('What to choose from')}>
      {room.bet.options.map((option, i) => {
        const cast = votes[i] ?? 0
        const right = room.closed && room.answer === i
        return (
          <li key={option} className={right ? 'right' : undefined}>
            <span className="option-words">
              {right && <span aria-hidden="true">✓ </span>}
              {option}
              {right && <span className="visually-hidden">, {t('this is right')}</span>}
            </span>
            <span className="option-bar" style={{ '--share': cast / most } as CSSProperties} aria-hidden="true" />
            <span className="numeric">{count(cast, '# bet from phones', '# bets from phones')}</span>
          </li>
        )
      })}
    </ul>
  )
}
