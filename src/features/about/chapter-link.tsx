/** @file The way to the article, in the reader's language. */
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'

export function ChapterLink() {
  const language = useAppState((state) => state.language)
  return <a href={language === 'en' ? './chapter/' : `./chapter/${language}/`}>{t('Read the chapter')}</a>
}
