/** @file The page: the sentence on top, the sheet in the middle, everything known of one token at its side, instruments below. */
import type { ReactNode } from 'react'
import { ActionButton, ActionIconButton } from '../controls/buttons.tsx'
import { Colophon } from '../features/about/colophon.tsx'
import { TokenDetails } from '../features/inspector/inspector.tsx'
import { LessonLayer, LessonsButton } from '../features/lessons/lessons.tsx'
import { OfflineStatus, UpdateOffer } from '../features/offline/offline-status.tsx'
import { PrintCaption } from '../features/offline/print-caption.tsx'
import { CommandPalette } from '../features/palette/palette.tsx'
import { Share, ShareSheets } from '../features/share/share.tsx'
import { KeptRuns } from '../features/training/kept/offers.tsx'
import { Learning } from '../features/training/teach/learning.tsx'
import { OfOwnText, OwnTextNote, TaughtText } from '../features/training/teach/taught-text.tsx'
import { t } from '../i18n/words.ts'
import { DivergenceCard } from '../stage/divergence/formula.tsx'
import { ProblemText, TeacherPrompt, TeacherSlip } from '../stage/problem/problem.tsx'
import { RolloutHeading } from '../stage/rollout/heading.tsx'
import { Legend } from '../stage/rollout/legend.tsx'
import { RolloutList } from '../stage/rollout/rollout.tsx'
import { GapSummary, VerdictLine } from '../stage/rollout/verdict.tsx'
import { Sampling } from '../stage/sampling/sampling.tsx'
import { SettingsSentence } from '../stage/sentence/settings-sentence.tsx'
import { TokenAxis } from '../stage/token-axis/token-axis.tsx'
import { Deck } from './shell/deck.tsx'
import { EngineStatus } from './shell/engine-status.tsx'
import { LanguageSwitch } from './shell/language-switch.tsx'
import { Notices } from './shell/notices.tsx'
import { SkipLinks } from './shell/skip-links.tsx'
import { ThemeSwitch } from './shell/theme-switch.tsx'
import { Why } from './shell/why.tsx'
import './page.css'
import './print.css'
import { useAppState } from '../store/hooks.ts'
import { lazily } from '../ui/lazily.tsx'
import { useMedia } from '../ui/use-media.ts'
import { useRoving } from '../ui/use-roving.ts'

const OwnWords = lazily(async () => (await import('../features/own/own-words.tsx')).OwnWords)

export interface PageProps {
  /** More tools for the masthead. */
  readonly tools: ReactNode
  /** More that lies over the page. */
  readonly layers: ReactNode
}

export function Page({ tools, layers }: PageProps) {
  const group = useRoving<HTMLDivElement>()
  const status = useRoving<HTMLDivElement>()
  const details = useRoving<HTMLDivElement>()
  const isOwn = useAppState(({ settings }) => settings.own !== null)
  const namesModel = useAppState(({ settings }) => settings.hubModel !== '')
  const writesOwn = useAppState(({ brought }) => brought.open) || isOwn || namesModel
  // In one column what is learnt stands under the text, or the curve would climb out of sight.
  const oneColumn = useMedia('(max-width: 700px)')
  return (
    <>
      <SkipLinks />
      <header className="masthead">
        <h1>OPD playground</h1>
        <div className="masthead-status" ref={status}>
          <EngineStatus />
          <OfflineStatus />
        </div>
        <div className="masthead-tools" role="toolbar" aria-label={t('Tools')} ref={group}>
          <LessonsButton />
          <ActionButton name="toggleGlossary" tone="quiet" />
          <Share />
          {tools}
          <LanguageSwitch />
          <ThemeSwitch />
          <ActionIconButton name="toggleHelp" icon="question" />
        </div>
      </header>
      <main>
        <div className="desk">
          <div className="desk-recipe">
            <Why />
            <SettingsSentence />
          </div>
          <div className="sheet">
            {writesOwn && <OwnWords />}
            <div className="sheet-top">
              {!isOwn && <ProblemText />}
              {!isOwn && <TeacherSlip />}
              <TeacherPrompt />
            </div>
            <section className="sheet-rollout" aria-labelledby="rollout-heading">
              <div className="sheet-bar">
                <RolloutHeading />
                <Sampling />
              </div>
              <div className="sheet-text" data-part="rollout">
                <div className="sheet-page">
                  <TaughtText>
                    <RolloutList />
                  </TaughtText>
                </div>
                <Legend />
              </div>
              {oneColumn && <Learning />}
              <OfOwnText>
                <VerdictLine />
                <GapSummary />
              </OfOwnText>
            </section>
          </div>
          <aside className="margin" aria-label="Details">
            {!oneColumn && <Learning />}
            <OwnTextNote />
            <div className="margin-details" ref={details}>
              <TokenDetails />
              <DivergenceCard />
            </div>
          </aside>
        </div>
        <Deck>
          <div className="sheet deck-axis">
            <TokenAxis />
          </div>
        </Deck>
      </main>
      <Colophon />
      <PrintCaption />
      <LessonLayer />
      <Notices>
        <KeptRuns />
      </Notices>
      <UpdateOffer />
      <CommandPalette />
      {layers}
      <ShareSheets />
    </>
  )
}
