/** @file The ways to the pages beside this one, in the reader's language. */
import { chapterAddress } from '../../i18n/chapter.ts'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'

/** To the article. */
export function ChapterLink() {
  const language = useAppState((state) => state.language)
  return <a href={`./${chapterAddress(language)}`}>{t('Read the chapter')}</a>
}

/** To all methods of the field. */
export function AtlasLink() {
  const language = useAppState((state) => state.language)
  return <a href={language === 'en' ? './atlas.html' : `./atlas.html?lang=${language}`}>{t('Atlas')}</a>
}
