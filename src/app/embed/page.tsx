/** @file The page inside a frame: one view, and a line that says what it is, whether it is live, and where the whole is. */
import '../../stage/rollout/heading.css'
import { t } from '../../i18n/words.ts'
import type { EmbedViewDefinition } from '../../store/app.ts'
import { useAppState } from '../../store/hooks.ts'
import { Notices } from '../shell/notices.tsx'
import { Sheets } from '../shell/sheets.tsx'
import './page.css'

export interface EmbedPageProps {
  readonly view: EmbedViewDefinition
  /** The address of the full page in this state. */
  readonly linkTo: () => string
}

export function EmbedPage({ view: { title, Panel }, linkTo }: EmbedPageProps) {
  return (
    <div className="embed">
      <main className="embed-view" aria-label={t(title)}>
        <Panel />
        <Notices />
      </main>
      <Sheets help={false} />
      <footer className="embed-footer">
        <Loading />
        <Badge />
        <h1 className="embed-title" data-part="title">
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
    <a className="embed-link" data-part="link" href={address} target="_blank" rel="noopener">
      {t('Open in the playground')}
    </a>
  )
}

/** A recording and live work are never confused, whatever else is hidden. */
function Badge() {
  const origin = useAppState((state) => state.rollout?.origin ?? null)
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
