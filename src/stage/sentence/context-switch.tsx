/** @file The switch in the sentence: has the teacher seen the privileged context, or not? */

import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { useHidden } from '../../ui/hidden.ts'
import '../../ui/inline.css'

export function ContextSwitch({ disabled }: { readonly disabled: boolean }) {
  const act = useAct()
  const on = useAppState((state) => state.settings.privileged) && !disabled
  const flip = useActionId('togglePrivileged')
  if (useHidden(flip))
    return <span className={on ? 'inline-word context' : 'inline-word'}>{on ? t('has seen') : t('hasn’t seen')}</span>
  return (
    <button
      type="button"
      role="switch"
      className="context-switch"
      data-action={flip}
      aria-label={t('Privileged context')}
      aria-checked={on}
      aria-keyshortcuts="p"
      title={`${t('Privileged context')} (p)`}
      disabled={disabled}
      onClick={() => act('togglePrivileged')}
    >
      <span className="context-switch-track" aria-hidden="true" />
      {/* Both texts share one place, so that the sentence keeps its breaks when the switch flips. */}
      <span className="context-switch-words" aria-hidden="true">
        <span data-shown={on}>{t('has seen')}</span>
        <span data-shown={!on}>{t('hasn’t seen')}</span>
      </span>
    </button>
  )
}
