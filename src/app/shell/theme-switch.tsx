/** @file The theme: like the system, paper, night, or for a projector. */

import { mark, t } from '../../i18n/words.ts'
import { THEMES, type Theme } from '../../settings/settings.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import './theme-switch.css'

const LOOKS: Readonly<Record<Theme, { readonly label: string; readonly icon: IconName }>> = {
  auto: { label: mark('Like the system'), icon: 'auto' },
  paper: { label: mark('Paper'), icon: 'sun' },
  night: { label: mark('Night'), icon: 'moon' },
  projector: { label: mark('Projector'), icon: 'screen' },
}

export function ThemeSwitch() {
  const setTheme = useActionId('setTheme')
  const act = useAct()
  const theme = useAppState((state) => state.settings.theme)
  return (
    <fieldset className="themes" aria-keyshortcuts="t">
      <legend className="visually-hidden">{t('Theme')}</legend>
      {THEMES.map((value) => (
        <label key={value} title={`${t(LOOKS[value].label)} (t)`}>
          <input
            type="radio"
            data-action={setTheme}
            className="visually-hidden"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => act('setTheme', value)}
          />
          <Icon name={LOOKS[value].icon} />
          <span className="visually-hidden">{t(LOOKS[value].label)}</span>
        </label>
      ))}
    </fieldset>
  )
}
