/** @file The page inside a frame: one view, and a line that says what it is, whether it is live, and where the whole is. */
import '../../stage/rollout/heading.css'
import { ReceiptSheet } from '../../features/inspector/receipt/receipt-sheet.tsx'
import { Notices } from '../../features/notices/notices.tsx'
import { EMBED_TITLES } from '../../features/share/state.ts'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import type { EmbedView } from './embed-settings.ts'
import './page.css'
import { EMBED_VIEW } from './views.tsx'

export interface EmbedPageProps {
  readonly view: EmbedView
  /** The address of the full page in this state. */
  readonly linkTo: () => string
}

export function EmbedPage({ view, linkTo }: EmbedPageProps) {
  const { Panel } = EMBED_VIEW[view]
  const title = EMBED_TITLES[view]
  return (
    <div className="embed">
      <main className="embed-view" aria-label={t(title)}>
        <Panel />
        <Notices />
      </main>
      <ReceiptSheet />
      <footer className="embed-footer">
        <Loading />
        <Badge />
        <h1 className="embed-title">
          <span className="embed-name">OPD playground: </span>
          {t(title)}
        </h1>
        <Link linkTo={linkTo} />
      </footer>
    </div>
  )
}

function Link({ linkTo }: Pick<EmbedPageProps, 'linkTo'>) {
  const address = useAppState(linkTo)
  return (
    <a className="embed-link" href={address} target="_blank" rel="noopener">
      {t('Open in the playground')}
    </a>
  )
}

/** A recording and live work are never confused, whatever else is hidden. */
function Badge() {
  const origin = useAppState((state) => state.run?.origin ?? null)
  if (origin === null) return null
  return <span className={`badge ${origin}`}>{origin === 'recorded' ? t('REPLAY') : t('LIVE')}</span>
}

function Loading() {
  const { phase, progress } = useAppState((state) => state.engine)
  if (phase !== 'starting' && phase !== 'loading') return null
  const all = Object.values(progress)
  const total = all.reduce((sum, each) => sum + each.total, 0)
  const loaded = all.reduce((sum, each) => sum + each.loaded, 0)
  return <progress aria-label={t('Loading models')} max={total || 1} value={total ? loaded : undefined} />
}
