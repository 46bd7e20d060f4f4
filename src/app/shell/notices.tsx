/** @file What went wrong and what to do about it; and the page's quiet voice for screen readers. */

import type { ReactNode } from 'react'
import { ActionIconButton } from '../../controls/buttons.tsx'
import { t, translate } from '../../i18n/words.ts'
import { useAct, useApp, useAppState } from '../../store/hooks.ts'
import type { Notice } from '../../store/state.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import './notices.css'

const RETRIES = { sample: 'sample', load: 'loadModels', rescore: 'rescore' } as const

/** @param children what waits there to be answered, above the notices */
export function Notices({ children }: { readonly children?: ReactNode }) {
  const notices = useAppState((state) => state.notices)
  const announcement = useAppState((state) => state.announcement)
  return (
    <>
      <div className="notices">
        {children}
        <div className="notices-list" role="alert">
          {notices.map((notice) => (
            <NoticeCard key={notice.id} {...notice} />
          ))}
        </div>
      </div>
      <output className="visually-hidden">{translate(announcement)}</output>
    </>
  )
}

function NoticeCard({ id, tone, message, remedy, retry }: Notice) {
  const act = useAct()
  const { actions } = useApp().registry
  return (
    <div className={`notice ${tone}`}>
      {tone === 'error' && <Icon name="broken" />}
      <p>
        {translate(message)}
        {remedy && <span className="notice-remedy"> {translate(remedy)}</span>}
      </p>
      {retry && (
        <Button
          action={actions[RETRIES[retry]].id}
          onPress={() => {
            act('dismissNotice', id)
            act(RETRIES[retry])
          }}
        >
          {t('Retry')}
        </Button>
      )}
      <ActionIconButton name="dismissNotice" icon="cross" argument={id} />
    </div>
  )
}
