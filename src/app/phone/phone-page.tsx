/** @file What a phone shows: the problem, the student's text to tap on, and the code that carries the answer to the speaker. */
import { useEffect, useState } from 'react'
import { tokenGlyph, tokenName } from '../../charts/format.ts'
import { writeCode } from '../../formats/bet-code.ts'
import { BET_CHANNEL, isChoice, type PhoneBet, writeAnswerQr } from '../../formats/phone-bet.ts'
import { t } from '../../i18n/words.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { Qr } from '../../ui/qr.tsx'
import './phone-page.css'

export interface PhonePageProps {
  /** null where the address holds none. */
  readonly bet: PhoneBet | null
  readonly voter: number
}

export function PhonePage({ bet, voter }: PhonePageProps) {
  const [choice, setChoice] = useState<number | null>(null)
  const code = bet && choice !== null ? writeCode({ round: bet.round, voter, choice }) : null
  const heard = useChannel(code)
  return (
    <main className="phone">
      <h1>
        {bet && bet.options.length > 0 ? t('What do you think?') : t('Which token will the teacher dislike most?')}
      </h1>
      {bet === null ? (
        <p>{t('This address holds no bet. Scan the code on the wall once more.')}</p>
      ) : (
        <>
          <p className="phone-problem">{bet.problem}</p>
          {bet.options.length > 0 ? (
            <Options options={bet.options} choice={choice} onChoose={setChoice} />
          ) : (
            <Tokens bet={bet} choice={choice} onChoose={setChoice} />
          )}
          <section className="phone-answer" aria-live="polite">
            {code === null ? (
              <p>{t('Tap a token: you get a short code for the speaker.')}</p>
            ) : (
              <>
                <p>
                  <Phrase
                    text={t('Your bet, {token}, as a code:')}
                    places={{
                      token: <b>{bet.options[choice ?? 0] ?? tokenName(bet.tokens[choice ?? 0] ?? '')}</b>,
                    }}
                  />
                </p>
                <p className="phone-code numeric">{code}</p>
                <Qr text={writeAnswerQr(code)} label={t('QR code of your answer')} />
                <p>{heard ?? t('Call it out, or hold it to the speaker’s camera. Another tap moves your bet.')}</p>
              </>
            )}
          </section>
        </>
      )}
    </main>
  )
}

interface ChoosingProps {
  readonly choice: number | null
  readonly onChoose: (choice: number) => void
}

function Tokens({ bet, choice, onChoose }: ChoosingProps & { readonly bet: PhoneBet }) {
  return (
    <ul className="phone-text" aria-label={t('Tokens to bet on')}>
      {bet.tokens.map((text, i) => {
        const glyph = tokenGlyph(text)
        return (
          // The bet never changes: another one is another page.
          <li key={`${bet.round}.${i}`} className={text === '\n' ? 'line-end' : undefined}>
            <button
              type="button"
              className={glyph.sign ? 'phone-token sign' : 'phone-token'}
              aria-label={tokenName(text)}
              aria-pressed={choice === i}
              disabled={!isChoice(bet, i)}
              onClick={() => onChoose(i)}
            >
              {glyph.text === '' ? '␣' : glyph.text}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Options({ options, choice, onChoose }: ChoosingProps & { readonly options: readonly string[] }) {
  return (
    <ul className="phone-options" aria-label={t('What to choose from')}>
      {options.map((option, i) => (
        <li key={option}>
          <button type="button" className="button" aria-pressed={choice === i} onClick={() => onChoose(i)}>
            {option}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Tells the speaker's page in the same browser of the code, and gives its answer in words; null where none came. */
function useChannel(code: string | null): string | null {
  const [heard, setHeard] = useState<string | null>(null)
  useEffect(() => {
    setHeard(null)
    if (code === null || typeof BroadcastChannel === 'undefined') return
    const channel = new BroadcastChannel(BET_CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { heard: answered, taken } = (data ?? {}) as { readonly heard?: unknown; readonly taken?: unknown }
      if (answered !== code) return
      setHeard(taken === true ? t('The speaker’s page has your bet.') : t('The speaker’s page takes no bets now.'))
    }
    channel.postMessage({ code })
    return () => channel.close()
  }, [code])
  return heard
}
