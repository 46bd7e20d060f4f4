/** @file The page on stage: the sentence, the text and one instrument, large; the rest of the page stays away until the show is over. */
import { type ReactNode, useEffect, useRef } from 'react'
import { HelpSheet } from '../features/help/help.tsx'
import { ReceiptSheet } from '../features/inspector/receipt.tsx'
import { ProblemText } from '../features/problem/problem.tsx'
import { Recipe } from '../features/recipe/recipe.tsx'
import { RolloutHeading } from '../features/rollout/heading.tsx'
import { RolloutList } from '../features/rollout/rollout.tsx'
import { VerdictLine } from '../features/rollout/verdict.tsx'
import { BetBoard } from '../features/talk/bet-board.tsx'
import { Laser } from '../features/talk/laser.tsx'
import { Notes } from '../features/talk/notes.tsx'
import { StageBar } from '../features/talk/stage-bar.tsx'
import { StateCode } from '../features/talk/state-code.tsx'
import { useSwipe } from '../features/talk/use-swipe.ts'
import { useAct, useAppState } from '../store/hooks.ts'
import type { Region } from '../store/talk/talk.ts'
import { t } from '../words/words.ts'
import { INSTRUMENTS } from './instruments.tsx'
import './talk-stage.css'
import './talk-stage-type.css'

export function TalkStage() {
  const act = useAct()
  const tab = useAppState((state) => state.settings.tab)
  const betting = useAppState((state) => state.talk.betting)
  const black = useAppState((state) => state.talk.show?.black ?? false)
  const laser = useAppState((state) => state.talk.show?.laser ?? false)
  const blocked = useAppState((state) => state.talk.notes === 'blocked')
  const announcement = useAppState((state) => state.announcement)
  const swipe = useSwipe((by) => act(by === 1 ? 'nextCue' : 'previousCue'))
  const stage = useRef<HTMLElement>(null)
  // Keys belong to the show from the first moment on.
  useEffect(() => stage.current?.focus({ preventScroll: true }), [])
  return (
    <div className="stage" data-laser={laser} {...swipe}>
      <main ref={stage} tabIndex={-1} aria-label={t('Stage')} className="stage-floor">
        <h1 className="visually-hidden">OPD playground</h1>
        <Lit region="sentence">
          <Recipe />
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
                  <RolloutList />
                  <VerdictLine />
                </section>
              </Lit>
            </div>
            <Lit region="instrument">
              <div className="stage-instrument deck-panel">{INSTRUMENTS[tab]}</div>
            </Lit>
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
      <output className="visually-hidden">{announcement}</output>
      <HelpSheet />
      <ReceiptSheet />
    </div>
  )
}

/** A region of the stage, dimmed while the light is on another one. */
function Lit({ region, children }: { readonly region: Region; readonly children: ReactNode }) {
  const lit = useAppState((state) => state.talk.show?.lit ?? null)
  return (
    <div className="stage-region" data-region={region} data-dimmed={lit !== null && lit !== region}>
      {children}
    </div>
  )
}
