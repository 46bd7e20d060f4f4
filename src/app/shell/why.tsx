/** @file On top of the page: what this is about, in one sentence, and where to start. */
import { ActionWord } from '../../controls/buttons.tsx'
import { Term } from '../../controls/term.tsx'
import { AtlasLink, ChapterLink } from '../../features/about/page-links.tsx'
import { t } from '../../i18n/words.ts'
import { useAct } from '../../store/hooks.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import { goToDeck } from './deck.tsx'
import './why.css'

export function Why() {
  const act = useAct()
  const group = useRoving<HTMLDivElement>()
  return (
    <div className="why" ref={group}>
      <p>
        <Phrase
          text={t(
            '{opd}: a small model learns from its own text, graded token by token by a teacher, so it is taught where it goes wrong itself.',
          )}
          places={{
            opd: (
              <b>
                <Term of="opd">{t('On-policy distillation (OPD)')}</Term>
              </b>
            ),
          }}
        />
      </p>
      <nav className="why-start" aria-label={t('Start here')}>
        <b>{t('Start here')}</b>
        <ActionWord name="beginLesson" argument={{ lesson: 1, step: 1 }}>
          {t('First lesson')}
        </ActionWord>
        <ChapterLink />
        <AtlasLink />
        <button
          type="button"
          className="why-museum"
          onClick={() => {
            act('openTab', 'museum')
            goToDeck(document)
          }}
        >
          {t('Museum of failures')}
        </button>
        <ActionWord name="bringModel">{t('Bring a model')}</ActionWord>
      </nav>
    </div>
  )
}
