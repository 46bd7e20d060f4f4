/** @file The page on stage: the sentence, the text and one instrument, large; the rest of the page stays away until the show is over. */
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Region } from '../../formats/talk.ts'
import { t, translate } from '../../i18n/words.ts'
import { ProblemText, TeacherSlip } from '../../stage/problem/problem.tsx'
import { RolloutHeading } from '../../stage/rollout/heading.tsx'
import { RolloutList } from '../../stage/rollout/rollout.tsx'
import { VerdictLine } from '../../stage/rollout/verdict.tsx'
import { SettingsSentence } from '../../stage/sentence/settings-sentence.tsx'
import { RowScale } from '../../stage/token-axis/row-scale.ts'
import { useAct, useApp, useAppState } from '../../store/hooks.ts'
import { contextFor } from '../../store/scoring.ts'
import { BetBoard } from './bet-board.tsx'
import { Laser } from './laser.tsx'
import { Notes } from './notes.tsx'
import { type Revealed, revealedAt } from './reveal.ts'
import { StageBar } from './stage-bar.tsx'
import { StateCode } from './state-code.tsx'
import { useFilled } from './use-filled.ts'
import { useRem } from './use-rem.ts'
import { useSwipe } from './use-swipe.ts'
import './stage.css'
import './stage-type.css'

/** Pixels of a rem at a desk, which the rows of charts are drawn for. */
const DESK_REM = 16

export function TalkStage() {
  const act = useAct()
  const { panels } = useApp().registry
  const tab = useAppState((state) => state.settings.tab)
  const betting = useAppState((state) => state.talk.betting)
  const black = useAppState((state) => state.talk.presentation?.black ?? false)
  const laser = useAppState((state) => state.talk.presentation?.laser ?? false)
  const blocked = useAppState((state) => state.talk.notes === 'blocked')
  const { teacher, note, instrument } = useRevealed()
  const announcement = useAppState((state) => state.announcement)
  const swipe = useSwipe((by) => act(by === 1 ? 'nextCue' : 'previousCue'))
  const stage = useRef<HTMLElement>(null)
  const filled = useAppState((state) => state.talk.presentation?.filled ?? null)
  const growth = useFilled(stage, filled)
  const type = useRem() / DESK_REM
  const scale = useMemo(() => ({ type, rows: type * growth }), [type, growth])
  // Keys belong to the show from the first moment on.
  useEffect(() => stage.current?.focus({ preventScroll: true }), [])
  return (
    <div className="stage" data-laser={laser} {...swipe}>
      <main ref={stage} tabIndex={-1} aria-label={t('Stage')} className="stage-floor" data-alone={!instrument && !note}>
        <h1 className="visually-hidden">OPD playground</h1>
        <Lit region="sentence">
          <SettingsSentence />
        </Lit>
        {betting ? (
          <div className="stage-bets">
            <BetBoard />
          </div>
        ) : (
          <>
            <div className="stage-sheet">
              <Lit region="problem">
                <ProblemText />
              </Lit>
              <Lit region="text">
                <section className="stage-text" aria-labelledby="rollout-heading">
                  <RolloutHeading />
                  <RolloutList unread={!teacher} />
                  <VerdictLine />
                </section>
              </Lit>
            </div>
            {(instrument || note) && (
              <Lit region="instrument">
                {note && <TeacherSlip />}
                {instrument && (
                  <div className="stage-instrument deck-panel">
                    <RowScale value={scale}>
                      {panels.get(tab)?.map((Panel, i) => (
                        <Panel key={`${tab} ${String(i)}`} />
                      ))}
                    </RowScale>
                  </div>
                )}
              </Lit>
            )}
          </>
        )}
        <StateCode />
      </main>
      <StageBar />
      {blocked && (
        <details className="stage-notes">
          <summary>{t('Speaker notes')}</summary>
          <Notes />
        </details>
      )}
      {black && (
        <div className="stage-black">
          <p className="visually-hidden">{t('The screen is black. B brings the light back.')}</p>
        </div>
      )}
      <Laser />
      <output className="visually-hidden">{translate(announcement)}</output>
    </div>
  )
}

/** What of the cue is on the stage by now. The slip stays away until the teacher has the note: a sealed one says nothing to a hall. */
function useRevealed(): Revealed {
  const cue = useAppState(({ talk }) => talk.presentation && talk.talk.cues[talk.presentation.at])
  const step = useAppState(({ talk }) => talk.presentation?.step ?? 0)
  const told = useAppState(({ settings }) => settings.privileged && contextFor(settings) !== null)
  const revealed = revealedAt(cue ?? { reveal: [], without: [] }, step)
  return { ...revealed, note: revealed.note && told }
}

/** A region of the stage, dimmed while the light is on another one. */
function Lit({ region, children }: { readonly region: Region; readonly children: ReactNode }) {
  const lit = useAppState((state) => state.talk.presentation?.lit ?? null)
  return (
    <div className="stage-region" data-region={region} data-dimmed={lit !== null && lit !== region}>
      {children}
    </div>
  )
}
