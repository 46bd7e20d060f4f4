/**
 * @file The page inside a frame: one view, and a line that says what it is, whether it is live, and where the whole is. A small frame shows
 * the view's figure first; its controls are behind one button.
 */
import '../../stage/rollout/heading.css'
import { useCallback, useState } from 'react'
import { t } from '../../i18n/words.ts'
import type { EmbedViewDefinition } from '../../store/app.ts'
import { useAppState } from '../../store/hooks.ts'
import { Icon } from '../../ui/icons.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { WholeCharts } from '../../ui/whole.ts'
import { Notices } from '../shell/notices.tsx'
import { Sheets } from '../shell/sheets.tsx'
import { Fit } from './fit.tsx'
import './page.css'
import './folded.css'

export interface EmbedPageProps {
  readonly view: EmbedViewDefinition
  /** The address of the full page in this state. */
  readonly linkTo: () => string
}

/** Below these there is no room for a view with all its controls. */
const SMALL = '(max-width: 999px), (max-height: 559px)'
const NARROW = '(max-width: 599px)'
const LOW = '(max-height: 439px)'

export function EmbedPage({ view: { title, reads, scrolls, Panel, Primary }, linkTo }: EmbedPageProps) {
  const tight = useMedia(SMALL)
  const small = tight && !scrolls
  const narrow = useMedia(NARROW)
  const low = useMedia(LOW)
  const [open, setOpen] = useState(false)
  const unfold = useCallback(() => setOpen(true), [])
  const folded = small && !open
  const kind = ['figure', narrow && 'narrow', low && 'low'].filter(Boolean).join(' ')
  return (
    <div className="embed" data-folded={folded ? kind : undefined}>
      <main className="embed-view" aria-label={t(title)}>
        <WholeCharts value={folded}>
          <Fit on={folded} onReach={unfold}>
            <Panel />
          </Fit>
        </WholeCharts>
        <Notices />
      </main>
      <Sheets help={false} />
      <footer className="embed-footer">
        <Loading />
        {reads && <Badge />}
        <h1 className="embed-title" data-part="title">
          <span className="embed-name">OPD playground: </span>
          {t(title)}
        </h1>
        {folded && Primary && <Primary />}
        {small && <Controls open={open} onToggle={() => setOpen(!open)} />}
        <Link linkTo={linkTo} />
      </footer>
    </div>
  )
}

function Link({ linkTo }: Pick<EmbedPageProps, 'linkTo'>) {
  const address = useAppState(linkTo)
  return (
    <a className="embed-link" data-part="link" href={address} target="_blank" rel="noopener">
      <span className="embed-link-words">{t('Open in the playground')}</span>
      <Icon name="out" />
    </a>
  )
}

interface ControlsProps {
  readonly open: boolean
  readonly onToggle: () => void
}

/** Unfolds what changes the figure, and folds it away again. */
function Controls({ open, onToggle }: ControlsProps) {
  return (
    <button type="button" className="button plain embed-controls" aria-pressed={open} onClick={onToggle}>
      <Icon name={open ? 'cross' : 'dials'} />
      <span className="embed-controls-words">{t('Controls')}</span>
    </button>
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
