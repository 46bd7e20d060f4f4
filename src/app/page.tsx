/** @file The page: the sentence on top, the sheet in the middle, everything known of one token at its side, instruments below. */

import { Deck } from '../features/deck/deck.tsx'
import { DivergenceCard } from '../features/divergence/formula.tsx'
import { EngineStatus } from '../features/engine/engine-status.tsx'
import { HelpSheet } from '../features/help/help.tsx'
import { TokenDetails } from '../features/inspector/inspector.tsx'
import { ReceiptSheet } from '../features/inspector/receipt/receipt-sheet.tsx'
import { LanguageSwitch } from '../features/language/language-switch.tsx'
import { LessonLayer, LessonsButton } from '../features/lessons/lessons.tsx'
import { Notices } from '../features/notices/notices.tsx'
import { OfflineStatus, UpdateOffer } from '../features/offline/offline-status.tsx'
import { PrintCaption } from '../features/offline/print-caption.tsx'
import { CommandPalette } from '../features/palette/palette.tsx'
import { Share, ShareSheets } from '../features/share/share.tsx'
import { TalkParts } from '../features/talk/parts.tsx'
import { TalkButtons } from '../features/talk/talk-buttons.tsx'
import { ThemeSwitch } from '../features/theme/theme-switch.tsx'
import { t } from '../i18n/words.ts'
import { ProblemText, TeacherPrompt, TeacherSlip } from '../stage/problem/problem.tsx'
import { RolloutHeading } from '../stage/rollout/heading.tsx'
import { Legend } from '../stage/rollout/legend.tsx'
import { RolloutList } from '../stage/rollout/rollout.tsx'
import { Ledger, VerdictLine } from '../stage/rollout/verdict.tsx'
import { Sampling } from '../stage/sampling/sampling.tsx'
import { Recipe } from '../stage/sentence/settings-sentence.tsx'
import { TokenAxis } from '../stage/token-axis/token-axis.tsx'
import { useAct } from '../store/hooks.ts'
import { IconButton } from '../ui/button.tsx'
import { INSTRUMENTS } from './instruments.tsx'
import './page.css'
import './print.css'

export function Page() {
  const act = useAct()
  return (
    <>
      <header className="masthead">
        <h1>OPD playground</h1>
        <p>{t('A student writes. A teacher reads over its shoulder.')}</p>
        <div className="masthead-status">
          <EngineStatus />
          <OfflineStatus />
        </div>
        <div className="masthead-tools">
          <LessonsButton />
          <Share />
          <TalkButtons />
          <LanguageSwitch />
          <ThemeSwitch />
          <IconButton icon="question" label={t('Keys and words')} shortcut="?" onPress={() => act('toggleHelp')} />
        </div>
      </header>
      <main>
        <div className="desk">
          <div className="desk-recipe">
            <Recipe />
            <Sampling />
          </div>
          <div className="sheet">
            <div className="sheet-top">
              <ProblemText />
              <TeacherSlip />
              <TeacherPrompt />
            </div>
            <section className="sheet-rollout" aria-labelledby="rollout-heading">
              <RolloutHeading />
              <div className="sheet-text">
                <RolloutList />
                <Legend />
              </div>
              <VerdictLine />
              <Ledger />
            </section>
            <TokenAxis />
          </div>
          <aside className="margin" aria-label="Details">
            <TokenDetails />
            <DivergenceCard />
          </aside>
        </div>
        <Deck panels={INSTRUMENTS} />
      </main>
      <PrintCaption />
      <LessonLayer />
      <Notices />
      <UpdateOffer />
      <CommandPalette />
      <HelpSheet />
      <ReceiptSheet />
      <TalkParts />
      <ShareSheets />
    </>
  )
}
