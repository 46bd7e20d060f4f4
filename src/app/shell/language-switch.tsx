/** @file The page's language, each by its own name. */

import { languageName, languageTag } from '../../i18n/languages.ts'
import { t } from '../../i18n/words.ts'
import { LANGUAGE_CHOICES } from '../../settings/settings.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Icon } from '../../ui/icons.tsx'
import './language-switch.css'

/** A globe and the language's letters; the list itself lies over them, unseen until it opens. */
export function LanguageSwitch() {
  const setLanguage = useActionId('setLanguage')
  const act = useAct()
  const choice = useAppState((state) => state.settings.language)
  const shown = useAppState((state) => state.language)
  return (
    <span className="language" title={t('Language')}>
      <Icon name="globe" />
      <span aria-hidden="true">{shown.toUpperCase()}</span>
      <select
        data-action={setLanguage}
        aria-label={t('Language')}
        value={choice}
        onChange={({ target }) => {
          const chosen = LANGUAGE_CHOICES.find((value) => value === target.value)
          if (chosen) act('setLanguage', chosen)
        }}
      >
        {LANGUAGE_CHOICES.map((value) =>
          value === 'auto' ? (
            <option key={value} value={value}>
              {t('Like the browser')}
            </option>
          ) : (
            <option key={value} value={value} lang={languageTag(value)}>
              {languageName(value)}
            </option>
          ),
        )}
      </select>
    </span>
  )
}
