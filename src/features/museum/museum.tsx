/** @file The region "Failure museum": eight ways in which distillation goes wrong, measured here, each with its cure as a switch. */

import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { ExhibitCard } from './exhibit-card.tsx'
import { EXHIBITS, exhibitById } from './exhibits/registry.ts'
import type { ExhibitId } from './types.ts'
import './museum.css'

export function FailureMuseum() {
  const chosen = useAppState((state) => state.museum.exhibit)
  return (
    <section className="museum" aria-labelledby="museum-heading">
      <header className="museum-head">
        {/* The tab above says so to those who see it. */}
        <h2 id="museum-heading" className="visually-hidden">
          {t('Failure museum')}
        </h2>
        <p>
          {t(
            'Eight ways in which distillation goes wrong, reproduced on this device, each with the number that gives it away.',
          )}
        </p>
      </header>
      <div className="museum-body">
        <nav aria-label={t('Exhibits')}>
          <ol className="museum-list">
            {EXHIBITS.map(({ id }, i) => (
              <Entry key={id} id={id} place={i + 1} current={id === chosen} />
            ))}
          </ol>
        </nav>
        <ExhibitCard key={chosen} exhibit={exhibitById(chosen)} />
      </div>
    </section>
  )
}

interface EntryProps {
  readonly id: ExhibitId
  readonly place: number
  readonly current: boolean
}

function Entry({ id, place, current }: EntryProps) {
  const lookAt = useActionId('lookAtExhibit')
  const act = useAct()
  const results = useAppState((state) => state.museum.results[id])
  const busy = useAppState((state) => state.museum.busy?.exhibit === id)
  const note = busy
    ? t('being measured')
    : results?.broken && results.fixed
      ? t('shown and mended')
      : results
        ? t('shown')
        : ''
  return (
    <li>
      <button
        type="button"
        className="museum-entry"
        data-action={lookAt}
        aria-current={current || undefined}
        onClick={() => act('lookAtExhibit', id)}
      >
        <span className="museum-place numeric" aria-hidden="true">
          {place}
        </span>
        <span>{t(exhibitById(id).title)}</span> {note && <small>{note}</small>}
      </button>
    </li>
  )
}
