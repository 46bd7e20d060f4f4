/** @file What only the speaker sees: this cue's notes, the next cue, the time, and the way to every other cue. */
import { useEffect, useState } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { type Cue, traceOfCue } from '../../formats/talk.ts'
import { t, translate } from '../../i18n/words.ts'
import { worldName } from '../../stage/names.ts'
import { steadyNow } from '../../store/clock.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { minutes } from './minutes.ts'
import { nextReveal, REVEAL_WORDS } from './reveal.ts'
import { elapsed } from './state.ts'
import './notes.css'

export function Notes() {
  const goTo = useActionId('goToCue')
  const act = useAct()
  const talk = useAppState((state) => state.talk.talk)
  const show = useAppState((state) => state.talk.presentation)
  const notices = useAppState((state) => state.notices)
  const at = show?.at ?? 0
  const cue = talk.cues[at]
  const next = talk.cues[at + 1]
  const step = show?.step ?? 0
  const reveal = show && cue ? nextReveal(cue, step) : null
  return (
    <section className="notes" aria-label={t('Speaker notes')}>
      <Clock />
      <div>
        <p className="notes-place numeric">{talk.cues.length > 0 ? `${at + 1} / ${talk.cues.length}` : '–'}</p>
        <h2>{cue?.title || t('The page as it stands')}</h2>
        <p className="notes-text">{cue?.notes || t('No notes for this cue.')}</p>
        {cue && cue.reveal.length > 0 && (
          <p className="notes-steps">
            {t('{n} of {all} steps revealed', { n: step, all: cue.reveal.length })}
            {reveal && `. ${t('Next: {what}', { what: t(REVEAL_WORDS[reveal]) })}`}
          </p>
        )}
        {show?.trouble && <p className="notes-trouble">{show.trouble}</p>}
        {notices.map(({ id, message, remedy }) => (
          <p key={id} className="notes-trouble">
            {translate(message)} {remedy && translate(remedy)}
          </p>
        ))}
      </div>
      <div className="notes-moves">
        <ActionButton name="previousCue" icon="back" disabled={at === 0 && step === 0}>
          {t('Previous')}
        </ActionButton>
        <ActionButton name="nextCue" icon="forward" tone="primary" disabled={!next && !reveal}>
          {t('Next')}
        </ActionButton>
        <ActionButton name="againCue" />
        <ActionButton name="toggleBlack">{show?.black ? t('Light again') : t('Black screen')}</ActionButton>
        {!show && (
          <ActionButton name="present" icon="present">
            {t('Begin the show')}
          </ActionButton>
        )}
      </div>
      <div>
        <h3 className="heading">{t('Next')}</h3>
        {next ? <Preview cue={next} /> : <p>{t('This is the last cue.')}</p>}
      </div>
      <nav aria-label={t('All cues')}>
        <ol className="notes-list">
          {talk.cues.map(({ id, title }, i) => (
            <li key={id}>
              <button
                type="button"
                data-action={goTo}
                aria-current={i === at ? 'step' : undefined}
                onClick={() => act('goToCue', i)}
              >
                <span className="numeric">{i + 1}</span> {title || t('Untitled')}
              </button>
            </li>
          ))}
        </ol>
      </nav>
    </section>
  )
}

/** Lines of the recorded text that fit on a card. */
const LINES = 4

/** The next cue in small: its problem, its instrument, and the first lines of its text. */
function Preview({ cue }: { readonly cue: Cue }) {
  const talk = useAppState((state) => state.talk.talk)
  const { registry } = useApp()
  const { settings } = registry.schema.restore(cue.query)
  const trace = traceOfCue(talk, cue)
  const tab = registry.tabs.find(({ id }) => id === settings.tab)
  return (
    <div className="notes-preview">
      <p>
        <b>{cue.title || t('Untitled')}</b>
      </p>
      <p className="notes-summary">
        {t('Problem {n}, {world}', { n: settings.problemSeed, world: worldName(settings.world) })}
        {tab && ` · ${t(tab.label)}`}
        {settings.privileged && ` · ${t('the teacher has seen the note')}`}
      </p>
      {trace && <pre>{trace.rollout.text.split('\n').slice(0, LINES).join('\n')}</pre>}
    </div>
  )
}

function Clock() {
  const timer = useAppState((state) => state.talk.timer)
  const language = useAppState((state) => state.language)
  const now = useNow()
  return (
    <div className="notes-clock">
      <p>
        <span className="heading">{t('Clock')}</span>{' '}
        <time className="numeric">
          {new Date(now).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })}
        </time>
      </p>
      <p>
        <span className="heading">{t('Elapsed')}</span>{' '}
        <span className="numeric" role="timer" aria-label={t('Elapsed')}>
          {minutes(elapsed(timer, now))}
        </span>
      </p>
      <CueTime now={now} />
      <ActionButton name="holdTimer">{timer.since === null ? t('Go on') : t('Pause')}</ActionButton>
      <ActionButton name="resetTimer">{t('To zero')}</ActionButton>
    </div>
  )
}

/** How long the cue has been up, and how long it may be or was; nothing off the stage. */
function CueTime({ now }: { readonly now: number }) {
  const since = useAppState(({ talk }) => talk.presentation?.since ?? null)
  const cue = useAppState(({ talk }) => (talk.presentation ? talk.talk.cues[talk.presentation.at] : undefined))
  const practising = useAppState(({ talk }) => talk.practice !== null)
  if (since === null || !cue) return null
  const taken = now - since
  const over = cue.planned !== null && taken > cue.planned * 1000
  return (
    <p className="notes-cue-time">
      <span className="heading">{practising ? t('This cue, rehearsed') : t('This cue')}</span>{' '}
      <span className={over ? 'numeric over' : 'numeric'} role="timer" aria-label={t('This cue')}>
        {minutes(taken)}
      </span>
      {cue.planned !== null && ` ${t('of {time} planned', { time: minutes(cue.planned * 1000) })}`}
      {cue.used !== null && `, ${t('last time {time}', { time: minutes(cue.used * 1000) })}`}
    </p>
  )
}

/** The time, twice a second. */
function useNow(): number {
  const [now, setNow] = useState(steadyNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(steadyNow()), 500)
    return () => clearInterval(timer)
  }, [])
  return now
}
