/** @file The page: the sentence on top, the sheet in the middle, everything known of one token at its side, instruments below. */

import { TokenAxis } from '../features/axis/token-axis.tsx'
import { Deck } from '../features/deck/deck.tsx'
import { DivergenceCard } from '../features/divergence/formula.tsx'
import { EngineStatus } from '../features/engine/engine-status.tsx'
import { HelpSheet } from '../features/help/help.tsx'
import { TokenDetails } from '../features/inspector/inspector.tsx'
import { ReceiptSheet } from '../features/inspector/receipt.tsx'
import { LanguageSwitch } from '../features/language/language-switch.tsx'
import { LessonLayer, LessonsButton } from '../features/lessons/lessons.tsx'
import { Notices } from '../features/notices/notices.tsx'
import { OfflineStatus, UpdateOffer } from '../features/offline/offline-status.tsx'
import { PrintCaption } from '../features/offline/print-caption.tsx'
import { CommandPalette } from '../features/palette/palette.tsx'
import { ProblemText, TeacherPrompt, TeacherSlip } from '../features/problem/problem.tsx'
import { Recipe } from '../features/recipe/recipe.tsx'
import { RolloutHeading } from '../features/rollout/heading.tsx'
import { Legend } from '../features/rollout/legend.tsx'
import { RolloutList } from '../features/rollout/rollout.tsx'
import { Ledger, VerdictLine } from '../features/rollout/verdict.tsx'
import { Sampling } from '../features/sampling/sampling.tsx'
import { Share, ShareSheets } from '../features/share/share.tsx'
import { TalkButtons } from '../features/talk/talk-buttons.tsx'
import { ThemeSwitch } from '../features/theme/theme-switch.tsx'
import { useAct } from '../store/hooks.ts'
import { IconButton } from '../ui/button.tsx'
import { t } from '../words/words.ts'
import { INSTRUMENTS } from './instruments.tsx'
import { TalkParts } from './talk-parts.tsx'
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
