/** @file The room bets from its phones: the code on the wall, the ways in which answers come back, and what became of them. */
import { type FormEvent, useEffect, useState } from 'react'
import { readCode } from '../../formats/bet-code.ts'
import { BET_CHANNEL, writeBet } from '../../formats/phone-bet.ts'
import { count, mark, t } from '../../i18n/words.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { MOST_IN_QR, Qr } from '../../ui/qr.tsx'
import { mostDisliked } from './bets.ts'
import { CodeCamera } from './code-camera.tsx'
import { type Hearing, histogramOf, onOptions, type RoomState, scoreOf } from './room.ts'
import './room-panel.css'

/** Addresses under which no phone reaches this machine. */
const HERE = /^(?:file:|https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0))/

export function RoomPanel({ room }: { readonly room: RoomState }) {
  const address = usePhoneAddress(room)
  useTabs(room)
  return (
    <section className="room" aria-labelledby="room-heading">
      <h3 id="room-heading">{t('The room bets from its phones')}</h3>
      <p className="room-count numeric" aria-live="polite">
        {count(room.votes.size, '# bet from phones', '# bets from phones')}
      </p>
      {room.closed ? onOptions(room) ? <OptionScore room={room} /> : <Score room={room} /> : <Wall address={address} />}
      {!room.closed && <CodeForm />}
      <ul className="room-heard" aria-live="polite" aria-label={t('The last codes')}>
        {room.heard.map(({ code, hearing }, i) => (
          // Codes can come twice; the list only ever grows at its end.
          <li key={`${i} ${code}`}>{t(HEARD[hearing], { code })}</li>
        ))}
      </ul>
    </section>
  )
}

const HEARD: Readonly<Record<Hearing, string>> = {
  counted: mark('{code}: counted.'),
  moved: mark('{code}: this phone has moved its bet.'),
  again: mark('{code}: already counted.'),
  'no-code': mark('{code}: this is no code. Please look again: seven signs, the last one checks the others.'),
  'other-bet': mark('{code}: a code of another bet. Scan the code on the wall once more.'),
  over: mark('{code}: too late, the teacher has been shown.'),
}

/** What is on the wall; null while it is packed, '' where it is too long for a code. */
function usePhoneAddress({ bet }: RoomState): string | null {
  const { files } = useApp()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void writeBet(bet).then((query) => {
      if (current) setAddress(query === null ? '' : files.address(query))
    })
    return () => {
      current = false
    }
  }, [bet, files])
  return address
}

function Wall({ address }: { readonly address: string | null }) {
  if (address === null) return null
  if (address === '' || address.length > MOST_IN_QR) return <p>{t('This text is too long for a QR code.')}</p>
  return (
    <>
      <Qr text={address} label={t('QR code of this bet')} />
      <p>
        <a href={address} target="_blank" rel="noopener">
          {t('The phone’s page in a tab of this browser')}
        </a>
      </p>
      {HERE.test(address) && (
        <p className="room-note">
          {t('Phones do not reach this address: it is this machine’s own. Open the page by a name of the network.')}
        </p>
      )}
    </>
  )
}

function CodeForm() {
  const act = useAct()
  const action = useActionId('hearCodes')
  const [text, setText] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '') return
    act('hearCodes', text)
    setText('')
  }
  return (
    <>
      <form className="room-form" onSubmit={submit}>
        <label>
          <span>{t('Codes from the room')}</span>
          <input
            type="text"
            data-action={action}
            value={text}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="K7Q-M2XD"
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <button type="submit" className="button" data-action={action}>
          {t('Count')}
        </button>
      </form>
      <CodeCamera onCode={(code) => act('hearCodes', code)} />
    </>
  )
}

/** What the room has earned, once the teacher is shown. */
function Score({ room }: { readonly room: RoomState }) {
  const rollout = useAppState((state) => state.rollout)
  const settings = useAppState((state) => state.settings)
  const { shown } = viewOf({ rollout, settings })
  if (!rollout || !shown) return null
  const score = scoreOf(room, shown, rollout.tokens, mostDisliked(shown, rollout.tokens))
  if (!score) return <p>{t('Nobody has bet from a phone.')}</p>
  return (
    <p className="room-score numeric">
      {t('The room earns {mean} points a bet; {hit} of {n} found the very token.', {
        mean: score.mean,
        hit: score.onWorst,
        n: score.votes,
      })}
    </p>
  )
}

/** How many chose the right option; nothing where none is right. */
function OptionScore({ room }: { readonly room: RoomState }) {
  if (room.answer === null) return null
  return (
    <p className="room-score numeric">
      {t('{hit} of {n} chose what is right.', { hit: histogramOf(room)[room.answer] ?? 0, n: room.votes.size })}
    </p>
  )
}

/** Hears the phones' pages in other tabs of this browser, and answers each whether its bet was taken. */
function useTabs(room: RoomState): void {
  const act = useAct()
  const { store } = useApp()
  const { round } = room.bet
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const channel = new BroadcastChannel(BET_CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const code = (data as { readonly code?: unknown } | null)?.code
      if (typeof code !== 'string' || readCode(code)?.round !== round) return
      act('hearCodes', code)
      const { hearing } = store.getState().talk.room?.heard.at(-1) ?? {}
      channel.postMessage({ heard: code, taken: hearing === 'counted' || hearing === 'moved' || hearing === 'again' })
    }
    return () => channel.close()
  }, [act, store, round])
}
